use stencil_core::prelude::*;

use ndarray::Array2;

#[stencil]
fn brighter(w: Window<f32, 2>, by: f32) -> f32 {
    by * w[[0, 0]]
}

fn main() {
    let image = Array2::<f32>::zeros((4, 4));
    let _ = apply(&image, &brighter);
}
