use stencil_core::prelude::*;

#[stencil(radius = size)]
fn mean(w: Window<f32, 2>, reach: usize) -> f32 {
    w.mean() + reach as f32
}

fn main() {}
