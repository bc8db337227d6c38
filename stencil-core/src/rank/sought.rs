//! [`Sought`]: the searches for each kind of key, compiled here once rather than wherever a filter is applied.

use super::machine::{Slots, carry_out};
use super::program::Program;
use super::small::{ROWS, five, three};
use fearless_simd::{Level, dispatch};

/// Keys that can be searched.
pub trait Sought: Sized {
    /// The medians of 3 x 3 values, for two rows of results; tells whether some have no place in the order.
    #[doc(hidden)]
    fn three(level: Level, lines: [&[Self]; 4], results: [&mut [Self]; ROWS]) -> bool;
    /// The same of 5 x 5.
    #[doc(hidden)]
    fn five(level: Level, lines: [&[Self]; 6], results: [&mut [Self]; ROWS]) -> bool;
    /// Carries out a program.
    #[doc(hidden)]
    fn carry_out(level: Level, program: &Program, slots: Slots<'_, Self>, len: usize) -> bool;
}

macro_rules! sought {
    ($($t:ty)*) => {$(
        impl Sought for $t {
            fn three(level: Level, lines: [&[Self]; 4], results: [&mut [Self]; ROWS]) -> bool {
                dispatch!(level, simd => three(simd, lines, results))
            }
            fn five(level: Level, lines: [&[Self]; 6], results: [&mut [Self]; ROWS]) -> bool {
                dispatch!(level, simd => five(simd, lines, results))
            }
            fn carry_out(level: Level, program: &Program, slots: Slots<'_, Self>, len: usize) -> bool {
                dispatch!(level, simd => carry_out(simd, program, slots, len))
            }
        }
    )*};
}
sought! { u8 i8 u16 i16 u32 i32 u64 i64 f32 f64 }
