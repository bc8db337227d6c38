//! Every element type, in and out.

use stencil_core::prelude::*;

macro_rules! identity {
    ($($name:ident: $ty:ident),* $(,)?) => { $(
        #[stencil(simd)]
        fn $name(w: Window<$ty, 1>) -> $ty {
            w[1]
        }
    )*
        #[test]
        fn each_gives_back_its_own() {
            $( {
                let values = ndarray::arr1(&[<$ty>::default(); 3]);
                assert_eq!(apply(&values, &$name).unwrap(), values);
            } )*
        }
    };
}
identity!(
    of_bool: bool,
    of_u8: u8,
    of_u16: u16,
    of_u32: u32,
    of_u64: u64,
    of_i8: i8,
    of_i16: i16,
    of_i32: i32,
    of_i64: i64,
    of_f32: f32,
    of_f64: f64,
);
