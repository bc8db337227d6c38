use stencil_core::prelude::*;

#[stencil(simd)]
fn root(w: Window<f32, 2>) -> f32 {
    assert!(w[[0, 0]] >= 0.0);
    w[[0, 0]].sqrt()
}

fn main() {}
