//! Several arrays in, each with its own reach and element type.

use ndarray::arr1;
use stencil_core::prelude::*;

#[stencil]
fn upwind(q: Window<f64, 1>, velocity: Window<f64, 1>, dt: f64) -> f64 {
    let slope = if velocity[0] > 0.0 { q[0] - q[-1] } else { q[1] - q[0] };
    q[0] - dt * velocity[0] * slope
}

#[stencil(radius(image) = 2, radius(mask) = 0)]
fn masked(image: Window<f32, 2>, mask: Window<bool, 2>) -> f32 {
    if mask.center() { image.mean() } else { 0.0 }
}

#[stencil]
fn six(
    a: Window<u8, 1>,
    b: Window<u16, 1>,
    c: Window<u32, 1>,
    d: Window<i8, 1>,
    e: Window<f32, 1>,
    f: Window<f64, 1>,
) -> f64 {
    a[0] as f64 + b[1] as f64 + c[2] as f64 + d[3] as f64 + e[4] as f64 + f[5]
}

#[test]
fn they_run() {
    let (q, velocity) = (arr1(&[1.0, 2.0, 4.0]), arr1(&[0.0, 1.0, 1.0]));
    assert_eq!(apply((&q, &velocity), &upwind(0.5)).unwrap(), arr1(&[1.0, 1.5, 3.0]));
    assert_eq!(masked.halo(), Halo::from_sides([(2, 2), (2, 2)]));
    assert_eq!(six.halo(), Halo::from_sides([(0, 5)]));
}
