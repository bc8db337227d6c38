use stencil_core::prelude::*;

#[stencil(reach = ([0, -1], [0, 3]))]
fn behind(w: Window<f32, 2>) -> f32 {
    w[[0, 3]] + w[[0, -2]]
}

fn main() {}
