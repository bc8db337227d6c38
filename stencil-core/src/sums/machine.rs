//! Adds rows of a memory.

use super::ladder::TERMS;
use crate::element::Element;
use crate::engine::Ahead;
use crate::lanes::native::Native;
use crate::lanes::rows::combine;
use crate::lanes::vector::{Arithmetic, Register};
use fearless_simd::{Level, Simd, dispatch};

/// A row that is the sum of others: where it goes, and where those begin.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Addition {
    pub(super) from: [usize; TERMS],
    pub(super) terms: usize,
    pub(super) to: usize,
    pub(super) len: usize,
}

/// What is computed for a row of the array.
#[derive(Debug)]
pub struct Additions<'a> {
    pub(super) all: &'a [Addition],
    /// What will be read and written next: told while the first and the last row are computed, so many bytes with each value.
    pub(super) reads: (Ahead, usize),
    pub(super) writes: (Ahead, usize),
}

/// A number that sums are kept in. Whole ones wrap.
pub trait Addend: Element + Native {
    /// Computes rows of `memory`, one after the other.
    #[doc(hidden)]
    fn add(level: Level, memory: &mut [Self], additions: &Additions<'_>);
}

macro_rules! addends {
    ($($t:ident)*) => {$(
        impl Addend for $t {
            fn add(level: Level, memory: &mut [Self], additions: &Additions<'_>) {
                dispatch!(level, simd => run(simd, memory, additions));
            }
        }
    )*};
}
addends! { u16 u32 u64 f32 f64 }

#[inline(always)]
fn run<S: Simd, A: Native>(simd: S, memory: &mut [A], additions: &Additions<'_>) {
    let Additions { all, reads, writes } = *additions;
    for (place, addition) in all.iter().enumerate() {
        let reads = if place == 0 { reads } else { (Ahead::NONE, 0) };
        let writes = if place + 1 == all.len() { writes } else { (Ahead::NONE, 0) };
        let row = Row { to: addition.to, len: addition.len, reads, writes };
        match addition.from[..addition.terms] {
            [a, b] => few(simd, memory, [a, b], row),
            [a, b, c] => few(simd, memory, [a, b, c], row),
            [a, b, c, d] => few(simd, memory, [a, b, c, d], row),
            [a, b, c, d, e] => few(simd, memory, [a, b, c, d, e], row),
            [a, b, c, d, e, f] => few(simd, memory, [a, b, c, d, e, f], row),
            [a, b, c, d, e, f, g] => few(simd, memory, [a, b, c, d, e, f, g], row),
            ref many => sum(simd, memory, many, row),
        }
    }
}

/// Where a sum goes, and what is told meanwhile.
struct Row {
    to: usize,
    len: usize,
    reads: (Ahead, usize),
    writes: (Ahead, usize),
}

impl Row {
    /// Tells of what is needed soon, for a register.
    #[inline(always)]
    fn tell(&mut self, lanes: usize) {
        self.reads.0.read(self.reads.1 * lanes);
        self.writes.0.write(self.writes.1 * lanes);
    }
}

/// The number of terms is a constant: no loop is left.
#[inline(always)]
fn few<S: Simd, A: Native, const N: usize>(simd: S, memory: &mut [A], from: [usize; N], mut row: Row) {
    let (to, len) = ([row.to], row.len);
    combine(
        simd,
        memory,
        from,
        to,
        len,
        #[inline(always)]
        |rows| {
            row.tell(<A::Native<S> as Register<S, A>>::LEN);
            let mut sum = rows.register(0);
            for i in 1..N {
                sum = sum.plus(rows.register(i));
            }
            [sum]
        },
    );
}

#[inline(always)]
fn sum<S: Simd, A: Native>(simd: S, memory: &mut [A], from: &[usize], mut row: Row) {
    let (to, len) = ([row.to], row.len);
    combine(
        simd,
        memory,
        from,
        to,
        len,
        #[inline(always)]
        |rows| {
            row.tell(<A::Native<S> as Register<S, A>>::LEN);
            let mut sum = rows.register(0);
            for i in 1..rows.len() {
                sum = sum.plus(rows.register(i));
            }
            [sum]
        },
    );
}
