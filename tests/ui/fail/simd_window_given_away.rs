use stencil_core::prelude::*;

fn corner(w: Window<f32, 2>) -> f32 {
    w[[-1, -1]]
}

#[stencil(simd, radius = 1)]
fn above_corner(w: Window<f32, 2>) -> f32 {
    w[[0, 0]] - corner(w)
}

fn main() {}
