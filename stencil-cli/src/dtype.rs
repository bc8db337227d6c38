//! The eleven element types, and the one rule by which a value changes its type: rounded half to even, then saturated.

use crate::for_dtype;
use std::fmt;
use stencil_core::element::Element;

/// One pixel value on its way between two types, without loss.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Wide {
    /// Of an integer type or `bool`.
    Int(i128),
    /// Of a float type.
    Float(f64),
}

/// An element type that arrays on the command line may have.
pub trait Pixel: Copy + Default + 'static {
    /// Its name at run time.
    const DTYPE: DType;

    /// The value, without loss.
    fn widen(self) -> Wide;

    /// The nearest value of this type (half to even, saturating, NaN to 0), and whether it had to saturate.
    fn narrow(wide: Wide) -> (Self, bool);
}

macro_rules! dtypes {
    ($($variant:ident $type:ident),*) => {
        /// An element type, known at run time.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum DType { $(#[doc = concat!("`", stringify!($type), "`")] $variant),* }

        impl DType {
            /// Every element type, narrow before wide.
            pub const ALL: [Self; 11] = [$(Self::$variant),*];

            /// Rust's name of the type, which is also what the command line says.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => stringify!($type)),* }
            }

            /// Bytes per element in memory.
            pub const fn bytes(self) -> usize {
                match self { $(Self::$variant => size_of::<$type>()),* }
            }
        }
    };
}
dtypes!(Bool bool, U8 u8, U16 u16, U32 u32, U64 u64, I8 i8, I16 i16, I32 i32, I64 i64, F32 f32, F64 f64);

impl DType {
    /// Whether it has this value; floats have one near enough.
    #[must_use]
    pub fn holds(self, value: f64) -> bool {
        for_dtype!(self, T => T::from_constant(value).is_some())
    }
}

impl fmt::Display for DType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl Pixel for bool {
    const DTYPE: DType = DType::Bool;

    fn widen(self) -> Wide {
        Wide::Int(i128::from(self))
    }

    fn narrow(wide: Wide) -> (Self, bool) {
        let (value, saturated) = u8::narrow(wide);
        (value != 0, saturated || value > 1)
    }
}

macro_rules! integer_pixels {
    ($($variant:ident $type:ident),*) => {$(
        impl Pixel for $type {
            const DTYPE: DType = DType::$variant;

            fn widen(self) -> Wide {
                Wide::Int(i128::from(self))
            }

            fn narrow(wide: Wide) -> (Self, bool) {
                let (exact, lost) = match wide {
                    Wide::Int(value) => (value, false),
                    Wide::Float(value) => (value.round_ties_even() as i128, value.is_nan()),
                };
                let value = exact.clamp(i128::from(Self::MIN), i128::from(Self::MAX));
                (value as Self, lost || value != exact)
            }
        }
    )*};
}
integer_pixels!(U8 u8, U16 u16, U32 u32, U64 u64, I8 i8, I16 i16, I32 i32, I64 i64);

macro_rules! float_pixels {
    ($($variant:ident $type:ident),*) => {$(
        impl Pixel for $type {
            const DTYPE: DType = DType::$variant;

            fn widen(self) -> Wide {
                Wide::Float(f64::from(self))
            }

            fn narrow(wide: Wide) -> (Self, bool) {
                match wide {
                    Wide::Int(value) => (value as Self, false),
                    Wide::Float(value) => (value as Self, false),
                }
            }
        }
    )*};
}
float_pixels!(F32 f32, F64 f64);
