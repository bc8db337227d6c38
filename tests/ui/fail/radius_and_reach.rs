use stencil_core::prelude::*;

#[stencil(radius = 1, reach = ([-1, 0], [1, 0]))]
fn centre(w: Window<f32, 2>) -> f32 {
    w[[0, 0]]
}

fn main() {}
