//! Elements as integers in the same order, in registers as long as the machine's.

use super::native::Native;
use crate::rank::Numbered;

/// An integer that stands for an element. Comparing integers needs no care for NaN and the two zeros, so the largest of
/// many is the same in whatever order they are looked at.
pub trait Ordinal: Native + Ord + Numbered {
    /// No bit.
    const NONE: Self;
    /// Every bit: turns the order around.
    const ALL: Self;
    /// The smallest and the largest one.
    const LEAST: Self;
    const MOST: Self;
}

macro_rules! ordinals {
    ($($t:ident)*) => {$(
        impl Ordinal for $t {
            const NONE: Self = 0;
            const ALL: Self = !0;
            const LEAST: Self = $t::MIN;
            const MOST: Self = $t::MAX;
        }
    )*};
}
// The kinds whose larger value is one instruction on most levels.
ordinals! { u8 i16 i32 i64 }

/// Elements that have an [`Ordinal`].
pub trait HasOrdinal: Copy {
    #[doc(hidden)]
    type Ordinal: Ordinal;
    /// Larger for larger elements, and with all bits flipped for smaller ones. For NaN, `nan`: either way the largest of all
    /// or the smallest of all, so that it comes through wherever it is, or only where there is nothing else.
    #[doc(hidden)]
    fn s_ordinal(self, flip: Self::Ordinal, nan: Self::Ordinal) -> Self::Ordinal;
    /// The element of an ordinal.
    #[doc(hidden)]
    fn s_of_ordinal(ordinal: Self::Ordinal, flip: Self::Ordinal) -> Self;
}

macro_rules! integers {
    ($($t:ident $ordinal:ident $offset:expr;)*) => {$(
        impl HasOrdinal for $t {
            type Ordinal = $ordinal;
            #[inline(always)]
            fn s_ordinal(self, flip: $ordinal, _: $ordinal) -> $ordinal {
                self as $ordinal ^ $offset ^ flip
            }
            #[inline(always)]
            fn s_of_ordinal(ordinal: $ordinal, flip: $ordinal) -> Self {
                (ordinal ^ $offset ^ flip) as Self
            }
        }
    )*};
}
integers! {
    u8 u8 0; i8 u8 1 << 7;
    i16 i16 0; u16 i16 i16::MIN;
    i32 i32 0; u32 i32 i32::MIN;
    i64 i64 0; u64 i64 i64::MIN;
}

impl HasOrdinal for bool {
    type Ordinal = u8;
    #[inline(always)]
    fn s_ordinal(self, flip: u8, _: u8) -> u8 {
        u8::from(self) ^ flip
    }
    #[inline(always)]
    fn s_of_ordinal(ordinal: u8, flip: u8) -> Self {
        ordinal != flip
    }
}

/// The bits, with the others flipped if the sign is set.
macro_rules! floats {
    ($($t:ident $ordinal:ident;)*) => {$(
        impl HasOrdinal for $t {
            type Ordinal = $ordinal;
            #[inline(always)]
            fn s_ordinal(self, flip: $ordinal, nan: $ordinal) -> $ordinal {
                let bits = self.to_bits() as $ordinal;
                let ordered = bits ^ (bits >> ($ordinal::BITS - 1) & $ordinal::MAX) ^ flip;
                if self.is_nan() { nan } else { ordered }
            }
            #[inline(always)]
            fn s_of_ordinal(ordinal: $ordinal, flip: $ordinal) -> Self {
                let bits = ordinal ^ flip;
                Self::from_bits((bits ^ (bits >> ($ordinal::BITS - 1) & $ordinal::MAX)) as _)
            }
        }
    )*};
}
floats! { f32 i32; f64 i64; }

#[cfg(test)]
mod tests {
    use super::*;
    use std::fmt::Debug;

    fn in_order<T: HasOrdinal<Ordinal: Ord> + PartialEq + Debug>(values: &[T]) {
        for pair in values.windows(2) {
            let [low, high] = [pair[0], pair[1]]
                .map(|value| [T::Ordinal::NONE, T::Ordinal::ALL].map(|flip| value.s_ordinal(flip, T::Ordinal::MOST)));
            assert!(low[0] < high[0] && low[1] > high[1], "{pair:?}");
        }
        for value in values {
            for flip in [T::Ordinal::NONE, T::Ordinal::ALL] {
                assert_eq!(T::s_of_ordinal(value.s_ordinal(flip, T::Ordinal::MOST), flip), *value);
            }
        }
    }

    #[test]
    fn ordinals_are_in_the_order_of_elements() {
        in_order(&[false, true]);
        in_order(&[0_u8, 1, 127, 128, 255]);
        in_order(&[i8::MIN, -1, 0, 1, i8::MAX]);
        in_order(&[0, 1, u16::MAX / 2, u16::MAX]);
        in_order(&[i16::MIN, -1, 0, i16::MAX]);
        in_order(&[0, 1, u32::MAX / 2, u32::MAX]);
        in_order(&[i32::MIN, -1, 0, i32::MAX]);
        in_order(&[0, 1, u64::MAX / 2, u64::MAX]);
        in_order(&[i64::MIN, -1, 0, i64::MAX]);
        in_order(&[f32::NEG_INFINITY, -1.5, -1e-40, -0.0, 0.0, 1e-40, 1.5, f32::INFINITY]);
        in_order(&[f64::NEG_INFINITY, -1.5, -5e-324, -0.0, 0.0, 5e-324, 1.5, f64::INFINITY]);
    }

    #[test]
    fn a_nan_is_beyond_all_whichever_way() {
        let ends = [f32::INFINITY, f32::NEG_INFINITY];
        for flip in [0, !0] {
            for nan in [f32::NAN, -f32::NAN] {
                let [least, most] = [i32::MIN, i32::MAX].map(|key| nan.s_ordinal(flip, key));
                assert!(ends.iter().all(|end| (least + 1..most).contains(&end.s_ordinal(flip, 0))));
                assert!([least, most].iter().all(|key| f32::s_of_ordinal(*key, flip).is_nan()));
            }
        }
    }
}
