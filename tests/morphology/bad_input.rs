//! What makes no sense is refused by name, and nothing is written.

use ndarray::{Array2, arr1, arr2};
use stencil_core::prelude::*;
use stencil_filters::*;

/// The message for a filter on a 4 x 5 image, after checking that the output was left alone.
fn refused(filter: &impl Filter<(f32,), Out = (f32,)>) -> String {
    let untouched = Array2::from_elem((4, 5), 7.0_f32);
    let mut output = untouched.clone();
    let error = Apply::new(filter).run_into(&untouched, &mut output).expect_err("it cannot be done");
    assert_eq!(output, untouched, "written although refused: {error}");
    assert_eq!(Apply::new(filter).parallel().run(&untouched).expect_err("it cannot be done"), error);
    error.to_string()
}

#[test]
fn parameters() {
    let cross = || Footprint::cross(1);
    let flat = |heights: [f64; 2]| Structure::from_array(arr2(&[heights]).view());
    let cases = [
        (refused(&erode(cross()).iterations(0)), "`erode`: `iterations` is 0, but must be 1 to 1024"),
        (
            refused(&white_tophat(cross()).iterations(1 << 20)),
            "`white_tophat`: `iterations` is 1048576, but must be 1 to 1024",
        ),
        (refused(&dilate(cross()).origin(2)), "`dilate`: `origin` is 2, but must be from -1 to 1 for 3 cells"),
        (
            refused(&open(Footprint::box_([4, 1])).origin([-3, 0])),
            "`erode`: `origin` is -3, but must be from -2 to 1 for 4 cells",
        ),
        (
            refused(&erode(Footprint::disk(1)).origin([0, 0, 0])),
            "`erode`: `origin` is 3 numbers, but must be one, or 2",
        ),
        (
            refused(&black_tophat(Footprint::octagon(0, 0))),
            "`dilate`: `footprint` is empty, but must be at least one cell",
        ),
        (
            refused(&morphological_gradient(Footprint::box_(2401)).iterations(1000)),
            "`dilate`: `footprint` is 2400001 pixels wide, but must be at most 1048576",
        ),
        (
            refused(&erode(flat([1.0, f64::NAN]))),
            "`erode`: `structure` is NaN, but must be finite, or -inf where there is no cell",
        ),
        (
            refused(&dilate(flat([f64::INFINITY, 0.0]))),
            "`dilate`: `structure` is inf, but must be finite, or -inf where there is no cell",
        ),
        (
            refused(&dilate(flat([f64::NEG_INFINITY; 2]))),
            "`dilate`: `structure` is empty, but must be at least one cell",
        ),
    ];
    for (found, expected) in cases {
        assert_eq!(found, expected);
    }
}

#[test]
fn patterns() {
    let refused =
        |filter: &HitOrMiss| apply(&Array2::from_elem((4, 5), true), filter).expect_err("no pattern").to_string();
    let none = Footprint::from_array(arr1(&[false, false]).view());
    assert_eq!(
        refused(&hit_or_miss(none.clone()).miss(none)),
        "`hit_or_miss`: `hit` is empty, but must be at least one cell, or that of `miss`"
    );
    let pair = Footprint::from_array(arr1(&[true, false]).view());
    assert_eq!(
        refused(&hit_or_miss(Footprint::disk(1)).miss(pair.clone())),
        "`hit_or_miss`: `miss` is of 1 axes, but must be of 2, as `hit` is"
    );
    let deep = Footprint::box_([1, 2, 1]);
    assert!(refused(&hit_or_miss(deep)).starts_with("`hit_or_miss` spans 3 axes, but the array has 2"));
}
