//! `sin`, `cos`, `tan` of `f32`: whole quarter turns are taken off in `f64`, where one step does it.

use super::TINY;
use crate::lanes::math::real::{F32s, F64s, U32s, poly};
use crate::lanes::width::Width;
use fearless_simd::Simd;
use std::f32::consts::FRAC_2_PI;
use std::f64;

/// Greater angles (2¹⁷ quarter turns) are left to the standard library.
const LIMIT: f32 = 205_887.0;

/// π/2 in two parts; the first has 33 bits, so that its products with 17 bits are exact.
const QUARTER: (f64, f64) = (1.5707963267341256, 6.077100506506192e-11);

/// `(sin, cos)` below the limit.
#[inline(always)]
fn both<S: Simd, W: Width>(x: F32s<S, W>) -> (F32s<S, W>, F32s<S, W>) {
    let raised = x * FRAC_2_PI + F32s::<S, W>::ROUND;
    let turns = raised - F32s::<S, W>::ROUND;
    let wide = turns.widen();
    let r = ((x.widen() - wide * QUARTER.0) - wide * QUARTER.1).narrow();

    let z = r * r;
    // (sin r - r) / r³ and (cos r - 1 + r²/2) / r⁴ for |r| <= π/4; errors 2⁻²⁷ and 2⁻³³.
    let sin = r + r * z * poly!(z; -0.16666654, 0.008332096, -0.00019505627);
    let cos = (z * z * poly!(z; 0.041666646, -0.0013887289, 2.4428207e-05) - z * 0.5) + 1.0;

    let turns: U32s<S, W> = raised.bits();
    let even = (turns & 1).eq(0);
    let sin_sign = (turns >> 1).lowest_as_sign();
    let cos_sign = ((turns + 1) >> 1).lowest_as_sign();
    let result = even.select(sin, cos).flip(sin_sign);
    (x.abs().lt(TINY).select(x, result), even.select(cos, sin).flip(cos_sign))
}

#[inline(always)]
pub(in super::super) fn sin_cos<S: Simd, W: Width>(x: F32s<S, W>) -> (F32s<S, W>, F32s<S, W>) {
    let (sin, cos) = both(x);
    (sin.beyond(x, LIMIT, f32::sin), cos.beyond(x, LIMIT, f32::cos))
}

#[inline(always)]
pub(in super::super) fn sin<S: Simd, W: Width>(x: F32s<S, W>) -> F32s<S, W> {
    both(x).0.beyond(x, LIMIT, f32::sin)
}

#[inline(always)]
pub(in super::super) fn cos<S: Simd, W: Width>(x: F32s<S, W>) -> F32s<S, W> {
    both(x).1.beyond(x, LIMIT, f32::cos)
}

#[inline(always)]
pub(in super::super) fn tan<S: Simd, W: Width>(x: F32s<S, W>) -> F32s<S, W> {
    let wide = x.widen();
    let raised = wide * f64::consts::FRAC_2_PI + F64s::<S, W>::ROUND;
    let turns = raised - F64s::<S, W>::ROUND;
    let r = (wide - turns * QUARTER.0) - turns * QUARTER.1;
    let z = r * r;
    let sin = r + r * z * poly!(z; -0.16666653471295295, 0.008332083461062335, -0.00019504317487339636);
    let cos = z * z * poly!(z; 0.04166664437827178, -0.0013887242742481852, 2.44238889786464e-05) - z * 0.5 + 1.0;
    let even = (raised.bits() & 1).eq(0);
    let quotient = even.select(sin, cos) / even.select(cos, sin);
    let result = quotient.flip(raised.bits().lowest_as_sign()).narrow();
    x.abs().lt(TINY).select(x, result).beyond(x, LIMIT, f32::tan)
}
