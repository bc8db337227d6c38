use stencil_core::prelude::*;

#[stencil(simd)]
fn halved(w: Window<f32, 1>) -> f32 {
    let mut x = w[0];
    loop {
        if x < 1.0 {
            break;
        }
        x *= 0.5;
    }
    x
}

fn main() {}
