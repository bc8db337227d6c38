//! Lane-wise arithmetic, by class: what [`Number`](crate::element::Number), `Float` and `Integer` mean for lanes.

use super::cast::FromLanes;
use super::lane::{Lane, MAX_LANES};
use super::math::Transcendental;
use super::width::Width;
use crate::scalar::{
    AbsScalar, AnyScalar, FloatPowerScalar, FloatScalar, HighScalar, IntScalar, PowerScalar, Scalar, SignedScalar,
};
use fearless_simd::Simd;
use std::fmt::Debug;

/// Calls a scalar function lane by lane. A loop over memory, not unrolled code: scalar bodies can be long.
#[inline(always)]
pub(crate) fn each<T: Lane, R: Lane, S: Simd, W: Width>(a: T::Vec<S, W>, mut f: impl FnMut(T) -> R) -> R::Vec<S, W> {
    let (inputs, mut outputs) = (T::v_to_array::<S, W>(a), [R::default(); MAX_LANES]);
    for (output, &input) in outputs.iter_mut().zip(&inputs).take(W::LANES) {
        *output = f(input);
    }
    R::v_from_array::<S, W>(T::v_simd::<S, W>(a), &outputs)
}

/// Calls a scalar function of two lane by lane.
#[inline(always)]
pub(crate) fn each2<T: Lane, R: Lane, S: Simd, W: Width>(
    a: T::Vec<S, W>,
    b: T::Vec<S, W>,
    mut f: impl FnMut(T, T) -> R,
) -> R::Vec<S, W> {
    let (first, second) = (T::v_to_array::<S, W>(a), T::v_to_array::<S, W>(b));
    let mut outputs = [R::default(); MAX_LANES];
    for (output, (&a, &b)) in outputs.iter_mut().zip(first.iter().zip(&second)).take(W::LANES) {
        *output = f(a, b);
    }
    R::v_from_array::<S, W>(T::v_simd::<S, W>(a), &outputs)
}

/// Declares a class: a trait of functions that take and give registers of its type (or the mask, after `->`).
macro_rules! class {
    (
        $(#[$doc:meta])*
        $class:ident: $($super:path),+;
        $(type $assoc:ident: $bound:ident;)*
        map { $($map:ident($($a:ident),*);)* }
        test { $($test:ident;)* }
        $(with { $($with:item)* })?
    ) => {
        $(#[$doc])*
        pub trait $class: $($super +)+ {
            $(#[doc(hidden)] type $assoc: $bound;)*
            $(#[doc(hidden)] fn $map<S: Simd, W: Width>($($a: Self::Vec<S, W>),*) -> Self::Vec<S, W>;)*
            $(#[doc(hidden)] fn $test<S: Simd, W: Width>(a: Self::Vec<S, W>) -> W::Mask<S>;)*
            $($($with)*)?
        }
    };
}

class! {
    /// Numbers in lanes.
    NumberLane: Scalar, AnyScalar, FromLanes;
    map {
        v_add(a, b); v_sub(a, b); v_mul(a, b); v_div(a, b); v_rem(a, b); v_min(a, b); v_max(a, b); v_clamp(a, low, high);
        v_rem_euclid(a, b); v_div_euclid(a, b); v_midpoint(a, b);
    }
    test {}
    with {
        /// What is needed to divide many numbers by one.
        #[doc(hidden)]
        type Reciprocal: Copy + Debug;
        #[doc(hidden)]
        fn s_reciprocal(self) -> Self::Reciprocal;
        #[doc(hidden)]
        fn v_div_by<S: Simd, W: Width>(a: Self::Vec<S, W>, by: Self::Reciprocal) -> Self::Vec<S, W>;
        #[doc(hidden)]
        fn v_rem_by<S: Simd, W: Width>(a: Self::Vec<S, W>, by: Self::Reciprocal) -> Self::Vec<S, W>;
    }
}

class! {
    /// Numbers with a sign in lanes.
    SignedLane: NumberLane, SignedScalar, AbsScalar;
    map { v_neg(a); v_abs(a); v_signum(a); }
    test {}
}

class! {
    /// Integers in lanes.
    IntegerLane: NumberLane, IntScalar, HighScalar, PowerScalar;
    type WithoutSign: IntegerLane;
    map {
        v_and(a, b); v_or(a, b); v_xor(a, b); v_not(a); v_shl_by(a, b); v_shr_by(a, b); v_saturating_add(a, b);
        v_saturating_sub(a, b); v_saturating_mul(a, b); v_mul_high(a, b); v_count_ones(a); v_isqrt(a);
    }
    test {}
    with {
        #[doc(hidden)]
        fn v_shl<S: Simd, W: Width>(a: Self::Vec<S, W>, count: u32) -> Self::Vec<S, W>;
        #[doc(hidden)]
        fn v_shr<S: Simd, W: Width>(a: Self::Vec<S, W>, count: u32) -> Self::Vec<S, W>;
        #[doc(hidden)]
        fn v_unsigned<S: Simd, W: Width>(a: Self::Vec<S, W>) -> <Self::WithoutSign as Lane>::Vec<S, W>;
    }
}

class! {
    /// Floats in lanes.
    FloatLane: SignedLane, FloatScalar, FloatPowerScalar, Transcendental;
    type Bits: IntegerLane;
    map {
        v_sqrt(a); v_mul_add(a, b, c); v_floor(a); v_ceil(a); v_round(a); v_round_ties_even(a); v_trunc(a); v_copysign(a, b);
        v_to_degrees(a); v_to_radians(a);
    }
    test { v_is_nan; v_is_finite; v_is_infinite; v_is_sign_negative; }
    with {
        #[doc(hidden)]
        fn v_to_bits<S: Simd, W: Width>(a: Self::Vec<S, W>) -> <Self::Bits as Lane>::Vec<S, W>;
        #[doc(hidden)]
        fn v_from_bits<S: Simd, W: Width>(a: <Self::Bits as Lane>::Vec<S, W>) -> Self::Vec<S, W>;
    }
}

/// Functions that are one operation of the register.
macro_rules! forward {
    ($vec:ident: $($name:ident($a:ident $(, $b:ident)*) = $method:ident;)*) => {$(
        #[inline(always)]
        fn $name<S: Simd, W: Width>($a: W::$vec<S> $(, $b: W::$vec<S>)*) -> W::$vec<S> {
            $a.$method($($b),*)
        }
    )*};
}

/// Functions that have no vector form, or none that is worth it.
macro_rules! by_lane {
    ($t:ty, $vec:ident: $($name:ident($($a:ident),*) = $function:path;)*) => {$(
        #[inline(always)]
        fn $name<S: Simd, W: Width>($($a: W::$vec<S>),*) -> W::$vec<S> {
            by_lane!(@call $t, $function, $($a),*)
        }
    )*};
    (@call $t:ty, $function:path, $a:ident) => { each::<$t, $t, S, W>($a, $function) };
    (@call $t:ty, $function:path, $a:ident, $b:ident) => { each2::<$t, $t, S, W>($a, $b, $function) };
}
pub(super) use {by_lane, forward};
