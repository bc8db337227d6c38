use stencil_core::prelude::*;

#[stencil(radius = 1, radius = 2)]
fn centre(w: Window<f32, 2>) -> f32 {
    w[[0, 0]]
}

fn main() {}
