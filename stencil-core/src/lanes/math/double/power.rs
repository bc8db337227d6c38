//! `powf` of `f64`: `exp(y ln x)`, with the product to some 66 bits.

use super::exponential::exp_extended;
use super::extended::Extended;
use super::logarithm::ln_extended;
use crate::lanes::math::real::F64s;
use crate::lanes::width::Width;
use fearless_simd::Simd;

#[inline(always)]
pub(in super::super) fn powf<S: Simd, W: Width>(x: F64s<S, W>, y: F64s<S, W>) -> F64s<S, W> {
    /// An even number; greater exponents change no result.
    const ENOUGH: f64 = 73786976294838206464.0;
    /// Greater and smaller exponents of e overflow and underflow.
    const LIMITS: (f64, f64) = (-746.0, 710.0);

    let magnitude = x.abs();
    let ln = ln_extended(magnitude);
    let limited = y.at_most(ENOUGH).at_least(-ENOUGH);
    let (y_head, ln_head) = (limited.upper(), ln.head.upper());
    let product = y_head * ln_head;
    let rest = (limited - y_head) * ln_head + limited * ((ln.head - ln_head) + ln.tail);
    let outside = product.lt(LIMITS.0) | product.gt(LIMITS.1);
    let head = product.at_least(LIMITS.0).at_most(LIMITS.1);
    let positive = exp_extended(Extended { head, tail: rest.set(outside, 0.0) });

    let zero = magnitude.eq(0.0);
    let vanishes = zero ^ y.lt(0.0);
    let at_limit = x.splat(f64::INFINITY).set(vanishes, 0.0);
    let positive = (zero | magnitude.eq(f64::INFINITY)).select(at_limit, positive);

    let half = limited * 0.5;
    let whole = limited.truncated().eq(limited);
    let odd = whole & !half.truncated().eq(half);
    let sign = odd.select(x, x.splat(0.0)).sign();
    let undefined = x.lt(0.0) & x.gt(f64::NEG_INFINITY) & !whole;
    let result = positive.set(undefined, f64::NAN).flip(sign);
    let result = result.set(!y.eq(y) | !x.eq(x), f64::NAN);
    result.set(x.eq(1.0) | y.eq(0.0), 1.0)
}
