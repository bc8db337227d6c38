use stencil_core::prelude::*;

#[stencil(simd)]
fn halved(w: Window<f32, 1>, most: u32) -> f32 {
    let mut x = w[0];
    let mut n = 0;
    while n < most {
        if x < 1.0 {
            return x;
        }
        x *= 0.5;
        n += 1;
    }
    x
}

fn main() {}
