use super::*;

#[test]
fn reflection_swaps_the_sides_of_even_boxes() {
    let bar = Footprint::box_([4, 1]);
    assert_eq!(bar.cells(2).len(), 4);
    assert_eq!(bar.clone().reflected().halo(), Halo::from_sides([(1, 2), (0, 0)]));
    assert_eq!(bar.clone().reflected().reflected(), bar);
    assert_eq!(bar.clone().reflected().cells(2)[0], [-1, 0, 0, 0, 0, 0, 0, 0]);
}

#[test]
fn a_box_and_its_cells_reach_equally_far() {
    for size in 1..7 {
        for footprint in [Footprint::box_([size]), Footprint::box_([size]).reflected()] {
            let drawn: Vec<isize> = footprint.cells(1).iter().map(|cell| cell[0]).collect();
            let side = footprint.halo().side(0);
            assert_eq!(drawn, (-(side.before as isize)..=side.after as isize).collect::<Vec<_>>(), "size {size}");
        }
    }
}

#[test]
fn an_origin_moves_the_centre_and_reflection_moves_it_back() {
    let bar = Footprint::box_([4]).origin([1]);
    assert_eq!(bar.halo(), Halo::from_sides([(3, 0)]));
    assert_eq!(bar.clone().reflected().halo(), Halo::from_sides([(0, 3)]));
    let drawn: Vec<isize> = bar.cells(1).iter().map(|cell| cell[0]).collect();
    assert_eq!(drawn, [-3, -2, -1, 0]);
    let hook = Footprint::from_array(ndarray::arr2(&[[true, false, false], [true, true, true]]).view());
    assert_eq!(hook.clone().origin([-1, 1]).to_string(), "X . -\nX X X");
    assert!(hook.clone().origin([0, 1]).check().is_ok());
    let wrong = hook.origin([1, 0]).check().expect_err("there is no third row");
    assert_eq!(wrong, ("origin", "1".into(), "from -1 to 0 for 2 cells".into()));
    assert!(Footprint::disk(3).origin([1, 1, 1]).check().is_err());
    assert!(Footprint::disk(3).origin(-3).check().is_ok());
    assert_eq!(Footprint::diamond(1).origin([0, 1, 0]).dims(), Some(3));
}

#[test]
fn an_array_full_of_cells_is_a_box() {
    assert_eq!(Footprint::from_array(ndarray::arr2(&[[true; 3]; 2]).view()), Footprint::box_([2, 3]));
}

#[test]
fn shapes_without_cells_are_empty() {
    assert!(Footprint::box_([3, 0]).is_empty());
    assert!(Footprint::octagon(0, 0).is_empty() && Footprint::octagon(0, 0).cells(2).is_empty());
    assert!(Footprint::box_(3).complement().is_empty() && Footprint::cross(0).complement().is_empty());
    assert!(!Footprint::cross(1).complement().is_empty());
    assert!(Footprint::from_array(ndarray::arr1(&[false, false]).view()).is_empty());
    assert!(!Footprint::disk(0).is_empty());
}

#[test]
fn a_cell_far_from_the_centre_reaches_as_far_and_the_centre_counts_as_reached() {
    let far = Footprint::from_array(ndarray::arr1(&[true, false, false, false, false]).view());
    assert_eq!(far.halo(), Halo::from_sides([(2, 0)]));
}

#[test]
fn drawn_in_three_dimensions() {
    let cube = Footprint::box_([1, 1, 2]);
    assert_eq!(cube.to_string(), "X o");
    assert_eq!(Footprint::box_([2, 1, 1]).to_string(), "X\no");
}
