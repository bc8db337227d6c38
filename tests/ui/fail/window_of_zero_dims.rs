use stencil_core::prelude::*;

#[stencil]
fn centre(w: Window<f32, 0>) -> f32 {
    w[[]]
}

fn main() {}
