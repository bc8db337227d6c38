//! The methods of numbers on [`Lanes`], under their own names.
//!
//! One inherent method per name, so that a call resolves before the element type is known.

use super::number::{FloatLane, IntegerLane, NumberLane, SignedLane};
use super::pack::Lanes;
use super::width::Width;
use crate::scalar::{AnyScalar, FloatScalar, IntScalar, Scalar, SignedScalar};
use fearless_simd::Simd;

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
                    self.cx().from_fn(|index| <T as $class>::$name(self.lane(index) $(, $arg.lane(index))*))
                }
            )*
        }
    };
}

vector! { NumberLane: min(other) = v_min; max(other) = v_max; }
by_lane! { NumberLane as Scalar: clamp(low, high) -> T; }
by_lane! { NumberLane as AnyScalar: rem_euclid(other) -> T; div_euclid(other) -> T; midpoint(other) -> T; }
vector! { SignedLane: abs() = v_abs; }
by_lane! { SignedLane as SignedScalar: signum() -> T; }
vector! {
    FloatLane:
    sqrt() = v_sqrt; mul_add(a, b) = v_mul_add; floor() = v_floor; ceil() = v_ceil; round() = v_round;
    round_ties_even() = v_round_ties_even; trunc() = v_trunc; copysign(sign) = v_copysign;
}
by_lane! {
    FloatLane as FloatScalar:
    fract() -> T; recip() -> T; powf(n) -> T; exp() -> T; exp2() -> T; exp_m1() -> T; ln() -> T; ln_1p() -> T; log2() -> T;
    log10() -> T; log(base) -> T; sin() -> T; cos() -> T; tan() -> T; asin() -> T; acos() -> T; atan() -> T; atan2(other) -> T;
    sinh() -> T; cosh() -> T; tanh() -> T; hypot(other) -> T; cbrt() -> T; to_degrees() -> T; to_radians() -> T;
    is_nan() -> bool; is_finite() -> bool; is_infinite() -> bool; is_sign_negative() -> bool; is_sign_positive() -> bool;
}
vector! {
    IntegerLane:
    saturating_add(other) = v_saturating_add; saturating_sub(other) = v_saturating_sub;
    wrapping_add(other) = v_add; wrapping_sub(other) = v_sub; wrapping_mul(other) = v_mul;
}
by_lane! {
    IntegerLane as IntScalar:
    saturating_mul(other) -> T; wrapping_neg() -> T; isqrt() -> T; count_ones() -> u32; count_zeros() -> u32;
    leading_zeros() -> u32; trailing_zeros() -> u32; swap_bytes() -> T; reverse_bits() -> T;
}

impl<S: Simd, T: FloatLane, W: Width> Lanes<S, T, W> {
    /// As the primitives' `powi`, in every lane.
    #[inline(always)]
    #[must_use]
    pub fn powi(self, n: i32) -> Self {
        self.each(|x| FloatScalar::powi(x, n))
    }
}

impl<S: Simd, T: IntegerLane, W: Width> Lanes<S, T, W> {
    /// As the primitives' `pow`, in every lane.
    #[inline(always)]
    #[must_use]
    pub fn pow(self, n: u32) -> Self {
        self.each(|x| IntScalar::pow(x, n))
    }
}
