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
    let limited = y.at_most(ENOUGH).at_least(-ENOUGH);
    let power = of_magnitude(x.abs(), limited);
    let ordinary = x.gt(0.0) & x.lt(f64::INFINITY) & y.eq(y);
    // Nearly always.
    if ordinary.all() { power } else { power.as_power_of(x, limited) }
}

/// The power of a positive and finite `magnitude`.
#[inline(always)]
fn of_magnitude<S: Simd, W: Width>(magnitude: F64s<S, W>, y: F64s<S, W>) -> F64s<S, W> {
    /// Greater and smaller exponents of e overflow and underflow.
    const LIMITS: (f64, f64) = (-746.0, 710.0);

    let ln = ln_extended(magnitude);
    let (y_head, ln_head) = (y.upper(), ln.head.upper());
    let product = y_head * ln_head;
    let rest = (y - y_head) * ln_head + y * ((ln.head - ln_head) + ln.tail);
    let outside = product.lt(LIMITS.0) | product.gt(LIMITS.1);
    let head = product.at_least(LIMITS.0).at_most(LIMITS.1);
    exp_extended(Extended { head, tail: rest.set(outside, 0.0) })
}
