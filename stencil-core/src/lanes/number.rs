//! Lane-wise arithmetic, by class: what [`Number`](crate::element::Number), `Float` and `Integer` mean for lanes.

use super::lane::Lane;
use super::vector::{Arithmetic, Floats, Integers, Register};
use super::width::Width;
use crate::scalar::{AnyScalar, FloatScalar, IntScalar, Scalar, SignedScalar};
use fearless_simd::Simd;

/// Calls a scalar function lane by lane.
#[inline(always)]
pub(crate) fn each<T: Lane, R: Lane, S: Simd, W: Width>(a: T::Vec<S, W>, mut f: impl FnMut(T) -> R) -> R::Vec<S, W> {
    R::v_from_fn::<S, W>(T::v_simd::<S, W>(a), |index| f(T::v_lane::<S, W>(a, index)))
}

/// Calls a scalar function of two lane by lane.
#[inline(always)]
pub(crate) fn each2<T: Lane, U: Lane, R: Lane, S: Simd, W: Width>(
    a: T::Vec<S, W>,
    b: U::Vec<S, W>,
    mut f: impl FnMut(T, U) -> R,
) -> R::Vec<S, W> {
    R::v_from_fn::<S, W>(T::v_simd::<S, W>(a), |index| f(T::v_lane::<S, W>(a, index), U::v_lane::<S, W>(b, index)))
}

/// Numbers in lanes.
pub trait NumberLane: Lane + Scalar + AnyScalar {
    #[doc(hidden)]
    fn v_add<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_sub<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_mul<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_div<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_rem<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_min<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_max<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> Self::Vec<S, W>;
    /// `value as U`.
    #[doc(hidden)]
    fn s_cast<U: NumberLane>(self) -> U;
    #[doc(hidden)]
    fn s_from_integer(value: i128) -> Self;
    #[doc(hidden)]
    fn s_from_f32(value: f32) -> Self;
    #[doc(hidden)]
    fn s_from_f64(value: f64) -> Self;
}

/// Integers in lanes.
pub trait IntegerLane: NumberLane + IntScalar {
    #[doc(hidden)]
    fn v_and<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_or<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_xor<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_not<S: Simd, W: Width>(a: Self::Vec<S, W>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_shl<S: Simd, W: Width>(a: Self::Vec<S, W>, n: u32) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_shr<S: Simd, W: Width>(a: Self::Vec<S, W>, n: u32) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_shl_by<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_shr_by<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_saturating_add<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_saturating_sub<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> Self::Vec<S, W>;
}

/// Numbers with a sign in lanes.
pub trait SignedLane: NumberLane + SignedScalar {
    #[doc(hidden)]
    fn v_neg<S: Simd, W: Width>(a: Self::Vec<S, W>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_abs<S: Simd, W: Width>(a: Self::Vec<S, W>) -> Self::Vec<S, W>;
}

/// Floats in lanes.
pub trait FloatLane: SignedLane + FloatScalar {
    #[doc(hidden)]
    fn v_sqrt<S: Simd, W: Width>(a: Self::Vec<S, W>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_mul_add<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>, c: Self::Vec<S, W>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_floor<S: Simd, W: Width>(a: Self::Vec<S, W>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_ceil<S: Simd, W: Width>(a: Self::Vec<S, W>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_round<S: Simd, W: Width>(a: Self::Vec<S, W>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_round_ties_even<S: Simd, W: Width>(a: Self::Vec<S, W>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_trunc<S: Simd, W: Width>(a: Self::Vec<S, W>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_copysign<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> Self::Vec<S, W>;
}

macro_rules! forward {
    ($vec:ident: $($name:ident($a:ident $(, $b:ident)*) = $method:ident;)*) => {$(
        #[inline(always)]
        fn $name<S: Simd, W: Width>($a: W::$vec<S> $(, $b: W::$vec<S>)*) -> W::$vec<S> {
            $a.$method($($b),*)
        }
    )*};
}

macro_rules! integer {
    ($($t:ident $vec:ident $inner:ident;)*) => {$(
        impl NumberLane for $t {
            forward! { $vec:
                v_add(a, b) = plus; v_sub(a, b) = minus; v_mul(a, b) = times; v_min(a, b) = smaller; v_max(a, b) = larger;
            }
            #[inline(always)]
            fn v_div<S: Simd, W: Width>(a: W::$vec<S>, b: W::$vec<S>) -> W::$vec<S> {
                each2::<$t, $t, $t, S, W>(a, b, |a, b| a / b)
            }
            #[inline(always)]
            fn v_rem<S: Simd, W: Width>(a: W::$vec<S>, b: W::$vec<S>) -> W::$vec<S> {
                each2::<$t, $t, $t, S, W>(a, b, |a, b| a % b)
            }
            #[inline(always)]
            fn s_cast<U: NumberLane>(self) -> U {
                U::s_from_integer(self as i128)
            }
            #[inline(always)]
            fn s_from_integer(value: i128) -> Self {
                value as $t
            }
            #[inline(always)]
            fn s_from_f32(value: f32) -> Self {
                value as $t
            }
            #[inline(always)]
            fn s_from_f64(value: f64) -> Self {
                value as $t
            }
        }
        impl IntegerLane for $t {
            forward! { $vec:
                v_and(a, b) = bits_and; v_or(a, b) = bits_or; v_xor(a, b) = bits_xor; v_not(a) = bits_not;
                v_saturating_add(a, b) = plus_saturating; v_saturating_sub(a, b) = minus_saturating;
            }
            #[inline(always)]
            fn v_shl<S: Simd, W: Width>(a: W::$vec<S>, n: u32) -> W::$vec<S> {
                a.shift_left(n & ($t::BITS - 1))
            }
            #[inline(always)]
            fn v_shr<S: Simd, W: Width>(a: W::$vec<S>, n: u32) -> W::$vec<S> {
                a.shift_right(n & ($t::BITS - 1))
            }
            #[inline(always)]
            fn v_shl_by<S: Simd, W: Width>(a: W::$vec<S>, b: W::$vec<S>) -> W::$vec<S> {
                let bits = <W::$vec<S>>::fill(Register::simd(a), ($t::BITS - 1) as $inner);
                a.shift_left_by(b.bits_and(bits))
            }
            #[inline(always)]
            fn v_shr_by<S: Simd, W: Width>(a: W::$vec<S>, b: W::$vec<S>) -> W::$vec<S> {
                let bits = <W::$vec<S>>::fill(Register::simd(a), ($t::BITS - 1) as $inner);
                a.shift_right_by(b.bits_and(bits))
            }
        }
    )*};
}
integer! { u8 U8 u8; i8 I8 i8; u16 U16 u16; i16 I16 i16; u32 U32 u32; i32 I32 i32; u64 U64 u64; i64 I64 i64; }
#[cfg(target_pointer_width = "64")]
integer! { usize U64 u64; isize I64 i64; }
#[cfg(target_pointer_width = "32")]
integer! { usize U32 u32; isize I32 i32; }

macro_rules! signed_integer {
    ($($t:ident $vec:ident;)*) => {$(
        impl SignedLane for $t {
            #[inline(always)]
            fn v_neg<S: Simd, W: Width>(a: W::$vec<S>) -> W::$vec<S> {
                <W::$vec<S>>::fill(Register::simd(a), 0).minus(a)
            }
            forward! { $vec: v_abs(a) = magnitude; }
        }
    )*};
}
signed_integer! { i8 I8; i16 I16; i32 I32; i64 I64; }
#[cfg(target_pointer_width = "64")]
signed_integer! { isize I64; }
#[cfg(target_pointer_width = "32")]
signed_integer! { isize I32; }

macro_rules! float {
    ($($t:ident $vec:ident $s_from:ident;)*) => {$(
        impl NumberLane for $t {
            forward! { $vec: v_add(a, b) = plus; v_sub(a, b) = minus; v_mul(a, b) = times; v_div(a, b) = over; }
            #[inline(always)]
            fn v_rem<S: Simd, W: Width>(a: W::$vec<S>, b: W::$vec<S>) -> W::$vec<S> {
                each2::<$t, $t, $t, S, W>(a, b, |a, b| a % b)
            }
            #[inline(always)]
            fn v_min<S: Simd, W: Width>(a: W::$vec<S>, b: W::$vec<S>) -> W::$vec<S> {
                each2::<$t, $t, $t, S, W>(a, b, Scalar::min)
            }
            #[inline(always)]
            fn v_max<S: Simd, W: Width>(a: W::$vec<S>, b: W::$vec<S>) -> W::$vec<S> {
                each2::<$t, $t, $t, S, W>(a, b, Scalar::max)
            }
            #[inline(always)]
            fn s_cast<U: NumberLane>(self) -> U {
                U::$s_from(self)
            }
            #[inline(always)]
            fn s_from_integer(value: i128) -> Self {
                value as $t
            }
            #[inline(always)]
            fn s_from_f32(value: f32) -> Self {
                value as $t
            }
            #[inline(always)]
            fn s_from_f64(value: f64) -> Self {
                value as $t
            }
        }
        impl SignedLane for $t {
            forward! { $vec: v_neg(a) = opposite; v_abs(a) = magnitude; }
        }
        impl FloatLane for $t {
            forward! { $vec:
                v_sqrt(a) = root; v_mul_add(a, b, c) = fused; v_floor(a) = down; v_ceil(a) = up; v_round(a) = nearest_away;
                v_round_ties_even(a) = nearest_even; v_trunc(a) = toward_zero; v_copysign(a, b) = sign_of;
            }
        }
    )*};
}
float! { f32 F32 s_from_f32; f64 F64 s_from_f64; }
