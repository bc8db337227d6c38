//! A parameter may be a variable of the body.

use ndarray::arr1;
use stencil_core::prelude::*;

#[stencil]
fn countdown(w: Window<f32, 1>, mut n: u32, mut weights: [f32; 2]) -> f32 {
    let mut sum = 0.0;
    weights[1] *= 2.0;
    while n > 0 {
        sum += w[0] * weights[0] + w[1] * weights[1];
        n -= 1;
    }
    sum
}

#[test]
fn every_pixel_starts_afresh() {
    assert_eq!(apply(&arr1(&[1.0, 2.0]), &countdown(2, [1.0, 0.5])).unwrap(), arr1(&[6.0, 8.0]));
}
