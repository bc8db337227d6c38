//! Rows of numbers in one memory, combined register by register.
#![allow(unsafe_code, reason = "reads and writes registers at places that are checked once per row")]

use super::native::Native;
use super::vector::Register;
use fearless_simd::Simd;
use std::marker::PhantomData;
use std::slice;

/// Rows of a memory, all of them seen from the same pixel on.
pub(crate) struct Rows<'r, S, K, F> {
    simd: S,
    /// The pixel, were a row to begin where the memory does.
    here: *const K,
    from: &'r F,
    borrowed: PhantomData<&'r [K]>,
}

impl<S: Simd, K: Native, F: AsRef<[usize]>> Rows<'_, S, K, F> {
    /// How many rows there are.
    #[inline(always)]
    pub(crate) fn len(&self) -> usize {
        self.from.as_ref().len()
    }

    /// A register of the `row`th row.
    ///
    /// # Panics
    /// If there are not as many rows.
    #[inline(always)]
    pub(crate) fn register(&self, row: usize) -> K::Native<S> {
        let lanes = <K::Native<S> as Register<S, K>>::LEN;
        // SAFETY: `combine` made sure that every row holds a whole register here, in memory that is not written while
        // its closure runs.
        let values = unsafe { slice::from_raw_parts(self.here.add(self.from.as_ref()[row]), lanes) };
        Register::read(self.simd, values)
    }
}

/// Writes to `N` rows what `f` makes of others, all of them in one memory: for at least `len` values, and up to a whole
/// register. Registers are read before they are written, so a row may lie where a result goes, or after.
///
/// # Panics
/// If a row is not in the memory.
#[inline(always)]
pub(crate) fn combine<K: Native, S: Simd, F: AsRef<[usize]>, const N: usize>(
    simd: S,
    memory: &mut [K],
    from: F,
    to: [usize; N],
    len: usize,
    mut f: impl FnMut(&Rows<'_, S, K, F>) -> [K::Native<S>; N],
) {
    let lanes = <K::Native<S> as Register<S, K>>::LEN;
    let registers = len.div_ceil(lanes);
    let last = registers.checked_mul(lanes).and_then(|len| memory.len().checked_sub(len));
    let inside = |start: &usize| last.is_some_and(|last| *start <= last);
    assert!(from.as_ref().iter().all(inside) && to.iter().all(inside), "rows leave the memory");
    let memory = memory.as_mut_ptr();
    for register in 0..registers {
        // SAFETY: each row holds `registers` registers of the memory, so there is one after as many others.
        let here = unsafe { memory.add(register * lanes) };
        let results = f(&Rows { simd, here, from: &from, borrowed: PhantomData });
        for i in 0..N {
            // SAFETY: as above; the memory is ours alone, and nothing else refers to it now.
            Register::write(results[i], unsafe { slice::from_raw_parts_mut(here.add(to[i]), lanes) });
        }
    }
}
