//! Every way to say how far a window goes.

use stencil_core::prelude::*;

#[stencil(reach = ([-1, 0], [2, 0]))]
fn ahead(w: Window<f32, 2>) -> f32 {
    w.max()
}

#[stencil(reach = (-3, 1))]
fn behind(w: Window<f32, 1>) -> f32 {
    w.max()
}

#[stencil(reach = ([-(before as isize), 0], [2 * 3, after as isize]))]
fn computed(w: Window<f32, 2>, before: usize, after: usize) -> f32 {
    w.max()
}

#[stencil(radius = (2, 1))]
fn per_axis(w: Window<f32, 2>) -> f32 {
    w.max()
}

#[stencil(radius = size / 2 + 1,)]
fn from_expression(w: Window<f32, 2>, size: usize) -> f32 {
    w.max()
}

const REACH: usize = 4;

#[stencil(radius = REACH)]
fn from_const(w: Window<f32, 2>) -> f32 {
    w.max()
}

#[stencil(radius(u) = 2, reach(v) = ([0, 0], [0, 3]))]
fn per_window(u: Window<f32, 2>, v: Window<f32, 2>) -> f32 {
    u.max() + v.max()
}

#[stencil()]
fn inferred(w: Window<f32, 2>) -> f32 {
    w[[-2, 0]] + w[[1, 3]]
}

#[test]
fn the_halo_is_what_was_said() {
    assert_eq!(ahead.halo(), Halo::from_sides([(1, 2), (0, 0)]));
    assert_eq!(behind.halo(), Halo::from_sides([(3, 1)]));
    assert_eq!(computed(2, 5).halo(), Halo::from_sides([(2, 6), (0, 5)]));
    assert_eq!(per_axis.halo(), Halo::from_sides([(2, 2), (1, 1)]));
    assert_eq!(from_expression(5).halo(), Halo::from_sides([(3, 3), (3, 3)]));
    assert_eq!(from_const.halo(), Halo::from_sides([(4, 4), (4, 4)]));
    assert_eq!(per_window.halo(), Halo::from_sides([(2, 2), (2, 3)]));
    assert_eq!(inferred.halo(), Halo::from_sides([(2, 1), (0, 3)]));
}
