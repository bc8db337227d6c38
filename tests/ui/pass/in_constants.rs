//! Kernels are values: in a const, a static, an array, a pattern of the user's own types.

use stencil_core::prelude::*;

#[stencil]
fn slope(w: Window<f32, 1>) -> f32 {
    w[1] - w[-1]
}

#[stencil]
fn scaled(w: Window<f32, 1>, by: f32) -> f32 {
    by * w[0]
}

const SLOPE: slope = slope;
static SHARED: slope = slope;
const ALL: [slope; 2] = [slope, SLOPE];
const HALF: scaled = scaled { by: 0.5 };
static DOUBLE: scaled = scaled(2.0);

#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct Pipeline {
    first: slope,
    second: Option<scaled>,
}

#[test]
fn they_are_plain_values() {
    fn shareable<T: Copy + std::fmt::Debug + Send + Sync + 'static>(_: T) {}
    shareable(SLOPE);
    shareable(HALF);
    assert_eq!(size_of::<slope>(), 0);
    assert_eq!(ALL[0], SHARED);
    assert_eq!(Pipeline { first: slope, second: None }, Pipeline::default());
    assert_ne!(HALF, DOUBLE);
    assert_eq!(format!("{SLOPE:?} {HALF:?}"), "slope scaled { by: 0.5 }");
}
