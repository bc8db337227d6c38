//! A reach that is a const generic.

use stencil_core::prelude::*;

#[stencil]
fn star<const R: isize>(w: Window<i32, 2>) -> i32 {
    let mut best = w[[0, 0]];
    for d in -R..=R {
        best = best.max(w[[d, 0]]).max(w[[0, d]]);
    }
    best
}

#[stencil]
fn weighted<const N: usize>(w: Window<f32, 1>, weights: [f32; N]) -> f32 {
    let mut sum = 0.0;
    for i in 0..N {
        sum += weights[i] * w[i as isize];
    }
    sum
}

#[stencil(radius = R)]
fn spread<T: Element, const R: usize>(w: Window<T, 2>) -> (T, T) {
    (w.min(), w.max())
}

#[test]
fn the_halo_follows() {
    assert_eq!(star::<2>.halo(), Halo::from_sides([(2, 2), (2, 2)]));
    assert_eq!(star::<7>.halo(), Halo::from_sides([(7, 7), (7, 7)]));
    assert_eq!(weighted([1.0, 2.0, 3.0]).halo(), Halo::from_sides([(0, 2)]));
}
