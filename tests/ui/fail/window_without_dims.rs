use stencil_core::prelude::*;

#[stencil]
fn centre(w: Window<f32>) -> f32 {
    w[[0, 0]]
}

fn main() {}
