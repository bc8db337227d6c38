use stencil_core::prelude::*;

#[stencil]
fn look(w: Window<f32, 2>) -> () {
    w[[0, 0]];
}

fn main() {}
