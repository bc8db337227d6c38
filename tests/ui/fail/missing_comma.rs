use stencil_core::prelude::*;

#[stencil(radius = 1 simd)]
fn mean(w: Window<f32, 2>) -> f32 {
    w.mean()
}

fn main() {}
