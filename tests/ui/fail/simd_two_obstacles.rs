use stencil_core::prelude::*;

fn correct(v: f32) -> f32 {
    v * v
}

#[stencil(simd)]
fn awkward(w: Window<f32, 2>) -> f32 {
    let mut x = correct(w[[0, 0]]);
    while x > 1.0 {
        x *= 0.5;
    }
    x
}

fn main() {}
