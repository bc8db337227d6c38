use stencil_core::prelude::*;

#[stencil]
fn level(w: Window<f32, 2>, level: f32) -> f32 {
    if w[[0, 0]] > level { level } else { 0.0 }
}

fn main() {}
