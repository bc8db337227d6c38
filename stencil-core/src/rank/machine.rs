//! Runs a program on a stripe of pixels.

use super::course::Finder;
use super::program::{Place, Program, Step};
use super::rows::{Rows, most_lanes, settle};
use crate::lanes::key::Key;
use crate::lanes::memory::combine_rows;
use fearless_simd::{Level, Simd, SimdBase, SimdMask};

/// The bytes that all slots together should not exceed: about what the nearest cache holds.
const CACHE: usize = 28 << 10;

/// A program and its memory.
pub(super) struct Machine<'p, K> {
    program: &'p Program,
    slots: Rows<K>,
    /// The length of a slot.
    pitch: usize,
    stripe: usize,
}

impl<'p, K: Key> Machine<'p, K> {
    pub(super) fn new(program: &'p Program) -> Self {
        let line = most_lanes::<K>();
        // What windows reach beyond the stripe, and what the last register reaches beyond that.
        let margin = program.task.shape.reach().next_multiple_of(line) + line;
        let room = (CACHE / size_of::<K>() / program.slots).saturating_sub(margin);
        let stripe = (room / line).clamp(2, 64) * line;
        let pitch = stripe + margin;
        Self { program, slots: Rows::new(program.slots * pitch), pitch, stripe }
    }

    fn position(&self, place: Place) -> usize {
        place.slot * self.pitch + place.shift
    }
}

/// The slots of a program, in one memory.
pub struct Slots<'m, K> {
    all: &'m mut [K],
    /// The length of a slot.
    pitch: usize,
}

/// Carries out a program for so many results in a row; tells whether some input has no place in the order.
#[inline(always)]
pub(super) fn carry_out<S: Simd, K: Key>(simd: S, program: &Program, mut slots: Slots<'_, K>, len: usize) -> bool {
    let unordered = K::UNORDERED && slots.unordered(simd, &program.inputs, len + program.task.shape.reach());
    for step in &program.steps {
        slots.step(simd, step, len + step.extra);
    }
    if K::UNORDERED {
        for &place in &program.results {
            let row = slots.position(place);
            combine_rows::<K, S, 1>(
                simd,
                slots.all,
                [row; 2],
                [row],
                len,
                #[inline(always)]
                |a, _| [settle::<S, K>(simd, a)],
            );
        }
    }
    unordered
}

impl<K: Key> Slots<'_, K> {
    fn position(&self, place: Place) -> usize {
        place.slot * self.pitch + place.shift
    }

    /// Where a step writes.
    fn result_of(&self, slot: Option<usize>) -> Option<usize> {
        slot.map(|slot| slot * self.pitch)
    }

    /// Whether some input has no place in the order. What is beside it in a window is then compared in vain; no other
    /// window's result is made of it.
    #[inline(always)]
    fn unordered<S: Simd>(&mut self, simd: S, inputs: &[Option<usize>], len: usize) -> bool {
        let mut all = <<K::Keys<S> as SimdBase<S>>::Mask>::splat(simd, true);
        for slot in inputs.iter().flatten() {
            let row = slot * self.pitch;
            for keys in self.all[row..row + len.next_multiple_of(<K::Keys<S>>::LEN)].chunks(<K::Keys<S>>::LEN) {
                let keys = <K::Keys<S>>::from_slice(simd, keys);
                all &= keys.simd_eq(keys);
            }
        }
        !all.all_true()
    }

    #[inline(always)]
    fn step<S: Simd>(&mut self, simd: S, step: &Step, len: usize) {
        let from = [self.position(step.from[0]), self.position(step.from[1])];
        let [low, high] = [self.result_of(step.low), self.result_of(step.high)];
        let slots = &mut *self.all;
        match (low, high) {
            (Some(low), Some(high)) => combine_rows(
                simd,
                slots,
                from,
                [low, high],
                len,
                #[inline(always)]
                |a, b| [a.min(b), a.max(b)],
            ),
            (Some(low), None) => combine_rows(
                simd,
                slots,
                from,
                [low],
                len,
                #[inline(always)]
                |a, b| [a.min(b)],
            ),
            (None, Some(high)) => combine_rows(
                simd,
                slots,
                from,
                [high],
                len,
                #[inline(always)]
                |a, b| [a.max(b)],
            ),
            (None, None) => {}
        }
    }
}

impl<K: Key> Finder<K> for Machine<'_, K> {
    fn rows(&self) -> usize {
        self.program.task.rows
    }
    fn stripe(&self) -> usize {
        self.stripe
    }
    fn find(&mut self, level: Level, lines: &[&[K]], results: &mut [&mut [K]]) -> bool {
        for (line, slot) in lines.iter().zip(&self.program.inputs) {
            if let Some(slot) = slot {
                let start = slot * self.pitch;
                self.slots.all()[start..start + line.len()].copy_from_slice(line);
            }
        }
        let slots = Slots { all: self.slots.all(), pitch: self.pitch };
        let unordered = K::carry_out(level, self.program, slots, results[0].len());
        for (result, place) in results.iter_mut().zip(&self.program.results) {
            let start = self.position(*place);
            result.copy_from_slice(&self.slots.all()[start..start + result.len()]);
        }
        unordered
    }
}
