//! `cbrt` and `hypot` of `f64`.

use crate::lanes::math::real::F64s;
use crate::lanes::width::Width;
use fearless_simd::Simd;

/// `x^(-1/3)` of a positive, normal `x`, to one part in 20 to 30: the bits of a float are nearly its logarithm.
#[inline(always)]
pub(in super::super) fn inverse_cbrt_guess<S: Simd, W: Width>(x: F64s<S, W>) -> F64s<S, W> {
    /// 2⁵²: adding it to a smaller integer puts that into the lowest bits.
    const SHIFT: f64 = (1_u64 << 52) as f64;
    /// 4/3 of the upper half of the bits of 1, less what makes the error the same on both sides.
    const ONE: f64 = 1_430_186_000.0;
    let upper = ((x.bits() >> 32) | SHIFT.to_bits()).float() - SHIFT;
    let third = -(upper * (1.0 / 3.0)) + (SHIFT + ONE);
    (third.bits() << 32).float()
}

#[inline(always)]
pub(in super::super) fn cbrt<S: Simd, W: Width>(x: F64s<S, W>) -> F64s<S, W> {
    let magnitude = x.abs();
    let subnormal = magnitude.lt(f64::MIN_POSITIVE);
    let a = subnormal.select(magnitude * 54_f64.exp2(), magnitude);
    // With e = 1 - a y³, the factor that y lacks is (1 - e)^(-1/3) = 1 + e/3 + 2/9 e² + 14/81 e³ + ...
    let mut y = inverse_cbrt_guess(a);
    let e = -(a * y * y * y) + 1.0;
    y = y + y * e * ((e * (14.0 / 81.0) + 2.0 / 9.0) * e + 1.0 / 3.0);
    let e = -(a * y * y * y) + 1.0;
    y = y + y * e * (e * (2.0 / 9.0) + 1.0 / 3.0);

    // a y² to 26 bits, then one more step with its cube exact; y is that of the root that is sought.
    let root = (a * y * y).upper();
    let square = root * root;
    let upper = square.upper();
    let rest = (a - upper * root) - (square - upper) * root;
    let step = rest * y * y * (1.0 / 3.0);
    let root = root + (step + step * step * y);

    let root = subnormal.select(root * (-18_f64).exp2(), root);
    let special = !(magnitude.gt(0.0) & magnitude.lt(f64::INFINITY));
    special.select(x, root.flip(x.sign()))
}

#[inline(always)]
pub(in super::super) fn hypot<S: Simd, W: Width>(x: F64s<S, W>, y: F64s<S, W>) -> F64s<S, W> {
    let (a, b) = (x.abs(), y.abs());
    let longer = a.gt(b).select(a, b);
    // Powers of two that keep the squares within the range.
    const STEP: f64 = f64::from_bits((1023 + 600) << 52);
    let (large, small) = (longer.gt(1e150), longer.lt(1e-135));
    let scale = small.select(STEP, large.select(1.0 / STEP, x.splat(1.0)));
    let back = small.select(1.0 / STEP, large.select(STEP, x.splat(1.0)));
    let (a, b) = (a * scale, b * scale);
    let length = (a * a + b * b).sqrt() * back;
    let infinite = x.abs().eq(f64::INFINITY) | y.abs().eq(f64::INFINITY);
    length.set(infinite, f64::INFINITY)
}
