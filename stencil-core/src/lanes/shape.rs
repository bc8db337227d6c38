//! Widening and narrowing between the registers of neighbouring element sizes at one lane count.
//!
//! `fearless_simd` widens one register to two of the same size; here the number of lanes stays, so the two are
//! combined to one larger register, kept as a [`Pair`], or (half-used registers) the upper one is dropped.

use super::vector::Pair;
use fearless_simd::*;

/// To the element type of twice the size: integers extend by their sign, floats exactly, masks keep their truth.
pub trait Widen<To>: Copy {
    fn widen(self) -> To;
}
/// To the element type of half the size: integers truncate, floats round, masks keep their truth.
pub trait Narrow<To>: Copy {
    fn narrow(self) -> To;
}

impl<To, From: Widen<To>> Widen<Pair<To>> for Pair<From> {
    #[inline(always)]
    fn widen(self) -> Pair<To> {
        Pair(self.0.widen(), self.1.widen())
    }
}
impl<To, From: Narrow<To>> Narrow<Pair<To>> for Pair<From> {
    #[inline(always)]
    fn narrow(self) -> Pair<To> {
        Pair(self.0.narrow(), self.1.narrow())
    }
}

/// One register of `$narrow` becomes a pair of `$wide`.
macro_rules! paired {
    ($($up:ident, $down:ident: $narrow:ident <-> $wide:ident;)*) => {$(
        impl<S: Simd> Widen<Pair<$wide<S>>> for $narrow<S> {
            #[inline(always)]
            fn widen(self) -> Pair<$wide<S>> {
                let (low, high) = $up::widen(self);
                Pair(low, high)
            }
        }
        impl<S: Simd> Narrow<$narrow<S>> for Pair<$wide<S>> {
            #[inline(always)]
            fn narrow(self) -> $narrow<S> {
                $down::narrow(self.0, self.1)
            }
        }
    )*};
}

/// One register of `$narrow` becomes one, twice as large, of `$wide`.
macro_rules! combined {
    ($($up:ident, $down:ident: $narrow:ident <-> $wide:ident by $combine:ident, $split:ident;)*) => {$(
        impl<S: Simd> Widen<$wide<S>> for $narrow<S> {
            #[inline(always)]
            fn widen(self) -> $wide<S> {
                let (low, high) = $up::widen(self);
                self.token().$combine(low, high)
            }
        }
        impl<S: Simd> Narrow<$narrow<S>> for $wide<S> {
            #[inline(always)]
            fn narrow(self) -> $narrow<S> {
                let (low, high) = self.token().$split(self);
                $down::narrow(low, high)
            }
        }
    )*};
}

/// The lower half of `$narrow` becomes one register of `$wide`; back, the halves repeat each other.
macro_rules! halved {
    ($($up:ident, $down:ident: $narrow:ident <-> $wide:ident;)*) => {$(
        impl<S: Simd> Widen<$wide<S>> for $narrow<S> {
            #[inline(always)]
            fn widen(self) -> $wide<S> {
                $up::widen(self).0
            }
        }
        impl<S: Simd> Narrow<$narrow<S>> for $wide<S> {
            #[inline(always)]
            fn narrow(self) -> $narrow<S> {
                $down::narrow(self, self)
            }
        }
    )*};
}

// 8 and 16 bits: 32 lanes.
combined! {
    SimdWiden, SimdNarrow: u8x32 <-> u16x32 by combine_u16x16, split_u16x32;
    SimdWiden, SimdNarrow: i8x32 <-> i16x32 by combine_i16x16, split_i16x32;
    MaskWiden, MaskNarrow: mask8x32 <-> mask16x32 by combine_mask16x16, split_mask16x32;
}
paired! {
    SimdWiden, SimdNarrow: u16x32 <-> u32x16;
    SimdWiden, SimdNarrow: i16x32 <-> i32x16;
    MaskWiden, MaskNarrow: mask16x32 <-> mask32x16;
}

// 32 bits: 16 lanes.
combined! {
    SimdWiden, SimdNarrow: u8x16 <-> u16x16 by combine_u16x8, split_u16x16;
    SimdWiden, SimdNarrow: i8x16 <-> i16x16 by combine_i16x8, split_i16x16;
    MaskWiden, MaskNarrow: mask8x16 <-> mask16x16 by combine_mask16x8, split_mask16x16;
    SimdWiden, SimdNarrow: u16x16 <-> u32x16 by combine_u32x8, split_u32x16;
    SimdWiden, SimdNarrow: i16x16 <-> i32x16 by combine_i32x8, split_i32x16;
    MaskWiden, MaskNarrow: mask16x16 <-> mask32x16 by combine_mask32x8, split_mask32x16;
}
paired! {
    SimdWiden, SimdNarrow: u32x16 <-> u64x8;
    SimdWiden, SimdNarrow: i32x16 <-> i64x8;
    SimdWiden, SimdNarrow: f32x16 <-> f64x8;
    MaskWiden, MaskNarrow: mask32x16 <-> mask64x8;
}

// 64 bits: 8 lanes.
halved! {
    SimdWiden, SimdNarrow: u8x16 <-> u16x8;
    SimdWiden, SimdNarrow: i8x16 <-> i16x8;
    MaskWiden, MaskNarrow: mask8x16 <-> mask16x8;
}
combined! {
    SimdWiden, SimdNarrow: u16x8 <-> u32x8 by combine_u32x4, split_u32x8;
    SimdWiden, SimdNarrow: i16x8 <-> i32x8 by combine_i32x4, split_i32x8;
    MaskWiden, MaskNarrow: mask16x8 <-> mask32x8 by combine_mask32x4, split_mask32x8;
    SimdWiden, SimdNarrow: u32x8 <-> u64x8 by combine_u64x4, split_u64x8;
    SimdWiden, SimdNarrow: i32x8 <-> i64x8 by combine_i64x4, split_i64x8;
    SimdWiden, SimdNarrow: f32x8 <-> f64x8 by combine_f64x4, split_f64x8;
    MaskWiden, MaskNarrow: mask32x8 <-> mask64x8 by combine_mask64x4, split_mask64x8;
}
