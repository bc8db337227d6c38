use stencil_core::prelude::*;

#[stencil(simd)]
fn watched(w: Window<f32, 1>) -> f32 {
    if w[0] > 1.0 {
        println!("too bright");
    }
    w[0]
}

fn main() {}
