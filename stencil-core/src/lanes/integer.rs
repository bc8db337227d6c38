//! Integers in lanes: wrapping arithmetic, saturation, bits.

use super::division::{Quotient, check_divisor, check_overflow};
use super::number::{IntegerLane, NumberLane, SignedLane, by_lane, each, each2, forward};
use super::ops;
use super::pack::Lanes;
use super::reciprocal::{self, Reciprocal};
use super::vector::{Arithmetic, Bitcast, Integers, MaskVector, Register};
use super::width::Width;
use crate::scalar::{AnyScalar, IntScalar};
use fearless_simd::Simd;

macro_rules! integer {
    ($($t:ident $vec:ident of $inner:ident over $divide:ident, unsigned $unsigned:ident $unsigned_vec:ident by $to_unsigned:expr;)*) => {$(
        impl NumberLane for $t {
            forward! { $vec:
                v_add(a, b) = plus; v_sub(a, b) = minus; v_mul(a, b) = times; v_min(a, b) = smaller; v_max(a, b) = larger;
            }
            by_lane! { $t, $vec:
                v_rem_euclid(a, b) = AnyScalar::rem_euclid; v_div_euclid(a, b) = AnyScalar::div_euclid;
                v_midpoint(a, b) = AnyScalar::midpoint;
            }
            #[inline(always)]
            fn v_div<S: Simd, W: Width>(a: W::$vec<S>, b: W::$vec<S>) -> W::$vec<S> {
                check_divisor::<$t, S, W>(a, b);
                $inner::v_quotient::<S, W>(a, b)
            }
            #[inline(always)]
            fn v_rem<S: Simd, W: Width>(a: W::$vec<S>, b: W::$vec<S>) -> W::$vec<S> {
                check_divisor::<$t, S, W>(a, b);
                a.minus($inner::v_quotient::<S, W>(a, b).times(b))
            }
            type Reciprocal = <$inner as Reciprocal>::Of;
            #[inline(always)]
            fn s_reciprocal(self) -> Self::Reciprocal {
                $inner::of(self as $inner)
            }
            #[inline(always)]
            fn v_div_by<S: Simd, W: Width>(a: W::$vec<S>, by: Self::Reciprocal) -> W::$vec<S> {
                check_overflow::<$inner, S, W>(a, $inner::divisor(by));
                reciprocal::$divide::<S, W>(a, by)
            }
            #[inline(always)]
            fn v_rem_by<S: Simd, W: Width>(a: W::$vec<S>, by: Self::Reciprocal) -> W::$vec<S> {
                let divisor = Register::fill(a.simd(), $inner::divisor(by));
                a.minus(Self::v_div_by::<S, W>(a, by).times(divisor))
            }
            #[inline(always)]
            fn v_clamp<S: Simd, W: Width>(a: W::$vec<S>, low: W::$vec<S>, high: W::$vec<S>) -> W::$vec<S> {
                check_limits(ops::le(Lanes::<S, $t, W>(low), Lanes(high)));
                a.larger(low).smaller(high)
            }
        }
        impl IntegerLane for $t {
            type WithoutSign = $unsigned;
            forward! { $vec:
                v_and(a, b) = bits_and; v_or(a, b) = bits_or; v_xor(a, b) = bits_xor; v_not(a) = bits_not;
                v_saturating_add(a, b) = plus_saturating; v_saturating_sub(a, b) = minus_saturating; v_mul_high(a, b) = times_high;
                v_count_ones(a) = ones;
            }
            by_lane! { $t, $vec: v_saturating_mul(a, b) = IntScalar::saturating_mul; v_isqrt(a) = IntScalar::isqrt; }
            #[inline(always)]
            fn v_shl<S: Simd, W: Width>(a: W::$vec<S>, count: u32) -> W::$vec<S> {
                a.shift_left(count & ($t::BITS - 1))
            }
            #[inline(always)]
            fn v_shr<S: Simd, W: Width>(a: W::$vec<S>, count: u32) -> W::$vec<S> {
                a.shift_right(count & ($t::BITS - 1))
            }
            #[inline(always)]
            fn v_shl_by<S: Simd, W: Width>(a: W::$vec<S>, b: W::$vec<S>) -> W::$vec<S> {
                a.shift_left_by(b.bits_and(<W::$vec<S>>::fill(a.simd(), ($t::BITS - 1) as $inner)))
            }
            #[inline(always)]
            fn v_shr_by<S: Simd, W: Width>(a: W::$vec<S>, b: W::$vec<S>) -> W::$vec<S> {
                a.shift_right_by(b.bits_and(<W::$vec<S>>::fill(a.simd(), ($t::BITS - 1) as $inner)))
            }
            #[inline(always)]
            fn v_unsigned<S: Simd, W: Width>(a: W::$vec<S>) -> W::$unsigned_vec<S> {
                let to_unsigned: fn(W::$vec<S>) -> W::$unsigned_vec<S> = $to_unsigned;
                to_unsigned(a)
            }
        }
    )*};
}
integer! {
    u8 U8 of u8 over divide_u8, unsigned u8 U8 by |a| a;
    i8 I8 of i8 over divide_i8, unsigned u8 U8 by |a| a.bits();
    u16 U16 of u16 over divide_u16, unsigned u16 U16 by |a| a;
    i16 I16 of i16 over divide_i16, unsigned u16 U16 by |a| a.bits();
    u32 U32 of u32 over divide_u32, unsigned u32 U32 by |a| a;
    i32 I32 of i32 over divide_i32, unsigned u32 U32 by |a| a.bits();
    u64 U64 of u64 over divide_u64, unsigned u64 U64 by |a| a;
    i64 I64 of i64 over divide_i64, unsigned u64 U64 by |a| a.bits();
}
#[cfg(target_pointer_width = "64")]
integer! {
    usize U64 of u64 over divide_u64, unsigned usize U64 by |a| a;
    isize I64 of i64 over divide_i64, unsigned usize U64 by |a| a.bits();
}
#[cfg(target_pointer_width = "32")]
integer! {
    usize U32 of u32 over divide_u32, unsigned usize U32 by |a| a;
    isize I32 of i32 over divide_i32, unsigned usize U32 by |a| a.bits();
}

macro_rules! signed {
    ($($t:ident $vec:ident of $inner:ident;)*) => {$(
        impl SignedLane for $t {
            forward! { $vec: v_abs(a) = magnitude; }
            #[inline(always)]
            fn v_neg<S: Simd, W: Width>(a: W::$vec<S>) -> W::$vec<S> {
                <W::$vec<S>>::fill(a.simd(), 0).minus(a)
            }
            #[inline(always)]
            fn v_signum<S: Simd, W: Width>(a: W::$vec<S>) -> W::$vec<S> {
                let limit = |value| <W::$vec<S>>::fill(a.simd(), value);
                a.larger(limit(-1)).smaller(limit(1))
            }
        }
    )*};
}
signed! { i8 I8 of i8; i16 I16 of i16; i32 I32 of i32; i64 I64 of i64; }
#[cfg(target_pointer_width = "64")]
signed! { isize I64 of i64; }
#[cfg(target_pointer_width = "32")]
signed! { isize I32 of i32; }

/// Panics, as `clamp` does, unless the limits are in order in every lane.
#[inline(always)]
pub(super) fn check_limits<S: Simd, W: Width>(in_order: Lanes<S, bool, W>) {
    if !in_order.0.all() {
        limits_crossed();
    }
}

#[cold]
#[inline(never)]
fn limits_crossed() -> ! {
    panic!("clamp: the lower limit is not at most the upper one");
}
