use stencil_core::prelude::*;

fn correct(v: f32) -> f32 {
    v.powf(2.2)
}

#[stencil(simd)]
fn gamma(w: Window<f32, 2>) -> f32 {
    if w[[0, 0]] > 0.5 { correct(w[[0, 0]]) } else { 0.0 }
}

fn main() {}
