use stencil_core::prelude::*;

fn brightness(v: f32) -> Option<f32> {
    (v > 0.0).then_some(v)
}

#[stencil(simd)]
fn bright(w: Window<f32, 2>) -> f32 {
    brightness(w[[0, 0]]).unwrap_or(0.0)
}

fn main() {}
