use stencil_core::prelude::*;

#[stencil(radius = 2)]
fn row_sum(w: Window<f32, 2>) -> f32 {
    let mut sum = 0.0;
    for dx in -3..=2 {
        sum += w[[0, dx]];
    }
    sum
}

fn main() {}
