use stencil_core::prelude::*;

#[stencil]
fn weighted(w: Window<f32, 2>, mut weights: Vec<f32>) -> f32 {
    weights[0] = 1.0;
    weights[0] * w[[0, 0]]
}

fn main() {}
