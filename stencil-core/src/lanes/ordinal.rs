//! Elements as integers in the same order, in registers as long as the machine's.

use super::native::Native;

/// An integer that stands for an element. Comparing integers needs no care for NaN and the two zeros, so the largest of
/// many is the same in whatever order they are looked at.
pub trait Ordinal: Native {
    /// No bit.
    const NONE: Self;
    /// Every bit: turns the order around.
    const ALL: Self;
}

macro_rules! ordinals {
    ($($t:ident)*) => {$(
        impl Ordinal for $t {
            const NONE: Self = 0;
            const ALL: Self = !0;
        }
    )*};
}
// The kinds whose larger value is one instruction on most levels.
ordinals! { u8 i16 i32 i64 }

/// Elements that have an [`Ordinal`].
pub trait HasOrdinal: Copy {
    #[doc(hidden)]
    type Ordinal: Ordinal;
    /// Larger for larger elements, and with all bits flipped for smaller ones. The largest for NaN, either way.
    #[doc(hidden)]
    fn s_ordinal(self, flip: Self::Ordinal) -> Self::Ordinal;
    /// The element of an ordinal.
    #[doc(hidden)]
    fn s_of_ordinal(ordinal: Self::Ordinal, flip: Self::Ordinal) -> Self;
}

macro_rules! integers {
    ($($t:ident $ordinal:ident $offset:expr;)*) => {$(
        impl HasOrdinal for $t {
            type Ordinal = $ordinal;
            #[inline(always)]
            fn s_ordinal(self, flip: $ordinal) -> $ordinal {
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
    fn s_ordinal(self, flip: u8) -> u8 {
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
            fn s_ordinal(self, flip: $ordinal) -> $ordinal {
                let bits = self.to_bits() as $ordinal;
                let ordered = bits ^ (bits >> ($ordinal::BITS - 1) & $ordinal::MAX) ^ flip;
                if self.is_nan() { $ordinal::MAX } else { ordered }
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
            let [none, all] = [T::Ordinal::NONE, T::Ordinal::ALL];
            assert!(
                pair[0].s_ordinal(none) < pair[1].s_ordinal(none) && pair[0].s_ordinal(all) > pair[1].s_ordinal(all),
                "{pair:?}"
            );
        }
        for value in values {
            for flip in [T::Ordinal::NONE, T::Ordinal::ALL] {
                assert_eq!(T::s_of_ordinal(value.s_ordinal(flip), flip), *value);
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
    fn a_nan_is_larger_than_all_whichever_way() {
        for flip in [0, !0] {
            for nan in [f32::NAN, -f32::NAN] {
                assert!([f32::INFINITY, f32::NEG_INFINITY].iter().all(|end| end.s_ordinal(flip) < nan.s_ordinal(flip)));
                assert!(f32::s_of_ordinal(nan.s_ordinal(flip), flip).is_nan());
            }
        }
    }
}
