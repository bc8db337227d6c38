//! `as`, from every type to every other.

use crate::{test_types, unary};

macro_rules! casts {
    ($t:ident, $simd:ident, $w:ident) => {
        casts!(@to $t, $simd, $w, u8 i8 u16 i16 u32 i32 u64 i64 f32 f64 isize)
    };
    (@to $t:ident, $simd:ident, $w:ident, $($to:ident)*) => {
        unary! { $simd, $w, $t; $("as" = |x| x.cast::<$to>(), |x| x as $to;)* }
    };
}
test_types! { casts: u8 B8 B64; i8 B8 B32; u16 B16 B64; i16 B16 B32; u32 B32 B8; i32 B32 B64; u64 B64 B8; i64 B64 B32; f32 B32 B8; f64 B64 B32; usize B64 B32; }

mod truth {
    use super::*;
    macro_rules! truth {
        ($t:ident, $simd:ident, $w:ident) => {
            casts!(@to $t, $simd, $w, u8 i16 u32 i64)
        };
    }
    test_types! { truth: bool B8 B64; }
}

mod scalars {
    use crate::values::{Bits, Extremes};
    use stencil_core::element::Number;

    macro_rules! scalars {
        ($($from:ident)* => $to:tt) => {
            #[test]
            fn cast_of_one_value_is_as() {
                $(scalars!(@each $from => $to);)*
            }
        };
        (@each $from:ident => [$($to:ident)*]) => {
            for x in $from::extremes() {
                $(assert!(x.cast::<$to>().same(x as $to), "{x:?} as {}", stringify!($to));)*
            }
        };
    }
    scalars!(u8 i8 u16 i16 u32 i32 u64 i64 f32 f64 => [u8 i8 u16 i16 u32 i32 u64 i64 f32 f64]);
}
