use stencil_core::prelude::*;

#[stencil(radius = 1)]
fn smooth(w: Window<f32, 2>) -> f32 {
    w.average()
}

fn main() {}
