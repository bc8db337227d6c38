//! Parameters that make no sense are named, before anything is computed.

use ndarray::{Array2, ArrayD, arr0, arr2};
use stencil_core::prelude::*;
use stencil_filters::{
    NanPolicy, convolve1d, correlate, correlate1d, difference_of_gaussians, farid, gabor, gaussian,
    gaussian_gradient_magnitude, gaussian_laplace, laplace, prewitt, roberts, unsharp_mask,
};

fn fails(filter: &impl Filter<(f32,), Out = (f32,)>) -> String {
    let image = Array2::from_elem((5, 6), 1.0_f32).into_dyn();
    let error = apply(&image, filter).expect_err("it is wrong");
    let _ = (filter.halo(), filter.explain(&[5, 6]).to_string());
    error.to_string()
}

#[test]
fn weights_and_origins_are_checked() {
    assert_eq!(fails(&correlate1d([]).along(0)), "`correlate1d`: `weights` is 0, but must be at least one");
    assert_eq!(fails(&convolve1d([1.0, f64::NAN]).along(0)), "`convolve1d`: `weights` is NaN, but must be finite");
    assert_eq!(
        fails(&correlate1d([1.0, 2.0]).origin(1).along(0)),
        "`correlate1d`: `origin` is 1, but must be -1 to 0 along axis 0, which has 2 weights"
    );
    let weights = arr2(&[[1.0, 2.0, 3.0], [4.0, 5.0, 7.0]]);
    assert!(fails(&correlate(weights.view()).origin([0, 2])).contains("-1 to 1 along axis 1"));
    assert!(fails(&correlate(weights.view()).origin([0, 0, 0])).contains("one per axis of the weights"));
    assert!(fails(&correlate(arr0(1.0).view())).contains("of 1 to 8 axes"));
    assert!(
        fails(&correlate(ArrayD::from_shape_fn(vec![2; 5], |i| (i[0] + i[4] + 1) as f64).view()))
            .contains("1 to 4 axes")
    );
    let three = ArrayD::from_elem(vec![1, 2, 3], 1.0);
    assert!(fails(&correlate(three.view())).contains("spans 3 axes"));
    assert!(fails(&correlate(arr2(&[[f64::INFINITY, 1.0]]).view()).signed()).contains("finite"));
}

#[test]
fn gaussians_are_checked_in_their_own_name() {
    assert_eq!(
        fails(&gaussian_laplace(0.0)),
        "`gaussian_laplace`: `sigma` is 0, but must be finite and at least 1e-15"
    );
    assert!(fails(&gaussian_laplace([1.0, 0.0])).starts_with("`gaussian_laplace`: `sigma` is 0"));
    assert!(fails(&gaussian_gradient_magnitude(f64::NAN)).starts_with("`gaussian_gradient_magnitude`: `sigma` is NaN"));
    assert!(fails(&gaussian_laplace(1.0).truncate(-1.0)).contains("`truncate` is -1"));
    assert!(fails(&gaussian(1.0).radius(1 << 21)).contains("`radius` is 2097152"));
    assert!(fails(&gaussian([1.0, 2.0]).radius([1, 2, 3])).contains("one per sigma"));
    assert!(fails(&gaussian([1.0; 3])).contains("spans 3 axes"));
    assert!(fails(&gaussian(1.0).order(4)).contains("`order` is 4"));
    assert!(fails(&gaussian(1.0).nan(NanPolicy::Omit).order(1)).contains("`nan` is Omit"));
    assert!(fails(&difference_of_gaussians(2.0).high(1.0)).contains("`high` is 1, but must be at least 2"));
    assert!(fails(&difference_of_gaussians(-1.0)).contains("`sigma` is -1"));
    assert!(fails(&difference_of_gaussians([1.0, 2.0]).high([2.0, 3.0, 4.0])).contains("`high`"));
    assert!(fails(&unsharp_mask(1.0, f64::INFINITY)).contains("`amount` is inf"));
    assert!(fails(&unsharp_mask(1.0, 1.0).clip(1.0, 0.0)).contains("the lower one first"));
    assert!(fails(&unsharp_mask(1.0, 1.0).clip(0.0, f64::NAN)).contains("the lower one first"));
}

#[test]
fn gabor_is_checked() {
    assert_eq!(fails(&gabor(0.0)), "`gabor`: `frequency` is 0, but must be finite and above 0");
    assert!(fails(&gabor(0.1).bandwidth(-1.0)).contains("`bandwidth` is -1"));
    assert!(fails(&gabor(0.1).theta(f64::NAN)).contains("`theta` is NaN"));
    assert!(fails(&gabor(0.1).sigmas(1.0, 0.0)).contains("`sigma` is 0"));
    assert!(fails(&gabor(1e-5)).contains("16777216 pixels"));
    assert!(fails(&gabor(1e-300)).contains("16777216 pixels"));
}

#[test]
fn axes_are_checked() {
    assert_eq!(fails(&prewitt().axis(2)), "`prewitt`: `axis` is 2, but must be below 2, the number of axes");
    let point = arr0(1.0_f32);
    for error in [
        apply(&point, &prewitt()),
        apply(&point, &farid().axis(0)),
        apply(&point, &laplace()),
        apply(&point, &gaussian(1.0)),
    ] {
        assert!(error.expect_err("there is no axis").to_string().contains('0'));
    }
    let cube = ndarray::Array3::<f32>::zeros((3, 3, 3));
    assert!(Apply::new(&roberts()).axes([0, 1, 2]).run(&cube).is_err());
    // On the last two axes of three, plane by plane.
    assert!(apply(&cube, &roberts()).is_ok());
}

#[test]
fn pixels_cannot_be_left_out_by_weights() {
    let image = Array2::from_elem((5, 6), 1.0_f32);
    assert!(Apply::new(&laplace()).boundary(Boundary::Ignore).run(&image).is_err());
    assert!(Apply::new(&correlate1d([1.0]).along(0)).boundary(Boundary::Ignore).run(&image).is_err());
}
