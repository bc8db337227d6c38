//! Order: the smallest, the largest and the k-th smallest of many values, for every element type.
//!
//! The order is total: of the floats, NaN comes after everything, and both zeros are one value, given back as `+0.0`.

use super::cast::CastLane;
use super::key::Keyed;
use super::lane::Lane;
use super::number::IntegerLane;
use super::vector::{Arithmetic, Bitcast, Integers, MaskVector, Register};
use super::width::{B8, B32, B64, Width};
use fearless_simd::Simd;

/// Element types in order.
pub trait OrderedLane: Keyed {
    /// So many lanes that they fill one register where registers have 256 bits: ranking needs many registers.
    #[doc(hidden)]
    type Tight: Width;
    /// Counts of values, of the same size.
    #[doc(hidden)]
    type Tally: IntegerLane;
    /// What the smallest of no values is: nothing is larger.
    #[doc(hidden)]
    const TOP: Self;
    /// What the largest of no values is: nothing is smaller.
    #[doc(hidden)]
    const BOTTOM: Self;
    /// The smaller value, or the first NaN; for `bool`, `&`.
    #[doc(hidden)]
    fn s_least(self, other: Self) -> Self;
    /// The larger value, or the first NaN; for `bool`, `|`.
    #[doc(hidden)]
    fn s_greatest(self, other: Self) -> Self;
    /// Whether there are values without a place in the order that comparisons see: NaN.
    #[doc(hidden)]
    const HAS_UNORDERED: bool;
    /// What stands in the place of a value that has none.
    #[doc(hidden)]
    const UNORDERED: Self;
    /// One value for equal ones.
    #[doc(hidden)]
    fn s_settle(self) -> Self;

    #[doc(hidden)]
    fn v_least<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_greatest<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> Self::Vec<S, W>;
    /// The smaller of two ordered values; which of two equal ones is open.
    #[doc(hidden)]
    fn v_lower<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> Self::Vec<S, W>;
    /// The larger of two ordered values; which of two equal ones is open.
    #[doc(hidden)]
    fn v_upper<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> Self::Vec<S, W>;
    /// Values without a place in the order become [`TOP`](Self::TOP).
    #[doc(hidden)]
    fn v_ordered<S: Simd, W: Width>(a: Self::Vec<S, W>) -> Self::Vec<S, W>;
    /// As `s_settle`.
    #[doc(hidden)]
    fn v_settle<S: Simd, W: Width>(a: Self::Vec<S, W>) -> Self::Vec<S, W>;
    /// A value between two ordered ones, `low <= middle < high` unless they are equal, half of all values between on either side.
    #[doc(hidden)]
    fn v_middle<S: Simd, W: Width>(low: Self::Vec<S, W>, high: Self::Vec<S, W>) -> Self::Vec<S, W>;
    /// Adds 1 where `a <= b`.
    #[doc(hidden)]
    fn v_tally<S: Simd, W: Width>(
        tally: <Self::Tally as Lane>::Vec<S, W>,
        a: Self::Vec<S, W>,
        b: Self::Vec<S, W>,
    ) -> <Self::Tally as Lane>::Vec<S, W>;
    /// The value after an ordered one.
    #[doc(hidden)]
    fn v_next<S: Simd, W: Width>(a: Self::Vec<S, W>) -> Self::Vec<S, W>;
}

macro_rules! tally {
    ($tally:ident $tally_vec:ident, $vec:ident) => {
        type Tally = $tally;
        #[inline(always)]
        fn v_tally<S: Simd, W: Width>(tally: W::$tally_vec<S>, a: W::$vec<S>, b: W::$vec<S>) -> W::$tally_vec<S> {
            // As a number, a mask is 0 or -1, which costs nothing to make.
            let count = |value| <W::$tally_vec<S>>::fill(a.simd(), value);
            tally.minus(Register::choose(a.less_equal(b), count($tally::MAX), count(0)))
        }
    };
}

macro_rules! integer {
    ($($t:ident $vec:ident in $tight:ident, $tally:ident $tally_vec:ident;)*) => {$(
        impl OrderedLane for $t {
            tally!($tally $tally_vec, $vec);
            type Tight = $tight;
            const TOP: Self = $t::MAX;
            const BOTTOM: Self = $t::MIN;
            const UNORDERED: Self = $t::MAX;
            const HAS_UNORDERED: bool = false;
            #[inline(always)]
            fn s_least(self, other: Self) -> Self {
                self.min(other)
            }
            #[inline(always)]
            fn s_greatest(self, other: Self) -> Self {
                self.max(other)
            }
            #[inline(always)]
            fn s_settle(self) -> Self {
                self
            }
            #[inline(always)]
            fn v_least<S: Simd, W: Width>(a: W::$vec<S>, b: W::$vec<S>) -> W::$vec<S> {
                a.smaller(b)
            }
            #[inline(always)]
            fn v_greatest<S: Simd, W: Width>(a: W::$vec<S>, b: W::$vec<S>) -> W::$vec<S> {
                a.larger(b)
            }
            #[inline(always)]
            fn v_lower<S: Simd, W: Width>(a: W::$vec<S>, b: W::$vec<S>) -> W::$vec<S> {
                a.smaller(b)
            }
            #[inline(always)]
            fn v_upper<S: Simd, W: Width>(a: W::$vec<S>, b: W::$vec<S>) -> W::$vec<S> {
                a.larger(b)
            }
            #[inline(always)]
            fn v_ordered<S: Simd, W: Width>(a: W::$vec<S>) -> W::$vec<S> {
                a
            }
            #[inline(always)]
            fn v_settle<S: Simd, W: Width>(a: W::$vec<S>) -> W::$vec<S> {
                a
            }
            #[inline(always)]
            fn v_middle<S: Simd, W: Width>(low: W::$vec<S>, high: W::$vec<S>) -> W::$vec<S> {
                low.bits_and(high).plus(low.bits_xor(high).shift_right(1))
            }
            #[inline(always)]
            fn v_next<S: Simd, W: Width>(a: W::$vec<S>) -> W::$vec<S> {
                a.plus(<W::$vec<S>>::fill(a.simd(), 1))
            }
        }
    )*};
}
integer! {
    u8 U8 in B8, u8 U8;
    i8 I8 in B8, u8 U8;
    u16 U16 in B32, u16 U16;
    i16 I16 in B32, u16 U16;
    u32 U32 in B64, u32 U32;
    i32 I32 in B64, u32 U32;
    u64 U64 in B64, u64 U64;
    i64 I64 in B64, u64 U64;
}

/// Floats are searched by the integers that order them: bits, with the others flipped if the sign is set.
macro_rules! float {
    ($($t:ident $vec:ident by $int:ident $int_vec:ident, $bits:ident $bits_vec:ident;)*) => {$(
        impl OrderedLane for $t {
            tally!($bits $bits_vec, $vec);
            type Tight = B64;
            const TOP: Self = $t::INFINITY;
            const BOTTOM: Self = $t::NEG_INFINITY;
            const UNORDERED: Self = $t::NAN;
            const HAS_UNORDERED: bool = true;
            #[inline(always)]
            fn s_least(self, other: Self) -> Self {
                if self.is_nan() || self < other { self } else { other }
            }
            #[inline(always)]
            fn s_greatest(self, other: Self) -> Self {
                if self.is_nan() || self > other { self } else { other }
            }
            #[inline(always)]
            fn s_settle(self) -> Self {
                self + 0.0
            }
            #[inline(always)]
            fn v_least<S: Simd, W: Width>(a: W::$vec<S>, b: W::$vec<S>) -> W::$vec<S> {
                // On x86 the second operand wins against a NaN, and among equal values.
                let least = if cfg!(target_feature = "sse2") { a.smaller(b) } else { Register::choose(a.less(b), a, b) };
                Register::choose(a.equal(a), least, a)
            }
            #[inline(always)]
            fn v_greatest<S: Simd, W: Width>(a: W::$vec<S>, b: W::$vec<S>) -> W::$vec<S> {
                let most = if cfg!(target_feature = "sse2") { a.larger(b) } else { Register::choose(b.less(a), a, b) };
                Register::choose(a.equal(a), most, a)
            }
            #[inline(always)]
            fn v_lower<S: Simd, W: Width>(a: W::$vec<S>, b: W::$vec<S>) -> W::$vec<S> {
                a.smaller(b)
            }
            #[inline(always)]
            fn v_upper<S: Simd, W: Width>(a: W::$vec<S>, b: W::$vec<S>) -> W::$vec<S> {
                a.larger(b)
            }
            #[inline(always)]
            fn v_ordered<S: Simd, W: Width>(a: W::$vec<S>) -> W::$vec<S> {
                let top = <W::$vec<S>>::fill(a.simd(), Self::TOP);
                // On x86 the second operand wins against a NaN.
                if cfg!(target_feature = "sse2") { a.smaller(top) } else { Register::choose(a.equal(a), a, top) }
            }
            #[inline(always)]
            fn v_settle<S: Simd, W: Width>(a: W::$vec<S>) -> W::$vec<S> {
                a.plus(<W::$vec<S>>::fill(a.simd(), 0.0))
            }
            #[inline(always)]
            fn v_middle<S: Simd, W: Width>(low: W::$vec<S>, high: W::$vec<S>) -> W::$vec<S> {
                let middle = $int::v_middle::<S, W>(float!(@key low, $t $int_vec $bits_vec), float!(@key high, $t $int_vec $bits_vec));
                float!(@unkey middle, $t $int_vec $bits_vec)
            }
            #[inline(always)]
            fn v_next<S: Simd, W: Width>(a: W::$vec<S>) -> W::$vec<S> {
                let next = $int::v_next::<S, W>(float!(@key a, $t $int_vec $bits_vec));
                float!(@unkey next, $t $int_vec $bits_vec)
            }
        }
    )*};
    (@key $v:expr, $t:ident $int_vec:ident $bits_vec:ident) => {{
        let bits: W::$int_vec<S> = $v.bits();
        float!(@flip bits, $t $int_vec $bits_vec)
    }};
    (@unkey $v:expr, $t:ident $int_vec:ident $bits_vec:ident) => {
        float!(@flip $v, $t $int_vec $bits_vec).bits()
    };
    (@flip $v:expr, $t:ident $int_vec:ident $bits_vec:ident) => {{
        let sign: W::$bits_vec<S> = $v.shift_right(size_of::<$t>() as u32 * 8 - 1).bits();
        let others: W::$int_vec<S> = sign.shift_right(1).bits();
        $v.bits_xor(others)
    }};
}
float! { f32 F32 by i32 I32, u32 U32; f64 F64 by i64 I64, u64 U64; }

impl OrderedLane for bool {
    type Tight = B8;
    type Tally = u8;
    #[inline(always)]
    fn v_tally<S: Simd, W: Width>(tally: W::U8<S>, a: W::Mask<S>, b: W::Mask<S>) -> W::U8<S> {
        tally.plus(bool::v_cast::<u8, S, W>(a.negate().either(b)))
    }
    const TOP: Self = true;
    const BOTTOM: Self = false;
    const UNORDERED: Self = true;
    const HAS_UNORDERED: bool = false;
    #[inline(always)]
    fn s_least(self, other: Self) -> Self {
        self & other
    }
    #[inline(always)]
    fn s_greatest(self, other: Self) -> Self {
        self | other
    }
    #[inline(always)]
    fn s_settle(self) -> Self {
        self
    }
    #[inline(always)]
    fn v_least<S: Simd, W: Width>(a: W::Mask<S>, b: W::Mask<S>) -> W::Mask<S> {
        a.both(b)
    }
    #[inline(always)]
    fn v_greatest<S: Simd, W: Width>(a: W::Mask<S>, b: W::Mask<S>) -> W::Mask<S> {
        a.either(b)
    }
    #[inline(always)]
    fn v_lower<S: Simd, W: Width>(a: W::Mask<S>, b: W::Mask<S>) -> W::Mask<S> {
        a.both(b)
    }
    #[inline(always)]
    fn v_upper<S: Simd, W: Width>(a: W::Mask<S>, b: W::Mask<S>) -> W::Mask<S> {
        a.either(b)
    }
    #[inline(always)]
    fn v_ordered<S: Simd, W: Width>(a: W::Mask<S>) -> W::Mask<S> {
        a
    }
    #[inline(always)]
    fn v_settle<S: Simd, W: Width>(a: W::Mask<S>) -> W::Mask<S> {
        a
    }
    #[inline(always)]
    fn v_middle<S: Simd, W: Width>(low: W::Mask<S>, _: W::Mask<S>) -> W::Mask<S> {
        low
    }
    #[inline(always)]
    fn v_next<S: Simd, W: Width>(a: W::Mask<S>) -> W::Mask<S> {
        <W::Mask<S>>::fill(a.simd(), true)
    }
}
