//! The logarithms of `f32`, by `x = m 2ᵉ`.

use super::TINY;
use crate::lanes::math::real::{F32s, F64s, poly};
use crate::lanes::width::Width;
use fearless_simd::Simd;
use std::f64::consts::{LN_2, LOG2_E, LOG10_2, LOG10_E};

/// Puts in what logarithms are outside of the positive, finite numbers.
#[inline(always)]
fn finish<S: Simd, W: Width>(result: F32s<S, W>, x: F32s<S, W>) -> F32s<S, W> {
    let ordinary = x.gt(0.0) & x.lt(f32::INFINITY);
    let special = x.set(x.lt(0.0), f32::NAN).set(x.eq(0.0), f32::NEG_INFINITY);
    ordinary.select(result, special)
}

#[inline(always)]
pub(in super::super) fn ln<S: Simd, W: Width>(x: F32s<S, W>) -> F32s<S, W> {
    /// ln 2 in two parts; the first has 15 bits, so that its products with exponents are exact.
    const LN_2: (f32, f32) = (0.69314575, 1.4286068e-06);
    const SHIFT: f32 = 24.0;
    let subnormal = x.lt(f32::MIN_POSITIVE);
    let (e, m) = subnormal.select(x * SHIFT.exp2(), x).parts();
    let e = subnormal.select(e - SHIFT, e);
    let f = m - 1.0;
    // (ln(1 + f) - f + f²/2) / f³ for √½ <= 1 + f < √2; the error of ln is 2⁻³⁰.
    let tail = poly!(
        f;
        0.3333331, -0.24999987, 0.20002228, -0.16669254, 0.14218631, -0.1238428, 0.11873131, -0.11790294, 0.06915574,
    );
    let square = f * f;
    let small = square * f * tail + e * LN_2.1;
    finish(e * LN_2.0 - ((square * 0.5 - small) - f), x)
}

/// `ln(1 + f)` for `√½ <= 1 + f < √2`, to some 37 bits.
#[inline(always)]
fn ln_near_1<S: Simd, W: Width>(f: F64s<S, W>) -> F64s<S, W> {
    let s = f / (f + 2.0);
    let z = s * s;
    let series = poly!(z; 0.6666666564129949, 0.4000033621811772, 0.2853723838532977, 0.23583567857068313);
    s * 2.0 + s * z * series
}

/// `(e, ln m)` of a positive, finite `x`: no subnormal `f32` is one in `f64`.
#[inline(always)]
fn split<S: Simd, W: Width>(x: F32s<S, W>) -> (F64s<S, W>, F64s<S, W>) {
    let (e, m) = x.widen().parts();
    (e, ln_near_1(m - 1.0))
}

#[inline(always)]
pub(in super::super) fn ln_1p<S: Simd, W: Width>(x: F32s<S, W>) -> F32s<S, W> {
    let wide = x.widen();
    let (e, m) = (wide + 1.0).parts();
    let f = e.eq(0.0).select(wide, m - 1.0);
    let result = (e * LN_2 + ln_near_1(f)).narrow();
    x.abs().lt(TINY).select(x, finish(result, x + 1.0))
}

/// log₂ x to some 37 bits, for positive and finite `x`.
#[inline(always)]
pub(super) fn log2_wide<S: Simd, W: Width>(x: F32s<S, W>) -> F64s<S, W> {
    let (e, ln) = split(x);
    e + ln * LOG2_E
}

#[inline(always)]
pub(in super::super) fn log2<S: Simd, W: Width>(x: F32s<S, W>) -> F32s<S, W> {
    finish(log2_wide(x).narrow(), x)
}

#[inline(always)]
pub(in super::super) fn log10<S: Simd, W: Width>(x: F32s<S, W>) -> F32s<S, W> {
    let (e, ln) = split(x);
    finish((e * LOG10_2 + ln * LOG10_E).narrow(), x)
}

#[inline(always)]
pub(in super::super) fn log<S: Simd, W: Width>(x: F32s<S, W>, base: F32s<S, W>) -> F32s<S, W> {
    // Each logarithm is rounded before dividing, as the standard library does it.
    let rounded_ln = |x: F32s<S, W>| {
        let (e, ln) = split(x);
        finish((e * LN_2 + ln).narrow(), x)
    };
    rounded_ln(x) / rounded_ln(base)
}
