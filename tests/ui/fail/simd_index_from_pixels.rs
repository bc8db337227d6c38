use stencil_core::prelude::*;

#[stencil(simd)]
fn look_up(w: Window<u8, 2>, table: [f32; 256]) -> f32 {
    table[w[[0, 0]] as usize]
}

fn main() {}
