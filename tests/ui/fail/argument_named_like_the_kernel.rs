use stencil_core::prelude::*;

#[stencil]
fn image(image: Window<f32, 2>) -> f32 {
    image[[0, 0]]
}

fn main() {}
