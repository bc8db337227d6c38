use stencil_core::prelude::*;

fn corner(w: Window<f32, 2>) -> f32 {
    w[[-1, -1]]
}

#[stencil]
fn above_corner(w: Window<f32, 2>) -> f32 {
    w[[0, 0]] - corner(w)
}

fn main() {}
