use stencil_core::prelude::*;

fn twice(v: f32) -> f32 {
    v + v
}

#[stencil(with(twice))]
fn bright(w: Window<f32, 2>) -> f32 {
    twice(w[[0, 0]])
}

fn main() {}
