use stencil_core::prelude::*;

use ndarray::Array2;

#[stencil]
fn shifted(w: Window<f32, 2>, by: isize) -> f32 {
    w[[0, by]]
}

fn main() {
    let image = Array2::<f32>::zeros((4, 4));
    let _ = apply(&image, &shifted(3));
    let _ = shifted { by: 2 }.halo();
}
