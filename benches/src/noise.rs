//! Reproducible noise.

use ndarray::{Array, Dimension, ShapeBuilder};

/// An array of elements made from 24 random bits each.
pub fn noise<T, D: Dimension>(shape: impl ShapeBuilder<Dim = D>, element: impl Fn(u32) -> T) -> Array<T, D> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    Array::from_shape_simple_fn(shape, || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        element((state >> 40) as u32)
    })
}
