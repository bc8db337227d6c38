//! Arrays that begin and end at pages which nobody may touch: whatever a filter reads or writes beyond them ends the
//! process. Every length from 0 to 300, every SIMD level; and all levels give the same bits.
//!
//! `GUARD_LENGTHS=7` takes every seventh length only, as checkers that slow a program down need it.

use super::guarded::Guarded;
use ndarray::{ArrayView, ArrayViewMut, IxDyn, aview2};
use stencil_core::lanes::SimdLevel;
use stencil_core::prelude::*;
use stencil_filters::*;
use stencil_testing::dtype::Dtype;
use stencil_testing::random::Random;

const LONGEST: usize = 300;
/// Rows of the arrays with two axes.
const ROWS: usize = 3;
const BOUNDARIES: [Boundary; 5] =
    [Boundary::Reflect, Boundary::Mirror, Boundary::Nearest, Boundary::Wrap, Boundary::Constant(1.0)];

/// The lengths that are tried.
fn lengths() -> impl Iterator<Item = usize> {
    let step = std::env::var("GUARD_LENGTHS").map_or(1, |text| text.parse().expect("a number"));
    (0..=LONGEST).step_by(step)
}

/// The shapes of that length that a filter can be applied to.
fn shapes(filter: &impl Stencil, len: usize) -> Vec<Vec<usize>> {
    match filter.dims() {
        Some(1) => vec![vec![len]],
        Some(2) => vec![vec![ROWS, len]],
        // Defined for images and volumes only.
        _ if filter.name() == "non_local_means" => vec![vec![ROWS, len]],
        _ => vec![vec![len], vec![ROWS, len]],
    }
}

/// The part of the memory that an array of so many elements takes, at its beginning or at its end.
fn part<T>(all: &mut [T], len: usize, at_end: bool) -> &mut [T] {
    let start = if at_end { all.len() - len } else { 0 };
    &mut all[start..start + len]
}

/// Applies a filter with one result to arrays at the edges of their memory.
fn guard<T: Dtype, U: Dtype>(filter: &impl Filter<(T,), Out = (U,)>) {
    let mut random = Random::new(7);
    let (mut input, mut output) = (Guarded::<T>::new(ROWS * LONGEST), Guarded::<U>::new(ROWS * LONGEST));
    input.all().fill_with(|| T::small(&mut random));
    for (len, at_end) in lengths().flat_map(|len| [(len, false), (len, true)]) {
        for shape in shapes(filter, len) {
            let count = shape.iter().product();
            let boundary = BOUNDARIES[len % BOUNDARIES.len()];
            let mut first: Option<Vec<u64>> = None;
            for level in SimdLevel::available() {
                let source = ArrayView::from_shape(IxDyn(&shape), part(input.all(), count, at_end)).unwrap();
                let target = part(output.all(), count, at_end);
                let mut target = ArrayViewMut::from_shape(IxDyn(&shape), target).unwrap();
                let apply = Apply::new(filter).boundary(boundary).threads(1).level(level);
                apply.run_into(&source, &mut target).unwrap_or_else(|error| panic!("{}: {error}", filter.name()));
                let found: Vec<u64> = target.iter().map(|value| value.bits()).collect();
                let first = first.get_or_insert_with(|| found.clone());
                assert_eq!(found, *first, "{} of {shape:?} on {level}", filter.name());
            }
        }
    }
}

/// The same for any results, which the library allocates: what is read is guarded.
fn guard_input<T: Dtype>(filter: &impl Filter<(T,)>) {
    let mut random = Random::new(7);
    let mut input = Guarded::<T>::new(ROWS * LONGEST);
    input.all().fill_with(|| T::small(&mut random));
    for (len, at_end) in lengths().flat_map(|len| [(len, false), (len, true)]) {
        let shape = [ROWS, len];
        let source = ArrayView::from_shape(IxDyn(&shape), part(input.all(), ROWS * len, at_end)).unwrap();
        for level in SimdLevel::available() {
            let apply = Apply::new(filter).boundary(BOUNDARIES[len % BOUNDARIES.len()]).level(level);
            apply.run(&source).unwrap_or_else(|error| panic!("{}: {error}", filter.name()));
        }
    }
}

const WEIGHTS: [[f64; 3]; 3] = [[0.5, -1.0, 2.0], [1.0, 0.25, 0.0], [-0.5, 1.0, 1.5]];

#[test]
fn smoothing() {
    guard::<u8, _>(&gaussian(1.0));
    guard::<f32, _>(&gaussian(2.5));
    guard::<u16, _>(&uniform(4));
    guard::<f32, _>(&uniform(5));
    guard::<f32, _>(&unsharp_mask(1.0, 0.5));
    guard::<f32, _>(&difference_of_gaussians(0.8));
    guard::<f32, _>(&gaussian_laplace(1.0));
    guard::<f32, _>(&gaussian_gradient_magnitude(1.0));
}

#[test]
fn weights() {
    guard::<f32, _>(&correlate(aview2(&WEIGHTS)));
    guard::<f32, _>(&convolve1d([1.0, 2.0, -1.0, 0.5].as_slice()));
    guard::<f32, _>(&laplace());
    guard::<f32, _>(&gabor(0.2));
}

#[test]
fn edges() {
    guard::<u8, _>(&sobel());
    guard::<f32, _>(&sobel());
    guard::<f32, _>(&prewitt());
    guard::<f32, _>(&roberts());
}

#[test]
fn orders() {
    guard::<u8, _>(&median(3));
    guard::<u8, _>(&median(Footprint::disk(7)));
    guard::<u16, _>(&median(5));
    guard::<f32, _>(&percentile(4, 30.0));
}

#[test]
fn shapes_of_things() {
    guard::<u8, _>(&erode(Footprint::box_(5)));
    guard::<f32, _>(&dilate(Footprint::disk(5)));
    guard::<u8, _>(&open(Footprint::box_(4)));
    guard::<u8, _>(&black_tophat(Footprint::box_(3)));
    guard::<u8, _>(&morphological_gradient(Footprint::box_(3)));
    guard::<u8, _>(&hit_or_miss(Footprint::cross(3)));
    guard::<u8, _>(&threshold(3.0));
}

#[test]
fn local_ones() {
    guard::<f32, _>(&threshold_local(5));
    guard::<f32, _>(&niblack(5));
    guard::<f32, _>(&sauvola(5));
    guard::<f32, _>(&bilateral(0.3, 1.0));
    guard::<f32, _>(&non_local_means(3, 2, 0.3));
}

#[test]
fn corners_and_tensors() {
    guard_input::<f32>(&corner_harris(1.0));
    guard_input::<f32>(&corner_kitchen_rosenfeld());
    guard_input::<f32>(&corner_moravec(1));
    guard_input::<f32>(&corner_fast(9, 0.1));
    guard_input::<f32>(&structure_tensor(1.0));
    guard_input::<f32>(&hessian_matrix(1.0));
}

#[stencil]
fn ahead_of_rows(w: Window<f32, 2>) -> f32 {
    let mut sum = w[[0, 0]];
    for dx in 0..9 {
        sum = sum * 0.5 + w[[-1, dx]] - w[[2, -dx]];
    }
    sum
}

#[stencil]
fn largest_behind(w: Window<u8, 1>) -> u8 {
    let mut largest = 0;
    for d in -17..0 {
        largest = largest.max(w[d]);
    }
    largest
}

#[stencil]
fn widened(w: Window<i16, 1>) -> f64 {
    w[-3] as f64 / 3.0 + (w[5] as f64).sqrt()
}

#[test]
fn kernels_of_users() {
    guard::<f32, f32>(&ahead_of_rows);
    guard::<u8, u8>(&largest_behind);
    guard::<i16, f64>(&widened);
}
