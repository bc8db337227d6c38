//! Every linear filter against the answers of SciPy and scikit-image.

use ndarray::{ArrayD, IxDyn};
use stencil_core::prelude::*;
use stencil_filters::{
    Gradient, PerAxis, Pixel, convolve, convolve1d, correlate, correlate1d, difference_of_gaussians, farid, gabor,
    gaussian, gaussian_gradient_magnitude, gaussian_laplace, laplace, prewitt, roberts, scharr, sobel, unsharp_mask,
};
use stencil_testing::agreement::{answer, check_within};
use stencil_testing::fixtures::{Fixture, read};
use stencil_testing::{dtype::Dtype, for_types};

const LINEAR: &str = include_str!("../data/linear.txt");

/// Element types whose sums are `f32` if results are whole numbers or of the same type.
const SINGLE: [&str; 3] = ["u8", "i8", "f32"];
/// The same, if results are floats.
const SINGLE_TO_FLOAT: [&str; 5] = ["u8", "i8", "u16", "i16", "f32"];

/// Four units in the last place of the case's scale: the largest value times the sum of the sizes of all weights. (Of whole
/// numbers it is what the sum may miss before it is rounded.)
fn check<T: Dtype, U: Dtype>(case: &Fixture, filter: &impl Filter<(T,), Out = (U,)>, single: &[&str]) {
    let unit = if single.contains(&T::NAME) { f64::from(f32::EPSILON) } else { f64::EPSILON };
    let scale: f64 = case.numbers("scale")[0];
    check_within(case, &answer::<T, U>(case, filter), 0.0, 4.0 * unit * scale);
}

fn per_axis<T: Copy + std::str::FromStr>(case: &Fixture, key: &str) -> PerAxis<T> {
    PerAxis::from_slice(&case.numbers(key)).expect("one to eight axes")
}

fn operator(case: &Fixture) -> Gradient {
    let raw = match case.name.as_str() {
        "sobel" => return sobel().normalized(),
        "prewitt" => prewitt(),
        "scharr" => scharr(),
        _ => farid(),
    };
    if case.text("weights") == "normalized" { raw.normalized() } else { raw }
}

fn edges_as<T: Dtype + Pixel<Difference: Dtype>>() {
    for case in read(LINEAR) {
        match case.name.as_str() {
            "sobel" | "prewitt" | "scharr" | "farid" => match case.text("what").strip_prefix("axis") {
                Some(axis) => {
                    let derivative = operator(&case).axis(axis.parse().expect("a number"));
                    check::<T, T::Difference>(&case, &derivative, &SINGLE);
                }
                None => check::<T, T>(&case, &operator(&case), &SINGLE),
            },
            "laplace" => check::<T, T::Difference>(&case, &laplace(), &SINGLE),
            "roberts" => match case.text("what") {
                "falling" => check::<T, T::Difference>(&case, &roberts().falling(), &SINGLE),
                "rising" => check::<T, T::Difference>(&case, &roberts().rising(), &SINGLE),
                "normalized" => check::<T, T>(&case, &roberts().normalized(), &SINGLE),
                _ => check::<T, T>(&case, &roberts(), &SINGLE),
            },
            _ => {}
        }
    }
}

#[test]
fn edges_agree_with_scipy_and_scikit_image() {
    for_types!(edges_as: u8 f32 i16 u64; u16 i8 u32 i32 i64 f64);
}

fn correlations_as<T: Dtype + Pixel<Difference: Dtype>>() {
    for case in read(LINEAR) {
        let filter = match case.name.as_str() {
            "correlate1d" | "convolve1d" => {
                let make = if case.name == "correlate1d" { correlate1d } else { convolve1d };
                make(case.numbers("weights")).origin(case.numbers::<isize>("origin")[0])
            }
            "correlate" | "convolve" => {
                let weights = ArrayD::from_shape_vec(IxDyn(&case.numbers("size")), case.numbers("weights"));
                let make = if case.name == "correlate" { correlate } else { convolve };
                make(weights.expect("as many as the size says").view()).origin(per_axis(&case, "origin"))
            }
            _ => continue,
        };
        if filter.dims() == Some(1) && case.name.ends_with("1d") {
            let axis = case.numbers("axis")[0];
            check::<T, T>(&case, &filter.clone().along(axis), &SINGLE);
            check::<T, T::Difference>(&case, &filter.signed().along(axis), &SINGLE);
        } else {
            check::<T, T>(&case, &filter, &SINGLE);
            check::<T, T::Difference>(&case, &filter.signed(), &SINGLE);
        }
    }
}

#[test]
fn correlations_agree_with_scipy() {
    for_types!(correlations_as: u8 f32 i32; u16 i8 i16 u32 u64 i64 f64);
}

fn gaussians_as<T: Dtype + Pixel<Weighted: Dtype>>() {
    for case in read(LINEAR) {
        match case.name.as_str() {
            "gaussian" => {
                let smoothing = gaussian(per_axis(&case, "sigma"));
                let smoothing = match case.text("extent") {
                    "radius" => smoothing.radius(per_axis(&case, "cut")),
                    _ => smoothing.truncate(case.numbers("cut")[0]),
                };
                check::<T, T::Weighted>(&case, &smoothing.order(per_axis(&case, "order")), &SINGLE_TO_FLOAT);
            }
            "gaussian_laplace" => {
                check::<T, T::Weighted>(&case, &gaussian_laplace(per_axis(&case, "sigma")), &SINGLE_TO_FLOAT);
            }
            "gaussian_gradient_magnitude" => {
                check::<T, T>(&case, &gaussian_gradient_magnitude(per_axis(&case, "sigma")), &SINGLE);
            }
            "difference_of_gaussians" => {
                check::<T, T::Weighted>(&case, &difference_of_gaussians(per_axis(&case, "sigma")), &SINGLE_TO_FLOAT);
            }
            "unsharp_mask" => {
                let filter = unsharp_mask(case.numbers::<f64>("sigma")[0], case.numbers("amount")[0]);
                check::<T, T>(&case, &filter, &SINGLE);
            }
            "gabor" => {
                let number = |key: &str| case.numbers::<f64>(key)[0];
                let filter = gabor(number("frequency")).theta(number("theta"));
                let filter = filter.bandwidth(number("bandwidth")).offset(number("offset"));
                let filter = if case.text("part") == "real" { filter } else { filter.imaginary() };
                check::<T, T::Weighted>(&case, &filter, &SINGLE_TO_FLOAT);
            }
            _ => {}
        }
    }
}

#[test]
fn gaussians_and_gabor_agree_with_scipy_and_scikit_image() {
    for_types!(gaussians_as: u8 f32 i16 f64; u16 i8 u32 i32 u64 i64);
}
