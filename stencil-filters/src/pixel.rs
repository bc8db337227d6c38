//! [`Pixel`]: which types a filter computes in, for each element type of an array.

use stencil_core::element::{Element, Float, Number};

/// An element type with a smallest and a largest value: every one.
pub trait Ordered: Element {
    /// The smallest value, as a boundary constant; `-inf` for floats.
    #[doc(hidden)]
    const LOWEST: f64;
    /// The largest value, as a boundary constant; `inf` for floats.
    #[doc(hidden)]
    const HIGHEST: f64;
}

/// A numeric element type, and the types that filters compute in.
///
/// | element | differences | weighted sums | lengths |
/// | --- | --- | --- | --- |
/// | `u8` `i8` | `i16` | `f32` | `f32` |
/// | `u16` `i16` | `i32` | `f32` | `f64` |
/// | `u32` `i32` | `i64` | `f64` | `f64` |
/// | `u64` `i64` | `f64` | `f64` | `f64` |
/// | `f32` | `f32` | `f32` | `f32` |
/// | `f64` | `f64` | `f64` | `f64` |
///
/// Implemented for every element type but `bool`. Whole-numbered results are rounded to the nearest (half to even) and
/// saturate at the ends of their type.
pub trait Pixel: Number + Ordered {
    /// Signed, and wide enough for a Sobel derivative. (64-bit integers keep the 53 bits of an `f64`.)
    type Difference: Number;
    /// What weighted sums are kept in, also between the passes of a separable filter.
    type Weighted: Float;
    /// What squares of differences are added in.
    type Length: Float;
    /// Whether results are whole numbers.
    #[doc(hidden)]
    const WHOLE: bool;
    /// The largest value that is not above a number; the smallest value if all are above it.
    #[doc(hidden)]
    fn not_above(level: f64) -> Self;
}

macro_rules! pixels {
    ($($t:ident: $difference:ident $weighted:ident $length:ident, $not_above:expr;)*) => {$(
        impl Pixel for $t {
            type Difference = $difference;
            type Weighted = $weighted;
            type Length = $length;
            const WHOLE: bool = 0.5 as $t as f64 == 0.0;
            fn not_above(level: f64) -> Self {
                $not_above(level)
            }
        }
    )*};
}
pixels! {
    u8: i16 f32 f32, |level: f64| level.floor() as u8;
    i8: i16 f32 f32, |level: f64| level.floor() as i8;
    u16: i32 f32 f64, |level: f64| level.floor() as u16;
    i16: i32 f32 f64, |level: f64| level.floor() as i16;
    u32: i64 f64 f64, |level: f64| level.floor() as u32;
    i32: i64 f64 f64, |level: f64| level.floor() as i32;
    u64: f64 f64 f64, |level: f64| level.floor() as u64;
    i64: f64 f64 f64, |level: f64| level.floor() as i64;
    f32: f32 f32 f32, |level| if f64::from(level as f32) > level { (level as f32).next_down() } else { level as f32 };
    f64: f64 f64 f64, |level| level;
}

macro_rules! ordered {
    ($($t:ident: $lowest:expr, $highest:expr;)*) => {$(
        impl Ordered for $t {
            const LOWEST: f64 = $lowest;
            const HIGHEST: f64 = $highest;
        }
    )*};
}
ordered! {
    bool: 0.0, 1.0;
    u8: 0.0, u8::MAX as f64;
    u16: 0.0, u16::MAX as f64;
    u32: 0.0, u32::MAX as f64;
    u64: 0.0, u64::MAX as f64;
    i8: i8::MIN as f64, i8::MAX as f64;
    i16: i16::MIN as f64, i16::MAX as f64;
    i32: i32::MIN as f64, i32::MAX as f64;
    i64: i64::MIN as f64, i64::MAX as f64;
    f32: f64::NEG_INFINITY, f64::INFINITY;
    f64: f64::NEG_INFINITY, f64::INFINITY;
}
