use stencil_core::prelude::*;

#[stencil(simd)]
fn ordered(w: Window<u8, 1>) -> bool {
    (w[0], w[1]) < (w[1], w[0])
}

fn main() {}
