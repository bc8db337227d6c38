use stencil_core::prelude::*;

#[stencil]
fn both(w: Window<f32, 2>) -> f32 {
    let sum = w[[0, 0]];
    sum += w[[0, 1]];
    sum
}

fn main() {}
