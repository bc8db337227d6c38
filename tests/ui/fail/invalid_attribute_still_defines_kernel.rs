use stencil_core::prelude::*;

use ndarray::Array2;

#[stencil(radios = 1)]
fn slope(w: Window<f32, 2>) -> f32 {
    w[[0, 1]] - w[[0, -1]]
}

#[stencil(radios = 1)]
fn brighter(w: Window<f32, 2>, by: f32) -> f32 {
    by * w[[0, 0]]
}

fn main() {
    let image = Array2::<f32>::zeros((4, 4));
    let _ = apply(&image, &slope);
    let _ = apply_parallel(&image, &brighter(2.0));
    let _ = slope.halo();
}
