//! Does each filter read as far as it says, and no further?

use stencil_core::prelude::*;
use stencil_filters::{Footprint, close, dilate, erode, gaussian, median, open, sobel};
use stencil_testing::probe::reads_exactly_its_halo as check;

#[test]
fn linear_filters_read_exactly_their_halo() {
    for ndim in 1..=3 {
        check(ndim, &gaussian(0.9));
        check(ndim, &sobel());
    }
    for axis in 0..3 {
        check(3, &sobel().axis(axis));
    }
    check(2, &gaussian([0.5, 2.0]));
    check(2, &gaussian([2.0, 0.0]).truncate(2.5));
    check(2, &gaussian(1.0).then(sobel()));
}

#[test]
fn medians_read_exactly_their_halo() {
    for size in [1, 3, 5, 7] {
        check(1, &median(size));
        check(2, &median(size));
    }
    check(3, &median(3));
    check(2, &median([3, 9]));
}

#[test]
fn morphology_reads_exactly_its_halo() {
    let hook = Footprint::from_array(
        ndarray::arr2(&[[true, false, false, true], [true, false, true, true], [false, true, true, false]]).view(),
    );
    for footprint in [
        Footprint::box_(3),
        Footprint::box_(4),
        Footprint::box_([2, 5]),
        Footprint::cross(2),
        Footprint::diamond(3),
        Footprint::disk(3),
        hook,
    ] {
        check(2, &erode(footprint.clone()));
        check(2, &dilate(footprint.clone()));
        check(2, &open(footprint.clone()));
        check(2, &close(footprint));
    }
    check(3, &erode(Footprint::ball(2)));
    check(1, &dilate(Footprint::cross(3)));
}
