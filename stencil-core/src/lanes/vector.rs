//! What this crate needs of a SIMD register, and the only place that talks to `fearless_simd`'s own traits.
//!
//! Every trait is implemented twice: for the registers themselves, and for [`Pair`], two of anything. A value
//! that is wider than the widest register is a pair (or a pair of pairs), so no loop is left for the optimiser.

use super::high::WholeElement;
use fearless_simd::{
    Bytes, Select as _, Simd, SimdBase, SimdCvtFloat, SimdCvtTruncate, SimdElement, SimdFloat, SimdFloatElement,
    SimdInt, SimdMask, f32x8, f32x16, f64x8, i32x8, i32x16, i64x8, u32x8, u32x16, u64x8,
};

/// Two registers (or pairs) that act as one.
#[derive(Clone, Copy, Debug)]
pub struct Pair<V>(pub(crate) V, pub(crate) V);

/// A mask: one truth value per lane.
pub trait MaskVector<S: Simd>: Copy + Send + Sync + 'static {
    /// Number of lanes.
    const LEN: usize;
    fn simd(self) -> S;
    fn fill(simd: S, value: bool) -> Self;
    fn lane(self, index: usize) -> bool;
    /// One bit per lane, the first one lowest; there may be more bits than lanes.
    fn from_bits(simd: S, bits: u64) -> Self;
    fn to_bits(self) -> u64;
    fn both(self, other: Self) -> Self;
    fn either(self, other: Self) -> Self;
    fn differ(self, other: Self) -> Self;
    fn negate(self) -> Self;
    fn any(self) -> bool;
    fn all(self) -> bool;
}

impl<S: Simd, M: SimdMask<S>> MaskVector<S> for M {
    const LEN: usize = <M as SimdMask<S>>::LEN;

    #[inline(always)]
    fn simd(self) -> S {
        self.token()
    }
    #[inline(always)]
    fn fill(simd: S, value: bool) -> Self {
        M::splat(simd, value)
    }
    #[inline(always)]
    fn lane(self, index: usize) -> bool {
        self.test(index)
    }
    #[inline(always)]
    fn from_bits(simd: S, bits: u64) -> Self {
        M::from_bitmask(simd, bits & (u64::MAX >> (64 - <M as SimdMask<S>>::LEN)))
    }
    #[inline(always)]
    fn to_bits(self) -> u64 {
        self.to_bitmask()
    }
    #[inline(always)]
    fn both(self, other: Self) -> Self {
        self & other
    }
    #[inline(always)]
    fn either(self, other: Self) -> Self {
        self | other
    }
    #[inline(always)]
    fn differ(self, other: Self) -> Self {
        self ^ other
    }
    #[inline(always)]
    fn negate(self) -> Self {
        !self
    }
    #[inline(always)]
    fn any(self) -> bool {
        self.any_true()
    }
    #[inline(always)]
    fn all(self) -> bool {
        self.all_true()
    }
}

impl<S: Simd, M: MaskVector<S>> MaskVector<S> for Pair<M> {
    const LEN: usize = 2 * M::LEN;

    #[inline(always)]
    fn simd(self) -> S {
        self.0.simd()
    }
    #[inline(always)]
    fn fill(simd: S, value: bool) -> Self {
        Pair(M::fill(simd, value), M::fill(simd, value))
    }
    #[inline(always)]
    fn lane(self, index: usize) -> bool {
        if index < M::LEN { self.0.lane(index) } else { self.1.lane(index - M::LEN) }
    }
    #[inline(always)]
    fn from_bits(simd: S, bits: u64) -> Self {
        Pair(M::from_bits(simd, bits), M::from_bits(simd, bits >> M::LEN))
    }
    #[inline(always)]
    fn to_bits(self) -> u64 {
        self.0.to_bits() | self.1.to_bits() << M::LEN
    }
    #[inline(always)]
    fn both(self, other: Self) -> Self {
        Pair(self.0.both(other.0), self.1.both(other.1))
    }
    #[inline(always)]
    fn either(self, other: Self) -> Self {
        Pair(self.0.either(other.0), self.1.either(other.1))
    }
    #[inline(always)]
    fn differ(self, other: Self) -> Self {
        Pair(self.0.differ(other.0), self.1.differ(other.1))
    }
    #[inline(always)]
    fn negate(self) -> Self {
        Pair(self.0.negate(), self.1.negate())
    }
    #[inline(always)]
    fn any(self) -> bool {
        self.0.either(self.1).any()
    }
    #[inline(always)]
    fn all(self) -> bool {
        self.0.both(self.1).all()
    }
}

/// Declares a trait of lane-wise operations with its two implementations: the registers' (as written) and the pairs'.
macro_rules! lanewise {
    (
        $(#[$doc:meta])*
        trait $trait:ident<$s:ident, $t:ident: $element:path>: $super:path = $base:path;
        $(maps { $(fn $map:ident($a:ident $(, $b:ident)*) = $map_body:expr;)* })?
        $(tests { $(fn $test:ident($ta:ident $(, $tb:ident)*) = $test_body:expr;)* })?
        $(shifts { $(fn $shift:ident($sa:ident, $sn:ident) = $shift_body:expr;)* })?
    ) => {
        $(#[$doc])*
        pub trait $trait<$s: Simd, $t>: $super {
            $($(fn $map(self $(, $b: Self)*) -> Self;)*)?
            $($(fn $test(self $(, $tb: Self)*) -> Self::Mask;)*)?
            $($(fn $shift(self, $sn: u32) -> Self;)*)?
        }
        impl<$s: Simd, $t: $element, V: $base> $trait<$s, $t> for V {
            $($(#[inline(always)] fn $map(self $(, $b: Self)*) -> Self { let $a = self; $map_body })*)?
            $($(#[inline(always)] fn $test(self $(, $tb: Self)*) -> Self::Mask { let $ta = self; $test_body })*)?
            $($(#[inline(always)] fn $shift(self, $sn: u32) -> Self { let $sa = self; $shift_body })*)?
        }
        impl<$s: Simd, $t: Copy, V: $trait<$s, $t>> $trait<$s, $t> for Pair<V> {
            $($(#[inline(always)] fn $map(self $(, $b: Self)*) -> Self { Pair(self.0.$map($($b.0),*), self.1.$map($($b.1),*)) })*)?
            $($(#[inline(always)] fn $test(self $(, $tb: Self)*) -> Self::Mask {
                Pair(self.0.$test($($tb.0),*), self.1.$test($($tb.1),*))
            })*)?
            $($(#[inline(always)] fn $shift(self, $sn: u32) -> Self { Pair(self.0.$shift($sn), self.1.$shift($sn)) })*)?
        }
    };
}

/// The lanes of a register that is only half used: there are none of 64 bits.
pub(crate) const HALF: usize = 8;

/// A register of any numeric element: filling, single lanes, memory.
pub trait Register<S: Simd, T>: Copy + Send + Sync + 'static {
    /// Number of lanes.
    const LEN: usize;
    type Mask: MaskVector<S>;
    fn simd(self) -> S;
    fn fill(simd: S, value: T) -> Self;
    fn lane(self, index: usize) -> T;
    fn read(simd: S, from: &[T]) -> Self;
    fn write(self, to: &mut [T]);
    /// Reads the lanes from `first` on from where `part(lane, length)` says that they are. A part of half that length
    /// is read twice, so that the halves repeat each other.
    fn read_parts<'a>(simd: S, first: usize, part: impl Fn(usize, usize) -> &'a [T] + Copy) -> Self
    where
        T: 'a;
    /// Writes to where `part(lane, length)` says that the lanes from `first` on belong: the first half of them if the part
    /// is that short.
    fn write_parts<'a>(self, first: usize, part: impl Fn(usize, usize) -> &'a mut [T] + Copy)
    where
        T: 'a;
    fn choose(mask: Self::Mask, yes: Self, no: Self) -> Self;
}

impl<S: Simd, T: SimdElement, V: SimdBase<S, Element = T>> Register<S, T> for V {
    const LEN: usize = <V as SimdBase<S>>::LEN;
    type Mask = <V as SimdBase<S>>::Mask;

    #[inline(always)]
    fn simd(self) -> S {
        self.token()
    }
    #[inline(always)]
    fn fill(simd: S, value: T) -> Self {
        V::splat(simd, value)
    }
    #[inline(always)]
    fn lane(self, index: usize) -> T {
        self[index]
    }
    #[inline(always)]
    fn read(simd: S, from: &[T]) -> Self {
        V::from_slice(simd, from)
    }
    #[inline(always)]
    fn write(self, to: &mut [T]) {
        self.store_slice(to);
    }
    #[inline(always)]
    fn read_parts<'a>(simd: S, first: usize, part: impl Fn(usize, usize) -> &'a [T] + Copy) -> Self
    where
        T: 'a,
    {
        let from = part(first, <V as SimdBase<S>>::LEN);
        if from.len() == <V as SimdBase<S>>::LEN {
            return V::from_slice(simd, from);
        }
        let mut both = [from[0]; 2 * HALF];
        both[..HALF].copy_from_slice(from);
        both[HALF..].copy_from_slice(from);
        V::from_slice(simd, &both)
    }
    #[inline(always)]
    fn write_parts<'a>(self, first: usize, part: impl Fn(usize, usize) -> &'a mut [T] + Copy)
    where
        T: 'a,
    {
        let to = part(first, <V as SimdBase<S>>::LEN);
        if to.len() == <V as SimdBase<S>>::LEN {
            return self.store_slice(to);
        }
        let mut both = [to[0]; 2 * HALF];
        self.store_slice(&mut both);
        to.copy_from_slice(&both[..HALF]);
    }
    #[inline(always)]
    fn choose(mask: Self::Mask, yes: Self, no: Self) -> Self {
        mask.select(yes, no)
    }
}

impl<S: Simd, T: Copy, V: Register<S, T>> Register<S, T> for Pair<V> {
    const LEN: usize = 2 * V::LEN;
    type Mask = Pair<V::Mask>;

    #[inline(always)]
    fn simd(self) -> S {
        self.0.simd()
    }
    #[inline(always)]
    fn fill(simd: S, value: T) -> Self {
        Pair(V::fill(simd, value), V::fill(simd, value))
    }
    #[inline(always)]
    fn lane(self, index: usize) -> T {
        if index < V::LEN { self.0.lane(index) } else { self.1.lane(index - V::LEN) }
    }
    #[inline(always)]
    fn read(simd: S, from: &[T]) -> Self {
        Pair(V::read(simd, &from[..V::LEN]), V::read(simd, &from[V::LEN..]))
    }
    #[inline(always)]
    fn write(self, to: &mut [T]) {
        let (low, high) = to.split_at_mut(V::LEN);
        self.0.write(low);
        self.1.write(high);
    }
    #[inline(always)]
    fn read_parts<'a>(simd: S, first: usize, part: impl Fn(usize, usize) -> &'a [T] + Copy) -> Self
    where
        T: 'a,
    {
        Pair(V::read_parts(simd, first, part), V::read_parts(simd, first + V::LEN, part))
    }
    #[inline(always)]
    fn write_parts<'a>(self, first: usize, part: impl Fn(usize, usize) -> &'a mut [T] + Copy)
    where
        T: 'a,
    {
        self.0.write_parts(first, part);
        self.1.write_parts(first + V::LEN, part);
    }
    #[inline(always)]
    fn choose(mask: Self::Mask, yes: Self, no: Self) -> Self {
        Pair(V::choose(mask.0, yes.0, no.0), V::choose(mask.1, yes.1, no.1))
    }
}

lanewise! {
    /// Arithmetic and comparisons that integers and floats share.
    trait Arithmetic<S, T: SimdElement>: Register<S, T> = SimdBase<S, Element = T>;
    maps {
        fn plus(a, b) = a + b;
        fn minus(a, b) = a - b;
        fn times(a, b) = a * b;
        fn smaller(a, b) = SimdBase::min(a, b);
        fn larger(a, b) = SimdBase::max(a, b);
        fn magnitude(a) = SimdBase::abs(a);
    }
    tests {
        fn equal(a, b) = a.simd_eq(b);
        fn less(a, b) = a.simd_lt(b);
        fn less_equal(a, b) = a.simd_le(b);
    }
}

lanewise! {
    /// What only integers do.
    trait Integers<S, T: WholeElement>: Arithmetic<S, T> = SimdInt<S, Element = T>;
    maps {
        fn bits_and(a, b) = a & b;
        fn bits_or(a, b) = a | b;
        fn bits_xor(a, b) = a ^ b;
        fn bits_not(a) = !a;
        fn shift_left_by(a, b) = a << b;
        fn shift_right_by(a, b) = a >> b;
        fn ones(a) = SimdInt::count_ones(a);
        fn plus_saturating(a, b) = SimdInt::saturating_add(a, b);
        fn minus_saturating(a, b) = SimdInt::saturating_sub(a, b);
        fn times_high(a, b) = T::times_high(a, b);
    }
    shifts {
        fn shift_left(a, n) = a << n;
        fn shift_right(a, n) = a >> n;
    }
}

lanewise! {
    /// What only floats do. All of it is exactly rounded.
    trait Floats<S, T: SimdFloatElement>: Arithmetic<S, T> = SimdFloat<S, Element = T>;
    maps {
        // `max` is Rust's: a NaN loses; of two equal values (zeros) it is the second one. x86 has just that, NaN apart.
        fn lesser(a, b) = if cfg!(target_feature = "sse2") { b.is_nan().select(a, SimdBase::min(a, b)) } else { (a.simd_lt(b) | b.is_nan()).select(a, b) };
        fn greater(a, b) = if cfg!(target_feature = "sse2") { b.is_nan().select(a, SimdBase::max(a, b)) } else { (b.simd_lt(a) | b.is_nan()).select(a, b) };
        // Of these two, a NaN in `a` is the result: x86 gives the second operand if either is NaN.
        fn at_most(a, limit) = if cfg!(target_feature = "sse2") { SimdBase::min(limit, a) } else { limit.simd_lt(a).select(limit, a) };
        fn at_least(a, limit) = if cfg!(target_feature = "sse2") { SimdBase::max(limit, a) } else { a.simd_lt(limit).select(limit, a) };
        fn over(a, b) = a / b;
        fn opposite(a) = -a;
        fn root(a) = SimdFloat::sqrt(a);
        fn down(a) = SimdFloat::floor(a);
        fn up(a) = SimdFloat::ceil(a);
        fn nearest_even(a) = SimdFloat::round_ties_even(a);
        fn nearest_away(a) = SimdFloat::round(a);
        fn toward_zero(a) = SimdFloat::trunc(a);
        fn sign_of(a, b) = SimdFloat::copysign(a, b);
        fn fused(a, b, c) = a.mul_add_precise(b, c);
    }
}

/// The same bits under another element type of the same size.
pub trait Bitcast<To>: Copy {
    fn bits(self) -> To;
}
impl<From: Bytes + Copy, To: Bytes<Bytes = From::Bytes>> Bitcast<To> for From {
    #[inline(always)]
    fn bits(self) -> To {
        self.bitcast()
    }
}
impl<To, From: Bitcast<To>> Bitcast<Pair<To>> for Pair<From> {
    #[inline(always)]
    fn bits(self) -> Pair<To> {
        Pair(self.0.bits(), self.1.bits())
    }
}

/// Between integers and floats of the same size, as `as` does: rounded to nearest even, or truncated and saturated.
pub trait Convert<To>: Copy {
    fn convert(self) -> To;
}
impl<To, From: Convert<To>> Convert<Pair<To>> for Pair<From> {
    #[inline(always)]
    fn convert(self) -> Pair<To> {
        Pair(self.0.convert(), self.1.convert())
    }
}

/// Truncation of floats that are known to be in range.
pub trait Truncate<To>: Copy {
    fn truncate_in_range(self) -> To;
}
impl<To, From: Truncate<To>> Truncate<Pair<To>> for Pair<From> {
    #[inline(always)]
    fn truncate_in_range(self) -> Pair<To> {
        Pair(self.0.truncate_in_range(), self.1.truncate_in_range())
    }
}

macro_rules! conversions {
    ($($float:ident <-> $int:ident;)*) => {$(
        impl<S: Simd> Convert<$float<S>> for $int<S> {
            #[inline(always)]
            fn convert(self) -> $float<S> {
                SimdCvtFloat::float_from(self)
            }
        }
        impl<S: Simd> Convert<$int<S>> for $float<S> {
            #[inline(always)]
            fn convert(self) -> $int<S> {
                SimdCvtTruncate::truncate_from_precise(self)
            }
        }
        impl<S: Simd> Truncate<$int<S>> for $float<S> {
            #[inline(always)]
            fn truncate_in_range(self) -> $int<S> {
                SimdCvtTruncate::truncate_from(self)
            }
        }
    )*};
}
conversions! {
    f32x8 <-> i32x8; f32x8 <-> u32x8; f32x16 <-> i32x16; f32x16 <-> u32x16; f64x8 <-> i64x8; f64x8 <-> u64x8;
}
