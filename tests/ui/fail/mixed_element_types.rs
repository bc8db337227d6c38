use stencil_core::prelude::*;

#[stencil]
fn blend(u: Window<f32, 2>, v: Window<u8, 2>) -> f32 {
    u[[0, 0]] + v[[0, 0]]
}

fn main() {}
