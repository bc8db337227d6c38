//! `exp`, `exp2`, `exp_m1` of `f32`: 2ⁿ times a polynomial in what the exponent leaves.

#![allow(clippy::approx_constant, reason = "coefficients of a fitted polynomial are near constants, not equal to them")]

use super::TINY;
use crate::lanes::math::real::{F32s, F64s, poly};
use crate::lanes::width::Width;
use fearless_simd::Simd;
use std::f32::consts::LOG2_E;
use std::f64;

/// ln 2 in two parts; the first has 15 bits, so that its products with exponents are exact.
pub(super) const LN_2: (f32, f32) = (0.69314575, 1.4286068e-06);

/// `eʳ - 1` for `|r| <= ln 2 / 2`; the error of eʳ is 2⁻²⁸. Pairs of terms as by Estrin's scheme, but multiplied by `z` one
/// after the other: a product less than with its square, and products are what `exp` waits for.
#[inline(always)]
fn near_1<S: Simd, W: Width>(r: F32s<S, W>) -> F32s<S, W> {
    let z = r * r;
    z * poly!(z; poly!(r; 0.5, 0.16666518), poly!(r; 0.041666206, 0.008368918, 0.001395054)) + r
}

#[inline(always)]
pub(in super::super) fn exp<S: Simd, W: Width>(x: F32s<S, W>) -> F32s<S, W> {
    // Nearly always.
    if x.abs().lt(87.0).all() {
        return exp_bounded(x);
    }
    let x = x.at_most(89.0).at_least(-105.0);
    let (n, powers) = (x * LOG2_E).powers_of_2();
    let r = (x - n * LN_2.0) - n * LN_2.1;
    (near_1(r) + 1.0) * powers.0 * powers.1
}

#[inline(always)]
pub(in super::super) fn exp2<S: Simd, W: Width>(x: F32s<S, W>) -> F32s<S, W> {
    let x = x.at_most(129.0).at_least(-151.0);
    let (n, powers) = x.powers_of_2();
    let r = x - n;
    // (2ʳ - 1) / r for |r| <= 1/2; the error of 2ʳ is 2⁻²⁶.
    let slope = poly!(r; 0.6931472, 0.2402265, 0.055503275, 0.009618004, 0.0013400349, 0.00015476422);
    (r * slope + 1.0) * powers.0 * powers.1
}

/// `eˣ - 1` to some 34 bits, for `x <= 700`.
#[inline(always)]
pub(super) fn exp_m1_wide<S: Simd, W: Width>(x: F64s<S, W>) -> F64s<S, W> {
    let (n, power) = (x * f64::consts::LOG2_E).power_of_2(1.0);
    let r = x - n * f64::consts::LN_2;
    // (eʳ - 1) / r for |r| <= ln 2 / 2.
    let slope = poly!(
        r;
        0.9999999999735026, 0.5000000079316537, 0.16666666956104165, 0.04166626646432678, 0.00833325356900747,
        0.0013946274228160886, 0.00019922283061287225,
    );
    power * (r * slope) + (power - 1.0)
}

/// `eˣ` for results within the range of normal numbers.
#[inline(always)]
pub(super) fn exp_bounded<S: Simd, W: Width>(x: F32s<S, W>) -> F32s<S, W> {
    let (n, power) = (x * LOG2_E).power_of_2(1.0);
    let r = (x - n * LN_2.0) - n * LN_2.1;
    (near_1(r) + 1.0) * power
}

#[inline(always)]
pub(in super::super) fn exp_m1<S: Simd, W: Width>(x: F32s<S, W>) -> F32s<S, W> {
    let limited = x.at_most(89.0).at_least(-30.0);
    // Half of it first: for the largest results 2ⁿ alone would be too large.
    let (n, half_power) = (limited * LOG2_E).power_of_2(2.0);
    let r = (limited - n * LN_2.0) - n * LN_2.1;
    let result = (near_1(r) * half_power + (half_power - 0.5)) * 2.0;
    x.abs().lt(TINY).select(x, result)
}
