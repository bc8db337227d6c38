use stencil_core::prelude::*;

fn correct(v: f32) -> f32 {
    if v < 0.0031308 { 12.92 * v } else { 1.055 * v.powf(1.0 / 2.4) - 0.055 }
}

#[stencil(simd)]
fn gamma_edge(w: Window<f32, 2>) -> f32 {
    (correct(w[[0, 1]]) - correct(w[[0, -1]])).abs()
}

fn main() {}
