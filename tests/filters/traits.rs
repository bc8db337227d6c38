//! What every public type of the filters can do.

use std::fmt::Debug;
use stencil_core::prelude::*;
use stencil_core::{Boundaries, Side};
use stencil_filters::{
    BlackTophat, Close, Dilate, Erode, Footprint, Gaussian, HitOrMiss, MorphologicalGradient, MorphologicalLaplace,
    NanPolicy, Open, PerAxis, Rank, Sobel, SobelAxis, Structure, Threshold, WhiteTophat, close, dilate, erode,
    gaussian, median, open, sobel, threshold,
};

fn assert_usual<T: Send + Sync + Debug + Clone + PartialEq + Unpin + std::panic::UnwindSafe + 'static>() {}

#[test]
fn public_types_are_send_sync_debug_clone_and_comparable() {
    assert_usual::<Halo>();
    assert_usual::<Side>();
    assert_usual::<Boundary>();
    assert_usual::<Boundaries>();
    assert_usual::<Error>();
    assert_usual::<PerAxis<f64>>();
    assert_usual::<Footprint>();
    assert_usual::<Gaussian>();
    assert_usual::<Sobel>();
    assert_usual::<SobelAxis>();
    assert_usual::<Rank>();
    assert_usual::<Erode>();
    assert_usual::<Dilate>();
    assert_usual::<Open>();
    assert_usual::<Close>();
    assert_usual::<WhiteTophat>();
    assert_usual::<BlackTophat<Structure>>();
    assert_usual::<MorphologicalGradient>();
    assert_usual::<MorphologicalLaplace>();
    assert_usual::<HitOrMiss>();
    assert_usual::<NanPolicy>();
    assert_usual::<Threshold>();
}

fn assert_copy<T: Copy>(_: &T) {}

#[test]
fn filters_without_a_footprint_are_copy() {
    assert_copy(&gaussian(1.0));
    assert_copy(&sobel());
    assert_copy(&sobel().axis(1));
    assert_copy(&threshold(0.5));
    assert_copy(&gaussian(1.0).then(sobel()).boundary(Boundary::Wrap));
}

#[test]
fn filters_without_parameters_take_no_memory() {
    assert_eq!(size_of_val(&sobel()), 0);
    assert_eq!(size_of_val(&sobel().then(sobel())), 0);
}

/// Every filter through the trait object that `explain` and the command line use.
#[test]
fn every_filter_says_its_name_and_halo() {
    let cross = Footprint::cross(2);
    let filters: [(&dyn Stencil, &str, Halo); 9] = [
        (&gaussian(2.0), "gaussian", Halo::uniform(8)),
        (&sobel(), "sobel", Halo::uniform(1)),
        (&sobel().axis(0), "sobel", Halo::uniform(1)),
        (&median([3, 5]), "median", Halo::from_sides([(1, 1), (2, 2)])),
        (&erode(cross.clone()), "erode", Halo::uniform(2)),
        (&dilate(Footprint::disk(3)), "dilate", Halo::from_sides([(3, 3), (3, 3)])),
        (&open(cross.clone()), "open", Halo::uniform(4)),
        (&close(cross), "close", Halo::uniform(4)),
        (&threshold(1.0), "threshold", Halo::ZERO),
    ];
    for (filter, name, halo) in filters {
        assert_eq!((filter.name().as_ref(), filter.halo()), (name, halo));
        assert!(!format!("{filter:?}").is_empty());
    }
}
