use stencil_core::prelude::*;

#[stencil]
fn left(w: Window<f32, 2>) -> f32 {
    let kept = Some(w);
    kept.map_or(0.0, |w| w[[0, -1]])
}

fn main() {}
