//! Elements in the longest registers that a level has.
//!
//! Kernels keep to one number of lanes at every level; a search among many rows of one element type need not.

use super::lane::Lane;
use super::memory::bytes;
use crate::rank::Sought;
use fearless_simd::{Simd, SimdBase, SimdElement};

/// To bytes in the same order, and back.
type Bytes<K> = (fn(K) -> u8, fn(u8) -> K);

/// What ordered elements are searched as.
pub trait Key: Sought + SimdElement + Default + PartialOrd + Send + Sync + 'static {
    /// The registers.
    #[doc(hidden)]
    type Keys<S: Simd>: SimdBase<S, Element = Self>;
    /// Whether there are values without a place in the order: NaN.
    #[doc(hidden)]
    const UNORDERED: bool;
    /// For keys of one byte.
    #[doc(hidden)]
    const BYTES: Option<Bytes<Self>>;
}

/// Elements that have a [`Key`] of the same size.
pub trait Keyed: Lane {
    #[doc(hidden)]
    type Key: Key;
    #[doc(hidden)]
    fn keys(values: &[Self]) -> &[Self::Key];
    /// The same memory, if every key is one of an element.
    #[doc(hidden)]
    fn keys_mut(values: &mut [Self]) -> Option<&mut [Self::Key]>;
    /// Writes the elements that have these keys.
    #[doc(hidden)]
    fn put(keys: &[Self::Key], to: &mut [Self]);
}

macro_rules! keys {
    ($($t:ident $registers:ident $unordered:literal $bytes:expr;)*) => {$(
        impl Key for $t {
            type Keys<S: Simd> = S::$registers;
            const UNORDERED: bool = $unordered;
            const BYTES: Option<Bytes<Self>> = $bytes;
        }
        impl Keyed for $t {
            type Key = $t;
            #[inline(always)]
            fn keys(values: &[Self]) -> &[Self] {
                values
            }
            #[inline(always)]
            fn keys_mut(values: &mut [Self]) -> Option<&mut [Self]> {
                Some(values)
            }
            #[inline(always)]
            fn put(keys: &[Self], to: &mut [Self]) {
                to.copy_from_slice(keys);
            }
        }
    )*};
}
keys! {
    u8 u8s false Some((|key| key, |byte| byte));
    i8 i8s false Some((|key| key as u8 ^ 0x80, |byte| (byte ^ 0x80) as i8));
    u16 u16s false None;
    i16 i16s false None;
    u32 u32s false None;
    i32 i32s false None;
    u64 u64s false None;
    i64 i64s false None;
    f32 f32s true None;
    f64 f64s true None;
}

impl Keyed for bool {
    type Key = u8;
    #[inline(always)]
    fn keys(values: &[Self]) -> &[u8] {
        bytes(values)
    }
    #[inline(always)]
    fn keys_mut(_: &mut [Self]) -> Option<&mut [u8]> {
        None
    }
    #[inline(always)]
    fn put(keys: &[u8], to: &mut [Self]) {
        to.iter_mut().zip(keys).for_each(|(to, key)| *to = *key != 0);
    }
}
