use stencil_core::prelude::*;

use ndarray::Array2;

#[stencil]
fn difference(u: Window<f32, 2>, v: Window<f32, 2>) -> f32 {
    u[[0, 0]] - v[[0, 0]]
}

fn main() {
    let image = Array2::<f32>::zeros((4, 4));
    let _ = apply(&image, &difference);
}
