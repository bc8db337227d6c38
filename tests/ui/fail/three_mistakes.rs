use stencil_core::prelude::*;

#[stencil(radius = 1)]
fn three(w: Window<f32, 2>) -> f32 {
    w[[0, 2]] + w[[-2, 0]] + w[[0, -3]]
}

fn main() {}
