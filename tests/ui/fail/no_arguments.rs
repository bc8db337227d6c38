use stencil_core::prelude::*;

#[stencil]
fn zero() -> f32 {
    0.0
}

fn main() {}
