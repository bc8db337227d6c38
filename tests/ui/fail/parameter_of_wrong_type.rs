use stencil_core::prelude::*;

#[stencil]
fn brighter(w: Window<f32, 2>, by: f32) -> f32 {
    by * w[[0, 0]]
}

fn main() {
    let _ = brighter("2");
}
