//! Integer division by one divisor for all lanes: a multiplication that keeps the upper half, and shifts.
//!
//! The method is Granlund and Montgomery's ("Division by invariant integers using multiplication", 1994). Of a divisor `d`
//! with `2^(l-1) < d <= 2^l` and numbers of `N` bits, `n / d` is the upper half of `n * f`, shifted right by `l - 1`, with
//! `f = ceil(2^(N+l-1) / d)`, if `f * d` exceeds `2^(N+l-1)` by at most `2^(l-1)`. Otherwise the factor needs one bit more,
//! and what that bit adds is added without a multiplication. The factor costs one division; the compiler makes a constant of
//! it where the divisor is one, and computes it before the loop where the divisor is a parameter.

use super::division::divided_by_zero;
use super::number::{NumberLane, each};
use super::shape::{Narrow, Widen};
use super::vector::{Arithmetic, Integers, Register};
use super::width::Width;
use fearless_simd::Simd;

/// A number to divide lanes by, the same for all of them: what [`Cx::divisor`](super::Cx::divisor) makes.
#[derive(Clone, Copy, Debug)]
pub struct Divisor<T: NumberLane>(pub(super) T::Reciprocal);

/// How to divide by an unsigned integer.
#[derive(Clone, Copy, Debug)]
pub struct Unsigned<T> {
    divisor: T,
    factor: T,
    /// Whether the factor has a bit more than `factor` shows.
    long: bool,
    /// `l`.
    bits: u32,
}

/// How to divide by a signed integer.
#[derive(Clone, Copy, Debug)]
pub struct Signed<T> {
    divisor: T,
    factor: T,
    /// `l`, at least 1, of the divisor without its sign.
    bits: u32,
}

/// Division by one divisor, of the registers' own integers.
pub trait Reciprocal: Sized {
    type Of: Copy + std::fmt::Debug;
    /// Panics, as Rust does, if the divisor is zero.
    fn of(divisor: Self) -> Self::Of;
    fn divisor(of: Self::Of) -> Self;
}

macro_rules! unsigned {
    ($($t:ident $wide:ident $vec:ident $divide:ident;)*) => {$(
        impl Reciprocal for $t {
            type Of = Unsigned<$t>;
            #[inline(always)]
            fn of(divisor: $t) -> Unsigned<$t> {
                if divisor == 0 {
                    divided_by_zero();
                }
                // Known not to be zero even where the check is not seen, so that the division can move out of a loop.
                let wide = $wide::from(divisor.max(1));
                let bits = $t::BITS - (divisor.max(1) - 1).leading_zeros();
                let power = 1 << ($t::BITS + bits.max(1) - 1);
                let (quotient, rest) = (power / wide, power % wide);
                let above = quotient + $wide::from(rest > 0);
                let short = divisor > 1 && above * wide - power <= 1 << (bits - 1);
                let factor = if short { above } else { 2 * quotient + $wide::from(2 * rest >= wide) + 1 };
                Unsigned { divisor, factor: factor as $t, long: !short, bits }
            }
            #[inline(always)]
            fn divisor(of: Unsigned<$t>) -> $t {
                of.divisor
            }
        }

        /// Quotients of all lanes.
        #[inline(always)]
        pub(super) fn $divide<S: Simd, W: Width>(a: W::$vec<S>, by: Unsigned<$t>) -> W::$vec<S> {
            let high = a.times_high(Register::fill(a.simd(), by.factor));
            if !by.long {
                return high.shift_right(by.bits - 1);
            }
            let rest = a.minus(high).shift_right(by.bits.min(1));
            high.plus(rest).shift_right(by.bits.max(1) - 1)
        }
    )*};
}
unsigned! { u16 u32 U16 divide_u16; u32 u64 U32 divide_u32; }

macro_rules! signed {
    ($($t:ident $wide:ident $vec:ident $divide:ident;)*) => {$(
        impl Reciprocal for $t {
            type Of = Signed<$t>;
            #[inline(always)]
            fn of(divisor: $t) -> Signed<$t> {
                if divisor == 0 {
                    divided_by_zero();
                }
                let size = divisor.unsigned_abs().max(1);
                let bits = ($t::BITS - (size - 1).leading_zeros()).max(1);
                let factor = (1 << ($t::BITS + bits - 1)) / $wide::from(size) + 1;
                Signed { divisor, factor: factor as $t, bits }
            }
            #[inline(always)]
            fn divisor(of: Signed<$t>) -> $t {
                of.divisor
            }
        }

        /// Quotients of all lanes; the smallest number over -1 wraps.
        #[inline(always)]
        pub(super) fn $divide<S: Simd, W: Width>(a: W::$vec<S>, by: Signed<$t>) -> W::$vec<S> {
            let high = a.plus(a.times_high(Register::fill(a.simd(), by.factor)));
            let sign = a.shift_right($t::BITS - 1);
            let quotient = high.shift_right(by.bits - 1);
            if by.divisor < 0 { sign.minus(quotient) } else { quotient.minus(sign) }
        }
    )*};
}
signed! { i16 u32 I16 divide_i16; i32 u64 I32 divide_i32; }

impl Reciprocal for u8 {
    /// In 16 bits, which have the better instructions.
    type Of = Unsigned<u16>;
    #[inline(always)]
    fn of(divisor: u8) -> Unsigned<u16> {
        if divisor < 2 {
            return u16::of(divisor.into());
        }
        // `factor * divisor` exceeds 65536 by less than 255, so that for numbers up to 255 no shift is needed.
        let divisor = u16::from(divisor);
        Unsigned { divisor, factor: u16::MAX / divisor + 1, long: false, bits: 1 }
    }
    #[inline(always)]
    fn divisor(of: Unsigned<u16>) -> u8 {
        of.divisor as u8
    }
}

impl Reciprocal for i8 {
    type Of = Signed<i16>;
    #[inline(always)]
    fn of(divisor: i8) -> Signed<i16> {
        i16::of(divisor.into())
    }
    #[inline(always)]
    fn divisor(of: Signed<i16>) -> i8 {
        of.divisor as i8
    }
}

/// Quotients of all lanes.
#[inline(always)]
pub(super) fn divide_u8<S: Simd, W: Width>(a: W::U8<S>, by: Unsigned<u16>) -> W::U8<S> {
    let wide: W::U16<S> = a.widen();
    divide_u16::<S, W>(wide, by).narrow()
}

/// Quotients of all lanes; the smallest number over -1 wraps.
#[inline(always)]
pub(super) fn divide_i8<S: Simd, W: Width>(a: W::I8<S>, by: Signed<i16>) -> W::I8<S> {
    let wide: W::I16<S> = a.widen();
    divide_i16::<S, W>(wide, by).narrow()
}

/// 64 bits have no products to keep the upper half of: divided lane by lane.
macro_rules! lane_by_lane {
    ($($t:ident $vec:ident $divide:ident;)*) => {$(
        impl Reciprocal for $t {
            type Of = $t;
            #[inline(always)]
            fn of(divisor: $t) -> $t {
                if divisor == 0 {
                    divided_by_zero();
                }
                divisor
            }
            #[inline(always)]
            fn divisor(of: $t) -> $t {
                of
            }
        }

        /// Quotients of all lanes; the smallest number over -1 wraps.
        #[inline(always)]
        pub(super) fn $divide<S: Simd, W: Width>(a: W::$vec<S>, by: $t) -> W::$vec<S> {
            each::<$t, $t, S, W>(a, |lane| lane.wrapping_div(by))
        }
    )*};
}
lane_by_lane! { u64 U64 divide_u64; i64 I64 divide_i64; }
