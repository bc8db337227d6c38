//! Every filter against the oracle, over shapes, boundaries, layouts, tiles, threads and SIMD levels.

use crate::dtype::Dtype;
use crate::reference::{self, Along, box_offsets, reflected, window};
use crate::runner::{Case, Kind, assert_same, report_levels, run};
use ndarray::ArrayD;
use stencil_core::prelude::*;
use stencil_filters::{
    Footprint, Ordered, PerAxis, Pixel, close, dilate, erode, gaussian, median, open, sobel, threshold,
};

/// Cases per filter and element type; the full number for a few types, fewer for the rest.
const MANY: usize = 120;
const FEW: usize = 24;

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

fn medians<T: Dtype>(count: usize, seed: u64) {
    let sizes: [&[usize]; 9] = [&[3], &[5], &[7], &[3, 3], &[5, 5], &[1, 3], &[7, 3], &[3, 3, 3], &[1, 3, 5]];
    for size in sizes {
        let kind = Kind { axes: size.len(), ignore: true, seed };
        let filter = median(PerAxis::from_slice(size).expect("one to three axes"));
        compare::<T, T>(kind, count, &filter, |array, along| reference::median(array, along, size, T::of), equal);
    }
}

#[test]
fn median_is_the_oracles() {
    report_levels();
    medians::<u8>(MANY, 1);
    medians::<f32>(MANY, 2);
    medians::<bool>(FEW, 3);
    medians::<u16>(FEW, 4);
    medians::<i8>(FEW, 5);
    medians::<i16>(FEW, 6);
    medians::<u32>(FEW, 7);
    medians::<i32>(FEW, 8);
    medians::<u64>(FEW, 9);
    medians::<i64>(FEW, 10);
    medians::<f64>(FEW, 11);
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

fn morphology<T: Dtype + Ordered>(count: usize, seed: u64) {
    for (footprint, offsets) in footprints() {
        let kind = Kind { axes: offsets[0].len(), ignore: true, seed };
        compare::<T, T>(kind, count, &erode(footprint.clone()), |a, along| eroded(a, along, &offsets), equal);
        compare::<T, T>(kind, count, &dilate(footprint.clone()), |a, along| dilated(a, along, &offsets), equal);
        let opened = |a: &ArrayD<T>, along: &Along| dilated(&eroded(a, along, &offsets), along, &offsets);
        compare::<T, T>(kind, count / 2, &open(footprint.clone()), opened, equal);
        let closed = |a: &ArrayD<T>, along: &Along| eroded(&dilated(a, along, &offsets), along, &offsets);
        compare::<T, T>(kind, count / 2, &close(footprint), closed, equal);
    }
}

#[test]
fn morphology_is_the_oracles() {
    report_levels();
    morphology::<u8>(MANY / 2, 20);
    morphology::<f32>(MANY / 2, 21);
    morphology::<bool>(FEW / 2, 22);
    morphology::<u16>(FEW / 2, 23);
    morphology::<i8>(FEW / 2, 24);
    morphology::<i16>(FEW / 2, 25);
    morphology::<u32>(FEW / 2, 26);
    morphology::<i32>(FEW / 2, 27);
    morphology::<u64>(FEW / 2, 28);
    morphology::<i64>(FEW / 2, 29);
    morphology::<f64>(FEW / 2, 30);
}

/// As many bits of a number as the filter's own arithmetic keeps of it.
fn near<U: Dtype>(bits: i32) -> impl Fn(f64, U) -> bool {
    move |exact, found| {
        let (low, high) = U::ends();
        let exact = exact.clamp(low.number(), high.number());
        let slack = exact.abs().max(1e-300) * f64::powi(2.0, -bits);
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

fn gaussians<T: Dtype + Pixel>(count: usize, seed: u64) {
    let bits = if matches!(T::NAME, "u8" | "i8" | "u16" | "i16" | "f32") { 20 } else { 46 };
    for sigma in [&[0.8][..], &[2.0], &[0.8, 0.8], &[0.0, 1.1], &[0.4, 0.9, 0.6]] {
        let kind = Kind { axes: sigma.len(), ignore: false, seed };
        let filter = gaussian(PerAxis::from_slice(sigma).expect("few axes"));
        let oracle = |a: &ArrayD<f64>, along: &Along| reference::gaussian(a, along, sigma, 4.0);
        compare_numbers::<T, T>(kind, count, &filter, oracle, near(bits));
    }
}

#[test]
fn gaussian_is_the_oracles() {
    report_levels();
    gaussians::<u8>(MANY, 40);
    gaussians::<f32>(MANY, 41);
    gaussians::<u16>(FEW, 42);
    gaussians::<i8>(FEW, 43);
    gaussians::<i16>(FEW, 44);
    gaussians::<u32>(FEW, 45);
    gaussians::<i32>(FEW, 46);
    gaussians::<u64>(FEW, 47);
    gaussians::<i64>(FEW, 48);
    gaussians::<f64>(FEW, 49);
}

fn sobels<T: Dtype + Pixel<Difference: Dtype>>(count: usize, seed: u64) {
    for axes in 1..=3 {
        let kind = Kind { axes, ignore: false, seed: seed + axes as u64 };
        compare_numbers::<T, T>(kind, count, &sobel(), reference::sobel, near(if T::NAME == "f32" { 20 } else { 46 }));
        for axis in 0..axes {
            let oracle = |a: &ArrayD<f64>, along: &Along| reference::sobel_axis(a, along, axis);
            compare_numbers::<T, T::Difference>(kind, count / 2, &sobel().axis(axis), oracle, |a, b| a == b.number());
        }
    }
}

#[test]
fn sobel_is_the_oracles() {
    report_levels();
    sobels::<u8>(MANY, 60);
    sobels::<f32>(MANY, 61);
    sobels::<u16>(FEW, 62);
    sobels::<i8>(FEW, 63);
    sobels::<i16>(FEW, 64);
    sobels::<u32>(FEW, 65);
    sobels::<i32>(FEW, 66);
    sobels::<u64>(FEW, 67);
    sobels::<i64>(FEW, 68);
    sobels::<f64>(FEW, 69);
}

fn thresholds<T: Dtype + Pixel>(count: usize, seed: u64) {
    for level in [-1.0, 0.0, 2.5, 3.0, 200.5, -1e30, 1e30] {
        let kind = Kind { axes: 2, ignore: false, seed };
        let oracle = |a: &ArrayD<T>, along: &Along| {
            reference::map(a, along, &[(0, 0); 2], T::of, |look| {
                look.at(&[0, 0]).expect("it is inside").number() > level
            })
        };
        compare::<T, bool>(kind, count, &threshold(level), oracle, |a, b| a == b);
    }
}

#[test]
fn threshold_is_the_oracles() {
    thresholds::<u8>(FEW, 80);
    thresholds::<i8>(FEW, 81);
    thresholds::<u16>(FEW, 82);
    thresholds::<i16>(FEW, 83);
    thresholds::<i32>(FEW, 84);
    thresholds::<u64>(FEW, 85);
    thresholds::<f32>(FEW, 86);
    thresholds::<f64>(FEW, 87);
}
