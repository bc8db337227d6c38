use stencil_core::prelude::*;

#[stencil]
fn shifted(w: Window<f32, 2>, (scale, offset): (f32, f32)) -> f32 {
    scale * w[[0, 0]] + offset
}

fn main() {}
