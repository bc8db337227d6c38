//! [`Width`]: how many lanes a kernel has, and in which registers each element type then lives.

use super::shape::{Narrow, Widen};
use super::vector::{Bitcast, Convert, Floats, Integers, MaskVector, Pair, Register, Truncate};
use fearless_simd::{
    Simd, f32x8, f32x16, f64x8, i8x16, i8x32, i16x8, i16x16, i16x32, i32x8, i32x16, i64x8, mask8x16, mask8x32,
    mask16x8, mask16x16, mask16x32, mask32x8, mask32x16, mask64x8, u8x16, u8x32, u16x8, u16x16, u16x32, u32x8, u32x16,
    u64x8,
};
use std::marker::PhantomData;

/// How many lanes a kernel computes at once: a consequence of the widest element type that it computes in.
///
/// Every element type has a register type at every width, so that one kernel can mix them.
pub trait Width: Copy + Send + Sync + Sized + 'static {
    /// The number of lanes.
    const LANES: usize;
    /// Of how many rows the lanes are: first come the lanes of the first row, then those of the next one.
    const ROWS: usize = 1;
    /// How many lanes of each row.
    const COLUMNS: usize = Self::LANES / Self::ROWS;
    /// Twice as many rows.
    type Tall: Width;
    /// Bits per lane of the canonical mask.
    const MASK_BITS: usize;
    /// The wider of this width and another.
    type Max<Other: Width>: Width;
    /// This width, or 16 bits.
    type AtLeast16: Width;
    /// This width, or 32 bits.
    type AtLeast32: Width;

    /// The canonical mask: the one that every `Lanes<bool>` is kept in.
    type Mask<S: Simd>: MaskVector<S>;
    /// The mask that comparisons of 8-bit elements give.
    type M8<S: Simd>: MaskVector<S>;
    /// The mask that comparisons of 16-bit elements give.
    type M16<S: Simd>: MaskVector<S>;
    /// The mask that comparisons of 32-bit elements give.
    type M32<S: Simd>: MaskVector<S>;
    /// The mask that comparisons of 64-bit elements give.
    type M64<S: Simd>: MaskVector<S>;

    /// The registers of `u8`.
    type U8<S: Simd>: Integers<S, u8> + Register<S, u8, Mask = Self::M8<S>> + Bitcast<Self::I8<S>> + Widen<Self::U16<S>>;
    /// The registers of `i8`.
    type I8<S: Simd>: Integers<S, i8> + Register<S, i8, Mask = Self::M8<S>> + Bitcast<Self::U8<S>> + Widen<Self::I16<S>>;
    /// The registers of `u16`.
    type U16<S: Simd>: Integers<S, u16>
        + Register<S, u16, Mask = Self::M16<S>>
        + Bitcast<Self::I16<S>>
        + Widen<Self::U32<S>>
        + Narrow<Self::U8<S>>;
    /// The registers of `i16`.
    type I16<S: Simd>: Integers<S, i16>
        + Register<S, i16, Mask = Self::M16<S>>
        + Bitcast<Self::U16<S>>
        + Widen<Self::I32<S>>
        + Narrow<Self::I8<S>>;
    /// The registers of `u32`.
    type U32<S: Simd>: Integers<S, u32>
        + Register<S, u32, Mask = Self::M32<S>>
        + Bitcast<Self::I32<S>>
        + Bitcast<Self::F32<S>>
        + Convert<Self::F32<S>>
        + Widen<Self::U64<S>>
        + Narrow<Self::U16<S>>;
    /// The registers of `i32`.
    type I32<S: Simd>: Integers<S, i32>
        + Register<S, i32, Mask = Self::M32<S>>
        + Bitcast<Self::U32<S>>
        + Bitcast<Self::F32<S>>
        + Convert<Self::F32<S>>
        + Widen<Self::I64<S>>
        + Narrow<Self::I16<S>>;
    /// The registers of `u64`.
    type U64<S: Simd>: Integers<S, u64>
        + Register<S, u64, Mask = Self::M64<S>>
        + Bitcast<Self::I64<S>>
        + Bitcast<Self::F64<S>>
        + Convert<Self::F64<S>>
        + Narrow<Self::U32<S>>;
    /// The registers of `i64`.
    type I64<S: Simd>: Integers<S, i64>
        + Register<S, i64, Mask = Self::M64<S>>
        + Bitcast<Self::U64<S>>
        + Bitcast<Self::F64<S>>
        + Convert<Self::F64<S>>
        + Narrow<Self::I32<S>>;
    /// The registers of `f32`.
    type F32<S: Simd>: Floats<S, f32>
        + Register<S, f32, Mask = Self::M32<S>>
        + Bitcast<Self::U32<S>>
        + Bitcast<Self::I32<S>>
        + Convert<Self::U32<S>>
        + Convert<Self::I32<S>>
        + Truncate<Self::I32<S>>
        + Widen<Self::F64<S>>;
    /// The registers of `f64`.
    type F64<S: Simd>: Floats<S, f64>
        + Register<S, f64, Mask = Self::M64<S>>
        + Bitcast<Self::U64<S>>
        + Bitcast<Self::I64<S>>
        + Convert<Self::U64<S>>
        + Convert<Self::I64<S>>
        + Narrow<Self::F32<S>>;

    /// Makes the mask of 8-bit elements canonical.
    fn from_m8<S: Simd>(mask: Self::M8<S>) -> Self::Mask<S>;
    /// Makes the mask of 16-bit elements canonical.
    fn from_m16<S: Simd>(mask: Self::M16<S>) -> Self::Mask<S>;
    /// Makes the mask of 32-bit elements canonical.
    fn from_m32<S: Simd>(mask: Self::M32<S>) -> Self::Mask<S>;
    /// Makes the mask of 64-bit elements canonical.
    fn from_m64<S: Simd>(mask: Self::M64<S>) -> Self::Mask<S>;
    /// Makes the canonical mask one of 8-bit elements.
    fn to_m8<S: Simd>(mask: Self::Mask<S>) -> Self::M8<S>;
    /// Makes the canonical mask one of 16-bit elements.
    fn to_m16<S: Simd>(mask: Self::Mask<S>) -> Self::M16<S>;
    /// Makes the canonical mask one of 32-bit elements.
    fn to_m32<S: Simd>(mask: Self::Mask<S>) -> Self::M32<S>;
    /// Makes the canonical mask one of 64-bit elements.
    fn to_m64<S: Simd>(mask: Self::Mask<S>) -> Self::M64<S>;
}

/// The wider of two widths; works when either depends on a type parameter.
pub type Wider<A, B> = <A as Width>::Max<B>;

type Four<V> = Pair<Pair<V>>;

macro_rules! width {
    (
        $(#[$doc:meta])* $name:ident: $lanes:literal lanes, mask $mask_bits:literal $mask:ident,
        max $max:ty, at_least $l16:ident $l32:ident, tall $tall:ty;
        masks $m8:ty, $m16:ty, $m32:ty, $m64:ty;
        $u8:ty, $i8:ty, $u16:ty, $i16:ty, $u32:ty, $i32:ty, $u64:ty, $i64:ty, $f32:ty, $f64:ty;
        $($from:ident ($from_mask:ident) [$($up:tt)*] $to:ident [$($down:tt)*];)*
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug)]
        pub struct $name;

        impl Width for $name {
            const LANES: usize = $lanes;
            const MASK_BITS: usize = $mask_bits;
            type Tall = $tall;
            type Max<Other: Width> = $max;
            type AtLeast16 = $l16;
            type AtLeast32 = $l32;
            type Mask<S: Simd> = $mask<S>;
            type M8<S: Simd> = $m8;
            type M16<S: Simd> = $m16;
            type M32<S: Simd> = $m32;
            type M64<S: Simd> = $m64;
            type U8<S: Simd> = $u8;
            type I8<S: Simd> = $i8;
            type U16<S: Simd> = $u16;
            type I16<S: Simd> = $i16;
            type U32<S: Simd> = $u32;
            type I32<S: Simd> = $i32;
            type U64<S: Simd> = $u64;
            type I64<S: Simd> = $i64;
            type F32<S: Simd> = $f32;
            type F64<S: Simd> = $f64;
            $(
                #[inline(always)]
                fn $from<S: Simd>(mask: Self::$from_mask<S>) -> Self::Mask<S> {
                    width!(@path mask [$($up)*] Self, S)
                }
                #[inline(always)]
                fn $to<S: Simd>(mask: Self::Mask<S>) -> Self::$from_mask<S> {
                    width!(@path mask [$($down)*] Self, S)
                }
            )*
        }
    };
    (@path $mask:ident [] $w:ty, $s:ident) => { $mask };
    (@path $mask:ident [$verb:ident $via:ident $($rest:tt)*] $w:ty, $s:ident) => {{
        let mask: <$w as Width>::$via<$s> = $mask.$verb();
        width!(@path mask [$($rest)*] $w, $s)
    }};
}

width! {
    /// The widest element has 8 bits: 32 lanes.
    B8: 32 lanes, mask 8 mask8x32, max Other, at_least B16 B32, tall Tall<B8>;
    masks mask8x32<S>, mask16x32<S>, Pair<mask32x16<S>>, Four<mask64x8<S>>;
    u8x32<S>, i8x32<S>, u16x32<S>, i16x32<S>, Pair<u32x16<S>>, Pair<i32x16<S>>, Four<u64x8<S>>, Four<i64x8<S>>,
    Pair<f32x16<S>>, Four<f64x8<S>>;
    from_m8 (M8) [] to_m8 [];
    from_m16 (M16) [narrow M8] to_m16 [widen M16];
    from_m32 (M32) [narrow M16 narrow M8] to_m32 [widen M16 widen M32];
    from_m64 (M64) [narrow M32 narrow M16 narrow M8] to_m64 [widen M16 widen M32 widen M64];
}
width! {
    /// The widest element has 16 bits: 32 lanes.
    B16: 32 lanes, mask 16 mask16x32, max Other::AtLeast16, at_least B16 B32, tall Tall<B16>;
    masks mask8x32<S>, mask16x32<S>, Pair<mask32x16<S>>, Four<mask64x8<S>>;
    u8x32<S>, i8x32<S>, u16x32<S>, i16x32<S>, Pair<u32x16<S>>, Pair<i32x16<S>>, Four<u64x8<S>>, Four<i64x8<S>>,
    Pair<f32x16<S>>, Four<f64x8<S>>;
    from_m8 (M8) [widen M16] to_m8 [narrow M8];
    from_m16 (M16) [] to_m16 [];
    from_m32 (M32) [narrow M16] to_m32 [widen M32];
    from_m64 (M64) [narrow M32 narrow M16] to_m64 [widen M32 widen M64];
}
width! {
    /// The widest element has 32 bits: 16 lanes.
    B32: 16 lanes, mask 32 mask32x16, max Other::AtLeast32, at_least B32 B32, tall Tall<B32>;
    masks mask8x16<S>, mask16x16<S>, mask32x16<S>, Pair<mask64x8<S>>;
    u8x16<S>, i8x16<S>, u16x16<S>, i16x16<S>, u32x16<S>, i32x16<S>, Pair<u64x8<S>>, Pair<i64x8<S>>,
    f32x16<S>, Pair<f64x8<S>>;
    from_m8 (M8) [widen M16 widen M32] to_m8 [narrow M16 narrow M8];
    from_m16 (M16) [widen M32] to_m16 [narrow M16];
    from_m32 (M32) [] to_m32 [];
    from_m64 (M64) [narrow M32] to_m64 [widen M64];
}
width! {
    /// The widest element has 64 bits: 8 lanes. Registers of 8-bit elements are then half used: their upper half
    /// repeats the lower one, so that no operation ever sees a value that is not a lane's.
    B64: 8 lanes, mask 64 mask64x8, max Self, at_least B64 B64, tall Tall<B64>;
    masks mask8x16<S>, mask16x8<S>, mask32x8<S>, mask64x8<S>;
    u8x16<S>, i8x16<S>, u16x8<S>, i16x8<S>, u32x8<S>, i32x8<S>, u64x8<S>, i64x8<S>, f32x8<S>, f64x8<S>;
    from_m8 (M8) [widen M16 widen M32 widen M64] to_m8 [narrow M32 narrow M16 narrow M8];
    from_m16 (M16) [widen M32 widen M64] to_m16 [narrow M32 narrow M16];
    from_m32 (M32) [widen M64] to_m32 [narrow M32];
    from_m64 (M64) [] to_m64 [];
}

/// Twice the rows of another width.
#[derive(Clone, Copy, Debug)]
pub struct Tall<W>(PhantomData<W>);

macro_rules! tall {
    ($($vec:ident)*; $($from:ident $to:ident $mask:ident;)*) => {
        impl<W: Width> Width for Tall<W> {
            const LANES: usize = 2 * W::LANES;
            const ROWS: usize = 2 * W::ROWS;
            const MASK_BITS: usize = W::MASK_BITS;
            type Tall = Tall<Self>;
            type Max<Other: Width> = Self;
            type AtLeast16 = Self;
            type AtLeast32 = Self;
            $(type $vec<S: Simd> = Pair<W::$vec<S>>;)*
            $(
                #[inline(always)]
                fn $from<S: Simd>(mask: Self::$mask<S>) -> Self::Mask<S> {
                    Pair(W::$from(mask.0), W::$from(mask.1))
                }
                #[inline(always)]
                fn $to<S: Simd>(mask: Self::Mask<S>) -> Self::$mask<S> {
                    Pair(W::$to(mask.0), W::$to(mask.1))
                }
            )*
        }
    };
}
tall! {
    Mask M8 M16 M32 M64 U8 I8 U16 I16 U32 I32 U64 I64 F32 F64;
    from_m8 to_m8 M8;
    from_m16 to_m16 M16;
    from_m32 to_m32 M32;
    from_m64 to_m64 M64;
}
