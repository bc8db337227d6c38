use stencil_core::prelude::*;

#[stencil(radius = 4)]
fn ahead(w: Window<f32, 2>, by: usize) -> f32 {
    w[[0, by]]
}

fn main() {}
