//! The logarithms of `f32`, by `x = m 2ᵉ`.

use super::TINY;
use super::exponential;
use crate::lanes::math::real::{F32s, F64s, poly};
use crate::lanes::width::Width;
use fearless_simd::Simd;
use std::f64::consts::{LN_2, LOG2_E, LOG10_2, LOG10_E};

/// `ln(1 + f) - f + f²/2` for `√½ <= 1 + f < √2`, given `f²`; the error of ln is 2⁻³⁰.
#[inline(always)]
fn ln_tail<S: Simd, W: Width>(f: F32s<S, W>, square: F32s<S, W>) -> F32s<S, W> {
    let tail = poly!(
        f;
        0.3333331, -0.24999987, 0.20002228, -0.16669254, 0.14218631, -0.1238428, 0.11873131, -0.11790294, 0.06915574,
    );
    square * f * tail
}

#[inline(always)]
pub(in super::super) fn ln<S: Simd, W: Width>(x: F32s<S, W>) -> F32s<S, W> {
    let (e, m) = x.parts_of_any();
    let f = m - 1.0;
    let square = f * f;
    let small = ln_tail(f, square) + e * exponential::LN_2.1;
    (e * exponential::LN_2.0 - ((square * 0.5 - small) - f)).as_logarithm_of(x)
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
    x.abs().lt(TINY).select(x, result.as_logarithm_of(x + 1.0))
}

/// log₂ x to some 37 bits, for positive and finite `x`.
#[inline(always)]
pub(super) fn log2_wide<S: Simd, W: Width>(x: F32s<S, W>) -> F64s<S, W> {
    let (e, m) = x.parts_of_any();
    let f = (m - 1.0).widen();
    e.widen() + ln_near_1(f) * LOG2_E
}

#[inline(always)]
pub(in super::super) fn log2<S: Simd, W: Width>(x: F32s<S, W>) -> F32s<S, W> {
    /// What log₂ e is greater than 1 by.
    const REST: f32 = (LOG2_E - 1.0) as f32;
    let (e, m) = x.parts_of_any();
    let f = m - 1.0;
    let square = f * f;
    let tail = ln_tail(f, square) - square * 0.5;
    // (1 + REST) (f + tail) + e, the least first.
    ((tail * REST + f * REST) + tail + f + e).as_logarithm_of(x)
}

#[inline(always)]
pub(in super::super) fn log10<S: Simd, W: Width>(x: F32s<S, W>) -> F32s<S, W> {
    let (e, ln) = split(x);
    (e * LOG10_2 + ln * LOG10_E).narrow().as_logarithm_of(x)
}

/// `ln x`, off by hardly more than what rounding it costs.
#[inline(always)]
fn rounded_ln<S: Simd, W: Width>(x: F32s<S, W>) -> F32s<S, W> {
    let (e, ln) = split(x);
    (e * LN_2 + ln).narrow().as_logarithm_of(x)
}

#[inline(always)]
pub(in super::super) fn log<S: Simd, W: Width>(x: F32s<S, W>, base: F32s<S, W>) -> F32s<S, W> {
    // Each logarithm is rounded before dividing, as the standard library does it.
    rounded_ln(x) / rounded_ln(base)
}
