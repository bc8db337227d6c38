//! Computes the rows of a plan, in a memory that holds as many of each stream as are in use.

use super::room::{Ring, Room, Slot};
use crate::lanes::ordinal::Ordinal;
use crate::lanes::rows::{Rows, combine};
use crate::lanes::vector::Arithmetic;
use fearless_simd::Simd;

/// A plan at work on some rows of results.
pub(super) struct Machine<'p, K> {
    room: &'p Room,
    rings: Vec<Ring>,
    memory: &'p mut [K],
    /// Rows that are read at a time.
    from: Vec<usize>,
}

impl<'p, K: Ordinal> Machine<'p, K> {
    pub(super) fn new(room: &'p Room, memory: &'p mut [K]) -> Self {
        Self { room, rings: room.rings.clone(), memory, from: Vec::new() }
    }

    /// Goes on to results so many rows further down.
    #[inline(always)]
    pub(super) fn turn(&mut self, rows: usize) {
        let further = rows * self.room.pitch;
        self.rings.iter_mut().for_each(|ring| ring.turn(further));
    }

    /// Where a row is, so many rows further down.
    #[inline(always)]
    fn place(&self, slot: Slot, row: usize) -> usize {
        slot.place(&self.rings, row * self.room.pitch)
    }

    /// The values of a row of an array's layer, from the first one that is needed on.
    #[inline(always)]
    pub(super) fn array(&mut self, stream: usize, row: usize) -> &mut [K] {
        let start = self.place(self.room.steps[stream].to, row);
        &mut self.memory[start..]
    }

    /// A row of results.
    #[inline(always)]
    pub(super) fn results(&self, plane: usize, row: usize) -> &[K] {
        &self.memory[self.place(self.room.results[plane], row)..]
    }

    /// Computes some rows of a stream that is made of others: `len` results will be made of each of them.
    #[inline(always)]
    pub(super) fn advance<S: Simd>(&mut self, simd: S, stream: usize, row: usize, rows: usize, len: usize) {
        let step = &self.room.steps[stream];
        if let (&[from], Some(count)) = (&step.from[..], step.down) {
            return match rows.min(count) {
                8.. => self.down::<S, 8>(simd, stream, from, count, row, rows, len),
                4..8 => self.down::<S, 4>(simd, stream, from, count, row, rows, len),
                2..4 => self.down::<S, 2>(simd, stream, from, count, row, rows, len),
                _ => self.down::<S, 1>(simd, stream, from, count, row, rows, len),
            };
        }
        for row in row..row + rows {
            match self.room.steps[stream].from[..] {
                [] => {}
                [a, b] => self.largest(simd, stream, [a, b], row, len),
                [a, b, c] => self.largest(simd, stream, [a, b, c], row, len),
                [a, b, c, d] => self.largest(simd, stream, [a, b, c, d], row, len),
                [a, b, c, d, e] => self.largest(simd, stream, [a, b, c, d, e], row, len),
                [a, b, c, d, e, f] => self.largest(simd, stream, [a, b, c, d, e, f], row, len),
                [a, b, c, d, e, f, g] => self.largest(simd, stream, [a, b, c, d, e, f, g], row, len),
                [a, b, c, d, e, f, g, h] => self.largest(simd, stream, [a, b, c, d, e, f, g, h], row, len),
                _ => self.largest_of_many(simd, stream, row, len),
            }
        }
    }

    /// Writes what `f` makes of some rows to rows of a stream, as much as is needed of them.
    #[inline(always)]
    fn write<S: Simd, F: AsRef<[usize]>, const N: usize>(
        &mut self,
        simd: S,
        stream: usize,
        row: usize,
        from: F,
        len: usize,
        f: impl Fn(&Rows<'_, S, K, F>) -> [K::Native<S>; N],
    ) {
        let step = &self.room.steps[stream];
        let to = std::array::from_fn(
            #[inline(always)]
            |i| self.place(step.to, row + i),
        );
        combine(simd, self.memory, from, to, len.saturating_add_signed(step.extra), f);
    }

    /// A row of the largest of a few.
    #[inline(always)]
    fn largest<S: Simd, const N: usize>(&mut self, simd: S, stream: usize, from: [Slot; N], row: usize, len: usize) {
        let from: [usize; N] = std::array::from_fn(
            #[inline(always)]
            |i| self.place(from[i], row),
        );
        self.write(
            simd,
            stream,
            row,
            from,
            len,
            #[inline(always)]
            |rows| {
                let mut largest = rows.register(0);
                for i in 1..N {
                    largest = largest.larger(rows.register(i));
                }
                [largest]
            },
        );
    }

    /// A row of the largest of any number.
    #[inline(always)]
    fn largest_of_many<S: Simd>(&mut self, simd: S, stream: usize, row: usize, len: usize) {
        let mut from = std::mem::take(&mut self.from);
        from.clear();
        for slot in &self.room.steps[stream].from {
            from.push(self.place(*slot, row));
        }
        self.write(
            simd,
            stream,
            row,
            &from[..],
            len,
            #[inline(always)]
            |rows| {
                let mut largest = rows.register(0);
                for i in 1..rows.len() {
                    largest = largest.larger(rows.register(i));
                }
                [largest]
            },
        );
        self.from = from;
    }

    /// The largest of `count` rows from each of some rows on. `N` neighbours share those that all of them look at; what is
    /// above is added to it upwards, and what is below downwards.
    #[inline(always)]
    #[allow(clippy::too_many_arguments, reason = "rows of two streams, and how many of each")]
    fn down<S: Simd, const N: usize>(
        &mut self,
        simd: S,
        stream: usize,
        of: Slot,
        count: usize,
        row: usize,
        rows: usize,
        len: usize,
    ) {
        let mut from = std::mem::take(&mut self.from);
        for row in (row..row + rows).step_by(N) {
            from.clear();
            for row in row..row + count + N - 1 {
                from.push(self.place(of, row));
            }
            self.write(
                simd,
                stream,
                row,
                &from[..],
                len,
                #[inline(always)]
                |rows| {
                    let mut shared = rows.register(N - 1);
                    for i in N..count {
                        shared = shared.larger(rows.register(i));
                    }
                    let mut largest = [shared; N];
                    for i in (0..N - 1).rev() {
                        shared = shared.larger(rows.register(i));
                        largest[i] = shared;
                    }
                    if N > 1 {
                        let mut below = rows.register(count);
                        largest[1] = largest[1].larger(below);
                        for (i, largest) in largest.iter_mut().enumerate().skip(2) {
                            below = below.larger(rows.register(count + i - 1));
                            *largest = largest.larger(below);
                        }
                    }
                    largest
                },
            );
        }
        self.from = from;
    }
}
