//! [`Pixel`]: which types a filter computes in, for each element type of an array.

use crate::gaussian::fixed::Fixed;
use crate::gaussian::floating::Floating;
use crate::gaussian::scheme::Scheme;
use crate::linear::{Lift, Straight, Whole};
use crate::recipe::Real;
use stencil_core::element::{Float, Number};

/// A numeric element type, and the types that filters compute in.
///
/// | element | differences | weighted sums | lengths |
/// | --- | --- | --- | --- |
/// | `u8` `i8` | `i16` | `f32`, or `u16` with 7 bits of fraction | `f32` |
/// | `u16` `i16` | `i32` | `f32` | `f64` |
/// | `u32` `i32` | `i64` | `f64` | `f64` |
/// | `u64` `i64` | `f64` | `f64` | `f64` |
/// | `f32` | `f32` | `f32` | `f32` |
/// | `f64` | `f64` | `f64` | `f64` |
///
/// Implemented for every element type but `bool`. Whole-numbered results are rounded to the nearest (half to even) and
/// saturate at the ends of their type.
pub trait Pixel: Number {
    /// Signed, and wide enough for a Sobel derivative. (64-bit integers keep the 53 bits of an `f64`.)
    type Difference: Number;
    /// What weighted sums are kept in, also between the passes of a separable filter.
    type Weighted: Real;
    /// What squares of differences are added in, and sums with weights of any sign that are then rounded to whole numbers.
    type Length: Float;
    /// What two pixels are added in without loss, on the way to a weighted sum.
    #[doc(hidden)]
    type Pair: Number;
    /// What the passes of a separable weighted sum compute in, where it is good enough.
    #[doc(hidden)]
    type Sums: Scheme<Self>;
    /// How it gets to the floats that linear filters compute in, and back.
    #[doc(hidden)]
    type Lift: Lift<Self>;
    /// Whether results are whole numbers.
    #[doc(hidden)]
    const WHOLE: bool;
    /// The largest value that is not above a number; the smallest value if all are above it.
    #[doc(hidden)]
    fn not_above(level: f64) -> Self;
}

macro_rules! pixels {
    ($($t:ident: $difference:ident $weighted:ident $length:ident $pair:ident $sums:ident $lift:ident, $not_above:expr;)*) => {$(
        impl Pixel for $t {
            type Difference = $difference;
            type Weighted = $weighted;
            type Length = $length;
            type Pair = $pair;
            type Sums = $sums;
            type Lift = $lift;
            const WHOLE: bool = 0.5 as $t as f64 == 0.0;
            fn not_above(level: f64) -> Self {
                $not_above(level)
            }
        }
    )*};
}
pixels! {
    u8: i16 f32 f32 i16 Fixed Whole, |level: f64| level.floor() as u8;
    i8: i16 f32 f32 i16 Fixed Whole, |level: f64| level.floor() as i8;
    u16: i32 f32 f64 i32 Floating Whole, |level: f64| level.floor() as u16;
    i16: i32 f32 f64 i32 Floating Whole, |level: f64| level.floor() as i16;
    u32: i64 f64 f64 f64 Floating Whole, |level: f64| level.floor() as u32;
    i32: i64 f64 f64 f64 Floating Whole, |level: f64| level.floor() as i32;
    u64: f64 f64 f64 f64 Floating Whole, |level: f64| level.floor() as u64;
    i64: f64 f64 f64 f64 Floating Whole, |level: f64| level.floor() as i64;
    f32: f32 f32 f32 f32 Floating Straight, |level| if f64::from(level as f32) > level { (level as f32).next_down() } else { level as f32 };
    f64: f64 f64 f64 f64 Floating Straight, |level| level;
}
