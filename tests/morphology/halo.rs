//! Each filter reads as far as it says, and no further.

use stencil_core::prelude::*;
use stencil_filters::*;
use stencil_testing::probe::reads_exactly_its_halo as check;

fn footprints() -> Vec<Footprint> {
    let hook = ndarray::arr2(&[[true, false, false, true], [true, false, true, true], [false, true, true, false]]);
    vec![
        Footprint::box_(3),
        Footprint::box_([2, 5]).origin([0, -2]),
        Footprint::box_([4, 3]).origin([1, 0]),
        Footprint::cross(2),
        Footprint::ellipse(3, 1),
        Footprint::octagon(2, 1).origin([-1, 0]),
        Footprint::star(2),
        Footprint::from_array(hook.view()).origin([-1, 1]),
    ]
}

/// Does a filter in either policy, and its own reach twice over.
macro_rules! check {
    ($dims:literal, $over:expr; $($filter:ident)*) => {{
        let over = $over;
        $(
            check($dims, &$filter(over.clone()));
            let twice = $filter(over.clone()).iterations(2);
            assert_eq!(twice.halo(), $filter(over.clone()).halo().repeat(2));
            check($dims, &twice);
        )*
    }};
}

#[test]
fn every_filter_of_footprints() {
    for over in footprints() {
        check!(2, over; erode dilate open close white_tophat black_tophat morphological_gradient morphological_laplace);
    }
    check!(1, Footprint::box_(4).origin(1); erode dilate open close white_tophat black_tophat);
    check!(3, Footprint::ball(1); erode dilate open close);
    check!(3, Footprint::box_([2, 1, 3]).origin([-1, 0, 1]); erode morphological_gradient);
}

#[test]
fn every_filter_of_structures() {
    let tower = ndarray::arr2(&[[0.0, 2.0, -1.0, f64::NEG_INFINITY], [1.0, 7.5, 0.5, 3.0]]);
    let over = Structure::from_array(tower.view()).origin([-1, 1]);
    check!(2, over; erode dilate open close white_tophat black_tophat morphological_gradient morphological_laplace);
}

#[test]
fn a_pattern() {
    let hit = Footprint::from_array(ndarray::arr2(&[[true, false, false], [true, true, false]]).view());
    let miss = Footprint::from_array(ndarray::arr2(&[[false, false, true, true, false]]).view());
    assert_eq!(hit_or_miss(hit.clone()).halo(), Halo::from_sides([(1, 0), (1, 1)]));
    assert_eq!(hit_or_miss(hit).miss(miss.clone()).halo(), Halo::from_sides([(1, 0), (1, 1)]));
    assert_eq!(hit_or_miss(Footprint::box_(1)).miss(miss.reflected()).halo(), Halo::from_sides([(0, 0), (1, 0)]));
}
