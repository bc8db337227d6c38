//! `sinh`, `cosh`, `tanh` of `f32`: all from `t = eˣ - 1` in `f64`.

use super::exponential::exp_m1_wide;
use crate::lanes::math::real::F32s;
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

/// `t / (t + 2)`, with `t` for twice the argument.
#[inline(always)]
pub(in super::super) fn tanh<S: Simd, W: Width>(x: F32s<S, W>) -> F32s<S, W> {
    let t = exp_m1_wide(x.abs().at_most(10.0).widen() * 2.0);
    (t / (t + 2.0)).narrow().flip(x.sign())
}
