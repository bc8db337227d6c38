use stencil_core::prelude::*;

#[stencil(radios = 1)]
fn centre(w: Window<f32, 2>) -> f32 {
    w[[0, 0]]
}

fn main() {}
