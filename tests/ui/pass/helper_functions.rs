//! Annotated helpers, from here and from elsewhere, generic and not.

use ndarray::arr1;
use stencil_core::prelude::*;

mod helpers {
    use stencil_core::prelude::*;

    #[stencil_fn]
    pub(crate) fn order<T: Element>(a: T, b: T) -> (T, T) {
        if a < b { (a, b) } else { (b, a) }
    }

    #[stencil_fn]
    pub(crate) fn clipped(v: f32, most: f32) -> f32 {
        if v > most { most } else { v }
    }
}

use helpers::order;

#[stencil(simd, with(order))]
fn smaller<T: Element>(w: Window<T, 1>) -> T {
    order(w[0], w[1]).0
}

#[stencil(simd, with(helpers::clipped, order))]
fn both(w: Window<f32, 1>, most: f32) -> f32 {
    let (low, high) = order(w[0], w[1]);
    helpers::clipped(high - low, most)
}

#[test]
fn they_run() {
    assert_eq!(apply(&arr1(&[3u8, 1, 2]), &smaller).unwrap(), arr1(&[1, 1, 2]));
    assert_eq!(apply(&arr1(&[3.0, 1.0, 2.0]), &both(1.5)).unwrap(), arr1(&[1.5, 1.0, 0.0]));
    assert_eq!(order(2, 1), (1, 2));
}
