use stencil_core::prelude::*;

#[stencil]
fn both(w: Window<f32, 2>) -> [f32; 2] {
    [w[[0, 0]], w[[0, 1]]]
}

fn main() {}
