//! Canny's edges, and hysteresis.

use crate::tiles::make_no_difference;
use ndarray::{Array2, ArrayD, Axis, Slice};
use stencil_core::prelude::*;
use stencil_filters::{Pixel, canny, canny_edges, gaussian, hysteresis};
use stencil_testing::fixtures::read;
use stencil_testing::random::Random;
use stencil_testing::reference::{self, Along};
use stencil_testing::{dtype::Dtype, for_types};

const ANSWERS: &str = include_str!("../data/canny.txt");

fn edges_as<T: Dtype + Pixel>() {
    for case in &read(ANSWERS) {
        let number = |key: &str| case.numbers::<f64>(key)[0];
        let image = case.input.mapv(T::of);
        let found = match case.name.as_str() {
            "canny" => {
                let filter = canny(number("sigma"), number("low"), number("high")).boundary(case.boundary());
                canny_edges(&image, &filter)
            }
            _ => hysteresis(&image, number("low"), number("high"), case.numbers("connectivity")[0]),
        };
        let expected: Vec<bool> = case.expected.iter().map(|v| *v == 1.0).collect();
        assert_eq!(found.expect("it fits").iter().copied().collect::<Vec<_>>(), expected, "{} in {case:?}", T::NAME);
    }
}

#[test]
fn edges_agree_with_scikit_image() {
    for_types!(edges_as: u8 f32 f64 i64; u16 i8 i16 u32 i32 u64);
}

/// Ridges by hand, from a smoothed image whose derivatives go on as `Reflect` does.
#[test]
fn canny_labels_are_ridges_of_the_gradient() {
    let mut random = Random::new(2);
    let image = ArrayD::from_shape_simple_fn(ndarray::IxDyn(&[21, 27]), || random.unit());
    for boundary in [Boundary::Reflect, Boundary::Wrap, Boundary::Nearest, Boundary::Mirror] {
        let smooth = Apply::new(&gaussian(0.8)).boundary(boundary).run(&image).expect("it fits");
        let along = Along::all(2, Boundary::Reflect);
        let (r, c) = (reference::sobel_axis(&smooth, &along, 0), reference::sobel_axis(&smooth, &along, 1));
        let length = reference::sobel(&smooth, &along);
        let labels = Apply::new(&canny(0.8, 0.5, 1.0)).boundary(boundary).run(&image).expect("it fits");
        let (rows, columns) = (image.shape()[0] as isize, image.shape()[1] as isize);
        for (index, &found) in labels.indexed_iter() {
            let (y, x) = (index[0] as isize, index[1] as isize);
            let edge = y == 0 || x == 0 || y == rows - 1 || x == columns - 1;
            let expected = if edge { 0 } else { label(&r, &c, &length, y, x) };
            assert_eq!(found, expected, "{boundary} at {y}, {x}");
        }
    }
}

/// The label of a pixel whose neighbours are all of the image.
fn label(r: &ArrayD<f64>, c: &ArrayD<f64>, length: &ArrayD<f64>, y: isize, x: isize) -> u8 {
    let at = |y: isize, x: isize| length[[y as usize, x as usize]];
    let (down, across) = (r[[y as usize, x as usize]], c[[y as usize, x as usize]]);
    // Towards where the image rises, half a step along the axis that it rises along most.
    let (dy, dx) = (if down > 0.0 { 1 } else { -1 }, if across > 0.0 { 1 } else { -1 });
    let steep = down.abs() > across.abs();
    let share = if steep { across.abs() / down.abs() } else { down.abs() / across.abs() };
    let between = |sign: isize| {
        let straight = if steep { at(y + sign * dy, x) } else { at(y, x + sign * dx) };
        at(y + sign * dy, x + sign * dx) * share + straight * (1.0 - share)
    };
    let here = at(y, x);
    match between(1) <= here && between(-1) <= here {
        true if here >= 1.0 => 2,
        true if here >= 0.5 => 1,
        _ => 0,
    }
}

/// A label is one of three, so poison in the outermost layer of the halo need not show; of many changes, one does.
#[test]
fn canny_reads_exactly_its_halo() {
    let (side, centre) = (31, 15);
    for filter in [canny(0.6, 0.0, 1.0), canny([0.0, 1.0], 0.0, 1.0)] {
        let mut random = Random::new(9);
        let mut changed = |axis: usize, layers: std::ops::Range<usize>, size: f64| {
            (0..300).any(|_| {
                let image = Array2::from_shape_simple_fn((side, side), || random.unit());
                let mut other = image.clone();
                other
                    .slice_axis_mut(Axis(axis), Slice::from(layers.clone()))
                    .mapv_inplace(|v| v + size * (random.unit() - 0.5));
                let label = |image| apply(image, &filter).expect("it fits")[[centre, centre]];
                label(&image) != label(&other)
            })
        };
        for axis in 0..2 {
            let reach = filter.halo().side(axis);
            let (first, last) = (centre - reach.before, centre + reach.after);
            assert!(!changed(axis, 0..first, 1e9) && !changed(axis, last + 1..side, 1e9), "{axis} {filter:?}");
            for layer in [first, last] {
                assert!([1e2, 1e4].iter().any(|size| changed(axis, layer..layer + 1, *size)), "{axis} {filter:?}");
            }
        }
    }
}

#[test]
fn tiles_and_threads_make_no_difference_to_canny() {
    make_no_difference::<u8, u8>(2, &canny(0.7, 20.0, 80.0));
    make_no_difference::<f64, u8>(2, &canny(0.4, 20.0, 80.0));
}

/// A chain link by link: what follows the smoothing has boundaries of its own, also behind another filter.
#[test]
fn canny_after_another_filter_is_canny_of_its_result() {
    let mut random = Random::new(6);
    let image = Array2::from_shape_simple_fn((40, 33), || random.unit());
    for boundary in [Boundary::Reflect, Boundary::Wrap, Boundary::Constant(0.5), Boundary::Nearest, Boundary::Valid] {
        let filter = canny(0.7, 0.3, 0.9);
        let (first, chain) = (gaussian(0.5), gaussian(0.5).then(filter));
        let between: Array2<f64> = Apply::new(&first).boundary(boundary).run(&image).expect("it fits");
        let expected: Array2<u8> = Apply::new(&filter).boundary(boundary).run(&between).expect("it fits");
        let found = Apply::new(&chain).boundary(boundary).tile([7, 9]).run(&image).expect("it fits");
        assert_eq!(found, expected, "{boundary}");
    }
}

#[test]
fn hysteresis_compares_exactly() {
    let row = ndarray::arr1(&[u64::MAX - 1, u64::MAX, 5, 6]);
    let kept = |low, high| hysteresis(&row, low, high, 1).expect("it fits").to_vec();
    assert_eq!(kept(5.0, 5.5), [true, true, false, true]);
    assert_eq!(kept(-1.0, u64::MAX as f64), [false; 4]);
    assert_eq!(kept(-1.0, -0.5), [true; 4]);
    assert_eq!(kept(5.5, (u64::MAX as f64).next_down()), [true, true, false, false]);
    let far = ndarray::arr1(&[f32::NAN, 1.0, f32::INFINITY, 1.0, f32::NEG_INFINITY, 1.0]);
    assert_eq!(hysteresis(&far, 0.0, 2.0, 1).expect("it fits").to_vec(), [false, true, true, true, false, false]);
}

#[test]
fn edges_that_make_no_sense_are_errors() {
    let image = Array2::from_elem((3, 4), 1_u8);
    let wrong = |error: Error| error.to_string();
    let labels = |filter| wrong(apply(&image, &filter).expect_err("it is wrong"));
    assert!(labels(canny(-1.0, 1.0, 2.0)).contains("`sigma` is -1"));
    assert!(labels(canny(1.0, 3.0, 2.0)).contains("`low` is 3"));
    assert!(labels(canny(1.0, f64::NAN, 2.0)).contains("`low` is NaN"));
    assert!(labels(canny(1.0, 1.0, f64::NAN)).contains("`high` is NaN"));
    assert!(labels(canny([1.0, 1.0, 1.0], 1.0, 2.0)).contains("spans 3 axes"));
    assert!(wrong(hysteresis(&image, 3.0, 2.0, 1).expect_err("low above high")).contains("`low` is 3"));
    assert!(wrong(hysteresis(&image, 1.0, 2.0, 3).expect_err("three axes")).contains("`connectivity` is 3"));
    let volume = ndarray::Array3::from_elem((3, 4, 5), 1_u8);
    assert!(wrong(canny_edges(&volume, &canny(1.0, 1.0, 2.0)).expect_err("three axes")).contains("2 axes"));
}
