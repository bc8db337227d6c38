//! Every filter against the answers of SciPy and scikit-image, for every element type.

use ndarray::{Array1, ArrayD};
use stencil_core::prelude::*;
use stencil_filters::{Footprint, PerAxis, Pixel, close, dilate, erode, gaussian, median, open, sobel};
use stencil_testing::agreement::{answer, check, check_within, sum_tolerance};
use stencil_testing::fixed_point::gaussian_misses;
use stencil_testing::fixtures::read;
use stencil_testing::{dtype::Dtype, for_types};

const GAUSSIAN: &str = include_str!("../data/gaussian.txt");
const SOBEL: &str = include_str!("../data/sobel.txt");
const MEDIAN: &str = include_str!("../data/median.txt");
const MORPHOLOGY: &str = include_str!("../data/morphology.txt");
const FOOTPRINTS: &str = include_str!("../data/footprints.txt");

fn gaussian_as<T: Dtype + Pixel>() {
    for case in read(GAUSSIAN) {
        let sigma: PerAxis<f64> = PerAxis::from_slice(&case.numbers("sigma")).expect("one to eight axes");
        let sigma = if sigma.dims() == Some(1) { sigma.get(0).into() } else { sigma };
        let filter = gaussian(sigma).truncate(case.numbers("truncate")[0]);
        let miss = gaussian_misses::<T>(&filter, case.input.ndim());
        check_within(&case, &answer::<T, T>(&case, &filter), sum_tolerance::<T>(), miss);
    }
}

#[test]
fn gaussian_agrees_with_scipy() {
    for_types!(gaussian_as: u8 f32 i16 i64 f64; u16 i8 u32 i32 u64);
}

fn sobel_as<T: Dtype + Pixel<Difference: Dtype>>() {
    for case in read(SOBEL) {
        if case.name == "magnitude" {
            check(&case, &answer::<T, T>(&case, &sobel()), sum_tolerance::<T>());
        } else {
            check(&case, &answer::<T, T::Difference>(&case, &sobel().axis(case.numbers("axis")[0])), 0.0);
        }
    }
}

#[test]
fn sobel_agrees_with_scipy() {
    for_types!(sobel_as: u8 f32 i16 u64; u16 i8 u32 i32 i64 f64);
}

fn median_as<T: Dtype>() {
    for case in read(MEDIAN) {
        let size = PerAxis::from_slice(&case.numbers("size")).expect("one to three axes");
        check(&case, &answer::<T, T>(&case, &median(size)), 0.0);
    }
}

#[test]
fn median_agrees_with_scipy() {
    for_types!(median_as: u8 f32; u16 i8 i16 u32 i32 u64 i64 f64);
}

fn morphology_as<T: Dtype>() {
    for case in read(MORPHOLOGY) {
        let footprint = case.footprint();
        let found = match case.name.as_str() {
            "erode" => answer::<T, T>(&case, &erode(footprint)),
            "dilate" => answer::<T, T>(&case, &dilate(footprint)),
            "open" => answer::<T, T>(&case, &open(footprint)),
            _ => answer::<T, T>(&case, &close(footprint)),
        };
        check(&case, &found, 0.0);
    }
}

#[test]
fn morphology_agrees_with_scipy_and_scikit_image() {
    for_types!(morphology_as: u8 f32 i64; u16 i8 i16 u32 i32 u64 f64);
}

/// A threshold turns each grey case into a binary one: eroding and dilating commute with it.
#[test]
fn binary_morphology_is_grey_morphology_of_a_threshold() {
    for case in read(MORPHOLOGY).into_iter().filter(|case| !matches!(case.boundary(), Boundary::Constant(_))) {
        let mut above = case.clone();
        above.input.mapv_inplace(|v| f64::from(v > 63.0));
        let footprint = case.footprint();
        let found = match case.name.as_str() {
            "erode" => answer::<bool, bool>(&above, &erode(footprint)),
            "dilate" => answer::<bool, bool>(&above, &dilate(footprint)),
            "open" => answer::<bool, bool>(&above, &open(footprint)),
            _ => answer::<bool, bool>(&above, &close(footprint)),
        };
        let expected: Vec<bool> = case.expected.iter().map(|v| *v > 63.0).collect();
        assert_eq!(found.iter().copied().collect::<Vec<_>>(), expected, "{case:?}");
    }
}

/// Dilating a single pixel draws the footprint.
#[test]
fn footprints_are_drawn_as_in_scikit_image() {
    for case in read(FOOTPRINTS) {
        let shape: Vec<usize> = case.numbers("cells");
        let mut image = ArrayD::from_elem(shape.clone(), false);
        let centre: Vec<usize> = shape.iter().map(|n| n / 2).collect();
        image[&centre[..]] = true;
        let drawn = Apply::new(&dilate(case.footprint())).boundary(Boundary::Ignore).run(&image).expect("it fits");
        let expected: Array1<bool> = case.expected.iter().map(|v| *v == 1.0).collect();
        assert!(drawn.iter().eq(&expected), "{case:?}");
        assert_ne!(Footprint::disk(1), Footprint::disk(2));
    }
}
