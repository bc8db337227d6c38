//! The logarithms of `f64`, by `x = m 2ᵉ` and the series of `ln m` in `s = (m - 1) / (m + 1)`.

use super::exponential::{LN_2, TINY};
use super::extended::Extended;
use crate::lanes::math::real::{F64s, poly};
use crate::lanes::width::Width;
use fearless_simd::Simd;

/// `ln(1 + f) - f + f²/2`, without leading digits to lose: `s (f²/2 + s² (2/3 + 2/5 s² + ...))`; error 2⁻⁵⁸.
#[inline(always)]
fn ln_tail<S: Simd, W: Width>(f: F64s<S, W>, half_square: F64s<S, W>) -> F64s<S, W> {
    let s = f / (f + 2.0);
    let z = s * s;
    let series = poly!(
        z;
        0.6666666666666735, 0.399999999994111, 0.2857142874326141, 0.22222198476099472, 0.1818356973455505,
        0.15313903368736312, 0.1479750658446022,
    );
    s * (half_square + z * series)
}

#[inline(always)]
pub(in super::super) fn ln<S: Simd, W: Width>(x: F64s<S, W>) -> F64s<S, W> {
    let (e, m) = x.parts_of_any();
    let f = m - 1.0;
    let half_square = f * f * 0.5;
    let small = ln_tail(f, half_square) + e * LN_2.1;
    (e * LN_2.0 - ((half_square - small) - f)).as_logarithm_of(x)
}

#[inline(always)]
pub(in super::super) fn ln_1p<S: Simd, W: Width>(x: F64s<S, W>) -> F64s<S, W> {
    let Extended { head: sum, tail: lost } = Extended::sum(x, x.splat(1.0));
    let (e, m) = sum.parts();
    // What the sum lost, relative to it; a number that was not halved or doubled has lost nothing that `x` did not keep.
    let whole = e.eq(0.0);
    let f = whole.select(x, m - 1.0);
    let lost = whole.select(0.0, lost / sum);
    let half_square = f * f * 0.5;
    let small = ln_tail(f, half_square) + (e * LN_2.1 + lost);
    let result = e * LN_2.0 - ((half_square - small) - f);
    let result = result.as_logarithm_of(sum);
    x.abs().lt(TINY).select(x, result)
}

/// `ln m` in two parts, of which the first has 26 bits; the second makes up for the rest to some 58.
#[inline(always)]
fn ln_split<S: Simd, W: Width>(m: F64s<S, W>) -> Extended<S, W> {
    let f = m - 1.0;
    let half_square = f * f * 0.5;
    let head = (f - half_square).upper();
    Extended { head, tail: ((f - head) - half_square) + ln_tail(f, half_square) }
}

#[inline(always)]
pub(in super::super) fn log2<S: Simd, W: Width>(x: F64s<S, W>) -> F64s<S, W> {
    /// log₂ e, the first part with 26 bits.
    const LOG2_E: (f64, f64) = (1.4426950514316559, -1.0542692476429138e-08);
    let (e, m) = x.parts_of_any();
    let ln = ln_split(m);
    let sum = Extended::ordered_sum(e, ln.head * LOG2_E.0);
    let small = ln.tail * LOG2_E.0 + (ln.head + ln.tail) * LOG2_E.1;
    sum.plus_small(small).value().as_logarithm_of(x)
}

#[inline(always)]
pub(in super::super) fn log10<S: Simd, W: Width>(x: F64s<S, W>) -> F64s<S, W> {
    /// log₁₀ e, the first part with 26 bits.
    const LOG10_E: (f64, f64) = (0.4342944845557213, -2.6524694553078553e-09);
    /// log₁₀ 2, the first part with 42 bits.
    const LOG10_2: (f64, f64) = (0.30102999566395283, 2.8363394551044964e-14);
    let (e, m) = x.parts_of_any();
    let ln = ln_split(m);
    let sum = Extended::ordered_sum(e * LOG10_2.0, ln.head * LOG10_E.0);
    let small = ln.tail * LOG10_E.0 + (ln.head + ln.tail) * LOG10_E.1 + e * LOG10_2.1;
    sum.plus_small(small).value().as_logarithm_of(x)
}

#[inline(always)]
pub(in super::super) fn log<S: Simd, W: Width>(x: F64s<S, W>, base: F64s<S, W>) -> F64s<S, W> {
    // Each logarithm is rounded before dividing, as the standard library does it.
    ln_extended(x).value().as_logarithm_of(x) / ln_extended(base).value().as_logarithm_of(base)
}

/// `ln x` to some 66 bits, for positive and finite `x`.
///
/// `ln m = 2 s + s³ (2/3 + s² (2/5 + ...))`, where `s`, the factor of `s³` and their products are kept in two parts.
#[inline(always)]
pub(super) fn ln_extended<S: Simd, W: Width>(x: F64s<S, W>) -> Extended<S, W> {
    const TWO_THIRDS: (f64, f64) = (0.6666666666666666, 3.700743415417188e-17);
    let (e, m) = x.parts_of_any();
    let f = m - 1.0;
    let divisor = Extended { head: (m + 1.0).upper(), tail: m.splat(0.0) };
    let divisor_tail = f - (divisor.head - 2.0);
    let reciprocal = m.splat(1.0) / (m + 1.0);
    let s = f * reciprocal;
    let head = s.upper();
    let tail = ((f - head * divisor.head) - head * divisor_tail) * reciprocal;

    let square = head * head;
    let square_tail = tail * (head + s);
    let z = square + square_tail;
    let series = poly!(
        z;
        0.4000000000000227, 0.28571428570091967, 0.22222222521342602, 0.18181784237948476, 0.15386763493038388,
        0.13256669677009583, 0.13197742826344752,
    );
    let factor_rest = z * series;
    let factor = (factor_rest + TWO_THIRDS.0).upper();
    let factor_tail = ((factor.splat(TWO_THIRDS.0) - factor) + factor_rest) + TWO_THIRDS.1;

    let z_head = z.upper();
    let z_tail = (square - z_head) + square_tail;
    let product = z_head * factor;
    let product_tail = z_tail * factor + z * factor_tail;
    let cubic = (product + product_tail).upper();
    let cubic_tail = (product - cubic) + product_tail;

    let sum = Extended::ordered_sum(head * 2.0, head * cubic);
    let small = sum.tail + (tail * 2.0 + (tail * cubic + s * cubic_tail));
    let ln_m = Extended::ordered_sum(sum.head, small);
    let whole = Extended::ordered_sum(e * LN_2.0, ln_m.head);
    Extended::ordered_sum(whole.head, whole.tail + (ln_m.tail + e * LN_2.1))
}
