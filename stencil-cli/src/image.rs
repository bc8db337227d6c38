//! [`DynImage`]: an array whose element type is known at run time; [`Image`]: the same with the meaning of its axes.

use crate::dtype::{DType, Pixel};
use ndarray::{ArrayD, Axis};

/// An array of any element type that the command handles.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum DynImage {
    Bool(ArrayD<bool>),
    U8(ArrayD<u8>),
    U16(ArrayD<u16>),
    U32(ArrayD<u32>),
    U64(ArrayD<u64>),
    I8(ArrayD<i8>),
    I16(ArrayD<i16>),
    I32(ArrayD<i32>),
    I64(ArrayD<i64>),
    F32(ArrayD<f32>),
    F64(ArrayD<f64>),
}

/// `with_pixels!(image, array => expression)`: the expression once per element type.
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
pub(crate) use with_pixels;

/// `for_dtype!(dtype, T => expression)`: the expression with `T` naming the element type.
macro_rules! for_dtype {
    ($dtype:expr, $t:ident => $body:expr) => {
        $crate::image::for_dtype!(@arms $dtype, $t, $body;
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
pub(crate) use for_dtype;

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
    pub(crate) fn dtype(&self) -> DType {
        fn of<T: Pixel>(_: &ArrayD<T>) -> DType {
            T::DTYPE
        }
        with_pixels!(self, array => of(array))
    }

    /// Elements per axis.
    pub(crate) fn shape(&self) -> &[usize] {
        with_pixels!(self, array => array.shape())
    }

    /// The number of axes.
    pub(crate) fn ndim(&self) -> usize {
        self.shape().len()
    }

    /// The values in another type, rounded half to even and saturated, and how many of them saturated.
    /// The memory order stays.
    pub(crate) fn cast(&self, to: DType) -> (Self, usize) {
        if self.dtype() == to {
            return (self.clone(), 0);
        }
        with_pixels!(self, array => for_dtype!(to, T => {
            let (array, saturated) = cast::<_, T>(array);
            (array.into(), saturated)
        }))
    }

    /// What a picture format shows of a boolean array: 0 and 255.
    pub(crate) fn black_and_white(&self) -> Option<Self> {
        let Self::Bool(array) = self else { return None };
        Some(array.mapv(|bit| if bit { u8::MAX } else { 0 }).into())
    }

    /// Without an axis of length one.
    fn without_axis(self, axis: usize) -> Self {
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

/// What the axes of an array mean.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Layout {
    /// Nothing is known: an array from an NPY file.
    Plain,
    /// `(H, W)`, with a leading axis of pages or a trailing axis of channels where it says so.
    Picture { pages: bool, channels: bool },
}

impl Layout {
    /// A single grey picture, `(H, W)`.
    pub(crate) const GREY: Self = Self::Picture { pages: false, channels: false };

    /// The axes that a filter works along unless `--axes` says otherwise: height and width of a picture, every axis of a
    /// plain array.
    pub(crate) fn default_axes(self, ndim: usize) -> Vec<usize> {
        match self {
            Self::Plain => (0..ndim).collect(),
            Self::Picture { pages, .. } => vec![usize::from(pages), usize::from(pages) + 1],
        }
    }

    /// The axes of a plain array seen as a picture, as NumPy's image tools see it: a last axis of three or four is colour,
    /// a third axis in front is pages.
    pub(crate) fn of_shape(shape: &[usize]) -> Option<Self> {
        let channels = matches!(shape, [.., _, _, 3 | 4]);
        match shape.len() - usize::from(channels) {
            2 => Some(Self::Picture { pages: false, channels }),
            3 => Some(Self::Picture { pages: true, channels }),
            _ => None,
        }
    }
}

/// An array and the meaning of its axes.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Image {
    pub(crate) pixels: DynImage,
    pub(crate) layout: Layout,
}

impl Image {
    /// A picture of `(H, W, channels)`; a single channel is dropped to `(H, W)`.
    pub(crate) fn picture(pixels: DynImage) -> Self {
        let grey = pixels.shape()[2] == 1;
        let pixels = if grey { pixels.without_axis(2) } else { pixels };
        Self { pixels, layout: Layout::Picture { pages: false, channels: !grey } }
    }

    /// `512x768x3 u8`, for messages.
    pub(crate) fn describe(&self) -> String {
        format!("{} {}", shape_text(self.pixels.shape()), self.pixels.dtype())
    }
}

/// `512x768`, for messages.
pub(crate) fn shape_text(shape: &[usize]) -> String {
    if shape.is_empty() {
        return "a single number".to_owned();
    }
    shape.iter().map(ToString::to_string).collect::<Vec<_>>().join("x")
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::{ShapeBuilder, array};

    #[test]
    fn a_cast_keeps_memory_order_and_counts_what_it_saturates() {
        let fortran = ArrayD::from_shape_vec(vec![2, 3].f(), vec![-1.0, 0.5, 1.5, 255.4, 256.0, f32::NAN]).unwrap();
        let (cast, saturated) = DynImage::from(fortran).cast(DType::U8);
        let DynImage::U8(cast) = cast else { panic!("not u8") };
        assert_eq!(saturated, 3, "-1, 256 and NaN");
        assert_eq!(cast, array![[0, 2, 255], [0, 255, 0]].into_dyn());
        assert_eq!(cast.strides(), [1, 2]);
    }

    #[test]
    fn every_pair_of_types_keeps_small_values() {
        let ones = DynImage::from(ArrayD::from_elem(vec![2, 2], true));
        for from in DType::ALL {
            for to in DType::ALL {
                let (cast, saturated) = ones.cast(from).0.cast(to);
                assert_eq!((cast.dtype(), saturated), (to, 0), "{from} to {to}");
                assert_eq!(cast.cast(DType::Bool).0, ones, "{from} to {to}");
            }
        }
    }

    #[test]
    fn a_plain_shape_is_colour_only_with_three_or_four_channels() {
        let picture = |pages, channels| Some(Layout::Picture { pages, channels });
        assert_eq!(Layout::of_shape(&[5, 7]), picture(false, false));
        assert_eq!(Layout::of_shape(&[5, 7, 3]), picture(false, true));
        assert_eq!(Layout::of_shape(&[5, 7, 2]), picture(true, false));
        assert_eq!(Layout::of_shape(&[9, 5, 7, 4]), picture(true, true));
        assert_eq!(Layout::of_shape(&[7]), None);
        assert_eq!(Layout::of_shape(&[2, 3, 5, 7]), None);
    }
}
