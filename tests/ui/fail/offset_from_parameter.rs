use stencil_core::prelude::*;

#[stencil]
fn shifted(w: Window<f32, 2>, by: isize) -> f32 {
    w[[0, by]]
}

fn main() {}
