#![deny(unused_variables)]

use stencil_core::prelude::*;

#[stencil]
fn centre(w: Window<f32, 2>) -> f32 {
    let unused = w[[0, 1]];
    w[[0, 0]]
}

fn main() {}
