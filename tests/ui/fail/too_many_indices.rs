use stencil_core::prelude::*;

#[stencil]
fn left(w: Window<f32, 2>) -> f32 {
    w[[0, -1, 0]]
}

fn main() {}
