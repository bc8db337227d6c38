//! Runs a program on a stripe of pixels.

use super::program::{Place, Program};
use crate::element::Element;
use crate::lanes::memory::combine_rows;
use crate::lanes::rank::OrderedLane;
use crate::lanes::vector::MaskVector;
use crate::lanes::{Lane, Width};
use fearless_simd::{Level, Simd, dispatch};

/// The bytes that all slots together should not exceed: about what the nearest cache holds.
const CACHE: usize = 28 << 10;

/// Bytes of a cache line: as long as the longest register.
const LINE: usize = 64;

/// The memory of a program.
pub(super) struct Machine<'p, T> {
    program: &'p Program,
    /// Slot after slot, from the first cache line on.
    memory: Vec<T>,
    first: usize,
    /// The length of a slot.
    pitch: usize,
    /// The most results in a row that it can compute at once.
    pub(super) stripe: usize,
}

impl<'p, T: Element> Machine<'p, T> {
    pub(super) fn new(program: &'p Program) -> Self {
        let line = LINE / size_of::<T>();
        // What windows reach beyond the stripe, and what the last register reaches beyond that.
        let margin = (program.size.along - 1).next_multiple_of(line) + line;
        let room = (CACHE / size_of::<T>() / program.slots).saturating_sub(margin);
        let stripe = (room / line).clamp(2, 64) * line;
        let pitch = stripe + margin;
        let memory = vec![T::default(); program.slots * pitch + line];
        let first = memory.as_ptr().align_offset(LINE).min(line);
        Self { program, memory, first, pitch, stripe }
    }

    fn position(&self, place: Place) -> usize {
        self.first + place.slot * self.pitch + place.shift
    }

    /// Where a step writes.
    fn result_of(&self, slot: Option<usize>) -> Option<usize> {
        slot.map(|slot| self.position(Place { slot, shift: 0 }))
    }

    /// Where an input goes.
    pub(super) fn input(&mut self, index: usize) -> &mut [T] {
        let start = self.position(Place { slot: self.program.inputs[index], shift: 0 });
        &mut self.memory[start..]
    }

    /// A row of results.
    pub(super) fn result(&mut self, row: usize) -> &mut [T] {
        let start = self.position(self.program.results[row]);
        &mut self.memory[start..]
    }

    /// Computes the results of `len` pixels from the inputs; tells whether some input may have no place in the order.
    pub(super) fn run(&mut self, level: Level, len: usize) -> bool {
        dispatch!(level, simd => self.run_in(simd, len))
    }

    #[inline(always)]
    fn run_in<S: Simd>(&mut self, simd: S, len: usize) -> bool {
        let program = self.program;
        let mut all = <<T::Tight as Width>::Mask<S>>::fill(simd, true);
        if T::HAS_UNORDERED {
            for &slot in &program.inputs {
                let row = self.position(Place { slot, shift: 0 });
                self.combine(
                    simd,
                    [row; 2],
                    [row],
                    len + program.size.along - 1,
                    #[inline(always)]
                    |a, _| {
                        all = all.both(T::v_eq::<S, T::Tight>(a, a));
                        [T::v_ordered::<S, T::Tight>(a)]
                    },
                );
            }
        }
        for step in &program.steps {
            let from = [self.position(step.from[0]), self.position(step.from[1])];
            let [low, high] = [self.result_of(step.low), self.result_of(step.high)];
            let len = len + step.extra;
            let (lower, upper) = (T::v_lower::<S, T::Tight>, T::v_upper::<S, T::Tight>);
            match (low, high) {
                (Some(low), Some(high)) => self.combine(
                    simd,
                    from,
                    [low, high],
                    len,
                    #[inline(always)]
                    |a, b| [lower(a, b), upper(a, b)],
                ),
                (Some(low), None) => self.combine(
                    simd,
                    from,
                    [low],
                    len,
                    #[inline(always)]
                    |a, b| [lower(a, b)],
                ),
                (None, Some(high)) => self.combine(
                    simd,
                    from,
                    [high],
                    len,
                    #[inline(always)]
                    |a, b| [upper(a, b)],
                ),
                (None, None) => {}
            }
        }
        if T::HAS_UNORDERED {
            for &place in &program.results {
                let row = self.position(place);
                self.combine(
                    simd,
                    [row; 2],
                    [row],
                    len,
                    #[inline(always)]
                    |a, _| [T::v_settle::<S, T::Tight>(a)],
                );
            }
        }
        !all.all()
    }

    #[inline(always)]
    fn combine<S: Simd, const N: usize>(
        &mut self,
        simd: S,
        from: [usize; 2],
        to: [usize; N],
        len: usize,
        f: impl FnMut(Vector<S, T>, Vector<S, T>) -> [Vector<S, T>; N],
    ) {
        combine_rows::<T, S, T::Tight, N>(simd, &mut self.memory, from, to, len, f);
    }
}

type Vector<S, T> = <T as Lane>::Vec<S, <T as OrderedLane>::Tight>;
