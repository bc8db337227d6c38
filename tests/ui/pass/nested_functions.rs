//! Functions, closures, constants and imports inside of the body.

use ndarray::arr1;
use stencil_core::prelude::*;

#[stencil]
fn eased(w: Window<f32, 1>) -> f32 {
    use std::f32::consts::PI;
    const HALF: f32 = 0.5;
    fn square(v: f32) -> f32 {
        v * v
    }
    let mix = |a: f32, b: f32| HALF * (a + b);
    let side = |x| w[x];
    mix(square(side(-1)), square(side(1))).min(4.0 * PI)
}

#[stencil]
fn summed(w: Window<f32, 2>) -> f32 {
    let row = |w: Window<'_, f32, 2>| w[[0, -1]] + w[[0, 0]] + w[[0, 1]];
    row(w)
}

#[test]
fn they_run() {
    assert_eq!(eased.halo(), Halo::from_sides([(1, 1)]));
    assert_eq!(summed.halo(), Halo::from_sides([(0, 0), (1, 1)]));
    assert_eq!(apply(&arr1(&[1.0, 2.0, 3.0]), &eased).unwrap(), arr1(&[2.5, 5.0, 6.5]));
}
