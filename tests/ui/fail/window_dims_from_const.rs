use stencil_core::prelude::*;

const PLANE: usize = 2;

#[stencil]
fn centre(w: Window<f32, PLANE>) -> f32 {
    w[[0, 0]]
}

fn main() {}
