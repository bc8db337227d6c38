use stencil_core::prelude::*;

#[stencil]
fn correlate(w: Window<f32, 2>, taps: Window<f32, 1>) -> f32 {
    w[[0, 0]] * taps[0]
}

fn main() {}
