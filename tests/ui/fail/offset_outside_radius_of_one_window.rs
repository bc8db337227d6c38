use stencil_core::prelude::*;

#[stencil(radius(u) = 2, radius(v) = 1)]
fn difference(u: Window<f32, 2>, v: Window<f32, 2>) -> f32 {
    u[[0, 2]] - v[[0, 2]]
}

fn main() {}
