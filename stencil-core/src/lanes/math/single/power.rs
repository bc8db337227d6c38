//! `powf` of `f32`: `2^(y log₂ x)` in `f64`.

use super::logarithm::log2_wide;
use crate::lanes::math::real::{F32s, poly};
use crate::lanes::width::Width;
use fearless_simd::Simd;

#[inline(always)]
pub(in super::super) fn powf<S: Simd, W: Width>(x: F32s<S, W>, y: F32s<S, W>) -> F32s<S, W> {
    /// An even number; greater exponents change no result.
    const ENOUGH: f32 = 1.0e12;

    let magnitude = x.abs();
    let limited = y.at_most(ENOUGH).at_least(-ENOUGH);
    let exponent = (limited.widen() * log2_wide(magnitude)).at_most(200.0).at_least(-200.0);
    let n = exponent.nearest();
    let r = exponent - n;
    // (2ʳ - 1) / r for |r| <= 1/2; the error of 2ʳ is 2⁻²⁹.
    let slope = poly!(
        r;
        0.6931472063388704, 0.2402265134937403, 0.05550327593595635, 0.009618003459953159, 0.0013400349378152063,
        0.00015476421453674842,
    );
    // Over- and underflow, the gradual one too, happen where this is rounded to f32.
    let positive = ((r * slope + 1.0) * n.exp2_of_integer()).narrow();

    let zero = magnitude.eq(0.0);
    let vanishes = zero ^ y.lt(0.0);
    let at_limit = x.splat(f32::INFINITY).set(vanishes, 0.0);
    let positive = (zero | magnitude.eq(f32::INFINITY)).select(at_limit, positive);

    let half = limited * 0.5;
    let whole = limited.truncated().eq(limited);
    let odd = whole & !half.truncated().eq(half);
    let sign = odd.select(x, x.splat(0.0)).sign();
    let undefined = x.lt(0.0) & x.gt(f32::NEG_INFINITY) & !whole;
    let result = positive.set(undefined, f32::NAN).flip(sign);
    let result = result.set(!y.eq(y) | !x.eq(x), f32::NAN);
    result.set(x.eq(1.0) | y.eq(0.0), 1.0)
}
