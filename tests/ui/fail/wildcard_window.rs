use stencil_core::prelude::*;

#[stencil]
fn zero(_: Window<f32, 2>) -> f32 {
    0.0
}

fn main() {}
