//! `exp`, `exp2`, `exp_m1` of `f32`: 2ⁿ times a polynomial in what the exponent leaves.

#![allow(clippy::approx_constant, reason = "coefficients of a fitted polynomial are near constants, not equal to them")]

use super::TINY;
use crate::lanes::math::real::{F32s, F64s, poly};
use crate::lanes::width::Width;
use fearless_simd::Simd;
use std::f32::consts::LOG2_E;
use std::f64;

#[inline(always)]
pub(in super::super) fn exp<S: Simd, W: Width>(x: F32s<S, W>) -> F32s<S, W> {
    /// ln 2 in two parts; the first has 15 bits, so that its products with exponents are exact.
    const LN_2: (f32, f32) = (0.69314575, 1.4286068e-06);
    let x = x.at_most(89.0).at_least(-105.0);
    let n = (x * LOG2_E).nearest();
    let r = (x - n * LN_2.0) - n * LN_2.1;
    // (eʳ - 1 - r) / r² for |r| <= ln 2 / 2; the error of eʳ is 2⁻²⁸.
    let tail = poly!(r; 0.5, 0.16666518, 0.041666206, 0.008368918, 0.001395054);
    ((r * r * tail + r) + 1.0).scale(n)
}

#[inline(always)]
pub(in super::super) fn exp2<S: Simd, W: Width>(x: F32s<S, W>) -> F32s<S, W> {
    let x = x.at_most(129.0).at_least(-151.0);
    let n = x.nearest();
    let r = x - n;
    // (2ʳ - 1) / r for |r| <= 1/2; the error of 2ʳ is 2⁻²⁶.
    let slope = poly!(r; 0.6931472, 0.2402265, 0.055503275, 0.009618004, 0.0013400349, 0.00015476422);
    (r * slope + 1.0).scale(n)
}

/// `eˣ - 1` to some 34 bits, for `x <= 700`.
#[inline(always)]
pub(super) fn exp_m1_wide<S: Simd, W: Width>(x: F64s<S, W>) -> F64s<S, W> {
    let n = (x * f64::consts::LOG2_E).nearest();
    let r = x - n * f64::consts::LN_2;
    // (eʳ - 1) / r for |r| <= ln 2 / 2.
    let slope = poly!(
        r;
        0.9999999999735026, 0.5000000079316537, 0.16666666956104165, 0.04166626646432678, 0.00833325356900747,
        0.0013946274228160886, 0.00019922283061287225,
    );
    let power = n.exp2_of_integer();
    power * (r * slope) + (power - 1.0)
}

#[inline(always)]
pub(in super::super) fn exp_m1<S: Simd, W: Width>(x: F32s<S, W>) -> F32s<S, W> {
    let result = exp_m1_wide(x.at_most(89.0).at_least(-30.0).widen()).narrow();
    x.abs().lt(TINY).select(x, result)
}
