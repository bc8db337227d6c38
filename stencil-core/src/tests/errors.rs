//! Every mistake is a typed error, found before anything is written.

use super::kernels::{Backward, Blur, Both, Laplacian, Max};
use crate::Halo;
use crate::compose::EachAxis;
use crate::{Apply, Boundary, Error, Stencil, apply, apply_into, map_overlap};
use ndarray::{Array1, Array2, ArrayD, IxDyn};

#[test]
fn shapes_and_axes() {
    let image = Array2::<f32>::zeros((4, 5));
    let line = Array1::<f32>::zeros(5);
    assert_eq!(
        apply(&line, &Laplacian {}).unwrap_err().to_string(),
        "`Laplacian` spans 2 axes, but the array has 1; give it an array of at least 2 dimensions"
    );
    assert_eq!(
        Apply::new(&Laplacian {}).axes([0, 2]).run(&image).unwrap_err(),
        Error::AxisOutOfRange { axis: 2, ndim: 2 }
    );
    assert_eq!(Apply::new(&Laplacian {}).axes([1, 1]).run(&image).unwrap_err(), Error::AxisRepeated { axis: 1 });
    assert!(matches!(
        Apply::new(&Laplacian {}).axes([1]).run(&image).unwrap_err(),
        Error::AxisCount { needs: 2, given: 1, .. }
    ));
    let other = Array2::<u8>::zeros((4, 6));
    assert_eq!(
        apply((&other, &image), &Both {}).unwrap_err(),
        Error::InputShape { input: 1, expected: vec![4, 6], found: vec![4, 5] }
    );
    assert_eq!(apply(&line, &Blur { radius: 1 }.along(1)).unwrap_err(), Error::AxisOutOfRange { axis: 1, ndim: 1 });
    let deep = ArrayD::<f32>::zeros(IxDyn(&[1; 9]));
    assert_eq!(apply(&deep, &Laplacian {}).unwrap_err(), Error::TooManyAxes { ndim: 9, max: 8 });
    let passes = EachAxis::new(vec![Blur { radius: 1 }; 3]);
    assert!(matches!(apply(&image, &passes).unwrap_err(), Error::TooFewAxes { needs: 3, has: 2, .. }));
}

#[test]
fn filters_that_do_not_combine() {
    let image = Array2::<f32>::zeros((4, 5));
    let chain = Laplacian {}.then(Blur { radius: 1 });
    assert_eq!(
        apply(&image, &chain).unwrap_err().to_string(),
        "`Laplacian` spans 2 axes and `Blur` spans 1; only filters of the same axes combine"
    );
}

#[test]
fn outputs_stay_untouched() {
    let image = Array2::<f32>::zeros((4, 5));
    let mut out = Array2::<f32>::from_elem((4, 4), 7.0);
    let error = apply_into(&image, &Laplacian {}, &mut out).unwrap_err();
    assert_eq!(error, Error::OutputShape { output: 0, expected: vec![4, 5], found: vec![4, 4] });
    assert!(out.iter().all(|v| *v == 7.0));
}

#[test]
fn boundaries() {
    let bytes = Array2::<u8>::zeros((4, 5));
    for value in [3.5, 256.0, -1.0, f64::NAN] {
        let error = Apply::new(&Max {}).boundary(Boundary::Constant(value)).run(&bytes).unwrap_err();
        assert!(matches!(error, Error::Constant { element: "u8", .. }), "{error}");
    }
    assert!(apply(&bytes, &Max {}.boundary(Boundary::Constant(2.5))).is_err());
    let error = Apply::new(&Max {}).boundary(Boundary::Ignore).run(&bytes).unwrap_err();
    assert!(matches!(error, Error::CannotIgnore { .. }), "{error}");
    let error = Apply::new(&Max {}).boundary([Boundary::Wrap; 3]).run(&bytes).unwrap_err();
    assert_eq!(error, Error::BoundaryCount { given: 3, axes: 2 });
}

#[test]
fn reaches_beyond_memory() {
    let line = Array1::<f64>::zeros(5);
    let error = apply(&line, &Backward {}.iterate(usize::MAX)).unwrap_err();
    assert!(matches!(error, Error::TooLarge { .. }), "{error}");
}

#[test]
fn tiles() {
    let image = Array2::<f32>::zeros((4, 5));
    let error = Apply::new(&Laplacian {}).tile([4]).run(&image).unwrap_err();
    assert_eq!(error, Error::Tile { tile: vec![4], ndim: 2 });
}

#[test]
fn blocks_keep_their_shape() {
    let image = Array2::<f32>::zeros((4, 5));
    let error = map_overlap(&image, Halo::uniform(1), Boundary::Wrap, |_| Array2::<f32>::zeros((1, 1))).unwrap_err();
    assert_eq!(error, Error::BlockShape { given: vec![6, 7], found: vec![1, 1] });
}
