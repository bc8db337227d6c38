use stencil_core::prelude::*;

#[stencil]
fn shifted(w: Window<f32, 2>, angle: f32) -> f32 {
    w[[0, (3.0 * angle.sin()) as isize]]
}

fn main() {}
