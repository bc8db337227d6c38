//! `sinh`, `cosh`, `tanh` of `f64`, all from `t = eˣ - 1`, which is exact to more than one `f64` near 0 too.

use super::exponential::{TINY, quarter_exp_m1};
use super::extended::Extended;
use crate::lanes::math::real::F64s;
use crate::lanes::width::Width;
use fearless_simd::Simd;

/// Beyond this, `sinh` and `cosh` overflow.
const OVERFLOW: f64 = 710.4758600739439;

/// `(t + t / (t + 1)) / 2`.
#[inline(always)]
pub(in super::super) fn sinh<S: Simd, W: Width>(x: F64s<S, W>) -> F64s<S, W> {
    let magnitude = x.abs();
    let quarter = quarter_exp_m1(magnitude.at_most(OVERFLOW)).normal();
    // Where t is so large that t + 1 might overflow, the quotient no longer matters, only that it is finite.
    let bounded = Extended { head: quarter.head.at_most(1e300), tail: quarter.tail.at_most(1e280).at_least(-1e280) };
    let divisor = Extended::sum(bounded.head * 4.0, x.splat(1.0)).plus_small(bounded.tail * 4.0);
    let quotient = bounded.over(divisor);
    let sum = Extended::ordered_sum(quarter.head, quotient.head);
    let result = sum.plus_small(quarter.tail + quotient.tail).value() * 2.0;
    let result = result.set(magnitude.gt(OVERFLOW), f64::INFINITY).flip(x.sign());
    magnitude.lt(TINY).select(x, result)
}

/// `(e + 1 / e) / 2`, with `e = t + 1`.
#[inline(always)]
pub(in super::super) fn cosh<S: Simd, W: Width>(x: F64s<S, W>) -> F64s<S, W> {
    let magnitude = x.abs();
    let quarter = quarter_exp_m1(magnitude.at_most(OVERFLOW)).normal();
    let half = Extended::sum(quarter.head * 2.0, x.splat(0.5)).plus_small(quarter.tail * 2.0);
    let inverse = x.splat(0.25) / half.head;
    half.plus_small(inverse).value().set(magnitude.gt(OVERFLOW), f64::INFINITY)
}

/// `t / (t + 2)`, with `t` for twice the argument.
#[inline(always)]
pub(in super::super) fn tanh<S: Simd, W: Width>(x: F64s<S, W>) -> F64s<S, W> {
    let quarter = quarter_exp_m1(x.abs().at_most(22.0) * 2.0).normal();
    let divisor = Extended::sum(quarter.head, x.splat(0.5)).plus_small(quarter.tail);
    let result = quarter.over(divisor).value();
    x.abs().lt(TINY).select(x, result.flip(x.sign()))
}
