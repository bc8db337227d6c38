use stencil_core::prelude::*;

struct Pair {
    left: f32,
    right: f32,
}

#[stencil(simd)]
fn slope(w: Window<f32, 2>) -> f32 {
    let pair = Pair { left: w[[0, -1]], right: w[[0, 1]] };
    pair.right - pair.left
}

fn main() {}
