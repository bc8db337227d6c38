use stencil_core::prelude::*;

#[stencil]
fn mean(w: [Window<f32, 2>; 3]) -> f32 {
    w[0][[0, 0]] + w[1][[0, 0]] + w[2][[0, 0]]
}

fn main() {}
