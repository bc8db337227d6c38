use stencil_core::prelude::*;

#[stencil]
fn left(w: Window<f32, 2>) -> f32 {
    w[-1]
}

fn main() {}
