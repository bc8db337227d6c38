//! The element types of arrays: [`Element`], and the arithmetic classes [`Number`], [`Float`] and [`Integer`].
//!
//! A kernel that is generic over its element type names one of these as its bound. [`Element`] can be compared,
//! copied and selected; [`Number`] adds arithmetic, [`Integer`] and [`Float`] what only those have.

use crate::lanes::memory::Memory;
use crate::lanes::number::{FloatLane, IntegerLane, NumberLane};
use crate::lanes::{B8, B16, B32, B64, Lane, Width};
use crate::scalar::{AnyScalar, FloatScalar, IntScalar, Scalar, SignedScalar};
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
pub trait Element: Memory + Lane + 'static {
    /// The lane count that this type asks for; a kernel takes the widest among its types.
    type Width: Width;
    /// The type's name, as in `"f32"`.
    const NAME: &'static str;
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

macro_rules! elements {
    ($($t:ident: $width:ident $(, $class:ident)*;)*) => {$(
        impl Element for $t {
            type Width = $width;
            const NAME: &'static str = stringify!($t);
        }
        $(impl $class for $t {})*
    )*};
}
elements! {
    bool: B8;
    u8: B8, Number, Integer;
    i8: B8, Number, Integer;
    u16: B16, Number, Integer;
    i16: B16, Number, Integer;
    u32: B32, Number, Integer;
    i32: B32, Number, Integer;
    u64: B64, Number, Integer;
    i64: B64, Number, Integer;
    f32: B32, Number, Float;
    f64: B64, Number, Float;
}
