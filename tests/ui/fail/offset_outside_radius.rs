use stencil_core::prelude::*;

#[stencil(radius = 1)]
fn ahead(w: Window<f32, 2>) -> f32 {
    w[[0, 0]] + w[[0, 2]]
}

fn main() {}
