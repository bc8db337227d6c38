//! Local thresholds.

use crate::tiles::make_no_difference;
use ndarray::{ArrayD, IxDyn, Zip};
use stencil_core::prelude::*;
use stencil_filters::{PerAxis, Pixel, niblack, sauvola, threshold_local};
use stencil_testing::agreement::{answer, check, sum_tolerance};
use stencil_testing::fixtures::{Fixture, read};
use stencil_testing::probe::reads_exactly_its_halo;
use stencil_testing::random::Random;
use stencil_testing::reference::{self, Along, box_offsets, window};
use stencil_testing::{dtype::Dtype, for_types};

const ANSWERS: &str = include_str!("../data/local_threshold.txt");

fn thresholds_as<T: Dtype + Pixel<Weighted: Dtype>>() {
    for case in read(ANSWERS) {
        let window: PerAxis<usize> = PerAxis::from_slice(&case.numbers("window")).expect("one to eight axes");
        let number = |key: &str| case.numbers::<f64>(key)[0];
        let local = || threshold_local(window).offset(number("offset"));
        let found: ArrayD<T::Weighted> = match case.name.as_str() {
            "gaussian" => answer::<T, _>(&case, &local()),
            "mean" => answer::<T, _>(&case, &local().mean()),
            "median" => answer::<T, _>(&case, &local().median()),
            "niblack" => answer::<T, _>(&case, &niblack(window).k(number("k"))),
            _ => answer::<T, _>(&case, &sauvola(window).k(number("k")).r(number("r"))),
        };
        // The variance is a small difference of large numbers.
        let statistics = matches!(case.name.as_str(), "niblack" | "sauvola");
        check(&case, &found, if statistics { sum_tolerance::<T>().max(1e-11) } else { sum_tolerance::<T>() });
    }
}

#[test]
fn local_thresholds_agree_with_scikit_image() {
    for_types!(thresholds_as: u8 f32 i16 f64; u16 i8 u32 i32 u64 i64);
}

/// Above the threshold is above what the filter of thresholds says, for types that this one holds.
fn binary_as<T: Dtype + Pixel<Weighted: Dtype>>() {
    for case in read(ANSWERS).iter().filter(|case| case.name == "mean") {
        let window: PerAxis<usize> = PerAxis::from_slice(&case.numbers("window")).expect("one to eight axes");
        let image = case.input.mapv(T::of);
        let same = |levels: ArrayD<T::Weighted>, binary: ArrayD<bool>| {
            let expected = Zip::from(&image).and(&levels).map_collect(|v, level| v.number() > level.number());
            assert_eq!(binary, expected, "{case:?}");
        };
        let of = |case: &Fixture, local| answer::<T, T::Weighted>(case, &local);
        let local = threshold_local(window);
        same(of(case, local), answer::<T, bool>(case, &local.binary()));
        same(answer::<T, _>(case, &niblack(window)), answer::<T, bool>(case, &niblack(window).binary()));
        same(answer::<T, _>(case, &sauvola(window)), answer::<T, bool>(case, &sauvola(window).binary()));
    }
}

#[test]
fn binary_images_are_above_the_threshold() {
    for_types!(binary_as: u8 f32; u16 i8 i16 u32 i32 f64);
}

/// Mean and deviation by hand, with every boundary.
#[test]
fn niblack_is_mean_less_deviation_at_every_boundary() {
    let mut random = Random::new(5);
    let image = ArrayD::from_shape_simple_fn(IxDyn(&[9, 13]), || random.unit() * 50.0);
    let sides = window(&[5, 7]);
    for boundary in [
        Boundary::Reflect,
        Boundary::Mirror,
        Boundary::Nearest,
        Boundary::Wrap,
        Boundary::Constant(17.0),
        Boundary::Valid,
    ] {
        let along = Along::all(2, boundary);
        let rule = |look: &reference::Look<'_, f64>| {
            let values = look.all(&box_offsets(&sides));
            let mean = values.iter().sum::<f64>() / values.len() as f64;
            let variance = values.iter().map(|v| (v - mean) * (v - mean)).sum::<f64>() / values.len() as f64;
            mean - 0.3 * variance.sqrt()
        };
        let expected = reference::map(&image, &along, &sides, |k| k, rule);
        let found = Apply::new(&niblack([5, 7]).k(0.3)).boundary(boundary).run(&image).expect("it fits");
        assert_eq!(found.shape(), expected.shape());
        let near = Zip::from(&found).and(&expected).all(|a, b| (a - b).abs() < 1e-10);
        assert!(near, "{boundary}: {found} instead of {expected}");
    }
}

#[test]
fn local_thresholds_read_exactly_their_halo() {
    for ndim in 1..=3 {
        reads_exactly_its_halo(ndim, &threshold_local(5));
        reads_exactly_its_halo(ndim, &threshold_local(5).mean());
        reads_exactly_its_halo(ndim, &niblack(3));
        reads_exactly_its_halo(ndim, &sauvola(5));
    }
    reads_exactly_its_halo(2, &threshold_local([3, 7]).median());
    reads_exactly_its_halo(2, &threshold_local([5, 1]).mean());
    reads_exactly_its_halo(2, &threshold_local(3).sigma([0.5, 1.0]));
}

#[test]
fn tiles_and_threads_make_no_difference_to_local_thresholds() {
    make_no_difference::<u8, f32>(2, &threshold_local(5));
    make_no_difference::<f32, f32>(2, &threshold_local([3, 7]).mean());
    make_no_difference::<u8, f32>(3, &niblack(3));
    make_no_difference::<f64, f64>(1, &sauvola(9));
    make_no_difference::<u8, bool>(2, &sauvola(5).binary());
}

#[test]
fn a_constant_image_has_the_threshold_that_the_formula_says() {
    let image = ArrayD::from_elem(IxDyn(&[17, 40]), 100_u8);
    assert!(apply(&image, &niblack(15)).expect("it fits").iter().all(|level| *level == 100.0));
    assert!(
        apply(&image, &threshold_local(15).mean().offset(2.0)).expect("it fits").iter().all(|level| *level == 98.0)
    );
    assert!(apply(&image, &sauvola(15).k(0.5)).expect("it fits").iter().all(|level| *level == 50.0));
}

#[test]
fn thresholds_that_make_no_sense_are_errors() {
    let image = ArrayD::from_elem(IxDyn(&[3, 4]), 1_u8);
    let wrong = |error: Result<ArrayD<f32>, Error>| error.expect_err("it is wrong").to_string();
    assert!(wrong(apply(&image, &threshold_local(4))).contains("`block_size` is 4"));
    assert!(wrong(apply(&image, &threshold_local(3).sigma(f64::NAN))).contains("`sigma` is NaN"));
    assert!(wrong(apply(&image, &niblack([3, 3, 3]))).contains("3 axes"));
    assert!(wrong(apply(&image, &sauvola(3).r(0.0))).contains("`r` is 0"));
    assert!(Apply::new(&niblack(3)).boundary(Boundary::Ignore).run(&image).is_err());
    let point = ndarray::arr0(1_u8).into_dyn();
    assert!(wrong(apply(&point, &niblack(3))).contains("the array has 0"));
}
