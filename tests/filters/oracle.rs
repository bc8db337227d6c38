//! Every filter against the oracle, over shapes, boundaries, layouts, tiles, threads and SIMD levels.

use ndarray::ArrayD;
use stencil_core::prelude::*;
use stencil_filters::{Footprint, PerAxis, Pixel, close, dilate, erode, gaussian, median, open, sobel, threshold};
use stencil_testing::fixed_point::gaussian_misses;
use stencil_testing::reference::{self, Along, box_offsets, reflected, window};
use stencil_testing::runner::{Case, Kind, assert_same, report_levels, run};
use stencil_testing::{dtype::Dtype, for_types};

/// Cases per filter and element type: many for two types, fewer for the rest.
fn count<T: Dtype>() -> usize {
    if matches!(T::NAME, "u8" | "f32") { 112 } else { 28 }
}

/// Different cases for every type.
fn seed<T: Dtype>() -> u64 {
    T::NAME.bytes().fold(0, |seed, byte| seed * 31 + u64::from(byte))
}

/// Runs a filter on arrays of `T` and compares each result with the oracle's.
fn compare<T: Dtype, U: Dtype>(
    kind: Kind,
    count: usize,
    filter: &impl Filter<(T,), Out = (U,)>,
    oracle: impl Fn(&ArrayD<T>, &Along) -> ArrayD<U>,
    same: impl Fn(U, U) -> bool,
) {
    for number in 0..count {
        let case = Case::new(kind, number);
        let array = case.array(T::random);
        let expected = oracle(&array.view().to_owned(), &case.along);
        let found = run(filter, array.view(), &case);
        assert_same(&(filter.name(), T::NAME, &case), found.view(), &expected, &same);
    }
}

/// Equal values; either zero is zero.
fn equal<U: Dtype>(a: U, b: U) -> bool {
    a == b || a.same(b)
}

fn medians<T: Dtype>() {
    let sizes: [&[usize]; 9] = [&[3], &[5], &[7], &[3, 3], &[5, 5], &[1, 3], &[7, 3], &[3, 3, 3], &[1, 3, 5]];
    for size in sizes {
        let kind = Kind { axes: size.len(), ignore: true, seed: seed::<T>() };
        let filter = median(PerAxis::from_slice(size).expect("one to three axes"));
        compare::<T, T>(
            kind,
            count::<T>(),
            &filter,
            |array, along| reference::median(array, along, size, T::of),
            equal,
        );
    }
}

#[test]
fn median_is_the_oracles() {
    report_levels();
    for_types!(medians: u8 f32; bool u16 i8 i16 u32 i32 u64 i64 f64);
}

/// The footprints of the morphology tests, with their offsets as the oracle counts them.
fn footprints() -> Vec<(Footprint, Vec<Vec<isize>>)> {
    let boxed =
        |size: &[usize]| (Footprint::box_(PerAxis::from_slice(size).expect("few axes")), box_offsets(&window(size)));
    let near = |radius: isize, wanted: fn(isize, isize) -> isize| {
        let all = box_offsets(&[(radius as usize, radius as usize); 2]);
        all.into_iter().filter(|o| wanted(o[0], o[1]) <= radius).collect::<Vec<_>>()
    };
    let hook = ndarray::arr2(&[[true, false, false, true], [false, false, true, false]]);
    vec![
        boxed(&[3]),
        boxed(&[4]),
        boxed(&[3, 3]),
        boxed(&[2, 5]),
        boxed(&[1, 2, 3]),
        (Footprint::disk(2), near(2, |y, x| ((y * y + x * x) as f64).sqrt().ceil() as isize)),
        (Footprint::diamond(2).clone(), near(2, |y, x| y.abs() + x.abs())),
        (Footprint::cross(2), near(2, |y, x| if y != 0 && x != 0 { 9 } else { 0 })),
        (Footprint::from_array(hook.view()), vec![vec![-1, -2], vec![-1, 1], vec![0, 0]]),
    ]
}

fn eroded<T: Dtype>(array: &ArrayD<T>, along: &Along, offsets: &[Vec<isize>]) -> ArrayD<T> {
    reference::extreme(array, along, offsets, T::of, |a, b| a < b, T::ends().1)
}

fn dilated<T: Dtype>(array: &ArrayD<T>, along: &Along, offsets: &[Vec<isize>]) -> ArrayD<T> {
    reference::extreme(array, along, &reflected(offsets), T::of, |a, b| a > b, T::ends().0)
}

fn morphology<T: Dtype>() {
    for (footprint, offsets) in footprints() {
        let kind = Kind { axes: offsets[0].len(), ignore: true, seed: seed::<T>() };
        compare::<T, T>(kind, count::<T>(), &erode(footprint.clone()), |a, along| eroded(a, along, &offsets), equal);
        compare::<T, T>(kind, count::<T>(), &dilate(footprint.clone()), |a, along| dilated(a, along, &offsets), equal);
        let opened = |a: &ArrayD<T>, along: &Along| dilated(&eroded(a, along, &offsets), along, &offsets);
        compare::<T, T>(kind, count::<T>() / 2, &open(footprint.clone()), opened, equal);
        let closed = |a: &ArrayD<T>, along: &Along| eroded(&dilated(a, along, &offsets), along, &offsets);
        compare::<T, T>(kind, count::<T>() / 2, &close(footprint), closed, equal);
    }
}

#[test]
fn morphology_is_the_oracles() {
    report_levels();
    for_types!(morphology: u8 f32 bool i64; u16 i8 i16 u32 i32 u64 f64);
}

/// As many bits of a number as the filter's own arithmetic keeps of it, and what it may miss besides.
fn near<U: Dtype>(bits: i32, miss: f64) -> impl Fn(f64, U) -> bool {
    move |exact, found| {
        let (low, high) = U::ends();
        let exact = exact.clamp(low.number(), high.number());
        let slack = exact.abs().max(1e-300) * f64::powi(2.0, -bits) + miss;
        let rounding = if U::WHOLE { 0.5 } else { 0.0 };
        (found.number() - exact).abs() <= slack + rounding + if U::WHOLE { 1e-3 } else { 0.0 }
    }
}

/// Runs a filter on arrays of `T` with few enough bits that sums are exact or nearly so, and compares with numbers.
fn compare_numbers<T: Dtype, U: Dtype>(
    kind: Kind,
    count: usize,
    filter: &impl Filter<(T,), Out = (U,)>,
    oracle: impl Fn(&ArrayD<f64>, &Along) -> ArrayD<f64>,
    close: impl Fn(f64, U) -> bool,
) {
    for number in 0..count {
        let case = Case::new(kind, number);
        let array = case.array(T::small);
        let expected = oracle(&array.view().mapv(T::number), &case.along);
        let found = run(filter, array.view(), &case);
        assert_eq!(found.shape(), expected.shape(), "{case:?}");
        for ((index, found), expected) in found.indexed_iter().zip(&expected) {
            assert!(
                close(*expected, *found),
                "at {index:?}: found {found:?}, expected {expected}, {} {case:#?}",
                T::NAME
            );
        }
    }
}

fn gaussians<T: Dtype + Pixel>() {
    let bits = if matches!(T::NAME, "u8" | "i8" | "u16" | "i16" | "f32") { 20 } else { 46 };
    for sigma in [&[0.8][..], &[2.0], &[0.8, 0.8], &[0.0, 1.1], &[0.4, 0.9, 0.6]] {
        let kind = Kind { axes: sigma.len(), ignore: false, seed: seed::<T>() };
        let filter = gaussian(PerAxis::from_slice(sigma).expect("few axes"));
        let oracle = |a: &ArrayD<f64>, along: &Along| reference::gaussian(a, along, sigma, 4.0);
        let miss = gaussian_misses::<T>(&filter, sigma.len());
        compare_numbers::<T, T>(kind, count::<T>(), &filter, oracle, near(bits, miss));
    }
}

#[test]
fn gaussian_is_the_oracles() {
    report_levels();
    for_types!(gaussians: u8 f32 i16 i64 f64; u16 i8 u32 i32 u64);
}

fn sobels<T: Dtype + Pixel<Difference: Dtype>>() {
    for axes in 1..=3 {
        let kind = Kind { axes, ignore: false, seed: seed::<T>() + axes as u64 };
        compare_numbers::<T, T>(
            kind,
            count::<T>(),
            &sobel(),
            reference::sobel,
            near(if T::NAME == "f32" { 20 } else { 46 }, 0.0),
        );
        for axis in 0..axes {
            let oracle = |a: &ArrayD<f64>, along: &Along| reference::sobel_axis(a, along, axis);
            compare_numbers::<T, T::Difference>(kind, count::<T>() / 2, &sobel().axis(axis), oracle, |a, b| {
                a == b.number()
            });
        }
    }
}

#[test]
fn sobel_is_the_oracles() {
    report_levels();
    for_types!(sobels: u8 f32 i16 u64; u16 i8 u32 i32 i64 f64);
}

fn thresholds<T: Dtype + Pixel>() {
    for level in [-1.0, 0.0, 2.5, 3.0, 200.5, -1e30, 1e30] {
        let kind = Kind { axes: 2, ignore: false, seed: seed::<T>() };
        let oracle = |a: &ArrayD<T>, along: &Along| {
            reference::map(a, along, &[(0, 0); 2], T::of, |look| {
                look.at(&[0, 0]).expect("it is inside").number() > level
            })
        };
        compare::<T, bool>(kind, count::<T>(), &threshold(level), oracle, |a, b| a == b);
    }
}

#[test]
fn threshold_is_the_oracles() {
    for_types!(thresholds: i8 f32 u64; u8 u16 i16 u32 i32 i64 f64);
}
