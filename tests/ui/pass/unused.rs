//! Windows and parameters that the body ignores.
#![deny(warnings)]

use stencil_core::prelude::*;

#[stencil]
fn constant(_w: Window<f32, 2>) -> f32 {
    1.0
}

#[stencil]
fn one_of_two(u: Window<f32, 2>, _v: Window<f32, 2>, _later: f32) -> f32 {
    u[[0, 0]]
}

#[test]
fn they_have_no_reach() {
    assert_eq!(constant.halo(), Halo::from_sides([(0, 0), (0, 0)]));
    assert_eq!(one_of_two(1.0).halo(), Halo::from_sides([(0, 0), (0, 0)]));
}
