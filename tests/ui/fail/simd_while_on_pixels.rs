use stencil_core::prelude::*;

#[stencil(simd)]
fn isolevel(w: Window<f32, 2>) -> u32 {
    let (mut x, mut n) = (w[[0, 0]], 0);
    while x * x < 4.0 && n < 50 {
        x = x * x + 0.3;
        n += 1;
    }
    n
}

fn main() {}
