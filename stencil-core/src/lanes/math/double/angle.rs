//! `sin`, `cos`, `tan` of `f64`: what is left of the angle after whole quarter turns, in two parts, then a polynomial.

use super::exponential::TINY;
use super::extended::Extended;
use crate::lanes::math::real::{F64s, U64s, poly};
use crate::lanes::width::Width;
use fearless_simd::Simd;
use std::f64::consts::FRAC_2_PI;

/// Greater angles (2¹⁷ quarter turns) are left to the standard library.
const LIMIT: f64 = 205_887.0;

/// `(rest, turns)`: `|rest| <= π/4`, and the number of quarter turns in the lowest bits.
///
/// π/2 is subtracted in three parts, the first two of 36 bits: their products with 17 bits are exact, and 2⁻¹³⁰ of it
/// is missing. No `f64` below the limit is so near to a multiple of π/2 that fewer than 53 bits of the rest were right.
#[inline(always)]
fn reduce<S: Simd, W: Width>(x: F64s<S, W>) -> (Extended<S, W>, U64s<S, W>) {
    const QUARTER: (f64, f64, f64) = (1.5707963267923333, 2.5633441515839558e-12, 1.0562999066987428e-23);
    let raised = x * FRAC_2_PI + F64s::<S, W>::ROUND;
    let turns = raised - F64s::<S, W>::ROUND;
    let rest = Extended::sum(x - turns * QUARTER.0, -(turns * QUARTER.1));
    (Extended::ordered_sum(rest.head, rest.tail - turns * QUARTER.2), raised.bits())
}

/// `(sin, cos)` of the rest.
#[inline(always)]
fn quarter<S: Simd, W: Width>(angle: Extended<S, W>) -> (F64s<S, W>, F64s<S, W>) {
    let r = angle.head;
    let z = r * r;
    let half = z * 0.5;
    // (sin r - r) / r³ and (cos r - 1 + r²/2) / r⁴ for |r| <= π/4; errors 2⁻⁵⁷ and 2⁻⁶⁰.
    let sin_tail = poly!(
        z;
        -0.16666666666666632, 0.008333333333322403, -0.0001984126982979871, 2.7557313688622618e-06,
        -2.5050757579045367e-08, 1.5896763471572737e-10,
    );
    let cos_tail = poly!(
        z;
        0.0416666666666666, -0.001388888888887411, 2.480158728947275e-05, -2.755731434947461e-07, 2.087572286807174e-09,
        -1.1359626018340047e-11,
    );
    let sin = r + (r * z * sin_tail + (angle.tail - angle.tail * half));
    let top = -half + 1.0;
    let cos = top + (((-top + 1.0) - half) + (z * z * cos_tail - r * angle.tail));
    (sin, cos)
}

/// `(sin, cos)`, below the limit.
#[inline(always)]
fn both<S: Simd, W: Width>(x: F64s<S, W>) -> (F64s<S, W>, F64s<S, W>) {
    let (rest, turns) = reduce(x);
    let (sin, cos) = quarter(rest);
    let even = (turns & 1).eq(0);
    let sin_sign = (turns >> 1).lowest_as_sign();
    let cos_sign = ((turns + 1) >> 1).lowest_as_sign();
    let result = even.select(sin, cos).flip(sin_sign);
    (x.abs().lt(TINY).select(x, result), even.select(cos, sin).flip(cos_sign))
}

#[inline(always)]
pub(in super::super) fn sin_cos<S: Simd, W: Width>(x: F64s<S, W>) -> (F64s<S, W>, F64s<S, W>) {
    let (sin, cos) = both(x);
    (sin.beyond(x, LIMIT, f64::sin), cos.beyond(x, LIMIT, f64::cos))
}

#[inline(always)]
pub(in super::super) fn sin<S: Simd, W: Width>(x: F64s<S, W>) -> F64s<S, W> {
    both(x).0.beyond(x, LIMIT, f64::sin)
}

#[inline(always)]
pub(in super::super) fn cos<S: Simd, W: Width>(x: F64s<S, W>) -> F64s<S, W> {
    both(x).1.beyond(x, LIMIT, f64::cos)
}

#[inline(always)]
pub(in super::super) fn tan<S: Simd, W: Width>(x: F64s<S, W>) -> F64s<S, W> {
    let (rest, turns) = reduce(x);
    let (sin, cos) = quarter(rest);
    let even = (turns & 1).eq(0);
    let quotient = even.select(sin, cos) / even.select(cos, sin);
    let result = quotient.flip(turns.lowest_as_sign());
    x.abs().lt(TINY).select(x, result).beyond(x, LIMIT, f64::tan)
}
