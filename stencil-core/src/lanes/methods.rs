//! The methods of numbers on [`Lanes`], under their own names.
//!
//! One inherent method per name, so that a call resolves before the element type is known.

use super::number::{FloatLane, IntegerLane, NumberLane, SignedLane};
use super::pack::Lanes;
use super::width::Width;
use crate::scalar::IntScalar;
use fearless_simd::Simd;
use std::ops::MulAssign;

/// Methods with a vector form: `name(args) = function`.
macro_rules! vector {
    ($bound:ident: $($name:ident($($arg:ident),*) = $function:ident;)*) => {
        impl<S: Simd, T: $bound, W: Width> Lanes<S, T, W> {
            $(
                #[doc = concat!("As the primitives' `", stringify!($name), "`, in every lane.")]
                #[inline(always)]
                #[must_use]
                pub fn $name(self $(, $arg: Self)*) -> Self {
                    Lanes(T::$function::<S, W>(self.0 $(, $arg.0)*))
                }
            )*
        }
    };
}

/// Methods without: the scalar one, lane by lane.
macro_rules! by_lane {
    ($bound:ident as $class:ident: $($name:ident($($arg:ident),*) -> $out:ty;)*) => {
        impl<S: Simd, T: $bound, W: Width> Lanes<S, T, W> {
            $(
                #[doc = concat!("As the primitives' `", stringify!($name), "`, in every lane.")]
                #[inline(always)]
                #[must_use]
                pub fn $name(self $(, $arg: Self)*) -> Lanes<S, $out, W> {
                    let (this, ($($arg,)*)) = (self.to_array(), ($($arg.to_array(),)*));
                    self.cx().from_fn(|index| <T as $class>::$name(this[index] $(, $arg[index])*))
                }
            )*
        }
    };
}

vector! {
    NumberLane:
    min(other) = v_min; max(other) = v_max; clamp(low, high) = v_clamp; rem_euclid(other) = v_rem_euclid;
    div_euclid(other) = v_div_euclid; midpoint(other) = v_midpoint;
}
vector! { SignedLane: abs() = v_abs; signum() = v_signum; }
vector! {
    FloatLane:
    sqrt() = v_sqrt; mul_add(a, b) = v_mul_add; floor() = v_floor; ceil() = v_ceil; round() = v_round;
    round_ties_even() = v_round_ties_even; trunc() = v_trunc; copysign(sign) = v_copysign; to_degrees() = v_to_degrees;
    to_radians() = v_to_radians;
}
vector! {
    IntegerLane:
    saturating_add(other) = v_saturating_add; saturating_sub(other) = v_saturating_sub; saturating_mul(other) = v_saturating_mul;
    wrapping_add(other) = v_add; wrapping_sub(other) = v_sub; wrapping_mul(other) = v_mul; isqrt() = v_isqrt;
}
by_lane! {
    IntegerLane as IntScalar:
    leading_zeros() -> u32; trailing_zeros() -> u32; swap_bytes() -> T; reverse_bits() -> T;
}

/// Methods that ask each lane something.
macro_rules! test {
    ($($name:ident() = $function:ident;)*) => {
        impl<S: Simd, T: FloatLane, W: Width> Lanes<S, T, W> {
            $(
                #[doc = concat!("As the primitives' `", stringify!($name), "`, in every lane.")]
                #[inline(always)]
                #[must_use]
                pub fn $name(self) -> Lanes<S, bool, W> {
                    Lanes(T::$function::<S, W>(self.0))
                }
            )*
        }
    };
}
test! { is_nan() = v_is_nan; is_finite() = v_is_finite; is_infinite() = v_is_infinite; is_sign_negative() = v_is_sign_negative; }

impl<S: Simd, T: FloatLane, W: Width> Lanes<S, T, W> {
    /// As the primitives' `is_sign_positive`, in every lane.
    #[inline(always)]
    #[must_use]
    pub fn is_sign_positive(self) -> Lanes<S, bool, W> {
        !self.is_sign_negative()
    }

    /// As the primitives' `fract`, in every lane.
    #[inline(always)]
    #[must_use]
    pub fn fract(self) -> Self {
        self - self.trunc()
    }

    /// As the primitives' `recip`, in every lane.
    #[inline(always)]
    #[must_use]
    pub fn recip(self) -> Self {
        self.cx().splat(T::ONE) / self
    }

    /// As the primitives' `powi`, in every lane: by repeated squaring.
    #[inline(always)]
    #[must_use]
    pub fn powi(self, n: i32) -> Self {
        let power = raise(self, self.cx().splat(T::ONE), n.unsigned_abs());
        if n < 0 { power.recip() } else { power }
    }

    /// As the primitives' `to_bits`, in every lane.
    #[inline(always)]
    #[must_use]
    pub fn to_bits(self) -> Lanes<S, T::Bits, W> {
        Lanes(T::v_to_bits::<S, W>(self.0))
    }
}

impl<S: Simd, T: IntegerLane, W: Width> Lanes<S, T, W> {
    /// As the primitives' `wrapping_neg`, in every lane.
    #[inline(always)]
    #[must_use]
    pub fn wrapping_neg(self) -> Self {
        self.cx().splat(T::ZERO) - self
    }

    /// The upper half of the product, in every lane: see [`Scalar::mul_high`](crate::scalar::Scalar::mul_high).
    #[inline(always)]
    #[must_use]
    pub fn mul_high(self, other: Self) -> Self {
        Lanes(T::v_mul_high::<S, W>(self.0, other.0))
    }

    /// As the primitives' `abs_diff`, in every lane.
    #[inline(always)]
    #[must_use]
    pub fn abs_diff(self, other: Self) -> Lanes<S, T::WithoutSign, W> {
        Lanes(T::v_unsigned::<S, W>((self.max(other) - self.min(other)).0))
    }

    /// As the primitives' `count_ones`, in every lane.
    #[inline(always)]
    #[must_use]
    pub fn count_ones(self) -> Lanes<S, u32, W> {
        Lanes::<S, T, W>(T::v_count_ones::<S, W>(self.0)).cast()
    }

    /// As the primitives' `count_zeros`, in every lane.
    #[inline(always)]
    #[must_use]
    pub fn count_zeros(self) -> Lanes<S, u32, W> {
        (!self).count_ones()
    }

    /// As the primitives' `is_power_of_two`, in every lane.
    #[inline(always)]
    #[must_use]
    pub fn is_power_of_two(self) -> Lanes<S, bool, W> {
        let ones = Lanes::<S, T, W>(T::v_count_ones::<S, W>(self.0));
        super::ops::eq(ones, self.cx().splat(T::ONE))
    }

    /// As the primitives' `pow`, in every lane; it wraps.
    #[inline(always)]
    #[must_use]
    pub fn pow(self, n: u32) -> Self {
        raise(self, self.cx().splat(T::ONE), n)
    }
}

impl<S: Simd, T: IntegerLane + SignedLane, W: Width> Lanes<S, T, W> {
    /// As the primitives' `unsigned_abs`, in every lane.
    #[inline(always)]
    #[must_use]
    pub fn unsigned_abs(self) -> Lanes<S, T::WithoutSign, W> {
        Lanes(T::v_unsigned::<S, W>(T::v_abs::<S, W>(self.0)))
    }
}

/// Repeated squaring, in the order in which compilers do it.
#[inline(always)]
pub(crate) fn raise<A: Copy + MulAssign>(mut base: A, one: A, mut exponent: u32) -> A {
    let mut power = one;
    loop {
        if exponent & 1 == 1 {
            power *= base;
        }
        exponent >>= 1;
        if exponent == 0 {
            return power;
        }
        base *= base;
    }
}
