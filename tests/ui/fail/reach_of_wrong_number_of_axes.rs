use stencil_core::prelude::*;

#[stencil(reach = ([-1], [2]))]
fn mean(w: Window<f32, 2>) -> f32 {
    w.mean()
}

fn main() {}
