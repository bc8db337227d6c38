use stencil_core::prelude::*;

#[stencil(radius(w) = 1, radius(w) = 2)]
fn mean(w: Window<f32, 2>) -> f32 {
    w.mean()
}

fn main() {}
