//! `asin`, `acos`, `atan`, `atan2` of `f64`.

use crate::lanes::math::real::{F64s, M64s, poly};
use crate::lanes::width::Width;
use fearless_simd::Simd;
use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, PI};

/// What `FRAC_PI_2` lacks; twice and half of it are what `PI` and `FRAC_PI_4` lack.
const FRAC_PI_2_TAIL: f64 = 6.123233995736766e-17;

/// `asin(√z) / √z - 1` for `0 <= z <= 1/4`; error 2⁻⁵⁹.
#[inline(always)]
fn asin_tail<S: Simd, W: Width>(z: F64s<S, W>) -> F64s<S, W> {
    z * poly!(
        z;
        0.16666666666666763, 0.07499999999970094, 0.044642857175288854, 0.03038194267516273, 0.02237221590879997,
        0.017351595454389176, 0.013981019015923137, 0.011397289601695027, 0.010789338154677341, 0.0036721282470872974,
        0.02179077020975182, -0.02111687502123417, 0.03270224941512462,
    )
}

/// `(small, s, t)`: where `small`, `s = |x|`; elsewhere `s = √((1 - |x|) / 2)`, which is the sine of half the angle
/// between `|x|` and 1. `asin s = s + t`.
#[inline(always)]
fn half_angle<S: Simd, W: Width>(x: F64s<S, W>) -> (M64s<S, W>, F64s<S, W>, F64s<S, W>) {
    let magnitude = x.abs();
    let small = magnitude.lt(0.5);
    let z = small.select(x * x, (-magnitude + 1.0) * 0.5);
    let s = small.select(magnitude, z.sqrt());
    (small, s, s * asin_tail(z))
}

#[inline(always)]
pub(in super::super) fn asin<S: Simd, W: Width>(x: F64s<S, W>) -> F64s<S, W> {
    let (small, s, t) = half_angle(x);
    let large = (-(s * 2.0) + FRAC_PI_2) - (t * 2.0 - FRAC_PI_2_TAIL);
    small.select(s + t, large).flip(x.sign())
}

#[inline(always)]
pub(in super::super) fn acos<S: Simd, W: Width>(x: F64s<S, W>) -> F64s<S, W> {
    let (small, s, t) = half_angle(x);
    let (signed, signed_t) = (s.flip(x.sign()), t.flip(x.sign()));
    let near = -(signed + (signed_t - FRAC_PI_2_TAIL)) + FRAC_PI_2;
    let twice = (s + t) * 2.0;
    let far = x.lt(0.0).select(-(twice - FRAC_PI_2_TAIL * 2.0) + PI, twice);
    small.select(near, far)
}

/// `atan(numerator / denominator)` for quotients of at most tan π/8; error 2⁻⁵⁹.
#[inline(always)]
fn eighth<S: Simd, W: Width>(numerator: F64s<S, W>, denominator: F64s<S, W>) -> F64s<S, W> {
    let t = numerator / denominator;
    let z = t * t;
    let tail = poly!(
        z;
        -0.333333333333332, 0.19999999999953666, -0.1428571428020417, 0.11111110783820018, -0.09090897767203779,
        0.07692060363606541, -0.06663105473490462, 0.05847897508189901, -0.05039331310558854, 0.03806496640867533,
        -0.01790735575027766,
    );
    t + t * z * tail
}

/// tan π/8 and tan 3π/8: between them, angles are measured from π/4.
const MIDDLE: (f64, f64) = (0.414213562373095, 2.414213562373095);

#[inline(always)]
pub(in super::super) fn atan<S: Simd, W: Width>(x: F64s<S, W>) -> F64s<S, W> {
    let magnitude = x.abs();
    let (middle, large) = (magnitude.gt(MIDDLE.0), magnitude.gt(MIDDLE.1));
    let numerator = large.select(-1.0, middle.select(magnitude - 1.0, magnitude));
    let denominator = large.select(magnitude, middle.select(magnitude + 1.0, x.splat(1.0)));
    let from = large.select(FRAC_PI_2, middle.select(FRAC_PI_4, x.splat(0.0)));
    let from_tail = large.select(FRAC_PI_2_TAIL, middle.select(FRAC_PI_2_TAIL * 0.5, x.splat(0.0)));
    (from + (eighth(numerator, denominator) + from_tail)).flip(x.sign())
}

#[inline(always)]
pub(in super::super) fn atan2<S: Simd, W: Width>(y: F64s<S, W>, x: F64s<S, W>) -> F64s<S, W> {
    let (across, up) = (x.abs(), y.abs());
    let steep = up.gt(across);
    let (minor, major) = (steep.select(across, up), steep.select(up, across));
    // Equal sides: π/4, also where both are infinite; 0 where both are 0.
    let equal = minor.eq(major);
    let diagonal = x.splat(1.0).set(major.eq(0.0), 0.0);
    let (minor, major) = (equal.select(diagonal, minor), equal.select(1.0, major));
    // Keeps their sum finite, and subnormals exact; a minor side that gets lost thereby was too small to count.
    let scale = x.splat(1.0).set(major.gt(1e300), f64::EPSILON).set(major.lt(1e-290), 1.0 / f64::EPSILON);
    let (minor, major) = (minor * scale, major * scale);

    let middle = minor.gt(major * MIDDLE.0);
    let angle = eighth(middle.select(minor - major, minor), middle.select(minor + major, major));
    // Within the first eighth turn the angle is measured from 0 or π/4. It is mirrored at π/4, then at π/2.
    let west = x.sign();
    let from = middle.select(FRAC_PI_4, x.splat(0.0));
    let from = steep.select(-from + FRAC_PI_2, from);
    let angle = steep.select(-angle, angle);
    let is_west = west.eq(F64s::<S, W>::SIGN);
    let from = is_west.select(-from + PI, from);
    let angle = angle.flip(west);
    // All of 0, π/4, π/2, 3π/4, π lack the same fraction of themselves.
    let from_tail = from * (FRAC_PI_2_TAIL / FRAC_PI_2);
    (from + (angle + from_tail)).flip(y.sign())
}
