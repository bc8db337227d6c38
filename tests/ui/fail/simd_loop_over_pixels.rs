use stencil_core::prelude::*;

#[stencil(simd)]
fn ramp(w: Window<u8, 2>) -> u32 {
    let mut sum = 0;
    for i in 0..w[[0, 0]] {
        sum += i as u32;
    }
    sum
}

fn main() {}
