//! `asin`, `acos`, `atan`, `atan2` of `f32`.

use crate::lanes::math::real::{F32s, M32s, poly};
use crate::lanes::width::Width;
use fearless_simd::Simd;
use std::f32::consts::{FRAC_PI_2, PI};

/// What `FRAC_PI_2` lacks; `PI` lacks twice that.
const FRAC_PI_2_TAIL: f32 = -4.371139e-8;

/// `(small, s, t)`: where `small`, `s = |x|`; elsewhere `s = √((1 - |x|) / 2)`, which is the sine of half the angle
/// between `|x|` and 1. `asin s = s + t`; error 2⁻²⁷.
#[inline(always)]
fn half_angle<S: Simd, W: Width>(x: F32s<S, W>) -> (M32s<S, W>, F32s<S, W>, F32s<S, W>) {
    let magnitude = x.abs();
    let small = magnitude.lt(0.5);
    let z = small.select(x * x, (-magnitude + 1.0) * 0.5);
    let s = small.select(magnitude, z.sqrt());
    (small, s, s * (z * poly!(z; 0.16666754, 0.07495249, 0.04547666, 0.024148123, 0.04221982)))
}

#[inline(always)]
pub(in super::super) fn asin<S: Simd, W: Width>(x: F32s<S, W>) -> F32s<S, W> {
    let (small, s, t) = half_angle(x);
    let large = (-(s * 2.0) + FRAC_PI_2) - (t * 2.0 - FRAC_PI_2_TAIL);
    small.select(s + t, large).flip(x.sign())
}

#[inline(always)]
pub(in super::super) fn acos<S: Simd, W: Width>(x: F32s<S, W>) -> F32s<S, W> {
    let (small, s, t) = half_angle(x);
    let (signed, signed_t) = (s.flip(x.sign()), t.flip(x.sign()));
    let near = -(signed + (signed_t - FRAC_PI_2_TAIL)) + FRAC_PI_2;
    let twice = (s + t) * 2.0;
    let far = x.lt(0.0).select(-(twice - FRAC_PI_2_TAIL * 2.0) + PI, twice);
    small.select(near, far)
}

/// The arctangent of a slope from 0 to 1; error 2⁻²⁷.
#[inline(always)]
fn eighth<S: Simd, W: Width>(slope: F32s<S, W>) -> F32s<S, W> {
    let z = slope * slope;
    let tail = poly!(
        z;
        -0.33333302, 0.19998638, -0.14265238, 0.109575264, -0.084192954, 0.05823146, -0.031452343, 0.011062492,
        -0.0018267451,
    );
    slope + slope * z * tail
}

#[inline(always)]
pub(in super::super) fn atan<S: Simd, W: Width>(x: F32s<S, W>) -> F32s<S, W> {
    let magnitude = x.abs();
    let steep = magnitude.gt(1.0);
    let angle = eighth(steep.select(x.splat(1.0) / magnitude, magnitude));
    let mirrored = -(angle - FRAC_PI_2_TAIL) + FRAC_PI_2;
    steep.select(mirrored, angle).flip(x.sign())
}

#[inline(always)]
pub(in super::super) fn atan2<S: Simd, W: Width>(y: F32s<S, W>, x: F32s<S, W>) -> F32s<S, W> {
    let (across, up) = (x.abs(), y.abs());
    let steep = up.gt(across);
    let (minor, major) = (steep.select(across, up), steep.select(up, across));
    // Equal sides: π/4, also where both are infinite; 0 where both are 0.
    let diagonal = x.splat(1.0).set(major.eq(0.0), 0.0);
    let slope = minor.eq(major).select(diagonal, minor / major);
    let angle = eighth(slope);
    // Mirrored at π/4, then at π/2: each time the sign of the angle changes, and what it is measured from.
    let west = x.sign();
    let is_west = west.eq(F32s::<S, W>::SIGN);
    let from = steep.select(FRAC_PI_2, x.splat(0.0).set(is_west, PI));
    let angle = steep.select(-angle, angle).flip(west);
    let from_tail = from * (FRAC_PI_2_TAIL / FRAC_PI_2);
    (from + (angle + from_tail)).flip(y.sign())
}
