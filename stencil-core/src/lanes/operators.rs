//! The operators of the standard library on [`Lanes`], with the meaning that they have for one value.
//!
//! As for numbers, either operand may be a reference: the items of `values.iter()` are.

use super::lane::Lane;
use super::number::{IntegerLane, NumberLane, SignedLane};
use super::pack::Lanes;
use super::reciprocal::Divisor;
use super::vector::MaskVector;
use super::width::Width;
use fearless_simd::Simd;
use std::ops::{
    Add, AddAssign, BitAnd, BitAndAssign, BitOr, BitOrAssign, BitXor, BitXorAssign, Div, DivAssign, Mul, MulAssign,
    Neg, Not, Rem, RemAssign, Shl, ShlAssign, Shr, ShrAssign, Sub, SubAssign,
};

macro_rules! binary {
    ($($bound:ident: $trait:ident $method:ident, $assign:ident $assign_method:ident = $function:ident;)*) => {$(
        impl<S: Simd, T: $bound, W: Width> $trait for Lanes<S, T, W> {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: Self) -> Self {
                Lanes(T::$function::<S, W>(self.0, other.0))
            }
        }
        impl<S: Simd, T: $bound, W: Width> $trait<&Self> for Lanes<S, T, W> {
            type Output = Self;
            #[inline(always)]
            fn $method(self, other: &Self) -> Self {
                Lanes(T::$function::<S, W>(self.0, other.0))
            }
        }
        impl<S: Simd, T: $bound, W: Width> $trait<Lanes<S, T, W>> for &Lanes<S, T, W> {
            type Output = Lanes<S, T, W>;
            #[inline(always)]
            fn $method(self, other: Lanes<S, T, W>) -> Lanes<S, T, W> {
                Lanes(T::$function::<S, W>(self.0, other.0))
            }
        }
        impl<S: Simd, T: $bound, W: Width> $trait for &Lanes<S, T, W> {
            type Output = Lanes<S, T, W>;
            #[inline(always)]
            fn $method(self, other: Self) -> Lanes<S, T, W> {
                Lanes(T::$function::<S, W>(self.0, other.0))
            }
        }
        impl<S: Simd, T: $bound, W: Width> $assign for Lanes<S, T, W> {
            #[inline(always)]
            fn $assign_method(&mut self, other: Self) {
                *self = $trait::$method(*self, other);
            }
        }
        impl<S: Simd, T: $bound, W: Width> $assign<&Self> for Lanes<S, T, W> {
            #[inline(always)]
            fn $assign_method(&mut self, other: &Self) {
                *self = $trait::$method(*self, *other);
            }
        }
    )*};
}
binary! {
    NumberLane: Add add, AddAssign add_assign = v_add;
    NumberLane: Sub sub, SubAssign sub_assign = v_sub;
    NumberLane: Mul mul, MulAssign mul_assign = v_mul;
    NumberLane: Div div, DivAssign div_assign = v_div;
    NumberLane: Rem rem, RemAssign rem_assign = v_rem;
    BitsLane: BitAnd bitand, BitAndAssign bitand_assign = v_bit_and;
    BitsLane: BitOr bitor, BitOrAssign bitor_assign = v_bit_or;
    BitsLane: BitXor bitxor, BitXorAssign bitxor_assign = v_bit_xor;
    IntegerLane: Shl shl, ShlAssign shl_assign = v_shl_by;
    IntegerLane: Shr shr, ShrAssign shr_assign = v_shr_by;
}

/// Division by one number for all lanes.
macro_rules! uniform_division {
    ($($trait:ident $method:ident, $assign:ident $assign_method:ident = $function:ident;)*) => {$(
        impl<S: Simd, T: NumberLane, W: Width> $trait<Divisor<T>> for Lanes<S, T, W> {
            type Output = Self;
            #[inline(always)]
            fn $method(self, divisor: Divisor<T>) -> Self {
                Lanes(T::$function::<S, W>(self.0, divisor.0))
            }
        }
        impl<S: Simd, T: NumberLane, W: Width> $trait<Divisor<T>> for &Lanes<S, T, W> {
            type Output = Lanes<S, T, W>;
            #[inline(always)]
            fn $method(self, divisor: Divisor<T>) -> Lanes<S, T, W> {
                Lanes(T::$function::<S, W>(self.0, divisor.0))
            }
        }
        impl<S: Simd, T: NumberLane, W: Width> $assign<Divisor<T>> for Lanes<S, T, W> {
            #[inline(always)]
            fn $assign_method(&mut self, divisor: Divisor<T>) {
                *self = $trait::$method(*self, divisor);
            }
        }
    )*};
}
uniform_division! {
    Div div, DivAssign div_assign = v_div_by;
    Rem rem, RemAssign rem_assign = v_rem_by;
}

/// Shifts by one count for all lanes.
macro_rules! uniform_shift {
    ($($trait:ident $method:ident, $assign:ident $assign_method:ident = $function:ident;)*) => {$(
        impl<S: Simd, T: IntegerLane, W: Width> $trait<u32> for Lanes<S, T, W> {
            type Output = Self;
            #[inline(always)]
            fn $method(self, count: u32) -> Self {
                Lanes(T::$function::<S, W>(self.0, count))
            }
        }
        impl<S: Simd, T: IntegerLane, W: Width> $assign<u32> for Lanes<S, T, W> {
            #[inline(always)]
            fn $assign_method(&mut self, count: u32) {
                *self = $trait::$method(*self, count);
            }
        }
    )*};
}
uniform_shift! {
    Shl shl, ShlAssign shl_assign = v_shl;
    Shr shr, ShrAssign shr_assign = v_shr;
}

impl<S: Simd, T: SignedLane, W: Width> Neg for Lanes<S, T, W> {
    type Output = Self;
    #[inline(always)]
    fn neg(self) -> Self {
        Lanes(T::v_neg::<S, W>(self.0))
    }
}

impl<S: Simd, T: SignedLane, W: Width> Neg for &Lanes<S, T, W> {
    type Output = Lanes<S, T, W>;
    #[inline(always)]
    fn neg(self) -> Lanes<S, T, W> {
        -*self
    }
}

impl<S: Simd, T: BitsLane, W: Width> Not for Lanes<S, T, W> {
    type Output = Self;
    #[inline(always)]
    fn not(self) -> Self {
        Lanes(T::v_bit_not::<S, W>(self.0))
    }
}

impl<S: Simd, T: BitsLane, W: Width> Not for &Lanes<S, T, W> {
    type Output = Lanes<S, T, W>;
    #[inline(always)]
    fn not(self) -> Lanes<S, T, W> {
        !*self
    }
}

/// Integers and `bool`: what `& | ^ !` work on.
pub trait BitsLane: Lane {
    #[doc(hidden)]
    fn v_bit_and<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_bit_or<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_bit_xor<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_bit_not<S: Simd, W: Width>(a: Self::Vec<S, W>) -> Self::Vec<S, W>;
}
impl<T: IntegerLane> BitsLane for T {
    #[inline(always)]
    fn v_bit_and<S: Simd, W: Width>(a: T::Vec<S, W>, b: T::Vec<S, W>) -> T::Vec<S, W> {
        T::v_and::<S, W>(a, b)
    }
    #[inline(always)]
    fn v_bit_or<S: Simd, W: Width>(a: T::Vec<S, W>, b: T::Vec<S, W>) -> T::Vec<S, W> {
        T::v_or::<S, W>(a, b)
    }
    #[inline(always)]
    fn v_bit_xor<S: Simd, W: Width>(a: T::Vec<S, W>, b: T::Vec<S, W>) -> T::Vec<S, W> {
        T::v_xor::<S, W>(a, b)
    }
    #[inline(always)]
    fn v_bit_not<S: Simd, W: Width>(a: T::Vec<S, W>) -> T::Vec<S, W> {
        T::v_not::<S, W>(a)
    }
}
impl BitsLane for bool {
    #[inline(always)]
    fn v_bit_and<S: Simd, W: Width>(a: W::Mask<S>, b: W::Mask<S>) -> W::Mask<S> {
        a.both(b)
    }
    #[inline(always)]
    fn v_bit_or<S: Simd, W: Width>(a: W::Mask<S>, b: W::Mask<S>) -> W::Mask<S> {
        a.either(b)
    }
    #[inline(always)]
    fn v_bit_xor<S: Simd, W: Width>(a: W::Mask<S>, b: W::Mask<S>) -> W::Mask<S> {
        a.differ(b)
    }
    #[inline(always)]
    fn v_bit_not<S: Simd, W: Width>(a: W::Mask<S>) -> W::Mask<S> {
        a.negate()
    }
}
