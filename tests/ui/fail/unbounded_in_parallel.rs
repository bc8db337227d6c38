use stencil_core::prelude::*;

use ndarray::{Array2, ArrayView2};

fn total(image: ArrayView2<'_, f32>) -> Array2<f32> {
    Array2::from_elem((1, 1), image.sum())
}

fn main() {
    let image = Array2::<f32>::zeros((4, 4));
    let _ = apply_parallel(&image, &total);
}
