//! Type parameters with bounds in every place.

use ndarray::arr1;
use stencil_core::prelude::*;

#[stencil]
fn largest<T: Element>(w: Window<T, 1>) -> T {
    if w[0] < w[1] { w[1] } else { w[0] }
}

#[stencil]
fn difference<T>(w: Window<T, 1>) -> T
where
    T: Number,
{
    w[1] - w[0]
}

#[stencil]
fn above<T: Number>(w: Window<T, 1>, level: T) -> bool {
    w[0] > level
}

#[stencil]
fn chosen<T: Element, U: Element>(which: Window<bool, 1>, a: Window<T, 1>, b: Window<U, 1>) -> (T, U) {
    if which[0] { (a[0], b[0]) } else { (a[1], b[1]) }
}

#[stencil]
fn through<F>(w: Window<f32, 1>, f: F) -> f32
where
    F: Fn(f32) -> f32 + std::fmt::Debug + Send + Sync,
{
    f(w[0])
}

#[test]
fn one_kernel_serves_several_types() {
    assert_eq!(apply(&arr1(&[1u8, 5, 2]), &largest).unwrap(), arr1(&[5, 5, 2]));
    assert_eq!(apply(&arr1(&[1.5, 5.0, 2.0]), &largest).unwrap(), arr1(&[5.0, 5.0, 2.0]));
    assert_eq!(apply(&arr1(&[1i16, 5, 2]), &difference).unwrap(), arr1(&[4, -3, 0]));
    assert_eq!(apply(&arr1(&[1u8, 5, 2]), &above(2)).unwrap(), arr1(&[false, true, false]));
    let _ = chosen;
}
