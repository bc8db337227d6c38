//! The element types, as the tests see them: made from numbers, read as numbers, compared.

use crate::random::Random;
use stencil_core::element::Element;

/// An element type with what the tests need.
pub trait Dtype: Element {
    /// Whether it holds whole numbers only.
    const WHOLE: bool;
    /// The nearest value (half to even), the smallest or largest if there is none near. NaN becomes zero for integers.
    fn of(value: f64) -> Self;
    /// As a number. 64-bit integers beyond 2^53 are rounded.
    fn number(self) -> f64;
    /// A value from anywhere in the type, the ends included; now and then from a few only, so that some are equal.
    fn random(random: &mut Random) -> Self;
    /// A value between 0 and 127 (0 and 1 for `bool`), whole.
    fn small(random: &mut Random) -> Self {
        Self::of((random.below(128)) as f64)
    }
    /// The smallest and the largest value.
    fn ends() -> (Self, Self);
    /// The bits.
    fn bits(self) -> u64;
    /// The same bits, or both NaN.
    fn same(self, other: Self) -> bool {
        self.bits() == other.bits() || (self.number().is_nan() && other.number().is_nan())
    }
}

/// Calls a generic test for several element types: those before the semicolon always, the others only with the feature
/// `every-type`, since each pair of filter and type is compiled to vector code of its own.
#[macro_export]
macro_rules! for_types {
    ($test:ident: $($t:ident)*; $($other:ident)*) => {{
        $($test::<$t>();)*
        #[cfg(feature = "every-type")]
        {
            $($test::<$other>();)*
        }
    }};
}
macro_rules! integers {
    ($($t:ident)*) => {$(
        impl Dtype for $t {
            const WHOLE: bool = true;
            fn of(value: f64) -> Self {
                value.round_ties_even() as $t
            }
            fn number(self) -> f64 {
                self as f64
            }
            fn random(random: &mut Random) -> Self {
                match random.below(8) {
                    0 => $t::MIN,
                    1 => $t::MAX,
                    2 => random.below(4) as $t,
                    _ => random.bits() as $t,
                }
            }
            fn ends() -> (Self, Self) {
                ($t::MIN, $t::MAX)
            }
            fn bits(self) -> u64 {
                self as u64
            }
        }
    )*};
}
integers! { u8 u16 u32 u64 i8 i16 i32 i64 }

macro_rules! floats {
    ($($t:ident)*) => {$(
        impl Dtype for $t {
            const WHOLE: bool = false;
            fn of(value: f64) -> Self {
                value as $t
            }
            fn number(self) -> f64 {
                f64::from(self)
            }
            fn random(random: &mut Random) -> Self {
                match random.below(16) {
                    0 => $t::MAX,
                    1 => $t::MIN_POSITIVE,
                    2..4 => random.below(4) as $t,
                    _ => (random.unit() * 2000.0 - 1000.0) as $t,
                }
            }
            fn ends() -> (Self, Self) {
                ($t::NEG_INFINITY, $t::INFINITY)
            }
            fn bits(self) -> u64 {
                self.to_bits().into()
            }
        }
    )*};
}
floats! { f32 f64 }

impl Dtype for bool {
    const WHOLE: bool = true;
    fn of(value: f64) -> Self {
        value > 0.5
    }
    fn number(self) -> f64 {
        f64::from(u8::from(self))
    }
    fn random(random: &mut Random) -> Self {
        random.below(2) == 1
    }
    fn small(random: &mut Random) -> Self {
        Self::random(random)
    }
    fn ends() -> (Self, Self) {
        (false, true)
    }
    fn bits(self) -> u64 {
        self.into()
    }
}
