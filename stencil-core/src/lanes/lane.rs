//! [`Lane`]: the types that a register can hold, and what can be done with any of them.

use super::vector::{Arithmetic, HALF, MaskVector, Register};
use super::width::Width;
use fearless_simd::Simd;
use std::fmt::Debug;

/// The most lanes that any width has.
pub(crate) const MAX_LANES: usize = 64;

/// One value per lane, and room for more.
pub(crate) type PerLane<T> = [T; MAX_LANES];

/// A type that lanes can hold: the numeric primitives, `bool`, and the index types.
///
/// Its functions are the lane-wise operations that need nothing but comparing and copying.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be computed in lanes",
    label = "not a number or `bool`",
    note = "lanes hold `bool`, `u8` to `u64`, `i8` to `i64`, `f32`, `f64`, `usize` and `isize`, or tuples and arrays of them"
)]
pub trait Lane: Copy + PartialEq + PartialOrd + Debug + Default + Send + Sync + 'static {
    /// The register, or registers, that hold `W::LANES` of them.
    #[doc(hidden)]
    type Vec<S: Simd, W: Width>: Copy + Send + Sync;
    #[doc(hidden)]
    fn v_simd<S: Simd, W: Width>(v: Self::Vec<S, W>) -> S;
    #[doc(hidden)]
    fn v_splat<S: Simd, W: Width>(simd: S, value: Self) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_lane<S: Simd, W: Width>(v: Self::Vec<S, W>, index: usize) -> Self;
    /// The first `W::LANES` values.
    #[doc(hidden)]
    fn v_from_array<S: Simd, W: Width>(simd: S, values: &PerLane<Self>) -> Self::Vec<S, W>;
    /// The lanes first, followed by anything.
    #[doc(hidden)]
    fn v_to_array<S: Simd, W: Width>(v: Self::Vec<S, W>) -> PerLane<Self>;
    #[doc(hidden)]
    fn v_select<S: Simd, W: Width>(mask: W::Mask<S>, yes: Self::Vec<S, W>, no: Self::Vec<S, W>) -> Self::Vec<S, W>;
    #[doc(hidden)]
    fn v_eq<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> W::Mask<S>;
    #[doc(hidden)]
    fn v_lt<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> W::Mask<S>;
    #[doc(hidden)]
    fn v_le<S: Simd, W: Width>(a: Self::Vec<S, W>, b: Self::Vec<S, W>) -> W::Mask<S>;
}

/// Where a lane is among the `len` places of all registers: of a half-used one, in its first half.
#[inline(always)]
const fn in_register<W: Width>(len: usize, lane: usize) -> usize {
    if len == W::LANES { lane } else { lane / HALF * 2 * HALF + lane % HALF }
}

macro_rules! lane {
    ($($t:ty as $vec:ident of $inner:ty, $from_mask:ident, $to_mask:ident;)*) => {$(
        impl Lane for $t {
            type Vec<S: Simd, W: Width> = W::$vec<S>;

            #[inline(always)]
            fn v_simd<S: Simd, W: Width>(v: W::$vec<S>) -> S {
                v.simd()
            }
            #[inline(always)]
            fn v_splat<S: Simd, W: Width>(simd: S, value: Self) -> W::$vec<S> {
                <W::$vec<S>>::fill(simd, value as $inner)
            }
            #[inline(always)]
            fn v_lane<S: Simd, W: Width>(v: W::$vec<S>, index: usize) -> Self {
                v.lane(in_register::<W>(<W::$vec<S>>::LEN, index)) as Self
            }
            #[inline(always)]
            fn v_from_array<S: Simd, W: Width>(simd: S, values: &PerLane<Self>) -> W::$vec<S> {
                let len = <W::$vec<S>>::LEN;
                let mut all = [0 as $inner; MAX_LANES];
                for index in 0..W::LANES {
                    let first = in_register::<W>(len, index);
                    all[first] = values[index] as $inner;
                    // The other half of a register that is half used.
                    all[first + if len == W::LANES { 0 } else { HALF }] = values[index] as $inner;
                }
                Register::read(simd, &all[..len])
            }
            #[inline(always)]
            fn v_to_array<S: Simd, W: Width>(v: W::$vec<S>) -> PerLane<Self> {
                let (len, mut all) = (<W::$vec<S>>::LEN, [0 as $inner; MAX_LANES]);
                v.write(&mut all[..len]);
                let mut values = [Self::default(); MAX_LANES];
                for index in 0..W::LANES {
                    values[index] = all[in_register::<W>(len, index)] as Self;
                }
                values
            }
            #[inline(always)]
            fn v_select<S: Simd, W: Width>(mask: W::Mask<S>, yes: W::$vec<S>, no: W::$vec<S>) -> W::$vec<S> {
                <W::$vec<S>>::choose(W::$to_mask(mask), yes, no)
            }
            #[inline(always)]
            fn v_eq<S: Simd, W: Width>(a: W::$vec<S>, b: W::$vec<S>) -> W::Mask<S> {
                W::$from_mask(a.equal(b))
            }
            #[inline(always)]
            fn v_lt<S: Simd, W: Width>(a: W::$vec<S>, b: W::$vec<S>) -> W::Mask<S> {
                W::$from_mask(a.less(b))
            }
            #[inline(always)]
            fn v_le<S: Simd, W: Width>(a: W::$vec<S>, b: W::$vec<S>) -> W::Mask<S> {
                W::$from_mask(a.less_equal(b))
            }
        }
    )*};
}

lane! {
    u8 as U8 of u8, from_m8, to_m8;
    i8 as I8 of i8, from_m8, to_m8;
    u16 as U16 of u16, from_m16, to_m16;
    i16 as I16 of i16, from_m16, to_m16;
    u32 as U32 of u32, from_m32, to_m32;
    i32 as I32 of i32, from_m32, to_m32;
    u64 as U64 of u64, from_m64, to_m64;
    i64 as I64 of i64, from_m64, to_m64;
    f32 as F32 of f32, from_m32, to_m32;
    f64 as F64 of f64, from_m64, to_m64;
}
#[cfg(target_pointer_width = "64")]
lane! {
    usize as U64 of u64, from_m64, to_m64;
    isize as I64 of i64, from_m64, to_m64;
}
#[cfg(target_pointer_width = "32")]
lane! {
    usize as U32 of u32, from_m32, to_m32;
    isize as I32 of i32, from_m32, to_m32;
}

impl Lane for bool {
    type Vec<S: Simd, W: Width> = W::Mask<S>;

    #[inline(always)]
    fn v_simd<S: Simd, W: Width>(v: W::Mask<S>) -> S {
        v.simd()
    }
    #[inline(always)]
    fn v_splat<S: Simd, W: Width>(simd: S, value: Self) -> W::Mask<S> {
        <W::Mask<S>>::fill(simd, value)
    }
    #[inline(always)]
    fn v_lane<S: Simd, W: Width>(v: W::Mask<S>, index: usize) -> Self {
        v.lane(index)
    }
    #[inline(always)]
    fn v_from_array<S: Simd, W: Width>(simd: S, values: &PerLane<Self>) -> W::Mask<S> {
        <W::Mask<S>>::from_bits(
            simd,
            values.iter().enumerate().fold(0, |bits, (index, &value)| bits | u64::from(value) << index),
        )
    }
    #[inline(always)]
    fn v_to_array<S: Simd, W: Width>(v: W::Mask<S>) -> PerLane<Self> {
        let bits = v.to_bits();
        std::array::from_fn(|index| bits >> index & 1 == 1)
    }
    #[inline(always)]
    fn v_select<S: Simd, W: Width>(mask: W::Mask<S>, yes: W::Mask<S>, no: W::Mask<S>) -> W::Mask<S> {
        mask.both(yes).either(mask.negate().both(no))
    }
    #[inline(always)]
    fn v_eq<S: Simd, W: Width>(a: W::Mask<S>, b: W::Mask<S>) -> W::Mask<S> {
        a.differ(b).negate()
    }
    #[inline(always)]
    fn v_lt<S: Simd, W: Width>(a: W::Mask<S>, b: W::Mask<S>) -> W::Mask<S> {
        a.negate().both(b)
    }
    #[inline(always)]
    fn v_le<S: Simd, W: Width>(a: W::Mask<S>, b: W::Mask<S>) -> W::Mask<S> {
        a.negate().either(b)
    }
}
