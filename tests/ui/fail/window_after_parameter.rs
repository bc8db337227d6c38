use stencil_core::prelude::*;

#[stencil]
fn scaled(w: Window<f32, 2>, by: f32, v: Window<f32, 2>) -> f32 {
    by * (w[[0, 0]] + v[[0, 0]])
}

fn main() {}
