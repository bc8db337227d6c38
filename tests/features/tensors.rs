//! The structure tensor, the Hessian matrix, and their eigenvalues.

use crate::outputs::{assert_near, outputs};
use crate::tiles::make_no_difference;
use ndarray::{Array2, ArrayD, Axis, IxDyn, Slice};
use stencil_core::prelude::*;
use stencil_filters::{Pixel, hessian_matrix, structure_tensor};
use stencil_testing::fixtures::{Fixture, read};
use stencil_testing::probe::reads_exactly_its_halo;
use stencil_testing::random::Random;
use stencil_testing::{dtype::Dtype, for_types};

const STRUCTURE: &str = include_str!("../data/structure_tensor.txt");
const HESSIAN: &str = include_str!("../data/hessian_matrix.txt");

/// Some ulp of a number.
fn ulps<T: Dtype>(count: f64, of: f64) -> f64 {
    let double = matches!(T::NAME, "u32" | "i32" | "u64" | "i64" | "f64");
    count * of * if double { f64::EPSILON } else { f64::from(f32::EPSILON) }
}

/// The outputs of a matrix, in whichever of its forms the case asks for; and every element alone, twice.
macro_rules! outputs_of {
    ($t:ident, $case:expr, $matrix:expr, $tolerance:expr) => {{
        let (case, matrix) = ($case, $matrix);
        let ndim = case.input.ndim();
        let found = match (case.name.as_str(), ndim) {
            ("eigenvalues", 2) => outputs::<$t, _>(case, &matrix.eigenvalues()),
            ("eigenvalues", _) => outputs::<$t, _>(case, &matrix.volume().eigenvalues()),
            (_, 2) => outputs::<$t, _>(case, &matrix),
            _ => outputs::<$t, _>(case, &matrix.volume()),
        };
        if case.name != "eigenvalues" {
            let pairs = (0..ndim).flat_map(|row| (row..ndim).map(move |column| (row, column)));
            for (number, (row, column)) in pairs.enumerate() {
                let element = outputs::<$t, _>(case, &matrix.element(row, column));
                let whole: Vec<f64> = found[number].iter().copied().collect();
                assert_near(case, &element, &whole, $tolerance);
                assert_eq!(element, outputs::<$t, _>(case, &matrix.element(column, row)), "symmetric: {case:?}");
            }
        }
        found
    }};
}

/// The largest Sobel derivative that a case can have, squared.
fn steepest(case: &Fixture) -> f64 {
    let high = case.input.iter().fold(0.0, |a: f64, b| a.max(*b));
    (4_f64.powi(case.input.ndim() as i32 - 1) * high).powi(2)
}

fn structure_as<T: Dtype + Pixel<Weighted: Dtype>>() {
    for case in &read(STRUCTURE) {
        let tolerance = ulps::<T>(4.0, steepest(case));
        let found = outputs_of!(T, case, structure_tensor(case.numbers::<f64>("sigma")[0]), tolerance);
        assert_near(case, &found, &case.expected, tolerance);
    }
}

#[test]
fn structure_tensors_agree_with_scikit_image() {
    for_types!(structure_as: u8 f32 f64; u16 i8 i16 u32 i32 u64 i64);
}

/// All but the two outermost pixels of each axis.
fn inner(output: &ArrayD<f64>) -> ArrayD<f64> {
    let mut view = output.view();
    (0..output.ndim()).for_each(|axis| view.slice_axis_inplace(Axis(axis), Slice::new(2, Some(-2), 1)));
    view.to_owned()
}

fn hessian_as<T: Dtype + Pixel<Weighted: Dtype>>() {
    for case in &read(HESSIAN) {
        let tolerance = ulps::<T>(4.0, 127.0);
        let filter = hessian_matrix(case.numbers::<f64>("sigma")[0]);
        if case.name == "smooth" {
            let found = outputs_of!(T, case, filter.gaussian_derivatives(), tolerance);
            assert_near(case, &found, &case.expected, tolerance);
            continue;
        }
        let found = outputs_of!(T, case, filter, tolerance);
        assert_near(case, &found.iter().map(inner).collect::<Vec<_>>(), &case.expected, tolerance);
    }
}

#[test]
fn hessian_matrices_agree_with_scikit_image() {
    for_types!(hessian_as: u8 f32 f64; u16 i8 i16 u32 i32 u64 i64);
}

#[test]
fn matrices_read_exactly_their_halo() {
    reads_exactly_its_halo(2, &structure_tensor(0.6).element(0, 1));
    reads_exactly_its_halo(3, &structure_tensor([0.0, 0.5, 1.0]).element(2, 2));
    for (row, column) in [(0, 0), (1, 1), (0, 1)] {
        reads_exactly_its_halo(2, &hessian_matrix(0.6).element(row, column));
    }
    reads_exactly_its_halo(3, &hessian_matrix(0.0).element(2, 0));
    reads_exactly_its_halo(2, &hessian_matrix(1.01).gaussian_derivatives().element(0, 1));
}

#[test]
fn tiles_and_threads_make_no_difference_to_matrices() {
    make_no_difference::<u8, f32>(2, &structure_tensor(0.7).element(0, 1));
    make_no_difference::<f64, f64>(3, &structure_tensor(0.3).element(2, 1));
    make_no_difference::<f32, f32>(2, &hessian_matrix(0.7).element(1, 1));
    make_no_difference::<u8, f32>(3, &hessian_matrix(0.3).element(0, 2));
    make_no_difference::<f64, f64>(2, &hessian_matrix(1.1).gaussian_derivatives().element(0, 1));
}

/// A NaN anywhere makes all eigenvalues NaN, and they come in order.
#[test]
fn eigenvalues_are_in_order() {
    let mut random = Random::new(3);
    let mut image = ArrayD::from_shape_simple_fn(IxDyn(&[9, 11, 13]), || random.unit());
    let largest_first = |image: &ArrayD<f64>| {
        let (a, b, c) = apply(image, &hessian_matrix(0.5).volume().eigenvalues()).expect("it fits");
        for ((a, b), c) in a.iter().zip(&b).zip(&c) {
            assert!((a >= b && b >= c) || (a.is_nan() && b.is_nan() && c.is_nan()), "{a} {b} {c}");
        }
        a.iter().filter(|a| a.is_nan()).count()
    };
    assert_eq!(largest_first(&image), 0);
    image[[4, 5, 6]] = f64::NAN;
    assert!(largest_first(&image) > 100);
}

/// The axes of a turned image are swapped, and so are those of the matrix.
#[test]
fn a_transposed_image_has_a_transposed_matrix() {
    let mut random = Random::new(4);
    let image = Array2::from_shape_simple_fn((23, 37), || random.below(128) as u8);
    let turned = image.t().as_standard_layout().into_owned();
    let (rr, rc, cc) = apply(&image, &structure_tensor(0.0)).expect("it fits");
    let (t_rr, t_rc, t_cc) = apply(&turned, &structure_tensor(0.0)).expect("it fits");
    assert_eq!((rr.t(), rc.t(), cc.t()), (t_cc.view(), t_rc.view(), t_rr.view()));
    let (rr, rc, cc) = apply(&image, &hessian_matrix(0.0)).expect("it fits");
    let (t_rr, t_rc, t_cc) = apply(&turned, &hessian_matrix(0.0)).expect("it fits");
    assert_eq!((rr.t(), rc.t(), cc.t()), (t_cc.view(), t_rc.view(), t_rr.view()));
}

#[test]
fn matrices_that_make_no_sense_are_errors() {
    let image = ArrayD::from_elem(IxDyn(&[3, 4, 5]), 1_u8);
    let wrong = |error: Error| error.to_string();
    let element = |filter| apply(&image, &filter).map(|out: ArrayD<f32>| out.len());
    assert!(wrong(apply(&image, &structure_tensor(-1.0)).expect_err("negative")).contains("`sigma` is -1"));
    assert!(wrong(element(structure_tensor(1.0).element(0, 3)).expect_err("no axis")).contains("`column` is 3"));
    assert!(wrong(element(structure_tensor(1.0).element(9, 0)).expect_err("no axis")).contains("`row` is 9"));
    let flat = hessian_matrix(0.0).gaussian_derivatives();
    assert!(wrong(apply(&image, &flat).expect_err("no width")).contains("`sigma` is 0"));
    let planes = Apply::new(&hessian_matrix(1.0)).axes([0, 1, 2]).run(&image);
    assert!(wrong(planes.expect_err("two axes")).contains("spans 2 axes"));
    let sigmas = Apply::new(&hessian_matrix([1.0, 1.0, 1.0])).run(&image);
    assert!(wrong(sigmas.expect_err("three sigmas")).contains("spans 3 axes"));
}
