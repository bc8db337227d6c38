//! What comes after erosions and dilations: differences, pixel by pixel.

#![allow(clippy::multiple_bound_locations, reason = "the annotation adds bounds of its own")]

use stencil_core::compose::Along;
use stencil_core::prelude::*;

/// The difference of integers, as far as the type goes.
#[stencil(simd)]
pub fn minus_whole<T: Integer>(a: Window<T, 1>, b: Window<T, 1>) -> T {
    a[0].saturating_sub(b[0])
}

/// The difference of floats.
#[stencil(simd)]
pub fn minus<T: Float>(a: Window<T, 1>, b: Window<T, 1>) -> T {
    a[0] - b[0]
}

/// Whether two differ.
#[stencil(simd)]
pub fn differ(a: Window<bool, 1>, b: Window<bool, 1>) -> bool {
    a[0] != b[0]
}

/// What two integers are above a third, as far as the type goes; no sum on the way overflows.
#[stencil(simd)]
pub fn above_whole<T: Integer>(a: Window<T, 1>, b: Window<T, 1>, centre: Window<T, 1>) -> T {
    let (a, b, x) = (a[0], b[0], centre[0]);
    let (low, high) = (a.min(b), a.max(b));
    // If the third is between the two, so is what is left of their sum without it.
    let rest = high.wrapping_add(low).wrapping_sub(x);
    if low <= x && x <= high { rest.saturating_sub(x) } else { a.saturating_sub(x).saturating_add(b.saturating_sub(x)) }
}

/// What two floats are above a third, in the order in which SciPy adds.
#[stencil(simd)]
pub fn above<T: Float>(a: Window<T, 1>, b: Window<T, 1>, centre: Window<T, 1>) -> T {
    a[0] + b[0] - centre[0] - centre[0]
}

/// Whether one is larger than the other.
#[stencil(simd)]
pub fn larger<T: Element>(a: Window<T, 1>, b: Window<T, 1>) -> bool {
    a[0] > b[0]
}

/// Element types with a difference: numbers, where that of integers saturates, and `bool`, where it is whether two differ.
pub trait Difference: Element {
    #[doc(hidden)]
    type Minus: Filter<(Self, Self), Out = (Self,)>;
    #[doc(hidden)]
    fn minus() -> Self::Minus;
}

/// Element types whose differences have a sign, or could have one: numbers.
pub trait SecondDifference: Difference {
    #[doc(hidden)]
    type Above: Filter<(Self, Self, Self), Out = (Self,)>;
    #[doc(hidden)]
    fn above() -> Self::Above;
}

macro_rules! differences {
    ($($t:ident)*: $minus:ident $above:ident) => {$(
        impl Difference for $t {
            type Minus = Along<$minus>;
            fn minus() -> Self::Minus {
                $minus.along(0)
            }
        }
        impl SecondDifference for $t {
            type Above = Along<$above>;
            fn above() -> Self::Above {
                $above.along(0)
            }
        }
    )*};
}
differences! { u8 i8 u16 i16 u32 i32 u64 i64: minus_whole above_whole }
differences! { f32 f64: minus above }

impl Difference for bool {
    type Minus = Along<differ>;
    fn minus() -> Self::Minus {
        differ.along(0)
    }
}
