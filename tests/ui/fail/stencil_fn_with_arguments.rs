use stencil_core::prelude::*;

#[stencil_fn(simd)]
fn twice(v: f32) -> f32 {
    v + v
}

fn main() {}
