//! [`Ghosted`]: an array's rows, which go on beyond its edges.

use super::Source;
use super::ahead::Ahead;
use super::gather::{NONE, offset_of};
use super::row_axes::{Pace, RowAxes};
use crate::boundary::Boundary;
use crate::engine::few::Few;
use crate::engine::region::Span;
use crate::engine::scratch::{Buffer, Scratch};
use std::slice;

/// An array that goes on beyond its edges as its boundaries say, read row by row.
pub(crate) struct Ghosted<'a, T> {
    source: Source<'a, T>,
    boundaries: Few<Boundary>,
    /// What there is, axis by axis, where there is no pixel; of several such axes the last one counts.
    outside: Few<T>,
    row: RowAxes,
    pace: Pace,
    /// Places along the row that stand for themselves, and where those before and after them come from.
    known: Span,
    before: Buffer<'a, isize>,
    after: Buffer<'a, isize>,
}

/// So many ghosts are handed on together.
const SOME: usize = 64;

/// Rows of it, one below the other.
#[derive(Clone, Copy)]
pub(crate) struct Strip {
    /// The places of each row.
    places: Span,
    /// From the first pixel of the source's region, but for the axes of rows.
    offset: isize,
    /// The last one of the other axes along which there is no pixel.
    outside: Option<usize>,
}

impl<'a, T: Copy + Default> Ghosted<'a, T> {
    /// Rows that lie within `span` along their axis.
    ///
    /// # Panics
    /// If a ghost comes from a pixel that is not available.
    pub(crate) fn new(
        source: Source<'a, T>,
        boundaries: Few<Boundary>,
        outside: Few<T>,
        row: RowAxes,
        span: Span,
        scratch: &'a Scratch,
    ) -> Self {
        let axis = row.along;
        let known = source.direct(axis, boundaries[axis]);
        let known = Span::new(known.start.clamp(span.start, span.end), known.end.clamp(span.start, span.end));
        let ghosts = |from: isize, to: isize| {
            let mut offsets = scratch.take::<isize>((to - from).unsigned_abs());
            for (offset, i) in offsets.iter_mut().zip(from..) {
                *offset = offset_of(&source, axis, boundaries[axis], i).unwrap_or(NONE);
            }
            offsets
        };
        let (before, after) = (ghosts(span.start, known.start), ghosts(known.end, span.end));
        let pace = row.pace(&source.layout().strides);
        Self { source, boundaries, outside, row, pace, known, before, after }
    }

    /// The rows from a position on, so many places long.
    ///
    /// # Panics
    /// If a ghost comes from a pixel that is not available, or if the rows are not within the span.
    pub(crate) fn strip(&self, position: &[isize], len: usize) -> Strip {
        let along = self.row.along;
        let places = Span::new(position[along], position[along] + len as isize);
        let all = Span::new(self.known.start - self.before.len() as isize, self.known.end + self.after.len() as isize);
        assert!(all.covers(places) && !places.is_empty(), "{places:?} is not within {all:?}");
        if let Some((axis, span)) = self.row.within {
            let region = self.source.layout().region[axis];
            assert!(region.covers(span) && position[axis] == span.start, "{span:?} of axis {axis} is not all there");
        }
        let (mut offset, mut outside) = (0, None);
        for axis in (0..position.len()).filter(|axis| *axis != along && Some(*axis) != self.row.down) {
            match offset_of(&self.source, axis, self.boundaries[axis], position[axis]) {
                Some(further) => offset += further,
                None => outside = Some(axis),
            }
        }
        Strip { places, offset, outside }
    }

    /// Calls `f` with pieces of the row at a place down: how many values come before a piece, and its own.
    ///
    /// # Panics
    /// If a ghost comes from a pixel that is not available.
    #[inline(always)]
    pub(crate) fn pieces(&self, strip: &Strip, down: isize, mut f: impl FnMut(usize, &[T])) {
        let (mut outside, mut offset) = (strip.outside, strip.offset);
        if let Some(axis) = self.row.down {
            match offset_of(&self.source, axis, self.boundaries[axis], down) {
                Some(further) => offset += further,
                None => outside = outside.max(Some(axis)),
            }
        }
        let (row, values) = (strip.places, self.pace.values);
        let inside = row.intersect(self.known);
        let place = |i: isize| (i - row.start) as usize * values;
        let (before, after) = (row.end.min(self.known.start), row.start.max(self.known.end));
        let first = self.known.start - self.before.len() as isize;
        if row.start < before {
            let ghosts = &self.before[(row.start - first) as usize..(before - first) as usize];
            self.each(
                ghosts,
                offset,
                outside,
                #[inline(always)]
                |k, value| f(k, value),
            );
        }
        if after < row.end {
            let ghosts = &self.after[(after - self.known.end) as usize..(row.end - self.known.end) as usize];
            self.each(
                ghosts,
                offset,
                outside,
                #[inline(always)]
                |k, value| f(place(after) + k, value),
            );
        }
        if inside.is_empty() {
            return;
        }
        let known = |i: isize| (i - self.source.layout().region[self.row.along].start) * self.pace.place;
        match outside {
            None if self.pace.contiguous() => {
                // SAFETY: each offset that was added up leads to a coordinate inside the source's region, so their sum
                // leads to a pixel inside it; so does that of the last place; and between them all values follow each
                // other.
                let whole =
                    unsafe { slice::from_raw_parts(self.pixel(offset + known(inside.start)), inside.len() * values) };
                f(place(inside.start), whole);
            }
            None => (inside.start..inside.end)
                .for_each(|i| self.place(offset + known(i), |k, value| f(place(i) + k, value))),
            Some(axis) => {
                let same = [self.outside[axis]; SOME];
                let (start, count) = (place(inside.start), inside.len() * values);
                (0..count).step_by(SOME).for_each(|at| f(start + at, &same[..SOME.min(count - at)]));
            }
        }
    }

    /// Calls `f` with ghosts, a few at a time.
    #[inline(always)]
    fn each(&self, ghosts: &[isize], offset: isize, outside: Option<usize>, mut f: impl FnMut(usize, &[T])) {
        let values = self.pace.values;
        let mut some = [T::default(); SOME];
        let (mut done, mut count) = (0, 0);
        for &from in ghosts {
            let outside = if from == NONE { outside.max(Some(self.row.along)) } else { outside };
            for k in 0..values as isize {
                some[count] = match outside {
                    Some(axis) => self.outside[axis],
                    // SAFETY: as in `place`.
                    None => unsafe { *self.pixel(offset + from + k * self.pace.value) },
                };
                count += 1;
                if count == SOME {
                    f(done, &some);
                    (done, count) = (done + SOME, 0);
                }
            }
        }
        f(done, &some[..count]);
    }

    /// Calls `f` with each value at a place.
    #[inline(always)]
    fn place(&self, offset: isize, mut f: impl FnMut(usize, &[T])) {
        for k in 0..self.pace.values {
            // SAFETY: the offset leads to a pixel inside the source's region (see `pieces`), and those along the axis
            // within the row are there too (see `strip`).
            f(k, unsafe { slice::from_raw_parts(self.pixel(offset + k as isize * self.pace.value), 1) });
        }
    }

    /// The memory of a row that will be read soon, if it is there as it is.
    #[inline(always)]
    pub(crate) fn ahead(&self, strip: &Strip, down: isize) -> Ahead {
        let Some(axis) = self.row.down else { return Ahead::NONE };
        let (row, region) = (strip.places.intersect(self.known), &self.source.layout().region);
        if row.is_empty() || strip.outside.is_some() || !region[axis].contains(down) || !self.pace.contiguous() {
            return Ahead::NONE;
        }
        let along = (row.start - region[self.row.along].start) * self.pace.place;
        let first = self.pixel(strip.offset + along + (down - region[axis].start) * self.pace.down);
        Ahead::new(first, row.len() * self.pace.values)
    }

    /// Tells the processor that a row will be read soon.
    #[inline(always)]
    pub(crate) fn prefetch(&self, strip: &Strip, down: isize) {
        self.ahead(strip, down).read_all();
    }

    /// So far from the first pixel of the source's region.
    #[inline(always)]
    fn pixel(&self, offset: isize) -> *const T {
        self.source.first().wrapping_offset(offset)
    }
}
