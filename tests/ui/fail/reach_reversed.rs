use stencil_core::prelude::*;

#[stencil(reach = ([2, 0], [-1, 0]))]
fn mean(w: Window<f32, 2>) -> f32 {
    w.mean()
}

fn main() {}
