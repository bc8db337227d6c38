use stencil_core::prelude::*;

#[stencil]
fn correlate(w: Window<f32, 1>, weights: Vec<f32>) -> f32 {
    let mut sum = 0.0;
    for (i, k) in weights.iter().enumerate() {
        sum += k * w[i as isize];
    }
    sum
}

fn main() {}
