use stencil_core::prelude::*;

#[stencil(radius = sigma)]
fn mean(w: Window<f32, 2>, sigma: f32) -> f32 {
    w.mean() * sigma
}

fn main() {}
