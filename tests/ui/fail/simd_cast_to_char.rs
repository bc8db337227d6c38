use stencil_core::prelude::*;

#[stencil(simd)]
fn code(w: Window<u8, 1>) -> u32 {
    w[0] as char as u32
}

fn main() {}
