//! Corner measures.

use crate::outputs::{assert_near, outputs};
use crate::tiles::make_no_difference;
use ndarray::{Array2, ArrayD};
use stencil_core::prelude::*;
use stencil_filters::{
    Pixel, corner_fast, corner_foerstner, corner_harris, corner_kitchen_rosenfeld, corner_moravec, corner_shi_tomasi,
};
use stencil_testing::fixtures::{Fixture, read};
use stencil_testing::probe::reads_exactly_its_halo;
use stencil_testing::random::Random;
use stencil_testing::{dtype::Dtype, for_types};

const ANSWERS: &str = include_str!("../data/corners.txt");

fn found<T: Dtype + Pixel<Weighted: Dtype>>(case: &Fixture) -> Vec<ArrayD<f64>> {
    let number = |key: &str| case.numbers::<f64>(key)[0];
    match case.name.as_str() {
        "harris" => outputs::<T, _>(case, &corner_harris(number("sigma")).k(number("k"))),
        "noble" => outputs::<T, _>(case, &corner_harris(number("sigma")).noble(number("eps"))),
        "shi_tomasi" => outputs::<T, _>(case, &corner_shi_tomasi(number("sigma"))),
        "foerstner" => outputs::<T, _>(case, &corner_foerstner(number("sigma"))),
        "kitchen_rosenfeld" => outputs::<T, _>(case, &corner_kitchen_rosenfeld()),
        "moravec" => outputs::<T, _>(case, &corner_moravec(case.numbers("size")[0])),
        _ => outputs::<T, _>(case, &corner_fast(case.numbers("n")[0], number("threshold"))),
    }
}

/// How large the numbers are that a measure is a small difference of.
fn scale(case: &Fixture) -> f64 {
    let largest = |values: &mut dyn Iterator<Item = &f64>| values.fold(0.0, |a: f64, b| a.max(b.abs()));
    let derivative = 4.0 * largest(&mut case.input.iter());
    match case.name.as_str() {
        "harris" => derivative.powi(4),
        "noble" | "shi_tomasi" | "foerstner" => derivative.powi(2),
        "kitchen_rosenfeld" => 4.0 * derivative,
        _ => 0.0,
    }
}

fn corners_as<T: Dtype + Pixel<Weighted: Dtype>>() {
    for case in &read(ANSWERS) {
        let double = matches!(T::NAME, "u32" | "i32" | "u64" | "i64" | "f64");
        let ulp = if double { f64::EPSILON } else { f64::from(f32::EPSILON) };
        assert_near(case, &found::<T>(case), &case.expected, 4.0 * ulp * scale(case));
    }
}

#[test]
fn corners_agree_with_scikit_image() {
    for_types!(corners_as: u8 f32 f64; u16 i8 i16 u32 i32 u64 i64);
}

#[test]
fn corner_measures_read_exactly_their_halo() {
    reads_exactly_its_halo(2, &corner_harris(0.7));
    reads_exactly_its_halo(2, &corner_harris([0.0, 1.0]).noble(1.0));
    reads_exactly_its_halo(2, &corner_shi_tomasi(0.5));
    reads_exactly_its_halo(2, &corner_kitchen_rosenfeld());
    reads_exactly_its_halo(2, &corner_moravec(1));
    reads_exactly_its_halo(2, &corner_moravec(3));
    reads_exactly_its_halo(2, &corner_fast(1, 0.01));
}

#[test]
fn tiles_and_threads_make_no_difference_to_corners() {
    make_no_difference::<u8, f32>(2, &corner_harris(0.7));
    make_no_difference::<f64, f64>(2, &corner_shi_tomasi(0.5));
    make_no_difference::<f32, f32>(2, &corner_kitchen_rosenfeld());
    make_no_difference::<u8, f32>(2, &corner_moravec(1));
    make_no_difference::<f32, f32>(2, &corner_fast(9, 5.0));
}

/// Corners are the same, whichever way the image lies.
#[test]
fn corners_turn_with_the_image() {
    let mut random = Random::new(1);
    let image = Array2::from_shape_simple_fn((30, 41), || random.below(128) as f32);
    let flipped = |image: &Array2<f32>| image.slice(ndarray::s![..;-1, ..;-1]).to_owned();
    let turned = |filter: &dyn Fn(&Array2<f32>) -> Array2<f32>| {
        assert_eq!(filter(&flipped(&image)), flipped(&filter(&image)));
        let t = |image: &Array2<f32>| image.t().as_standard_layout().into_owned();
        assert_eq!(filter(&t(&image)), t(&filter(&image)));
    };
    turned(&|image| apply(image, &corner_harris(0.0)).expect("it fits"));
    turned(&|image| apply(image, &corner_shi_tomasi(0.0)).expect("it fits"));
    turned(&|image| apply(image, &corner_fast(5, 20.0)).expect("it fits"));
}

#[test]
fn a_nan_stays_within_the_halo_of_corners() {
    let spreads = |filter: &dyn Fn(&Array2<f32>) -> Array2<f32>, reach: usize| {
        let mut image = Array2::from_shape_fn((25, 31), |(r, c)| (r * 7 % 5 + c * 3 % 11) as f32);
        image[[12, 14]] = f32::NAN;
        for ((r, c), v) in filter(&image).indexed_iter() {
            let inside = r.abs_diff(12) <= reach && c.abs_diff(14) <= reach;
            assert!(inside || !v.is_nan(), "at {r}, {c}");
        }
        assert!(filter(&image)[[12, 14]].is_nan());
    };
    spreads(&|image| apply(image, &corner_harris(0.5)).expect("it fits"), 3);
    spreads(&|image| apply(image, &corner_moravec(1)).expect("it fits"), 2);
    spreads(&|image| apply(image, &corner_fast(9, 5.0)).expect("it fits"), 3);
}

#[test]
fn corners_that_make_no_sense_are_errors() {
    let image = Array2::from_elem((3, 4), 1_u8);
    let wrong = |result: Result<Array2<f32>, Error>| result.expect_err("it is wrong").to_string();
    assert!(wrong(apply(&image, &corner_harris(f64::NAN))).contains("`sigma` is NaN"));
    assert!(wrong(apply(&image, &corner_harris(1.0).k(f64::INFINITY))).contains("`k` is inf"));
    assert!(wrong(apply(&image, &corner_harris(1.0).noble(0.0))).contains("`eps` is 0"));
    assert!(wrong(apply(&image, &corner_moravec(0))).contains("`window_size` is 0"));
    assert!(wrong(apply(&image, &corner_fast(17, 1.0))).contains("`n` is 17"));
    assert!(wrong(apply(&image, &corner_fast(9, -1.0))).contains("`threshold` is -1"));
}
