//! The expansion is quiet under whatever the user forbids.
#![deny(
    warnings,
    let_underscore,
    missing_debug_implementations,
    missing_docs,
    nonstandard_style,
    rust_2018_idioms,
    trivial_casts,
    trivial_numeric_casts,
    unreachable_pub,
    unused,
    unused_import_braces,
    unused_lifetimes,
    unused_qualifications,
    unused_results,
    variant_size_differences
)]
#![deny(clippy::all, clippy::pedantic, clippy::nursery, clippy::cargo)]
#![forbid(unsafe_code)]

use stencil_core::prelude::*;

/// Five points.
#[stencil]
pub fn laplacian(w: Window<f32, 2>) -> f32 {
    w[[-1, 0]] + w[[1, 0]] + w[[0, -1]] + w[[0, 1]]
}

/// Two fields and two outputs.
#[stencil(radius = 2)]
pub fn weighted(w: Window<f64, 1>, weights: Vec<f64>, gain: f64) -> (f64, bool) {
    let mut sum = 0.0;
    for (x, weight) in (-2..=2).zip(&weights) {
        sum += weight * w[x];
    }
    (gain * sum, sum > gain)
}

/// Branches, an array, a loop.
#[stencil(simd)]
pub fn brightest<T: Element>(w: Window<T, 2>) -> T {
    let values = [w[[0, -1]], w[[0, 0]], w[[0, 1]]];
    let mut best = values[0];
    for value in values {
        if value > best {
            best = value;
        }
    }
    best
}

/// A parameter of its own type, by reference.
#[stencil]
pub fn scaled<'a, const R: isize>(w: Window<f32, 2>, by: &'a [f32]) -> f32 {
    by[0] * (w[[0, R]] - w[[0, -R]])
}

/// A helper.
#[stencil_fn]
#[must_use]
pub fn twice(v: f32) -> f32 {
    v + v
}

/// And its caller.
#[stencil(with(twice))]
pub fn bright(w: Window<f32, 2>) -> f32 {
    twice(w[[0, 0]])
}

#[test]
fn they_exist() {
    drop((laplacian, weighted(vec![1.0; 5], 2.0), brightest, scaled::<2>(&[1.0]), bright));
}
