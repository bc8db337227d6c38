//! Does each filter read as far as it says, and no further?

use stencil_filters::{Footprint, Rank, maximum, median, minimum, percentile, rank};
use stencil_testing::probe::reads_exactly_its_halo;

/// Places that a single high or low layer moves.
fn every_filter(window: impl Into<Footprint>) -> Vec<Rank> {
    let window = window.into();
    vec![
        minimum(window.clone()),
        maximum(window.clone()),
        median(window.clone()),
        rank(window.clone(), -1),
        percentile(window, 60.0),
    ]
}

#[test]
fn boxes_of_odd_and_even_sizes() {
    for size in 1..7 {
        every_filter(size).iter().for_each(|filter| reads_exactly_its_halo(1, filter));
        every_filter(size).iter().for_each(|filter| reads_exactly_its_halo(2, filter));
    }
    every_filter([3, 2, 4]).iter().for_each(|filter| reads_exactly_its_halo(3, filter));
    every_filter([4, 11]).iter().for_each(|filter| reads_exactly_its_halo(2, filter));
}

#[test]
fn moved_boxes() {
    for (size, origins) in [(3, -1..=1), (4, -2..=1), (5, -2..=2)] {
        for origin in origins {
            for filter in every_filter([size, 3]) {
                reads_exactly_its_halo(2, &filter.origin([origin, -1]));
            }
        }
    }
}

#[test]
fn footprints() {
    let hook = ndarray::arr2(&[[true, false, false, true], [true, false, true, true], [false, true, true, false]]);
    for footprint in
        [Footprint::disk(3), Footprint::cross(2), Footprint::diamond(2).reflected(), Footprint::from_array(hook.view())]
    {
        for filter in every_filter(footprint) {
            reads_exactly_its_halo(2, &filter);
            reads_exactly_its_halo(2, &filter.origin([0, 1]));
        }
    }
    every_filter(Footprint::ball(1)).iter().for_each(|filter| reads_exactly_its_halo(3, filter));
}

/// Cells that leave out the centre reach it when they are moved, and then no further than they are.
#[test]
fn moved_cells_beside_the_centre() {
    let aside = ndarray::arr2(&[[false, false, false, true, true], [false, false, false, true, true]]);
    for origin in [1, 2] {
        for filter in every_filter(Footprint::from_array(aside.view())) {
            reads_exactly_its_halo(2, &filter.origin([0, origin]));
        }
    }
}
