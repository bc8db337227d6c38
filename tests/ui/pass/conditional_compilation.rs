//! `cfg` above, below and inside.

use stencil_core::prelude::*;

#[cfg(any())]
#[stencil(nonsense)]
fn never(w: Nonsense) {}

#[cfg(all())]
#[stencil]
fn above(w: Window<f32, 1>) -> f32 {
    w[0]
}

#[stencil]
#[cfg(all())]
fn below(w: Window<f32, 1>, by: f32) -> f32 {
    by * w[0]
}

#[stencil]
#[cfg(any())]
fn below_never(w: Window<f32, 1>, by: f32) -> f32 {
    by * w[0]
}

#[cfg_attr(all(), stencil(radius = 1))]
fn chosen(w: Window<f32, 1>) -> f32 {
    w.max()
}

#[test]
fn they_exist() {
    let _ = (above, below(2.0));
    assert_eq!(chosen.halo(), Halo::from_sides([(1, 1)]));
}
