//! `exp`, `exp2`, `exp_m1` of `f64`: 2ⁿ times a polynomial in what the exponent leaves.

#![allow(clippy::approx_constant, reason = "coefficients of a fitted polynomial are near constants, not equal to them")]

use super::extended::Extended;
use crate::lanes::math::real::{F64s, poly};
use crate::lanes::width::Width;
use fearless_simd::Simd;
use std::f64::consts::LOG2_E;

/// ln 2 in two parts; the first has 42 bits, so that its products with exponents are exact.
pub(super) const LN_2: (f64, f64) = (0.6931471805598903, 5.497923018708371e-14);

/// `(eʳ - 1 - r) / r²` for `|r| <= ln 2 / 2`; the error of eʳ is 2⁻⁵⁷.
#[inline(always)]
fn exp_tail<S: Simd, W: Width>(r: F64s<S, W>) -> F64s<S, W> {
    poly!(
        r;
        0.5000000000000013, 0.166666666666667, 0.04166666666651493, 0.008333333333307118, 0.0013888888947156035,
        0.00019841269917571564, 2.4801489785887275e-05, 2.7557216132544628e-06, 2.7631339688858256e-07, 2.511791457183429e-08,
    )
}

#[inline(always)]
pub(in super::super) fn exp<S: Simd, W: Width>(x: F64s<S, W>) -> F64s<S, W> {
    // Nearly always.
    if x.abs().lt(708.0).all() {
        let (n, power) = (x * LOG2_E).power_of_2(1.0);
        let r = (x - n * LN_2.0) - n * LN_2.1;
        return ((r * r * exp_tail(r) + r) + 1.0) * power;
    }
    let x = x.at_most(710.0).at_least(-746.0);
    let (n, powers) = (x * LOG2_E).powers_of_2();
    let r = (x - n * LN_2.0) - n * LN_2.1;
    ((r * r * exp_tail(r) + r) + 1.0) * powers.0 * powers.1
}

/// e to the power of `x.head + x.tail`, for results of up to twice the range of `f64`.
#[inline(always)]
pub(super) fn exp_extended<S: Simd, W: Width>(x: Extended<S, W>) -> F64s<S, W> {
    let (n, powers) = (x.head * LOG2_E).powers_of_2();
    let Extended { head: r, tail } = Extended::ordered_sum(x.head - n * LN_2.0, x.tail - n * LN_2.1);
    ((r * r * exp_tail(r) + tail + r) + 1.0) * powers.0 * powers.1
}

#[inline(always)]
pub(in super::super) fn exp2<S: Simd, W: Width>(x: F64s<S, W>) -> F64s<S, W> {
    let x = x.at_most(1025.0).at_least(-1076.0);
    let (n, powers) = x.powers_of_2();
    let r = x - n;
    // (2ʳ - 1) / r for |r| <= 1/2; the error of 2ʳ is 2⁻⁵⁶.
    let slope = poly!(
        r;
        0.6931471805599453, 0.24022650695910133, 0.05550410866482174, 0.009618129107593163, 0.0013333558146378835,
        0.0001540353045831173, 1.5252733867730932e-05, 1.3215434692558908e-06, 1.0178046383584346e-07, 7.073882855251224e-09,
        4.4573987749935415e-10,
    );
    (r * slope + 1.0) * powers.0 * powers.1
}

/// A quarter of `eˣ - 1`, so that it does not overflow before half of it would; for `x <= 710.5`.
#[inline(always)]
pub(super) fn quarter_exp_m1<S: Simd, W: Width>(x: F64s<S, W>) -> Extended<S, W> {
    let x = x.at_least(-50.0);
    let (n, power) = (x * LOG2_E).power_of_2(4.0);
    let Extended { head: r, tail } = Extended::ordered_sum(x - n * LN_2.0, -(n * LN_2.1));
    Extended::ordered_sum(power - 0.25, power * r).plus_small(power * (r * r * exp_tail(r) + tail))
}

#[inline(always)]
pub(in super::super) fn exp_m1<S: Simd, W: Width>(x: F64s<S, W>) -> F64s<S, W> {
    let result = quarter_exp_m1(x.at_most(710.0)).value() * 4.0;
    x.abs().lt(TINY).select(x, result)
}

/// Below this, odd functions are their own argument, and so is `eˣ - 1`.
pub(super) const TINY: f64 = 1.0 / (1_u64 << 54) as f64;
