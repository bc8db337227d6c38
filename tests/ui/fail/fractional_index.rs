use stencil_core::prelude::*;

#[stencil]
fn halfway(w: Window<f32, 2>) -> f32 {
    w[[0, 0.5]]
}

fn main() {}
