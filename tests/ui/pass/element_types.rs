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
type Pixel = u16;

#[stencil(simd)]
fn of_an_alias(w: Window<Pixel, 1>) -> (Pixel, bool) {
    let v: Pixel = w[0];
    (v + 1, v > 2)
}

#[test]
fn an_alias_is_what_it_stands_for() {
    let (more, bright) = apply(&ndarray::arr1(&[1u16, 4]), &of_an_alias).unwrap();
    assert_eq!((more, bright), (ndarray::arr1(&[2u16, 5]), ndarray::arr1(&[false, true])));
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
