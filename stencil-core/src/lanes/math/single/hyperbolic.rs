//! `sinh`, `cosh`, `tanh` of `f32`: the first two from `t = eˣ - 1` in `f64`.

use super::exponential::{exp_bounded, exp_m1_wide};
use crate::lanes::math::real::{F32s, poly};
use crate::lanes::width::Width;
use fearless_simd::Simd;

/// From here on all of `sinh` and `cosh` overflow.
const OVERFLOW: f32 = 90.0;

/// `(t + t / (t + 1)) / 2`.
#[inline(always)]
pub(in super::super) fn sinh<S: Simd, W: Width>(x: F32s<S, W>) -> F32s<S, W> {
    let t = exp_m1_wide(x.abs().at_most(OVERFLOW).widen());
    ((t + t / (t + 1.0)) * 0.5).narrow().flip(x.sign())
}

/// `(e + 1 / e) / 2`, with `e = t + 1`.
#[inline(always)]
pub(in super::super) fn cosh<S: Simd, W: Width>(x: F32s<S, W>) -> F32s<S, W> {
    let e = exp_m1_wide(x.abs().at_most(OVERFLOW).widen()) + 1.0;
    ((e + e.splat(1.0) / e) * 0.5).narrow()
}

/// `1 - 2 / (e^2x + 1)`; where that would lose digits, a polynomial.
#[inline(always)]
pub(in super::super) fn tanh<S: Simd, W: Width>(x: F32s<S, W>) -> F32s<S, W> {
    let magnitude = x.abs().at_most(10.0);
    let large = -(x.splat(2.0) / (exp_bounded(magnitude * 2.0) + 1.0)) + 1.0;
    // (tanh x - x) / x³; error 2⁻²⁸.
    let z = magnitude * magnitude;
    let tail = poly!(z; -0.33333313, 0.13332452, -0.05383743, 0.021007463, -0.0061798156);
    let small = magnitude + magnitude * z * tail;
    magnitude.lt(0.5625).select(small, large).flip(x.sign())
}
