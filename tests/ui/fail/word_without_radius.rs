use stencil_core::prelude::*;

#[stencil]
fn mean_27(w: Window<f32, 3>) -> f32 {
    w.mean()
}

fn main() {}
