//! The element types of arrays: [`Element`], and the arithmetic classes [`Number`], [`Float`] and [`Integer`].
//!
//! A kernel that is generic over its element type names one of these as its bound. [`Element`] can be compared,
//! copied and selected; [`Number`] adds arithmetic, [`Integer`] and [`Float`] what only those have.

use crate::lanes::cast::CastLane;
use crate::lanes::memory::Memory;
use crate::lanes::number::{FloatLane, IntegerLane, NumberLane};
use crate::lanes::ordinal::HasOrdinal;
use crate::lanes::rank::OrderedLane;
use crate::lanes::{B8, B16, B32, B64, Width};
use crate::scalar::{AnyScalar, FloatScalar, IntScalar, Scalar, SignedScalar};
use num_traits::NumCast;
use std::ops::{
    Add, AddAssign, BitAnd, BitOr, BitXor, Div, DivAssign, Mul, MulAssign, Neg, Not, Rem, RemAssign, Shl, Shr, Sub,
    SubAssign,
};

/// A type that arrays hold: `bool`, `u8` to `u64`, `i8` to `i64`, `f32`, `f64`.
///
/// In a kernel, `T: Element` gives comparisons, so a median or an erosion can be written once for all of them.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an element type",
    label = "arrays of `{Self}` cannot be filtered",
    note = "element types are `bool`, `u8` to `u64`, `i8` to `i64`, `f32` and `f64`"
)]
pub trait Element: Memory + CastLane + OrderedLane + HasOrdinal {
    /// The lane count that this type asks for; a kernel takes the widest among its types.
    type Width: Width;
    /// What [`Window::sum`](crate::window::Window::sum) gives: wide enough for 65,536 integers.
    type Sum: Number;
    /// What [`Window::mean`](crate::window::Window::mean) gives: `f32` for small types, `f64` for those that it cannot hold.
    type Mean: Float;
    /// What a few elements are summed in.
    #[doc(hidden)]
    type Part: NumberLane;
    /// The type's name, as in `"f32"`.
    const NAME: &'static str;
    /// The value that stands for a number given as `f64`; `None` if the type has none (floats round, integers do not).
    #[doc(hidden)]
    fn from_constant(value: f64) -> Option<Self>;
    /// The same where it was not asked beforehand: a number that the type does not hold becomes its largest or smallest
    /// value, so infinities stand for those of every type.
    #[doc(hidden)]
    fn beyond(value: f64) -> Self {
        Self::from_constant(value).unwrap_or(if value > 0.0 { Self::TOP } else { Self::BOTTOM })
    }
}

/// An [`Element`] with arithmetic: every one but `bool`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a numeric element type",
    note = "numeric element types are `u8` to `u64`, `i8` to `i64`, `f32` and `f64`"
)]
pub trait Number:
    Element
    + NumberLane
    + Scalar
    + AnyScalar
    + Add<Output = Self>
    + AddAssign
    + Sub<Output = Self>
    + SubAssign
    + Mul<Output = Self>
    + MulAssign
    + Div<Output = Self>
    + DivAssign
    + Rem<Output = Self>
    + RemAssign
{
    /// `self as U`: saturating from floats to integers, wrapping between integers. Lanes have the same method.
    ///
    /// ```
    /// use stencil_core::element::Number;
    /// fn as_byte<T: Number>(x: T) -> u8 {
    ///     x.cast::<u8>()
    /// }
    /// assert_eq!(as_byte(300.7_f32), 255);
    /// assert_eq!(as_byte(300_i32), 44);
    /// ```
    #[inline(always)]
    #[must_use]
    fn cast<U: Number>(self) -> U {
        self.s_cast()
    }
}

/// A floating-point [`Number`]: `f32` or `f64`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a floating-point type",
    note = "floating-point element types are `f32` and `f64`; convert with `as f32` or `.cast::<f32>()`"
)]
pub trait Float: Number + FloatLane + SignedScalar + FloatScalar + Neg<Output = Self> {}

/// An integer [`Number`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an integer type",
    note = "integer element types are `u8` to `u64` and `i8` to `i64`"
)]
pub trait Integer:
    Number
    + IntegerLane
    + IntScalar
    + Eq
    + Ord
    + Not<Output = Self>
    + BitAnd<Output = Self>
    + BitOr<Output = Self>
    + BitXor<Output = Self>
    + Shl<u32, Output = Self>
    + Shr<u32, Output = Self>
{
}

/// An integer of exactly this value.
fn whole<T: NumCast>(value: f64) -> Option<T> {
    if value.fract() == 0.0 { NumCast::from(value) } else { None }
}

/// The nearest `f32`; none for a number that only an infinity could stand for.
fn rounded(value: f64) -> Option<f32> {
    let near = value as f32;
    (near.is_finite() || !value.is_finite()).then_some(near)
}

macro_rules! elements {
    ($($t:ident: $width:ident, $part:ident $sum:ident $mean:ident, $constant:expr $(, $class:ident)*;)*) => {$(
        impl Element for $t {
            type Width = $width;
            type Part = $part;
            type Sum = $sum;
            type Mean = $mean;
            const NAME: &'static str = stringify!($t);
            fn from_constant(value: f64) -> Option<Self> {
                $constant(value)
            }
        }
        $(impl $class for $t {})*
    )*};
}
elements! {
    bool: B8, u16 u32 f32, |value| if value == 0.0 { Some(false) } else { (value == 1.0).then_some(true) };
    u8: B8, u16 u32 f32, whole, Number, Integer;
    i8: B8, i16 i32 f32, whole, Number, Integer;
    u16: B16, u32 u32 f32, whole, Number, Integer;
    i16: B16, i32 i32 f32, whole, Number, Integer;
    u32: B32, u64 u64 f64, whole, Number, Integer;
    i32: B32, i64 i64 f64, whole, Number, Integer;
    u64: B64, u64 u64 f64, whole, Number, Integer;
    i64: B64, i64 i64 f64, whole, Number, Integer;
    f32: B32, f32 f32 f32, rounded, Number, Float;
    f64: B64, f64 f64 f64, Some, Number, Float;
}

#[cfg(test)]
mod tests {
    use super::Element;

    #[test]
    fn constants_that_a_type_holds() {
        assert_eq!(u8::from_constant(255.0), Some(255));
        assert_eq!(u8::from_constant(256.0), None);
        assert_eq!(i16::from_constant(-3.5), None);
        assert_eq!(u64::from_constant(2.0_f64.powi(64)), None);
        assert_eq!(i64::from_constant(f64::NAN), None);
        assert_eq!(bool::from_constant(1.0), Some(true));
        assert_eq!(bool::from_constant(2.0), None);
        assert_eq!(f32::from_constant(0.1), Some(0.1));
        assert_eq!(f32::from_constant(1e300), None);
        assert!(f32::from_constant(f64::NAN).is_some_and(f32::is_nan));
    }

    #[test]
    fn infinities_stand_for_the_ends_of_a_type() {
        assert_eq!((u64::beyond(f64::INFINITY), u64::beyond(f64::NEG_INFINITY)), (u64::MAX, 0));
        assert_eq!((i64::beyond(i64::MAX as f64), i64::beyond(i64::MIN as f64)), (i64::MAX, i64::MIN));
        assert_eq!((bool::beyond(f64::INFINITY), bool::beyond(f64::NEG_INFINITY)), (true, false));
        assert_eq!((f32::beyond(f64::INFINITY), f32::beyond(1e300)), (f32::INFINITY, f32::INFINITY));
        assert_eq!(u8::beyond(7.0), 7);
    }
}
