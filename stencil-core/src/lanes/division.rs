//! Integer division by a divisor per lane. No SIMD instruction set has it, but a float quotient is exact enough for 8, 16 and
//! 32 bits.
//!
//! The correctly rounded quotient of two integers truncates to the integer quotient as long as its rounding error,
//! at most `a / b * 2^-24` (`2^-53` in `f64`), is less than the distance to the next integer, at least `1 / b`: that
//! holds for `a < 2^23` (`2^52`).

use super::cast::{FromLanes, signed};
use super::number::{IntegerLane, each2};
use super::ops;
use super::pack::Lanes;
use super::vector::{Bitcast, Floats, MaskVector, Truncate};
use super::width::Width;
use fearless_simd::Simd;

/// Truncating division by divisors that have been checked.
pub(super) trait Quotient: IntegerLane {
    fn v_quotient<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> Self::Vec<S, W>;
}

macro_rules! by_f32 {
    ($($t:ident to $to:ident: $to_f32:ident $($bits:ident)?;)*) => {$(
        impl Quotient for $t {
            #[inline(always)]
            fn v_quotient<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> Self::Vec<S, W> {
                let quotient = f32::$to_f32::<S, W>(a).over(f32::$to_f32::<S, W>(b));
                let quotient: W::I32<S> = quotient.truncate_in_range();
                signed::from32::$to::<S, W>(quotient)$(.$bits())?
            }
        }
    )*};
}
by_f32! {
    u8 to to8: v_from_u8 bits;
    i8 to to8: v_from_i8;
    u16 to to16: v_from_u16 bits;
    i16 to to16: v_from_i16;
}

macro_rules! by_f64 {
    ($($t:ident: $to_f64:ident, $from_f64:ident;)*) => {$(
        impl Quotient for $t {
            #[inline(always)]
            fn v_quotient<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> Self::Vec<S, W> {
                let quotient = f64::$to_f64::<S, W>(a).over(f64::$to_f64::<S, W>(b));
                super::cast::$from_f64::<S, W>(quotient)
            }
        }
    )*};
}
by_f64! { u32: v_from_u32, u32_of_f64_in_range; i32: v_from_i32, i32_of_f64_in_range; }

macro_rules! lane_by_lane {
    ($($t:ident),*) => {$(
        impl Quotient for $t {
            #[inline(always)]
            fn v_quotient<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> Self::Vec<S, W> {
                each2::<$t, $t, S, W>(a, b, $t::wrapping_div)
            }
        }
    )*};
}
lane_by_lane!(u64, i64);

/// Panics, as Rust does, if a divisor is zero or a quotient does not fit.
#[inline(always)]
pub(super) fn check_divisor<T: IntegerLane, S: Simd, W: Width>(a: T::Vec<S, W>, b: T::Vec<S, W>) {
    let (a, b) = (Lanes::<S, T, W>(a), Lanes::<S, T, W>(b));
    let zero = ops::eq(b, a.cx().splat(T::ZERO));
    if zero.0.any() {
        divided_by_zero();
    }
    if T::SIGNED {
        let overflow = ops::eq(a, a.cx().splat(T::LEAST)) & ops::eq(b, !a.cx().splat(T::ZERO));
        if overflow.0.any() {
            overflowed();
        }
    }
}

/// Panics, as Rust does, if a quotient by the divisor of all lanes does not fit.
#[inline(always)]
pub(super) fn check_overflow<T: IntegerLane, S: Simd, W: Width>(a: T::Vec<S, W>, divisor: T) {
    if T::SIGNED && divisor == T::s_from_integer(-1) {
        let a = Lanes::<S, T, W>(a);
        if ops::eq(a, a.cx().splat(T::LEAST)).0.any() {
            overflowed();
        }
    }
}

#[cold]
#[inline(never)]
pub(super) fn divided_by_zero() -> ! {
    panic!("attempt to divide by zero");
}

#[cold]
#[inline(never)]
fn overflowed() -> ! {
    panic!("attempt to divide with overflow");
}
