use stencil_core::prelude::*;

#[stencil]
fn centre<const D: usize>(w: Window<f32, D>) -> f32 {
    w[[0; D]]
}

fn main() {}
