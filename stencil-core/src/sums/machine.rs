//! Adds rows of a memory.

use super::ladder::{RUNGS, TERMS};
use crate::element::Element;
use crate::lanes::native::Native;
use crate::lanes::rows::combine;
use crate::lanes::vector::Arithmetic;
use fearless_simd::{Level, Simd, dispatch};

/// A row that is the sum of others: where it goes, and where those begin.
#[derive(Clone, Copy, Debug, Default)]
pub struct Addition {
    from: [usize; TERMS],
    terms: usize,
    to: usize,
    len: usize,
}

impl Addition {
    /// The sum of rows that begin at these places, `len` values long.
    pub(super) fn new(from: impl Iterator<Item = usize>, to: usize, len: usize) -> Self {
        let mut addition = Self { from: [0; TERMS], terms: 0, to, len };
        for place in from {
            addition.from[addition.terms] = place;
            addition.terms += 1;
        }
        addition
    }
}

/// A list of additions, in the order of their work.
#[derive(Debug, Default)]
pub(super) struct Additions {
    all: [Addition; 2 * RUNGS],
    pub(super) count: usize,
}

impl Additions {
    pub(super) fn push(&mut self, addition: Addition) {
        self.all[self.count] = addition;
        self.count += 1;
    }

    pub(super) fn all(&self) -> &[Addition] {
        &self.all[..self.count]
    }
}

/// A number that sums are kept in. Whole ones wrap.
pub trait Addend: Element {
    /// Computes rows of `memory`, one after the other.
    #[doc(hidden)]
    fn add(level: Level, memory: &mut [Self], additions: &[Addition]);
}

macro_rules! addends {
    ($($t:ident)*) => {$(
        impl Addend for $t {
            fn add(level: Level, memory: &mut [Self], additions: &[Addition]) {
                dispatch!(level, simd => run(simd, memory, additions));
            }
        }
    )*};
}
addends! { u16 u32 u64 f32 f64 }

#[inline(always)]
fn run<S: Simd, A: Native>(simd: S, memory: &mut [A], additions: &[Addition]) {
    for addition in additions {
        match addition.from[..addition.terms] {
            [a, b] => few(simd, memory, [a, b], addition),
            [a, b, c] => few(simd, memory, [a, b, c], addition),
            [a, b, c, d] => few(simd, memory, [a, b, c, d], addition),
            [a, b, c, d, e] => few(simd, memory, [a, b, c, d, e], addition),
            [a, b, c, d, e, f] => few(simd, memory, [a, b, c, d, e, f], addition),
            [a, b, c, d, e, f, g] => few(simd, memory, [a, b, c, d, e, f, g], addition),
            ref many => sum(simd, memory, many, addition),
        }
    }
}

/// The number of terms is a constant: no loop is left.
#[inline(always)]
fn few<S: Simd, A: Native, const N: usize>(simd: S, memory: &mut [A], from: [usize; N], addition: &Addition) {
    combine(
        simd,
        memory,
        from,
        [addition.to],
        addition.len,
        #[inline(always)]
        |rows| {
            let mut sum = rows.register(0);
            for i in 1..N {
                sum = sum.plus(rows.register(i));
            }
            [sum]
        },
    );
}

#[inline(always)]
fn sum<S: Simd, A: Native>(simd: S, memory: &mut [A], from: &[usize], addition: &Addition) {
    combine(
        simd,
        memory,
        from,
        [addition.to],
        addition.len,
        #[inline(always)]
        |rows| {
            let mut sum = rows.register(0);
            for i in 1..rows.len() {
                sum = sum.plus(rows.register(i));
            }
            [sum]
        },
    );
}
