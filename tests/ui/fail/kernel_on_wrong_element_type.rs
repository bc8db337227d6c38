use stencil_core::prelude::*;

use ndarray::Array2;

#[stencil]
fn slope(w: Window<f32, 2>) -> f32 {
    w[[0, 1]] - w[[0, -1]]
}

fn main() {
    let image = Array2::<u8>::zeros((4, 4));
    let _ = apply(&image, &slope);
}
