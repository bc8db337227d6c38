use stencil_core::prelude::*;

#[stencil]
fn twice(v: f32) -> f32 {
    v + v
}

fn main() {}
