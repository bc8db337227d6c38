//! [`DynImage`]: an array whose element type is known at run time.

use crate::dtype::{DType, Pixel};
use ndarray::{ArrayD, Axis};
use std::borrow::Cow;

/// An array of any element type that the command handles.
#[derive(Clone, Debug, PartialEq)]
pub enum DynImage {
    /// Of `bool`.
    Bool(ArrayD<bool>),
    /// Of `u8`.
    U8(ArrayD<u8>),
    /// Of `u16`.
    U16(ArrayD<u16>),
    /// Of `u32`.
    U32(ArrayD<u32>),
    /// Of `u64`.
    U64(ArrayD<u64>),
    /// Of `i8`.
    I8(ArrayD<i8>),
    /// Of `i16`.
    I16(ArrayD<i16>),
    /// Of `i32`.
    I32(ArrayD<i32>),
    /// Of `i64`.
    I64(ArrayD<i64>),
    /// Of `f32`.
    F32(ArrayD<f32>),
    /// Of `f64`.
    F64(ArrayD<f64>),
}

/// `with_pixels!(image, array => expression)`: the expression once per element type.
#[macro_export]
macro_rules! with_pixels {
    ($image:expr, $array:pat => $body:expr) => {{
        use $crate::image::DynImage;
        match $image {
            DynImage::Bool($array) => $body,
            DynImage::U8($array) => $body,
            DynImage::U16($array) => $body,
            DynImage::U32($array) => $body,
            DynImage::U64($array) => $body,
            DynImage::I8($array) => $body,
            DynImage::I16($array) => $body,
            DynImage::I32($array) => $body,
            DynImage::I64($array) => $body,
            DynImage::F32($array) => $body,
            DynImage::F64($array) => $body,
        }
    }};
}

/// `for_dtype!(dtype, T => expression)`: the expression with `T` naming the element type.
#[macro_export]
macro_rules! for_dtype {
    ($dtype:expr, $t:ident => $body:expr) => {
        $crate::for_dtype!(@arms $dtype, $t, $body;
            Bool bool, U8 u8, U16 u16, U32 u32, U64 u64, I8 i8, I16 i16, I32 i32, I64 i64, F32 f32, F64 f64)
    };
    (@arms $dtype:expr, $t:ident, $body:expr; $($variant:ident $type:ident),*) => {
        match $dtype {
            $($crate::dtype::DType::$variant => {
                type $t = $type;
                $body
            })*
        }
    };
}

macro_rules! from_arrays {
    ($($variant:ident $type:ident),*) => {$(
        impl From<ArrayD<$type>> for DynImage {
            fn from(array: ArrayD<$type>) -> Self {
                Self::$variant(array)
            }
        }
    )*};
}
from_arrays!(Bool bool, U8 u8, U16 u16, U32 u32, U64 u64, I8 i8, I16 i16, I32 i32, I64 i64, F32 f32, F64 f64);

impl DynImage {
    /// The element type.
    #[must_use]
    pub fn dtype(&self) -> DType {
        fn of<T: Pixel>(_: &ArrayD<T>) -> DType {
            T::DTYPE
        }
        with_pixels!(self, array => of(array))
    }

    /// Elements per axis.
    #[must_use]
    pub fn shape(&self) -> &[usize] {
        with_pixels!(self, array => array.shape())
    }

    /// The number of axes.
    #[must_use]
    pub fn ndim(&self) -> usize {
        self.shape().len()
    }

    /// The values in another type, rounded half to even and saturated, and how many of them saturated.
    /// The memory order stays.
    #[must_use]
    pub fn cast(&self, to: DType) -> (Self, usize) {
        if self.dtype() == to {
            return (self.clone(), 0);
        }
        with_pixels!(self, array => for_dtype!(to, T => {
            let (array, saturated) = cast::<_, T>(array);
            (array.into(), saturated)
        }))
    }

    /// The same array if it is of this type, otherwise its values in that type.
    #[must_use]
    pub fn as_type(&self, to: DType) -> Cow<'_, Self> {
        if self.dtype() == to { Cow::Borrowed(self) } else { Cow::Owned(self.cast(to).0) }
    }

    /// The same, of an array that is not needed any more.
    #[must_use]
    pub fn into_type(self, to: DType) -> Self {
        if self.dtype() == to { self } else { self.cast(to).0 }
    }

    /// What a picture format shows of a boolean array: 0 and 255.
    #[must_use]
    pub fn black_and_white(&self) -> Option<Self> {
        let Self::Bool(array) = self else { return None };
        Some(array.mapv(|bit| if bit { u8::MAX } else { 0 }).into())
    }

    /// Without an axis of length one.
    #[must_use]
    pub fn without_axis(self, axis: usize) -> Self {
        with_pixels!(self, array => array.index_axis_move(Axis(axis), 0).into())
    }
}

fn cast<A: Pixel, B: Pixel>(array: &ArrayD<A>) -> (ArrayD<B>, usize) {
    let mut saturated = 0;
    let cast = array.map(|value| {
        let (value, lost) = B::narrow(value.widen());
        saturated += usize::from(lost);
        value
    });
    (cast, saturated)
}
