//! Numbers in registers as long as the machine's.

use super::vector::Arithmetic;
use fearless_simd::Simd;

/// A number of which a level has registers of its full length.
pub trait Native: Copy + Default + Send + Sync + 'static {
    /// As many as a register of the level holds.
    type Native<S: Simd>: Arithmetic<S, Self>;
}

macro_rules! natives {
    ($($t:ident $native:ident;)*) => {$(
        impl Native for $t {
            type Native<S: Simd> = S::$native;
        }
    )*};
}
natives! { u8 u8s; i16 i16s; u16 u16s; i32 i32s; u32 u32s; i64 i64s; u64 u64s; f32 f32s; f64 f64s; }
