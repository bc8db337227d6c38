use stencil_core::prelude::*;

#[stencil(radios = 1, simd = true)]
async fn three(w: Window<f32, 0>) -> f32 {
    0.0
}

fn main() {}
