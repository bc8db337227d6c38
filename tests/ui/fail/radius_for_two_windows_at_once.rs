use stencil_core::prelude::*;

#[stencil(radius(u, v) = 1)]
fn difference(u: Window<f32, 2>, v: Window<f32, 2>) -> f32 {
    u.mean() - v.mean()
}

fn main() {}
