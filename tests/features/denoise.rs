//! The bilateral filter and non-local means.

use crate::outputs::{assert_near, outputs};
use crate::tiles::make_no_difference;
use ndarray::{Array2, ArrayD, IxDyn, Slice, Zip};
use stencil_core::prelude::*;
use stencil_filters::{Bilateral, NonLocalMeans, Pixel, bilateral, non_local_means};
use stencil_testing::fixtures::read;
use stencil_testing::probe::reads_exactly_its_halo;
use stencil_testing::random::Random;
use stencil_testing::reference::{self, Along, Look, box_offsets};
use stencil_testing::{dtype::Dtype, for_types};

const BILATERAL: &str = include_str!("../data/bilateral.txt");
const NON_LOCAL: &str = include_str!("../data/non_local_means.txt");

/// Means of values up to 127: some ulp of that.
fn tolerance<T: Dtype>() -> f64 {
    127.0
        * if matches!(T::NAME, "u32" | "i32" | "u64" | "i64" | "f64") {
            32.0 * f64::EPSILON
        } else {
            16.0 * f64::from(f32::EPSILON)
        }
}

fn bilateral_as<T: Dtype + Pixel<Weighted: Dtype>>() {
    for case in &read(BILATERAL) {
        let number = |key: &str| case.numbers::<f64>(key)[0];
        let filter = bilateral(number("color"), number("spatial")).window(case.numbers("size")[0]);
        assert_near(case, &outputs::<T, _>(case, &filter), &case.expected, tolerance::<T>());
    }
}

#[test]
fn bilateral_filters_are_as_defined() {
    for_types!(bilateral_as: u8 f32 f64; u16 i8 i16 u32 i32 u64 i64);
}

fn non_local_as<T: Dtype + Pixel<Weighted: Dtype>>() {
    for case in &read(NON_LOCAL) {
        let number = |key: &str| case.numbers::<f64>(key)[0];
        let reach: usize = case.numbers("distance")[0];
        let filter = non_local_means(case.numbers("patch")[0], reach, number("h")).sigma(number("sigma"));
        let mut found = outputs::<T, _>(case, &filter).remove(0);
        let inner = Slice::new(reach as isize, Some(-(reach as isize)), 1);
        (0..found.ndim()).for_each(|axis| found.slice_axis_inplace(ndarray::Axis(axis), inner));
        assert_near(case, &[found], &case.expected, tolerance::<T>());
    }
}

#[test]
fn non_local_means_are_as_defined() {
    for_types!(non_local_as: u8 f32 f64; u16 i8 i16 u32 i32 u64 i64);
}

/// Every boundary that says what lies beyond the edge, and the image without its edges.
const BOUNDARIES: [Boundary; 6] =
    [Boundary::Reflect, Boundary::Mirror, Boundary::Nearest, Boundary::Wrap, Boundary::Constant(40.0), Boundary::Valid];

/// A filter against its definition at one pixel, at every boundary, on images larger and smaller than the halo.
fn follows(
    filter: &impl Filter<(f64,), Out = (f64,)>,
    shapes: &[&[usize]],
    rule: impl Fn(&Look<'_, f64>, usize) -> f64,
) {
    for (shape, boundary) in shapes.iter().flat_map(|shape| BOUNDARIES.map(|boundary| (shape, boundary))) {
        let mut random = Random::new(shape.len() as u64);
        let image = ArrayD::from_shape_simple_fn(IxDyn(shape), || random.unit() * 127.0);
        let side = filter.halo().side(0);
        let sides = vec![(side.before, side.after); shape.len()];
        let expected =
            reference::map(&image, &Along::all(shape.len(), boundary), &sides, |k| k, |look| rule(look, shape.len()));
        let found = Apply::new(filter).boundary(boundary).run(&image).expect("it fits");
        assert_eq!(found.shape(), expected.shape());
        let near = Zip::from(&found).and(&expected).all(|a, b| (a - b).abs() < 1e-11);
        assert!(near, "{} {shape:?} {boundary}: {found} instead of {expected}", filter.name());
    }
}

#[test]
fn bilateral_filters_follow_their_definition_at_every_boundary() {
    let shapes: [&[usize]; 5] = [&[19], &[2], &[7, 18], &[2, 3], &[3, 6, 5]];
    follows(&bilateral(30.0, 0.6).window(5), &shapes, |look, ndim| {
        let offsets = box_offsets(&vec![(2, 2); ndim]);
        let centre = look.at(&vec![0; ndim]).expect("the pixel");
        let (mut sum, mut weights) = (0.0, 0.0);
        for offset in offsets {
            let v = look.at(&offset).expect("no pixel is left out");
            let near: isize = offset.iter().map(|o| o * o).sum();
            let weight = (-0.5 * near as f64 / 0.36 - 0.5 * ((v - centre) / 30.0).powi(2)).exp();
            sum += weight * v;
            weights += weight;
        }
        sum / weights
    });
}

#[test]
fn non_local_means_follow_their_definition_at_every_boundary() {
    let (half, reach, h, sigma) = (1, 2, 40.0, 5.0);
    let shapes: [&[usize]; 4] = [&[9, 12], &[2, 3], &[1, 9], &[3, 5, 6]];
    let filter = non_local_means(3, reach, h).sigma(sigma);
    follows(&filter, &shapes, |look, ndim| {
        let at = |offset: Vec<isize>| look.at(&offset).expect("no pixel is left out");
        let plus = |a: &[isize], b: &[isize]| a.iter().zip(b).map(|(a, b)| a + b).collect::<Vec<_>>();
        let patch = box_offsets(&vec![(half, half); ndim]);
        let near = |offset: &Vec<isize>| (-0.5 * offset.iter().map(|o| o * o).sum::<isize>() as f64 / 0.25).exp();
        let all: f64 = patch.iter().map(near).sum();
        let (mut sum, mut weights) = (0.0, 0.0);
        for to in box_offsets(&vec![(reach, reach); ndim]) {
            let (mut differs, mut cut) = (0.0_f64, false);
            for offset in &patch {
                if offset[1..].iter().all(|o| *o == -(half as isize)) {
                    cut |= differs > 5.0;
                }
                let d = at(offset.clone()) - at(plus(offset, &to));
                differs += near(offset) / (all * h * h) * (d * d - 2.0 * sigma * sigma);
            }
            let weight = if cut { 0.0 } else { (-differs.max(0.0)).exp() };
            sum += weight * at(to);
            weights += weight;
        }
        sum / weights
    });
}

#[test]
fn denoising_filters_read_exactly_their_halo() {
    for ndim in 1..=3 {
        reads_exactly_its_halo(ndim, &bilateral(1.0, 0.5).window(3));
    }
    reads_exactly_its_halo(2, &bilateral(1.0, 0.5));
    reads_exactly_its_halo(2, &non_local_means(3, 2, 1.0));
    reads_exactly_its_halo(2, &non_local_means(1, 0, 1.0));
}

#[test]
fn tiles_and_threads_make_no_difference_to_denoising() {
    make_no_difference::<u8, f32>(2, &bilateral(20.0, 0.5));
    make_no_difference::<f64, f64>(3, &bilateral(20.0, 0.5).window(3));
    make_no_difference::<f32, f32>(2, &non_local_means(3, 1, 20.0));
}

#[test]
fn denoising_keeps_constant_images_and_turns_with_the_image() {
    let flat = Array2::from_elem((9, 21), 100_u8);
    assert!(apply(&flat, &bilateral(3.0, 1.0)).expect("it fits").iter().all(|v| (*v - 100.0).abs() < 1e-4));
    assert!(apply(&flat, &non_local_means(3, 2, 1.0)).expect("it fits").iter().all(|v| (*v - 100.0).abs() < 1e-4));
    let mut random = Random::new(8);
    let image = Array2::from_shape_simple_fn((19, 34), || random.unit());
    let near = |filter: &dyn Fn(&Array2<f64>) -> Array2<f64>| {
        let turned = filter(&image.t().as_standard_layout().into_owned());
        assert!(Zip::from(&turned.t()).and(&filter(&image)).all(|a, b| (a - b).abs() < 1e-12));
    };
    near(&|image| apply(image, &bilateral(0.3, 1.0)).expect("it fits"));
    near(&|image| apply(image, &non_local_means(3, 2, 10.0)).expect("it fits"));
}

/// A difference that is no difference to the smallest sigma, and one that is all the difference.
#[test]
fn the_smallest_and_the_largest_sigmas_work() {
    let row = ndarray::arr1(&[1.0_f32, 2.0, 4.0]);
    assert_eq!(apply(&row, &bilateral(1e-30, 1.0)).expect("it fits"), row);
    assert_eq!(apply(&row, &bilateral(1e300, 1e-30)).expect("it fits"), row);
    let mean = apply(&row, &bilateral(1e300, 1e300).window(3)).expect("it fits");
    assert!((mean[1] - 7.0 / 3.0).abs() < 1e-6);
}

#[test]
fn denoising_that_makes_no_sense_is_an_error() {
    let image = Array2::from_elem((3, 4), 1_u8);
    let smooth = |filter: Bilateral| apply(&image, &filter).expect_err("it is wrong").to_string();
    assert!(smooth(bilateral(0.0, 1.0)).contains("`sigma_color` is 0"));
    assert!(smooth(bilateral(1.0, f64::NAN)).contains("`sigma_spatial` is NaN"));
    assert!(smooth(bilateral(1.0, 1.0).window(4)).contains("`window` is 4"));
    assert!(smooth(bilateral(1.0, 1e300)).contains("`window` is"));
    let means = |filter: NonLocalMeans| apply(&image, &filter).expect_err("it is wrong").to_string();
    assert!(means(non_local_means(2, 1, 1.0)).contains("`patch_size` is 2"));
    assert!(means(non_local_means(3, 1, 0.0)).contains("`h` is 0"));
    assert!(means(non_local_means(3, 1, 1.0).sigma(-1.0)).contains("`sigma` is -1"));
    assert!(means(non_local_means(3, usize::MAX, 1.0)).contains("`patch_distance` is"));
}
