use stencil_core::prelude::*;

#[stencil("radius")]
fn centre(w: Window<f32, 2>) -> f32 {
    w[[0, 0]]
}

fn main() {}
