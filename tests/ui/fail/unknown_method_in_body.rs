use stencil_core::prelude::*;

#[stencil]
fn brighter(w: Window<f32, 2>) -> f32 {
    w[[0, 0]].squared()
}

fn main() {}
