use stencil_core::prelude::*;

#[stencil]
#[stencil_fn]
fn centre(w: Window<f32, 2>) -> f32 {
    w[[0, 0]]
}

fn main() {}
