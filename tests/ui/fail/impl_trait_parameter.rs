use stencil_core::prelude::*;

#[stencil]
fn mapped(w: Window<f32, 2>, f: impl Fn(f32) -> f32) -> f32 {
    f(w[[0, 0]])
}

fn main() {}
