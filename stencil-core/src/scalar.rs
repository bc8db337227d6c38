//! [`Scalar`]: the numeric methods of Rust's primitives as one trait, for the bodies of single pixels.
//!
//! Plain Rust refuses `hi.max(x)` while the type of `let mut hi = 0` is still open, and a generic `T: Number` has no
//! `max` at all. Generated code calls these methods through the trait instead, where inference may finish later.
//! Whatever Rust leaves open (which zero `max` returns) is settled here, and lanes follow it bit for bit.

use crate::lanes::raise;

/// Generates [`Scalar`] and the classes that hold the methods which only some primitives have.
///
/// The functions of a class take no `self`, so that `x.sqrt()` on a `T: Float` means `Scalar::sqrt` alone.
macro_rules! scalar {
    ($($(#[$doc:meta])* $class:ident: $super:ident for [$($t:ident)*], $word:literal, $methods:tt)*) => {
        scalar!(@trait $({ $class $methods })*);
        $(scalar!(@class $(#[$doc])* $class: $super, $word, $methods); $(scalar!(@impl $class $t $methods);)*)*
    };
    (@trait $({ $class:ident { $(fn $method:ident($($arg:ident: $arg_ty:ty),*) -> $out:ty;)* } })*) => {
        /// The numeric methods of the primitives; those that only floats or integers have ask for that class.
        #[diagnostic::on_unimplemented(message = "`{Self}` is not a number")]
        pub trait Scalar: Copy + PartialOrd + 'static {
            /// The smaller value; a NaN loses, and of two equal values the second is returned.
            #[must_use]
            fn min(self, other: Self) -> Self;
            /// The larger value; a NaN loses, and of two equal values the second is returned.
            #[must_use]
            fn max(self, other: Self) -> Self;
            /// The value, limited to `low..=high`; a NaN stays.
            ///
            /// # Panics
            ///
            /// Unless `low <= high`, as the primitives' own.
            #[must_use]
            fn clamp(self, low: Self, high: Self) -> Self;
            /// The upper half of the product, which has twice the bits: of `u16`, `(a as u32 * b as u32 >> 16) as u16`.
            ///
            /// A multiplication by a fraction: `x.mul_high(w)` is `x` times `w / 65536`, rounded down. SIMD instruction sets
            /// have it for 16 bits.
            #[inline(always)]
            #[must_use]
            fn mul_high(self, other: Self) -> Self
            where
                Self: HighScalar,
            {
                HighScalar::mul_high(self, other)
            }
            $($(
                #[doc = concat!("As the primitives' `", stringify!($method), "`.")]
                #[inline(always)]
                #[must_use]
                fn $method(self $(, $arg: $arg_ty)*) -> $out
                where
                    Self: $class,
                {
                    <Self as $class>::$method(self $(, $arg)*)
                }
            )*)*
        }
    };
    (@class $(#[$doc:meta])* $class:ident: $super:ident, $word:literal, { $(fn $method:ident($($arg:ident: $arg_ty:ty),*) -> $out:ty;)* }) => {
        $(#[$doc])*
        #[diagnostic::on_unimplemented(message = $word)]
        pub trait $class: $super {
            $(#[doc(hidden)] fn $method(x: Self $(, $arg: $arg_ty)*) -> $out;)*
        }
    };
    (@impl $class:ident $t:ident { $(fn $method:ident($($arg:ident: $arg_ty:ty),*) -> $out:ty;)* }) => {
        impl $class for $t {
            $(#[inline(always)]
            fn $method(x: Self $(, $arg: $arg_ty)*) -> $out {
                <$t>::$method(x $(, $arg)*)
            })*
        }
    };
}

scalar! {
    /// Every numeric primitive.
    AnyScalar: Copy for [u8 u16 u32 u64 usize i8 i16 i32 i64 isize f32 f64], "`{Self}` is not a number", {
        fn rem_euclid(other: Self) -> Self;
        fn div_euclid(other: Self) -> Self;
        fn midpoint(other: Self) -> Self;
    }
    /// Primitives with a sign.
    SignedScalar: Copy for [i8 i16 i32 i64 isize f32 f64], "this method needs a signed number, and `{Self}` is none", {
        fn signum() -> Self;
    }
    /// Primitives with a sign, where overflow is settled.
    AbsScalar: Copy for [], "this method needs a signed number, and `{Self}` is none", {
        fn abs() -> Self;
    }
    /// `f32` and `f64`.
    FloatScalar: Copy for [f32 f64], "this method needs a float, and `{Self}` is none", {
        fn sqrt() -> Self;
        fn mul_add(a: Self, b: Self) -> Self;
        fn floor() -> Self;
        fn ceil() -> Self;
        fn round() -> Self;
        fn round_ties_even() -> Self;
        fn trunc() -> Self;
        fn fract() -> Self;
        fn recip() -> Self;
        fn powf(n: Self) -> Self;
        fn exp() -> Self;
        fn exp2() -> Self;
        fn exp_m1() -> Self;
        fn ln() -> Self;
        fn ln_1p() -> Self;
        fn log2() -> Self;
        fn log10() -> Self;
        fn log(base: Self) -> Self;
        fn sin() -> Self;
        fn cos() -> Self;
        fn tan() -> Self;
        fn asin() -> Self;
        fn acos() -> Self;
        fn atan() -> Self;
        fn atan2(other: Self) -> Self;
        fn sinh() -> Self;
        fn cosh() -> Self;
        fn tanh() -> Self;
        fn hypot(other: Self) -> Self;
        fn cbrt() -> Self;
        fn to_degrees() -> Self;
        fn to_radians() -> Self;
        fn copysign(sign: Self) -> Self;
        fn is_nan() -> bool;
        fn is_finite() -> bool;
        fn is_infinite() -> bool;
        fn is_sign_negative() -> bool;
        fn is_sign_positive() -> bool;
    }
    /// Integers.
    IntScalar: Signless for [u8 u16 u32 u64 usize i8 i16 i32 i64 isize], "this method needs an integer, and `{Self}` is none", {
        fn saturating_add(other: Self) -> Self;
        fn saturating_sub(other: Self) -> Self;
        fn saturating_mul(other: Self) -> Self;
        fn wrapping_add(other: Self) -> Self;
        fn wrapping_sub(other: Self) -> Self;
        fn wrapping_mul(other: Self) -> Self;
        fn wrapping_neg() -> Self;
        fn isqrt() -> Self;
        fn abs_diff(other: Self) -> Self::Unsigned;
        fn count_ones() -> u32;
        fn count_zeros() -> u32;
        fn leading_zeros() -> u32;
        fn trailing_zeros() -> u32;
        fn swap_bytes() -> Self;
        fn reverse_bits() -> Self;
    }
    /// Integers with a sign.
    SignedIntScalar: Signless for [i8 i16 i32 i64 isize], "this method needs a signed integer, and `{Self}` is none", {
        fn unsigned_abs() -> Self::Unsigned;
        fn is_positive() -> bool;
        fn is_negative() -> bool;
    }
    /// Integers without a sign.
    UnsignedScalar: Signless for [u8 u16 u32 u64 usize], "this method needs an unsigned integer, and `{Self}` is none", {
        fn is_power_of_two() -> bool;
    }
    /// Integer powers, which wrap as products do.
    PowerScalar: Copy for [], "this method needs an integer, and `{Self}` is none", {
        fn pow(n: u32) -> Self;
    }
    /// Powers of floats, by repeated squaring.
    FloatPowerScalar: Copy for [], "this method needs a float, and `{Self}` is none", {
        fn powi(n: i32) -> Self;
    }
}

/// Integers, and what they are without their sign.
pub trait Signless: Copy {
    /// The unsigned integer of the same size.
    type Unsigned;
}

/// Integers, and the upper halves of their products.
#[diagnostic::on_unimplemented(message = "this method needs an integer, and `{Self}` is none")]
pub trait HighScalar: Copy {
    /// See [`Scalar::mul_high`].
    #[doc(hidden)]
    fn mul_high(x: Self, other: Self) -> Self;
}

macro_rules! by_hand {
    ($($t:ident $unsigned:ident $wide:ident $($abs:ident)?;)*) => {$(
        impl HighScalar for $t {
            #[inline(always)]
            fn mul_high(x: Self, other: Self) -> Self {
                ((x as $wide * other as $wide) >> $t::BITS) as $t
            }
        }
        impl Signless for $t {
            type Unsigned = $unsigned;
        }
        impl PowerScalar for $t {
            #[inline(always)]
            fn pow(x: Self, n: u32) -> Self {
                x.wrapping_pow(n)
            }
        }
        $(impl AbsScalar for $t {
            #[inline(always)]
            fn abs(x: Self) -> Self {
                x.$abs()
            }
        })?
    )*};
    (float $($t:ident)*) => {$(
        impl AbsScalar for $t {
            #[inline(always)]
            fn abs(x: Self) -> Self {
                x.abs()
            }
        }
        impl FloatPowerScalar for $t {
            #[inline(always)]
            fn powi(x: Self, n: i32) -> Self {
                let power = raise(x, 1.0, n.unsigned_abs());
                if n < 0 { 1.0 / power } else { power }
            }
        }
    )*};
}
by_hand! {
    u8 u8 u16; u16 u16 u32; u32 u32 u64; u64 u64 u128; usize usize u128; i8 u8 i16 wrapping_abs; i16 u16 i32 wrapping_abs;
    i32 u32 i64 wrapping_abs; i64 u64 i128 wrapping_abs; isize usize i128 wrapping_abs;
}
by_hand!(float f32 f64);

macro_rules! impl_scalar {
    ($($t:ident $is_nan:expr;)*) => {$(
        impl Scalar for $t {
            #[inline(always)]
            fn min(self, other: Self) -> Self {
                if self < other || $is_nan(other) { self } else { other }
            }
            #[inline(always)]
            fn max(self, other: Self) -> Self {
                if self > other || $is_nan(other) { self } else { other }
            }
            #[inline(always)]
            fn clamp(self, low: Self, high: Self) -> Self {
                assert!(low <= high, "clamp: {low:?} is not at most {high:?}");
                if self < low {
                    low
                } else if self > high {
                    high
                } else {
                    self
                }
            }
        }
    )*};
}
impl_scalar! {
    u8 never; u16 never; u32 never; u64 never; usize never; i8 never; i16 never; i32 never; i64 never; isize never;
    f32 f32::is_nan; f64 f64::is_nan;
}

#[inline(always)]
fn never<T>(_: T) -> bool {
    false
}
