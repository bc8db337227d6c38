//! What cannot be done is refused with the parameter and the value, and nothing is written.

use ndarray::{Array, Array1, Array2, Array3, Array4, Dimension, arr1};
use stencil_core::prelude::*;
use stencil_filters::{Footprint, close, dilate, erode, gaussian, median, open, sobel, threshold};

/// The message for a filter on a 4 x 5 image, after checking that the output was left alone.
fn refused<T: stencil_core::element::Element>(filter: &impl Filter<(f32,), Out = (T,)>) -> String {
    refused_at(filter, Boundary::DEFAULT)
}

fn refused_at<T: stencil_core::element::Element>(
    filter: &impl Filter<(f32,), Out = (T,)>,
    boundary: Boundary,
) -> String {
    refusal(&Array2::from_elem((4, 5), 7.0_f32), filter, |apply| apply.boundary(boundary))
}

/// The message for a filter applied in some way, after checking that the output was left alone.
fn refusal<T: stencil_core::element::Element, D: Dimension, F: Filter<(f32,), Out = (T,)>>(
    image: &Array<f32, D>,
    filter: &F,
    how: impl for<'f> Fn(Apply<'f, F>) -> Apply<'f, F>,
) -> String {
    let untouched = Array::from_elem(image.raw_dim(), T::default());
    let mut output = untouched.clone();
    let error = how(Apply::new(filter)).run_into(image, &mut output).expect_err("it cannot be done");
    assert_eq!(output, untouched, "written although refused: {error}");
    assert_eq!(how(Apply::new(filter)).run(image).expect_err("it cannot be done"), error);
    assert_eq!(how(Apply::new(filter)).parallel().run(image).expect_err("it cannot be done"), error);
    error.to_string()
}

#[test]
fn parameters() {
    let finite = "but must be finite and above 0";
    let cases = [
        (refused(&gaussian(0.0)), format!("`gaussian`: `sigma` is 0, {finite}")),
        (refused(&gaussian(-1.5)), format!("`gaussian`: `sigma` is -1.5, {finite}")),
        (refused(&gaussian(f64::NAN)), format!("`gaussian`: `sigma` is NaN, {finite}")),
        (refused(&gaussian(f64::INFINITY)), format!("`gaussian`: `sigma` is inf, {finite}")),
        (refused(&gaussian([1.0, -1.0])), "`gaussian`: `sigma` is -1, but must be finite and not negative".into()),
        (
            refused(&gaussian(1.0).truncate(-1.0)),
            "`gaussian`: `truncate` is -1, but must be finite and not negative".into(),
        ),
        (
            refused(&gaussian(1e9)),
            "`gaussian`: `sigma` is 1000000000, but must be small enough for a radius of 1048576 pixels".into(),
        ),
        (refused(&median(0)), "`median`: `size` is 0, but must be at least 1".into()),
        (
            refused(&median(4097)),
            "`median`: `size` is 4097, but must be small enough for a window of 16777216 pixels".into(),
        ),
        (
            refused(&open(Footprint::disk(4000))),
            "`erode`: `footprint` is 8001 pixels wide, but must be small enough for a window of 16777216 pixels".into(),
        ),
        (
            refused(&dilate(Footprint::box_(1 << 21))),
            "`dilate`: `footprint` is 2097152 pixels wide, but must be at most 1048576".into(),
        ),
        (refused(&erode(Footprint::box_(0))), "`erode`: `footprint` is empty, but must be at least one cell".into()),
        (
            refused(&dilate(Footprint::from_array(arr1(&[false]).view()))),
            "`dilate`: `footprint` is empty, but must be at least one cell".into(),
        ),
        (refused(&sobel().axis(2)), "`sobel`: `axis` is 2, but must be below 2, the number of axes".into()),
        (refused(&threshold(f64::NAN)), "`threshold`: `level` is NaN, but must be a number".into()),
        (refused(&gaussian(1.0).then(median(0))), "`median`: `size` is 0, but must be at least 1".into()),
        (
            refused(&open(Footprint::box_(0)).boundary(Boundary::Wrap)),
            "`erode`: `footprint` is empty, but must be at least one cell".into(),
        ),
        (
            refused(&close(Footprint::box_([1, 0]))),
            "`dilate`: `footprint` is empty, but must be at least one cell".into(),
        ),
    ];
    for (found, expected) in cases {
        assert_eq!(found, expected);
    }
}

#[test]
fn boundaries() {
    let image = Array2::from_elem((4, 5), 7_u8);
    for (constant, text) in [(256.0, "256"), (-1.0, "-1"), (0.5, "0.5"), (f64::NAN, "NaN")] {
        let error = Apply::new(&median(3)).boundary(Boundary::Constant(constant)).run(&image).expect_err("no u8");
        assert_eq!(
            error.to_string(),
            format!("the boundary constant {text} is not a value of u8; choose one that it can hold exactly")
        );
    }
    let ignoring = refused_at(&gaussian(1.0), Boundary::Ignore);
    assert!(ignoring.starts_with("`gaussian` reads single neighbours"), "{ignoring}");
    assert!(refused_at(&sobel(), Boundary::Ignore).starts_with("`sobel` reads single neighbours"));
    let three = refusal(&Array2::zeros((4, 5)), &sobel(), |apply| apply.boundary([Boundary::Wrap; 3]));
    assert_eq!(three, "3 boundaries were given for 2 axes; give one per axis, or a single one for all");
}

#[test]
fn axes() {
    let disk = erode(Footprint::disk(1));
    let flat = refusal(&Array1::zeros(9), &disk, |apply| apply);
    assert_eq!(flat, "`erode` spans 2 axes, but the array has 1; give it an array of at least 2 dimensions");
    let square = Array2::zeros((4, 5));
    assert_eq!(
        refusal(&square, &disk, |apply| apply.axes([0])),
        "`erode` spans 2 axes, but 1 were chosen for it; name 2 with `.axes(..)`"
    );
    assert_eq!(
        refusal(&square, &sobel(), |apply| apply.axes([0, 2])),
        "axis 2 does not exist: the array has 2 dimensions, so axes 0 to 1 can be chosen"
    );
    assert_eq!(
        refusal(&square, &sobel(), |apply| apply.axes([1, 1])),
        "axis 1 was chosen twice; each axis of a filter needs an array axis of its own"
    );
    let deep = Array4::zeros((2, 2, 2, 2));
    assert_eq!(refusal(&deep, &sobel(), |apply| apply), "`sobel`: `axes` is 4, but must be 1 to 3");
    assert!(apply(&deep, &erode(Footprint::cross(1))).is_ok());
    assert!(apply(&deep, &gaussian(1.0)).is_ok());
    assert!(apply(&deep, &median(3)).is_ok());
    assert!(Apply::new(&sobel()).axes([0, 3]).run(&deep).is_ok());
}

#[test]
fn output_of_the_wrong_shape() {
    let image = Array3::<u8>::from_elem((3, 4, 5), 7);
    let mut output = Array3::<u8>::zeros((3, 5, 4));
    let error = apply_into(&image, &median(3), &mut output).expect_err("another shape");
    assert_eq!(error.to_string(), "output 0 has shape [3, 5, 4], but the result has shape [3, 4, 5]");
    assert!(output.iter().all(|v| *v == 0));
    let mut valid = Array3::<u8>::zeros((3, 4, 5));
    let error =
        Apply::new(&median(3)).boundary(Boundary::Valid).run_into(&image, &mut valid).expect_err("another shape");
    assert_eq!(error.to_string(), "output 0 has shape [3, 4, 5], but the result has shape [1, 2, 3]");
}

#[test]
fn tiles() {
    let square = Array2::zeros((4, 5));
    for tile in [vec![0, 2], vec![2], vec![1, 1, 1]] {
        let text = refusal(&square, &sobel(), |apply| apply.tile(tile.clone()));
        assert_eq!(
            text,
            format!("tile {tile:?} does not fit an array of 2 dimensions; give one length >= 1 per dimension")
        );
    }
}
