use stencil_core::prelude::*;

#[stencil]
fn powers(w: Window<f32, 1>) -> (f32, f32, f32, f32, f32, f32, f32) {
    let v = w[0];
    (v, v.powi(2), v.powi(3), v.powi(4), v.powi(5), v.powi(6), v.powi(7))
}

fn main() {}
