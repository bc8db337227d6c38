use stencil_core::prelude::*;

#[stencil(simd)]
fn nearer(u: Window<f32, 1>, v: Window<f32, 1>) -> f32 {
    let nearer = if u[0] < v[0] { u } else { v };
    nearer[1]
}

fn main() {}
