//! [`Ghosted`]: an array's rows, which go on beyond its edges; and rows of a [`Target`] in whatever memory order.

use super::ahead::Ahead;
use super::gather::{NONE, offset_of};
use super::{Source, Target};
use crate::boundary::Boundary;
use crate::engine::few::Few;
use crate::engine::region::{Region, Span};
use crate::engine::scratch::{Buffer, Scratch};
use std::marker::PhantomData;
use std::slice;

/// What a row is: the pixels along one axis, each of them with those along another axis if there is one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct RowAxes {
    pub(crate) along: usize,
    /// An axis, and where on it all rows lie: whole channels, say.
    pub(crate) within: Option<(usize, Span)>,
    /// The axis along which rows follow each other.
    pub(crate) down: Option<usize>,
}

/// How the values of a row lie in memory.
#[derive(Clone, Copy, Debug)]
struct Pace {
    /// How many values there are at each place along the row.
    values: usize,
    /// From one of them to the next.
    value: isize,
    /// From one place to the next.
    place: isize,
    /// From one row to the next.
    down: isize,
}

/// Rows are at least so long, if there is an axis for it.
const LONG: usize = 64;

impl RowAxes {
    /// Rows along the fastest axis; if that is short, along the next one with all its channels, of which there are at most
    /// so many and among which nothing `reaches`, or along the longest axis.
    pub(crate) fn choose(region: &Region, order: &[usize], channels: usize, reaches: impl Fn(usize) -> bool) -> Self {
        let fastest = order.last().copied().unwrap_or(0);
        if region[fastest].len() >= LONG {
            return Self::plain(fastest);
        }
        match order {
            [.., next, _] if !reaches(fastest) && region[fastest].len() <= channels && region[*next].len() > 1 => {
                Self { along: *next, within: Some((fastest, region[fastest])), down: None }
            }
            _ => Self::plain(order.iter().copied().max_by_key(|axis| region[*axis].len()).unwrap_or(fastest)),
        }
    }

    /// Rows of single pixels along an axis.
    pub(crate) fn plain(along: usize) -> Self {
        Self { along, within: None, down: None }
    }

    /// How many values there are at each place along the row.
    pub(crate) fn values(&self) -> usize {
        self.within.map_or(1, |(_, span)| span.len())
    }

    /// Whether all values of a row follow each other in an array of these strides.
    pub(super) fn is_dense(&self, strides: &[isize]) -> bool {
        self.pace(strides).contiguous()
    }

    /// Where the last value of a row is that is so many places long.
    pub(super) fn last(&self, position: &[isize], len: usize) -> Few<isize> {
        let mut last = Few::from_slice(position);
        last[self.along] += len as isize - 1;
        if let Some((axis, span)) = self.within {
            last[axis] += span.len() as isize - 1;
        }
        last
    }

    fn pace(&self, strides: &[isize]) -> Pace {
        Pace {
            values: self.values(),
            value: self.within.map_or(1, |(axis, _)| strides[axis]),
            place: strides[self.along],
            down: self.down.map_or(0, |axis| strides[axis]),
        }
    }
}

impl Pace {
    /// Whether all values of a row follow each other.
    fn contiguous(&self) -> bool {
        self.value == 1 && self.place == self.values as isize
    }
}

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
            // A part of a wrapped axis may hold all of it one period away.
            let at = |i: isize| offset_of(&self.source, axis, self.boundaries[axis], i);
            let last = at(position[axis]).map(|first| first + (span.len() as isize - 1) * self.pace.value);
            assert!(
                position[axis] == span.start && at(span.end - 1) == last,
                "{span:?} of axis {axis} is not all there"
            );
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

/// Rows of a target, one below the other, to be written.
pub(crate) struct TargetRows<'t, T> {
    first: *mut T,
    pace: Pace,
    /// Places in a row.
    len: usize,
    count: usize,
    borrowed: PhantomData<&'t mut [T]>,
}

impl<T: Copy> Target<'_, T> {
    /// So many rows from a position on, so many places long.
    ///
    /// # Panics
    /// If one of them leaves the box.
    pub(crate) fn rows(&mut self, position: &[isize], row: RowAxes, len: usize, count: usize) -> TargetRows<'_, T> {
        let mut last = row.last(position, len);
        match row.down {
            Some(axis) => last[axis] += count as isize - 1,
            None => assert!(count < 2, "one row has none below it"),
        }
        self.at(&last);
        TargetRows {
            first: self.at(position),
            pace: row.pace(&self.layout().strides),
            len,
            count,
            borrowed: PhantomData,
        }
    }
}

impl<T: Copy> TargetRows<'_, T> {
    /// The memory of a row that will be written soon, if there is one in one piece.
    #[inline(always)]
    pub(crate) fn ahead(&self, row: usize) -> Ahead {
        if row >= self.count || !self.pace.contiguous() {
            return Ahead::NONE;
        }
        Ahead::new(self.first.wrapping_offset(row as isize * self.pace.down), self.len * self.pace.values)
    }

    /// Tells the processor that a row will be written soon.
    #[inline(always)]
    pub(crate) fn prefetch(&self, row: usize) {
        self.ahead(row).write_all();
    }

    /// A row, if its values follow each other.
    ///
    /// # Panics
    /// If there is no such row.
    pub(crate) fn line(&mut self, row: usize) -> Option<&mut [T]> {
        assert!(row < self.count, "there are {} rows", self.count);
        // SAFETY: the first value of the first row and the last one of the last row are inside the target's box, so all
        // between them along the axes of rows are, and those of a row follow each other; the box is ours alone.
        self.pace.contiguous().then(|| unsafe {
            let first = self.first.offset(row as isize * self.pace.down);
            slice::from_raw_parts_mut(first, self.len * self.pace.values)
        })
    }

    /// Writes a row: as many values as it has, one after the other.
    ///
    /// # Panics
    /// If there is no such row, or if there are too few values.
    #[inline(always)]
    pub(crate) fn write<U: Copy>(&mut self, row: usize, from: &[U], value: impl Fn(U) -> T) {
        let Pace { values, value: step, place, down } = self.pace;
        assert!(row < self.count, "there are {} rows", self.count);
        let from = &from[..self.len * values];
        // SAFETY: the first value of the first row and the last one of the last row are inside the target's box, so all
        // between them along the axes of rows are; the box is ours alone.
        let first = unsafe { self.first.offset(row as isize * down) };
        if self.pace.contiguous() {
            // SAFETY: as above, and all values of a row follow each other.
            let to = unsafe { slice::from_raw_parts_mut(first, from.len()) };
            to.iter_mut().zip(from).for_each(|(to, from)| *to = value(*from));
            return;
        }
        for i in 0..self.len {
            for k in 0..values {
                // SAFETY: as above.
                unsafe { *first.offset(i as isize * place + k as isize * step) = value(from[i * values + k]) };
            }
        }
    }
}
