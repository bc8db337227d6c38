//! A tuple comes back as several arrays.

use ndarray::arr1;
use stencil_core::prelude::*;

#[stencil]
fn extremes(w: Window<u8, 1>) -> (u8, u8) {
    if w[0] < w[1] { (w[0], w[1]) } else { (w[1], w[0]) }
}

#[stencil]
fn kinds(w: Window<f32, 1>) -> (f32, u8, bool, i64) {
    let v = w[0];
    (v, v as u8, v > 1.0, v as i64)
}

#[stencil]
fn one_in_a_tuple(w: Window<f32, 1>) -> (f32,) {
    (w[0],)
}

#[test]
fn they_run() {
    let (low, high) = apply(&arr1(&[3u8, 1, 2]), &extremes).unwrap();
    assert_eq!((low, high), (arr1(&[1, 1, 2]), arr1(&[3, 2, 2])));
    let _ = (kinds, one_in_a_tuple);
}
