use stencil_core::prelude::*;

#[stencil(radius = (2, 1))]
fn ahead(w: Window<f32, 2>) -> f32 {
    w[[-2, 0]] + w[[0, -2]]
}

fn main() {}
