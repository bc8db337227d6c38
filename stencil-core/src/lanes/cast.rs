//! `as` between the types of lanes: integers wrap, floats round to nearest even or truncate and saturate.
//!
//! Integers go through the sizes between, extending by the sign of the type they come from; everything else goes
//! through the conversions between integers and floats of the same size.

use super::lane::Lane;
use super::number::{NumberLane, each};
use super::shape::{Narrow, Widen};
use super::vector::{Arithmetic, Bitcast, Convert, Floats, Register, Truncate};
use super::width::Width;
use fearless_simd::Simd;

/// Types that `as` converts to numbers.
pub trait CastLane: Lane {
    #[doc(hidden)]
    fn v_cast<U: NumberLane, S: Simd, W: Width>(v: Self::Vec<S, W>) -> U::Vec<S, W>;
    /// `self as U`.
    #[doc(hidden)]
    fn s_cast<U: NumberLane>(self) -> U;
}

/// Types that `as` converts numbers to.
pub trait FromLanes: CastLane {
    #[doc(hidden)]
    const ZERO: Self;
    #[doc(hidden)]
    const ONE: Self;
    /// The smallest value; for floats, minus infinity.
    #[doc(hidden)]
    const LEAST: Self;
    /// The largest value; for floats, infinity.
    #[doc(hidden)]
    const GREATEST: Self;
    #[doc(hidden)]
    const SIGNED: bool;
    #[doc(hidden)]
    fn v_from_u8<S: Simd, W: Width>(v: W::U8<S>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_from_i8<S: Simd, W: Width>(v: W::I8<S>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_from_u16<S: Simd, W: Width>(v: W::U16<S>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_from_i16<S: Simd, W: Width>(v: W::I16<S>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_from_u32<S: Simd, W: Width>(v: W::U32<S>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_from_i32<S: Simd, W: Width>(v: W::I32<S>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_from_u64<S: Simd, W: Width>(v: W::U64<S>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_from_i64<S: Simd, W: Width>(v: W::I64<S>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_from_f32<S: Simd, W: Width>(v: W::F32<S>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_from_f64<S: Simd, W: Width>(v: W::F64<S>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn s_wrapping_add(self, other: Self) -> Self;
    #[doc(hidden)]
    fn s_from_integer(value: i128) -> Self;
    #[doc(hidden)]
    fn s_from_f32(value: f32) -> Self;
    #[doc(hidden)]
    fn s_from_f64(value: f64) -> Self;
}

/// Steps of a conversion: `path!(value: verb Type, verb Type, ..)`.
macro_rules! path {
    ($v:ident:) => { $v };
    ($v:ident: $verb:ident $to:ident $($rest:tt)*) => {{
        let $v: W::$to<S> = $v.$verb();
        path!($v: $($rest)*)
    }};
}

/// The sixteen ways between integer sizes, for one signedness: `from8::to32` and so on.
macro_rules! sizes {
    ($sign:ident: $v8:ident $v16:ident $v32:ident $v64:ident) => {
        pub(super) mod $sign {
            use super::super::shape::{Narrow as _, Widen as _};
            use super::Width;
            use fearless_simd::Simd;
            sizes! { @from from8 $v8: to8 $v8 []; to16 $v16 [widen $v16]; to32 $v32 [widen $v16 widen $v32];
                to64 $v64 [widen $v16 widen $v32 widen $v64]; }
            sizes! { @from from16 $v16: to8 $v8 [narrow $v8]; to16 $v16 []; to32 $v32 [widen $v32];
                to64 $v64 [widen $v32 widen $v64]; }
            sizes! { @from from32 $v32: to8 $v8 [narrow $v16 narrow $v8]; to16 $v16 [narrow $v16]; to32 $v32 [];
                to64 $v64 [widen $v64]; }
            sizes! { @from from64 $v64: to8 $v8 [narrow $v32 narrow $v16 narrow $v8]; to16 $v16 [narrow $v32 narrow $v16];
                to32 $v32 [narrow $v32]; to64 $v64 []; }
        }
    };
    (@from $from:ident $vec:ident: $($to:ident $to_vec:ident [$($path:tt)*];)*) => {
        pub(in super::super) mod $from {
            use super::*;
            $(
                #[inline(always)]
                pub(in super::super::super) fn $to<S: Simd, W: Width>(v: W::$vec<S>) -> W::$to_vec<S> {
                    path!(v: $($path)*)
                }
            )*
        }
    };
}
sizes!(unsigned: U8 U16 U32 U64);
sizes!(signed: I8 I16 I32 I64);

/// What adding to a small integer gives an `f64` that holds it in its low bits: 1.5 * 2^52.
const MAGIC: f64 = 6_755_399_441_055_744.0;

/// The `f64`s of integers of at most 33 bits.
#[inline(always)]
fn f64_of_small<S: Simd, W: Width>(v: W::I64<S>) -> W::F64<S> {
    let shifted: W::F64<S> = v.plus(<W::I64<S>>::fill(v.simd(), MAGIC.to_bits() as i64)).bits();
    shifted.minus(<W::F64<S>>::fill(v.simd(), MAGIC))
}

/// The integers of floats that lie within the range of `i32` or `u32`: right in their low 32 bits.
#[inline(always)]
fn small_of_f64<S: Simd, W: Width>(v: W::F64<S>) -> W::I64<S> {
    v.toward_zero().plus(<W::F64<S>>::fill(v.simd(), MAGIC)).bits()
}

/// Truncates floats that are in range.
#[inline(always)]
pub(super) fn i32_of_f64_in_range<S: Simd, W: Width>(v: W::F64<S>) -> W::I32<S> {
    signed::from64::to32::<S, W>(small_of_f64::<S, W>(v))
}

/// Truncates floats that are in range.
#[inline(always)]
pub(super) fn u32_of_f64_in_range<S: Simd, W: Width>(v: W::F64<S>) -> W::U32<S> {
    i32_of_f64_in_range::<S, W>(v).bits()
}

/// Limits floats to what an integer type holds; NaN becomes 0.
macro_rules! saturate {
    ($v:ident, $t:ident in $float:ident) => {{
        let limit = |value: $float| Register::fill($v.simd(), value);
        let number = if <$t>::MIN == 0 { $v } else { Register::choose($v.equal($v), $v, limit(0.0)) };
        // `larger` may return either of a NaN and 0, and both convert to 0 here.
        number.larger(limit(<$t>::MIN as $float)).smaller(limit(<$t>::MAX as $float))
    }};
}

macro_rules! scalars {
    ($t:ident, $signed:literal, $least:expr, $greatest:expr, |$a:ident, $b:ident| $sum:expr) => {
        #[inline(always)]
        fn s_wrapping_add(self, other: Self) -> Self {
            let ($a, $b) = (self, other);
            $sum
        }
        const ZERO: Self = 0 as $t;
        const ONE: Self = 1 as $t;
        const LEAST: Self = $least;
        const GREATEST: Self = $greatest;
        const SIGNED: bool = $signed;
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
    };
}

macro_rules! to_integer {
    ($($t:ident $vec:ident, $signed:literal $to:ident, unsigned $from_unsigned:tt, signed $from_signed:tt,
        f32 $f32:ident, f64 $f64:ident;)*) => {$(
        impl FromLanes for $t {
            scalars!($t, $signed, $t::MIN, $t::MAX, |a, b| a.wrapping_add(b));
            to_integer!(@from $vec $to unsigned $from_unsigned: v_from_u8 U8 from8; v_from_u16 U16 from16; v_from_u32 U32 from32; v_from_u64 U64 from64);
            to_integer!(@from $vec $to signed $from_signed: v_from_i8 I8 from8; v_from_i16 I16 from16; v_from_i32 I32 from32; v_from_i64 I64 from64);
            #[inline(always)]
            fn v_from_f32<S: Simd, W: Width>(v: W::F32<S>) -> W::$vec<S> {
                to_integer!(@f32 $f32 v, $t $vec $to $from_signed)
            }
            #[inline(always)]
            fn v_from_f64<S: Simd, W: Width>(v: W::F64<S>) -> W::$vec<S> {
                to_integer!(@f64 $f64 v, $t $vec $to $from_signed)
            }
        }
    )*};
    (@from $vec:ident $to:ident $sign:ident $bits:tt: $($name:ident $from_vec:ident $from:ident);*) => {$(
        #[inline(always)]
        fn $name<S: Simd, W: Width>(v: W::$from_vec<S>) -> W::$vec<S> {
            to_integer!(@call $sign $from $to v $bits)
        }
    )*};
    (@call $sign:ident $from:ident $to:ident $v:ident [$($bits:tt)*]) => { $sign::$from::$to::<S, W>($v)$($bits)* };
    (@f32 small $v:ident, $t:ident $vec:ident $to:ident [$($bits:tt)*]) => {{
        let whole: W::I32<S> = saturate!($v, $t in f32).truncate_in_range();
        signed::from32::$to::<S, W>(whole)$($bits)*
    }};
    (@f32 same $v:ident, $t:ident $vec:ident $to:ident $bits:tt) => { $v.convert() };
    (@f32 large $v:ident, $t:ident $vec:ident $to:ident $bits:tt) => {{
        let wide: W::F64<S> = $v.widen();
        wide.convert()
    }};
    (@f64 small $v:ident, $t:ident $vec:ident $to:ident [$($bits:tt)*]) => {{
        let number = Register::choose($v.equal($v), $v, Register::fill($v.simd(), 0.0));
        let whole = small_of_f64::<S, W>(saturate!(number, $t in f64));
        signed::from64::$to::<S, W>(whole)$($bits)*
    }};
    (@f64 same $v:ident, $t:ident $vec:ident $to:ident $bits:tt) => { $v.convert() };
}
to_integer! {
    u8 U8, false to8, unsigned [], signed [.bits()], f32 small, f64 small;
    i8 I8, true to8, unsigned [.bits()], signed [], f32 small, f64 small;
    u16 U16, false to16, unsigned [], signed [.bits()], f32 small, f64 small;
    i16 I16, true to16, unsigned [.bits()], signed [], f32 small, f64 small;
    u32 U32, false to32, unsigned [], signed [.bits()], f32 same, f64 small;
    i32 I32, true to32, unsigned [.bits()], signed [], f32 same, f64 small;
    u64 U64, false to64, unsigned [], signed [.bits()], f32 large, f64 same;
    i64 I64, true to64, unsigned [.bits()], signed [], f32 large, f64 same;
}
#[cfg(target_pointer_width = "64")]
to_integer! {
    usize U64, false to64, unsigned [], signed [.bits()], f32 large, f64 same;
    isize I64, true to64, unsigned [.bits()], signed [], f32 large, f64 same;
}
#[cfg(target_pointer_width = "32")]
to_integer! {
    usize U32, false to32, unsigned [], signed [.bits()], f32 same, f64 small;
    isize I32, true to32, unsigned [.bits()], signed [], f32 same, f64 small;
}

/// Small integers to floats through signed ones of the float's size, where nothing is rounded.
macro_rules! to_float {
    ($vec:ident, $exact:expr, $via:ident: $($name:ident $from_vec:ident $sign:ident $from:ident $(.$bits:ident())?;)*) => {$(
        #[inline(always)]
        fn $name<S: Simd, W: Width>(v: W::$from_vec<S>) -> W::$vec<S> {
            $exact($sign::$from::$via::<S, W>(v)$(.$bits())?)
        }
    )*};
}

impl FromLanes for f32 {
    scalars!(f32, true, f32::NEG_INFINITY, f32::INFINITY, |a, b| a + b);
    to_float! { F32, <W::I32<S> as Convert<W::F32<S>>>::convert, to32:
        v_from_u8 U8 unsigned from8 .bits(); v_from_i8 I8 signed from8;
        v_from_u16 U16 unsigned from16 .bits(); v_from_i16 I16 signed from16; v_from_i32 I32 signed from32;
    }
    #[inline(always)]
    fn v_from_u32<S: Simd, W: Width>(v: W::U32<S>) -> W::F32<S> {
        v.convert()
    }
    // By way of f64 these two would round twice.
    #[inline(always)]
    fn v_from_u64<S: Simd, W: Width>(v: W::U64<S>) -> W::F32<S> {
        each::<u64, f32, S, W>(v, |value| value as f32)
    }
    #[inline(always)]
    fn v_from_i64<S: Simd, W: Width>(v: W::I64<S>) -> W::F32<S> {
        each::<i64, f32, S, W>(v, |value| value as f32)
    }
    #[inline(always)]
    fn v_from_f32<S: Simd, W: Width>(v: W::F32<S>) -> W::F32<S> {
        v
    }
    #[inline(always)]
    fn v_from_f64<S: Simd, W: Width>(v: W::F64<S>) -> W::F32<S> {
        v.narrow()
    }
}

impl FromLanes for f64 {
    scalars!(f64, true, f64::NEG_INFINITY, f64::INFINITY, |a, b| a + b);
    to_float! { F64, f64_of_small::<S, W>, to64:
        v_from_u8 U8 unsigned from8 .bits(); v_from_i8 I8 signed from8;
        v_from_u16 U16 unsigned from16 .bits(); v_from_i16 I16 signed from16;
        v_from_u32 U32 unsigned from32 .bits(); v_from_i32 I32 signed from32;
    }
    #[inline(always)]
    fn v_from_u64<S: Simd, W: Width>(v: W::U64<S>) -> W::F64<S> {
        v.convert()
    }
    #[inline(always)]
    fn v_from_i64<S: Simd, W: Width>(v: W::I64<S>) -> W::F64<S> {
        v.convert()
    }
    #[inline(always)]
    fn v_from_f32<S: Simd, W: Width>(v: W::F32<S>) -> W::F64<S> {
        v.widen()
    }
    #[inline(always)]
    fn v_from_f64<S: Simd, W: Width>(v: W::F64<S>) -> W::F64<S> {
        v
    }
}

macro_rules! cast_from {
    ($($t:ident: $from:ident, $s_from:ident as $through:ty;)*) => {$(
        impl CastLane for $t {
            #[inline(always)]
            fn v_cast<U: NumberLane, S: Simd, W: Width>(v: Self::Vec<S, W>) -> U::Vec<S, W> {
                U::$from::<S, W>(v)
            }
            #[inline(always)]
            fn s_cast<U: NumberLane>(self) -> U {
                U::$s_from(self as $through)
            }
        }
    )*};
}
cast_from! {
    u8: v_from_u8, s_from_integer as i128;
    i8: v_from_i8, s_from_integer as i128;
    u16: v_from_u16, s_from_integer as i128;
    i16: v_from_i16, s_from_integer as i128;
    u32: v_from_u32, s_from_integer as i128;
    i32: v_from_i32, s_from_integer as i128;
    u64: v_from_u64, s_from_integer as i128;
    i64: v_from_i64, s_from_integer as i128;
    f32: v_from_f32, s_from_f32 as f32;
    f64: v_from_f64, s_from_f64 as f64;
}
#[cfg(target_pointer_width = "64")]
cast_from! { usize: v_from_u64, s_from_integer as i128; isize: v_from_i64, s_from_integer as i128; }
#[cfg(target_pointer_width = "32")]
cast_from! { usize: v_from_u32, s_from_integer as i128; isize: v_from_i32, s_from_integer as i128; }

impl CastLane for bool {
    #[inline(always)]
    fn v_cast<U: NumberLane, S: Simd, W: Width>(v: W::Mask<S>) -> U::Vec<S, W> {
        let simd = bool::v_simd::<S, W>(v);
        U::v_select::<S, W>(v, U::v_splat::<S, W>(simd, U::ONE), U::v_splat::<S, W>(simd, U::ZERO))
    }
    #[inline(always)]
    fn s_cast<U: NumberLane>(self) -> U {
        if self { U::ONE } else { U::ZERO }
    }
}
