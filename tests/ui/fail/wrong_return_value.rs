use stencil_core::prelude::*;

#[stencil]
fn bright(w: Window<f32, 2>) -> u8 {
    2.0 * w[[0, 0]]
}

fn main() {}
