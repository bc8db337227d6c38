use stencil_core::prelude::*;

#[stencil]
fn centre(w: Window<f32, 2>) -> impl Element {
    w[[0, 0]]
}

fn main() {}
