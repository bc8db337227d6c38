//! What has no operator to overload: comparisons that give masks, and choosing by a mask.

use super::lane::Lane;
use super::pack::Lanes;
use super::vector::MaskVector;
use super::width::Width;
use fearless_simd::Simd;

/// A mask: the outcome of a comparison in every lane.
pub type Mask<S, W> = Lanes<S, bool, W>;

macro_rules! order {
    ($($(#[$doc:meta])* $name:ident($a:ident, $b:ident) = $function:ident($x:ident, $y:ident);)*) => {$(
        $(#[$doc])*
        #[inline(always)]
        #[must_use]
        pub fn $name<S: Simd, W: Width, A: Order<S, W>>($a: A, $b: A) -> Mask<S, W> {
            $x.$function($y)
        }
    )*};
}
order! {
    /// `a < b` in every lane.
    lt(a, b) = less(a, b);
    /// `a <= b` in every lane.
    le(a, b) = at_most(a, b);
    /// `a > b` in every lane.
    gt(a, b) = less(b, a);
    /// `a >= b` in every lane.
    ge(a, b) = at_most(b, a);
}

/// `a == b` in every lane; tuples and arrays are equal where all their parts are.
#[inline(always)]
#[must_use]
pub fn eq<S: Simd, W: Width, A: Equal<S, W>>(a: A, b: A) -> Mask<S, W> {
    a.equal(b)
}

/// `a != b` in every lane.
#[inline(always)]
#[must_use]
pub fn ne<S: Simd, W: Width, A: Equal<S, W>>(a: A, b: A) -> Mask<S, W> {
    !a.equal(b)
}

/// `if mask { yes } else { no }` in every lane; tuples and arrays part by part.
#[inline(always)]
#[must_use]
pub fn select<S: Simd, W: Width, A: Select<S, W>>(mask: Mask<S, W>, yes: A, no: A) -> A {
    A::select(mask, yes, no)
}

/// `if mask { *place = value }` in every lane.
#[inline(always)]
pub fn assign<S: Simd, W: Width, A: Select<S, W> + Copy>(mask: Mask<S, W>, place: &mut A, value: A) {
    *place = A::select(mask, value, *place);
}

/// Whether the mask holds in some lane.
#[inline(always)]
#[must_use]
pub fn any<S: Simd, W: Width>(mask: Mask<S, W>) -> bool {
    mask.0.any()
}

/// Whether the mask holds in all lanes.
#[inline(always)]
#[must_use]
pub fn all<S: Simd, W: Width>(mask: Mask<S, W>) -> bool {
    mask.0.all()
}

/// An index into a table of length `len`, in a branch that the lanes of `mask` take: one that is out of bounds fails
/// only if there are such lanes, or if the table is empty.
#[inline(always)]
#[must_use]
pub fn guard<S: Simd, W: Width>(index: usize, len: usize, mask: Mask<S, W>) -> usize {
    if index < len || any(mask) { index } else { 0 }
}

/// Anything made of lanes that a mask can choose between.
pub trait Select<S: Simd, W: Width>: Sized {
    /// `if mask { yes } else { no }` in every lane.
    fn select(mask: Mask<S, W>, yes: Self, no: Self) -> Self;
}

/// Anything made of lanes that can be compared for equality.
pub trait Equal<S: Simd, W: Width>: Sized {
    /// `self == other` in every lane.
    fn equal(self, other: Self) -> Mask<S, W>;
}

/// Lanes, or a reference to lanes, in the order of their elements.
pub trait Order<S: Simd, W: Width>: Sized {
    /// `self < other` in every lane.
    fn less(self, other: Self) -> Mask<S, W>;
    /// `self <= other` in every lane.
    fn at_most(self, other: Self) -> Mask<S, W>;
}

impl<S: Simd, T: Lane, W: Width> Order<S, W> for Lanes<S, T, W> {
    #[inline(always)]
    fn less(self, other: Self) -> Mask<S, W> {
        Lanes(T::v_lt::<S, W>(self.0, other.0))
    }
    #[inline(always)]
    fn at_most(self, other: Self) -> Mask<S, W> {
        Lanes(T::v_le::<S, W>(self.0, other.0))
    }
}
impl<S: Simd, W: Width, A: Order<S, W> + Copy> Order<S, W> for &A {
    #[inline(always)]
    fn less(self, other: Self) -> Mask<S, W> {
        (*self).less(*other)
    }
    #[inline(always)]
    fn at_most(self, other: Self) -> Mask<S, W> {
        (*self).at_most(*other)
    }
}
impl<S: Simd, W: Width, A: Equal<S, W> + Copy> Equal<S, W> for &A {
    #[inline(always)]
    fn equal(self, other: Self) -> Mask<S, W> {
        (*self).equal(*other)
    }
}

impl<S: Simd, T: Lane, W: Width> Select<S, W> for Lanes<S, T, W> {
    #[inline(always)]
    fn select(mask: Mask<S, W>, yes: Self, no: Self) -> Self {
        Lanes(T::v_select::<S, W>(mask.0, yes.0, no.0))
    }
}
impl<S: Simd, T: Lane, W: Width> Equal<S, W> for Lanes<S, T, W> {
    #[inline(always)]
    fn equal(self, other: Self) -> Mask<S, W> {
        Lanes(T::v_eq::<S, W>(self.0, other.0))
    }
}

impl<S: Simd, W: Width, A: Select<S, W> + Copy, const N: usize> Select<S, W> for [A; N] {
    #[inline(always)]
    fn select(mask: Mask<S, W>, yes: Self, no: Self) -> Self {
        let mut out = no;
        for index in 0..N {
            out[index] = A::select(mask, yes[index], no[index]);
        }
        out
    }
}

impl<S: Simd, W: Width> Select<S, W> for () {
    #[inline(always)]
    fn select(_: Mask<S, W>, (): Self, (): Self) -> Self {}
}

macro_rules! tuples {
    ($($first:ident [$($part:ident)*], $i0:tt [$($i:tt)*];)*) => {$(
        impl<S: Simd, W: Width, $first: Select<S, W>, $($part: Select<S, W>),*> Select<S, W> for ($first, $($part,)*) {
            #[inline(always)]
            fn select(mask: Mask<S, W>, yes: Self, no: Self) -> Self {
                ($first::select(mask, yes.$i0, no.$i0), $($part::select(mask, yes.$i, no.$i),)*)
            }
        }
        impl<S: Simd, W: Width, $first: Equal<S, W>, $($part: Equal<S, W>),*> Equal<S, W> for ($first, $($part,)*) {
            #[inline(always)]
            fn equal(self, other: Self) -> Mask<S, W> {
                self.$i0.equal(other.$i0) $(& self.$i.equal(other.$i))*
            }
        }
    )*};
}
tuples! {
    A [], 0 [];
    A [B], 0 [1];
    A [B C], 0 [1 2];
    A [B C D], 0 [1 2 3];
    A [B C D E], 0 [1 2 3 4];
    A [B C D E F], 0 [1 2 3 4 5];
    A [B C D E F G], 0 [1 2 3 4 5 6];
    A [B C D E F G H], 0 [1 2 3 4 5 6 7];
}
