use stencil_core::prelude::*;

#[stencil(simd)]
fn root(w: Window<f32, 2>) -> f32 {
    if w[[0, 0]] < 0.0 {
        panic!("a negative pixel");
    }
    w[[0, 0]].sqrt()
}

fn main() {}
