//! `cbrt` and `hypot` of `f32`, in `f64`: no square or cube leaves its range, and squares are exact.

use crate::lanes::math::double::inverse_cbrt_guess;
use crate::lanes::math::real::F32s;
use crate::lanes::width::Width;
use fearless_simd::Simd;

#[inline(always)]
pub(in super::super) fn cbrt<S: Simd, W: Width>(x: F32s<S, W>) -> F32s<S, W> {
    let a = x.abs().widen();
    // With e = 1 - a y³, the factor that y lacks is (1 - e)^(-1/3) = 1 + e/3 + 2/9 e² + 14/81 e³ + ...
    let mut y = inverse_cbrt_guess(a);
    let e = -(a * y * y * y) + 1.0;
    y = y + y * e * ((e * (14.0 / 81.0) + 2.0 / 9.0) * e + 1.0 / 3.0);
    let e = -(a * y * y * y) + 1.0;
    y = y + y * e * (1.0 / 3.0);
    let special = x.eq(0.0) | !x.abs().lt(f32::INFINITY);
    special.select(x, (a * y * y).narrow().flip(x.sign()))
}

#[inline(always)]
pub(in super::super) fn hypot<S: Simd, W: Width>(x: F32s<S, W>, y: F32s<S, W>) -> F32s<S, W> {
    let (a, b) = (x.widen(), y.widen());
    let length = (a * a + b * b).sqrt().narrow();
    let infinite = x.abs().eq(f32::INFINITY) | y.abs().eq(f32::INFINITY);
    length.set(infinite, f32::INFINITY)
}
