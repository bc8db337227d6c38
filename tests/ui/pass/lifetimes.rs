//! Borrowed parameters: named, elided and hidden in a type.

use ndarray::{ArrayView1, arr1};
use stencil_core::prelude::*;

#[stencil(radius = weights.len() / 2)]
fn correlate<'a>(w: Window<'_, f32, 1>, weights: &'a [f32]) -> f32 {
    let mut sum = 0.0;
    for (i, weight) in weights.iter().enumerate() {
        sum += weight * w[i as isize - (weights.len() / 2) as isize];
    }
    sum
}

#[stencil]
fn named(w: Window<f32, 1>, name: &str) -> f32 {
    if name.is_empty() { 0.0 } else { w[0] }
}

#[stencil]
fn tabulated(w: Window<f32, 1>, table: ArrayView1<'_, f32>) -> f32 {
    w[0] * table[1]
}

#[stencil]
fn longest<'a, 'b: 'a>(w: Window<f32, 1>, one: &'a [f32], other: &'b [f32]) -> f32 {
    w[0] * (one.len().max(other.len()) as f32)
}

#[test]
fn they_borrow() {
    let weights = vec![0.0, 0.5, 0.5];
    let smooth = correlate(&weights);
    assert_eq!(smooth.halo(), Halo::from_sides([(1, 1)]));
    assert_eq!(apply(&arr1(&[2.0, 4.0]), &smooth).unwrap(), arr1(&[3.0, 4.0]));
    let table = arr1(&[1.0, 2.0]);
    let _ = (named("it"), tabulated(table.view()), longest(&[1.0], &weights));
}
