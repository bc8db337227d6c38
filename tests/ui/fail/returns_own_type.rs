use stencil_core::prelude::*;

struct Gradient {
    x: f32,
    y: f32,
}

#[stencil]
fn gradient(w: Window<f32, 2>) -> Gradient {
    Gradient { x: w[[0, 1]] - w[[0, -1]], y: w[[1, 0]] - w[[-1, 0]] }
}

fn main() {}
