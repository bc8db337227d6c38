//! `powf` of `f32`: `2^(y log₂ x)` in `f64`.

use super::logarithm::log2_wide;
use crate::lanes::math::real::{F32s, poly};
use crate::lanes::width::Width;
use fearless_simd::Simd;

#[inline(always)]
pub(in super::super) fn powf<S: Simd, W: Width>(x: F32s<S, W>, y: F32s<S, W>) -> F32s<S, W> {
    /// An even number; greater exponents change no result.
    const ENOUGH: f32 = 1.0e12;
    let limited = y.at_most(ENOUGH).at_least(-ENOUGH);
    let power = of_magnitude(x.abs(), limited);
    let ordinary = x.gt(0.0) & x.lt(f32::INFINITY) & y.eq(y);
    // Nearly always.
    if ordinary.all() { power } else { power.as_power_of(x, limited) }
}

/// The power of a positive and finite `magnitude`.
#[inline(always)]
fn of_magnitude<S: Simd, W: Width>(magnitude: F32s<S, W>, y: F32s<S, W>) -> F32s<S, W> {
    let exponent = (y.widen() * log2_wide(magnitude)).at_most(200.0).at_least(-200.0);
    let (n, power) = exponent.power_of_2(1.0);
    let r = exponent - n;
    // (2ʳ - 1) / r for |r| <= 1/2; the error of 2ʳ is 2⁻²⁹.
    let slope = poly!(
        r;
        0.6931472063388704, 0.2402265134937403, 0.05550327593595635, 0.009618003459953159, 0.0013400349378152063,
        0.00015476421453674842,
    );
    // Over- and underflow, the gradual one too, happen where this is rounded to f32.
    ((r * slope + 1.0) * power).narrow()
}
