//! The user may have no prelude at all.
#![no_implicit_prelude]

use ::stencil_core::prelude::{Window, stencil};

#[stencil]
fn row(w: Window<f32, 2>) -> f32 {
    let mut sum = 0.0;
    for x in [-1, 0, 1] {
        sum += w[[0, x]];
    }
    sum
}

#[stencil]
fn scaled(w: Window<i32, 1>, by: i32) -> (i32, bool) {
    (by * w[0], w[0] > w[1])
}

#[test]
fn they_exist() {
    let _ = (row, scaled(3));
}
