//! Runs a program on a stripe of pixels.

use super::program::{Place, Program, Step};
use crate::element::Element;
use crate::lanes::rank::OrderedLane;
use crate::lanes::{Cx, Lanes, Width};
use fearless_simd::{Level, Simd, dispatch};
use std::mem;
use std::slice::{ChunksExact, ChunksExactMut};

/// The bytes that all slots together should not exceed: about what the nearest cache holds.
const CACHE: usize = 28 << 10;

/// The memory of a program.
pub(super) struct Machine<'p, T> {
    program: &'p Program,
    slots: Vec<Slot<T>>,
    /// The most results in a row that it can compute at once.
    pub(super) stripe: usize,
}

/// A row of values, followed by room up to a whole register.
#[derive(Default)]
struct Slot<T> {
    values: Vec<T>,
    /// Where a cache line begins.
    start: usize,
}

/// A register and a bit more.
const LINE: usize = 64;

impl<T: Element> Slot<T> {
    fn new(len: usize) -> Self {
        let values = vec![T::default(); len + LINE / size_of::<T>()];
        let start = values.as_ptr().align_offset(LINE).min(LINE / size_of::<T>());
        Self { values, start }
    }

    fn from(&self, shift: usize) -> &[T] {
        &self.values[self.start + shift..]
    }

    fn from_mut(&mut self, shift: usize) -> &mut [T] {
        &mut self.values[self.start + shift..]
    }
}

impl<'p, T: Element> Machine<'p, T> {
    pub(super) fn new(program: &'p Program) -> Self {
        let line = LINE / size_of::<T>();
        let margin = (program.size.along - 1).next_multiple_of(line) + line;
        let stripe = (CACHE / program.slots / size_of::<T>()).saturating_sub(margin).clamp(2 * line, 16 * line);
        let stripe = stripe / line * line;
        let slots = (0..program.slots).map(|_| Slot::new(stripe + margin)).collect();
        Self { program, slots, stripe }
    }

    /// Where an input goes.
    pub(super) fn input(&mut self, index: usize) -> &mut [T] {
        self.slots[self.program.inputs[index]].from_mut(0)
    }

    /// A row of results.
    pub(super) fn result(&mut self, row: usize) -> &mut [T] {
        let Place { slot, shift } = self.program.results[row];
        self.slots[slot].from_mut(shift)
    }

    /// Computes the results of `len` pixels from the inputs.
    pub(super) fn run(&mut self, level: Level, len: usize) {
        dispatch!(level, simd => run(simd, self.program, &mut self.slots, len));
    }
}

#[inline(always)]
fn run<S: Simd, T: Element>(simd: S, program: &Program, slots: &mut [Slot<T>], len: usize) {
    let cx = Cx::<S, T::Tight>::new(simd);
    if T::HAS_UNORDERED {
        for &slot in &program.inputs {
            each(
                cx,
                slots[slot].from_mut(0),
                len + program.size.along - 1,
                #[inline(always)]
                |value| Lanes(T::v_ordered::<S, T::Tight>(value.0)),
            );
        }
    }
    for Step { from: [a, b], low, high, extra } in &program.steps {
        let take = |slots: &mut [Slot<T>], slot: &Option<usize>| slot.map(|slot| mem::take(&mut slots[slot]));
        let (mut smaller, mut larger) = (take(slots, low), take(slots, high));
        let (from_a, from_b) = (slots[a.slot].from(a.shift), slots[b.slot].from(b.shift));
        let count = (len + extra).div_ceil(<T::Tight as Width>::LANES) * <T::Tight as Width>::LANES;
        let pairs = registers(&from_a[..count]).zip(registers(&from_b[..count])).map(
            #[inline(always)]
            |(a, b)| (cx.load::<T>(a), cx.load::<T>(b)),
        );
        match (&mut smaller, &mut larger) {
            (Some(smaller), Some(larger)) => {
                let to = registers_mut(&mut smaller.from_mut(0)[..count]);
                for ((pair, low), high) in pairs.zip(to).zip(registers_mut(&mut larger.from_mut(0)[..count])) {
                    lower(pair).store(low);
                    upper(pair).store(high);
                }
            }
            (Some(smaller), None) => {
                for (pair, low) in pairs.zip(registers_mut(&mut smaller.from_mut(0)[..count])) {
                    lower(pair).store(low);
                }
            }
            (None, Some(larger)) => {
                for (pair, high) in pairs.zip(registers_mut(&mut larger.from_mut(0)[..count])) {
                    upper(pair).store(high);
                }
            }
            (None, None) => {}
        }
        for (slot, row) in [(low, smaller), (high, larger)] {
            if let (Some(slot), Some(row)) = (slot, row) {
                slots[*slot] = row;
            }
        }
    }
    if T::HAS_UNORDERED {
        for &Place { slot, shift } in &program.results {
            each(
                cx,
                slots[slot].from_mut(shift),
                len,
                #[inline(always)]
                |value| Lanes(T::v_settle::<S, T::Tight>(value.0)),
            );
        }
    }
}

type Values<S, T> = Lanes<S, T, <T as OrderedLane>::Tight>;

#[inline(always)]
fn lower<S: Simd, T: Element>((a, b): (Values<S, T>, Values<S, T>)) -> Values<S, T> {
    Lanes(T::v_lower::<S, T::Tight>(a.0, b.0))
}

#[inline(always)]
fn upper<S: Simd, T: Element>((a, b): (Values<S, T>, Values<S, T>)) -> Values<S, T> {
    Lanes(T::v_upper::<S, T::Tight>(a.0, b.0))
}

/// Register by register.
#[inline(always)]
fn registers<T: Element>(row: &[T]) -> ChunksExact<'_, T> {
    row.chunks_exact(<T::Tight as Width>::LANES)
}

#[inline(always)]
fn registers_mut<T: Element>(row: &mut [T]) -> ChunksExactMut<'_, T> {
    row.chunks_exact_mut(<T::Tight as Width>::LANES)
}

/// Changes so many values of a row, and some that follow.
#[inline(always)]
fn each<S: Simd, T: Element>(cx: Cx<S, T::Tight>, row: &mut [T], len: usize, f: impl Fn(Values<S, T>) -> Values<S, T>) {
    let count = len.div_ceil(<T::Tight as Width>::LANES) * <T::Tight as Width>::LANES;
    for values in registers_mut(&mut row[..count]) {
        f(cx.load(values)).store(values);
    }
}
