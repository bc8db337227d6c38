//! Rows of keys in memory, register by register.

use crate::lanes::key::Key;
use fearless_simd::{Simd, SimdBase};

/// Bytes of a cache line: as long as the longest register.
pub(super) const LINE: usize = 64;

/// How many keys the longest register holds.
pub(super) const fn most_lanes<K>() -> usize {
    LINE / size_of::<K>()
}

/// Rows of the same pitch, from a cache line on.
#[derive(Debug)]
pub(super) struct Rows<K> {
    memory: Vec<K>,
    first: usize,
}

impl<K: Key> Rows<K> {
    pub(super) fn new(len: usize) -> Self {
        let memory = vec![K::default(); len + most_lanes::<K>()];
        let first = memory.as_ptr().align_offset(LINE).min(most_lanes::<K>());
        Self { memory, first }
    }

    #[inline(always)]
    pub(super) fn all(&mut self) -> &mut [K] {
        &mut self.memory[self.first..]
    }
}

/// The register at a place.
#[inline(always)]
pub(super) fn load<S: Simd, K: Key>(simd: S, from: &[K], at: usize) -> K::Keys<S> {
    SimdBase::from_slice(simd, &from[at..at + <K::Keys<S>>::LEN])
}

/// Writes a register to a place.
#[inline(always)]
pub(super) fn store<S: Simd, K: Key>(keys: K::Keys<S>, to: &mut [K], at: usize) {
    keys.store_slice(&mut to[at..at + <K::Keys<S>>::LEN]);
}

/// Where the registers begin that cover so many keys, at least one register full: the last one reaches back.
#[inline(always)]
pub(super) fn registers<S: Simd, K: Key>(len: usize, mut f: impl FnMut(usize)) {
    let lanes = <K::Keys<S>>::LEN;
    let mut x = 0;
    while x < len {
        f(x.min(len - lanes));
        x += lanes;
    }
}

/// One key for equal ones: both zeros are `+0.0`.
#[inline(always)]
pub(super) fn settle<S: Simd, K: Key>(simd: S, keys: K::Keys<S>) -> K::Keys<S> {
    if K::UNORDERED { keys + <K::Keys<S>>::splat(simd, K::default()) } else { keys }
}
