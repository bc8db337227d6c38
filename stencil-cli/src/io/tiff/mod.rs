//! TIFF and BigTIFF: integers of 8 to 64 bits, f32 and f64, any number of channels, pages as a leading axis.

mod read;
mod write;

pub(super) use read::read;
pub(super) use write::write;

use stencil_cli::dtype::Pixel;
use tiff::decoder::DecodingResult;
use tiff::tags::SampleFormat;

/// A sample type of TIFF.
trait Sample: Pixel {
    /// How the file calls its kind.
    const FORMAT: SampleFormat;

    /// The samples, if the decoder gave this type.
    fn from_decoded(decoded: DecodingResult) -> Option<Vec<Self>>;
}

macro_rules! samples {
    ($($type:ident $variant:ident $format:ident),*) => {$(
        impl Sample for $type {
            const FORMAT: SampleFormat = SampleFormat::$format;

            fn from_decoded(decoded: DecodingResult) -> Option<Vec<Self>> {
                if let DecodingResult::$variant(samples) = decoded { Some(samples) } else { None }
            }
        }
    )*};
}
samples!(u8 U8 Uint, u16 U16 Uint, u32 U32 Uint, u64 U64 Uint, i8 I8 Int, i16 I16 Int, i32 I32 Int, i64 I64 Int);
samples!(f32 F32 IEEEFP, f64 F64 IEEEFP);

/// `for_sample!(dtype, T => expression)`: the expression with `T` naming the sample type; `None` for `bool`, which TIFF lacks.
macro_rules! for_sample {
    ($dtype:expr, $t:ident => $body:expr) => {
        for_sample!(@arms $dtype, $t, $body;
            U8 u8, U16 u16, U32 u32, U64 u64, I8 i8, I16 i16, I32 i32, I64 i64, F32 f32, F64 f64)
    };
    (@arms $dtype:expr, $t:ident, $body:expr; $($variant:ident $type:ident),*) => {
        match $dtype {
            $(stencil_cli::dtype::DType::$variant => {
                type $t = $type;
                Some($body)
            })*
            stencil_cli::dtype::DType::Bool => None,
        }
    };
}
use for_sample;
