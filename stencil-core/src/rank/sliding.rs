//! Any window, whichever pixels take part: a histogram slides along rows.
//!
//! From one pixel to the next a window loses the last cell of each of its strips and gains one before the first. Values are
//! numbered in their order, so that the histogram is that of small numbers whatever the element type, and all but reading
//! and writing is compiled once. (After Huang, Yang and Tang, "A fast two-dimensional median filtering algorithm", 1979.)

#![allow(clippy::eq_op, reason = "a NaN is what differs from itself")]

use super::histogram::{Histogram, scales};
use super::numbered::{LEFT_OUT, UNORDERED};
use super::{Numbered, Place, Ranks};
use crate::element::Element;
use crate::engine::{Few, Region, RowAxes, Source, Target, Walk};
use crate::halo::Side;
use crate::lanes::ordinal::Ordinal;

/// A block reads about so many pixels at most, unless its window is larger: their numbers should be few.
const PIXELS: usize = 1 << 16;

/// Finds the results of all of a target's region.
pub(super) fn slide<T: Element>(ranks: &Ranks, walk: &Walk<'_>, source: &Source<'_, T>, target: Target<'_, T>) {
    let region = target.layout().region;
    if region.is_void() {
        return;
    }
    let grown = walk.read(&ranks.window.sides, &region);
    // The longest axis, if a part is still long beside the window.
    let window = |axis: usize| grown[axis].len() - region[axis].len();
    let longest = (0..region.len()).max_by_key(|axis| region[*axis].len()).unwrap_or(0);
    if grown.pixels() > PIXELS && region[longest].len() > 4 * window(longest).max(16) {
        let (first, second) = target.split(longest, (region[longest].start + region[longest].end) / 2);
        slide(ranks, walk, source, first);
        slide(ranks, walk, source, second);
    } else {
        block(ranks, walk, source, target, &grown);
    }
}

/// Finds the results of a block, whose windows touch `grown`.
fn block<T: Element>(
    ranks: &Ranks,
    walk: &Walk<'_>,
    source: &Source<'_, T>,
    mut target: Target<'_, T>,
    grown: &Region,
) {
    let region = target.layout().region;
    let sides = &ranks.window.sides;
    // Along the axis of the filter with the longest rows.
    let slides = (0..sides.len()).filter(|axis| sides[*axis] != Side::default());
    let own = slides.max_by_key(|axis| region[walk.axes[*axis]].len());
    let along = own.map_or(region.len() - 1, |axis| walk.axes[axis]);
    let mut strides = Few::filled(region.len(), 0);
    let mut len = 1;
    for axis in (0..region.len()).filter(|axis| *axis != along).chain([along]).collect::<Few<_>>().iter().rev() {
        strides[*axis] = len;
        len *= grown[*axis].len() as isize;
    }
    let (numbers, values) = numbered(ranks.omit, walk, source, grown, &strides);
    let strips = ranks.window.strips(own).into_iter().map(|(first, len)| {
        let offset: isize = first.iter().zip(walk.axes).map(|(step, axis)| step * strides[*axis]).sum();
        (offset, len as isize)
    });
    let slide = Slide { place: ranks.place, numbers, strips: strips.collect() };
    let row = RowAxes { along, within: None, down: None };
    let value = |number: u32| match number {
        UNORDERED => T::UNORDERED,
        number => T::s_of_ordinal(values[number as usize], T::Ordinal::NONE).s_settle(),
    };
    let rows = rows(&region, along);
    let offset = |row: &Few<isize>| -> isize {
        (0..row.len()).map(|axis| (row[axis] + walk.shift[axis] - grown[axis].start) * strides[axis]).sum()
    };
    let starts: Vec<isize> = rows.iter().map(offset).collect();
    slide.rows(values.len(), region[along].len(), &starts, &mut |index, found| {
        target.rows(&rows[index], row, found.len(), 1).write(0, found, value);
    });
}

/// Where each row of a region begins.
fn rows(region: &Region, along: usize) -> Vec<Few<isize>> {
    let mut rows: Vec<Few<isize>> = vec![region.iter().map(|span| span.start).collect()];
    for axis in (0..region.len()).filter(|axis| *axis != along) {
        let moved = |row: &Few<isize>, at: isize| {
            let mut row = *row;
            row[axis] = at;
            row
        };
        rows =
            rows.iter().flat_map(|row| (region[axis].start..region[axis].end).map(move |at| moved(row, at))).collect();
    }
    rows
}

/// The numbers of all pixels of a box, laid out with these strides, and the values that they stand for.
fn numbered<T: Element>(
    omit: bool,
    walk: &Walk<'_>,
    source: &Source<'_, T>,
    grown: &Region,
    strides: &[isize],
) -> (Vec<u32>, Vec<T::Ordinal>) {
    let mut numbers = vec![0; grown.pixels()];
    let mut values = vec![T::Ordinal::default(); grown.pixels()];
    let last = grown.len() - 1;
    for mut position in rows(grown, last) {
        let start: isize = (0..last).map(|axis| (position[axis] - grown[axis].start) * strides[axis]).sum();
        for i in 0..grown[last].len() {
            let at = (start + i as isize * strides[last]) as usize;
            let value = source.get(&position);
            values[at] = value.s_ordinal(T::Ordinal::NONE, T::Ordinal::NONE);
            if walk.valid.is_some_and(|valid| valid.get(&position) == 0) || omit && value != value {
                numbers[at] = LEFT_OUT;
            } else if value != value {
                numbers[at] = UNORDERED;
            }
            position[last] += 1;
        }
    }
    let values = T::Ordinal::number(&values, &mut numbers);
    (numbers, values)
}

/// What there is to do for a block, whatever its elements.
struct Slide {
    place: Place,
    numbers: Vec<u32>,
    /// Where each strip of the window begins, seen from the centre, and how long it is.
    strips: Vec<(isize, isize)>,
}

impl Slide {
    /// Finds rows of `len` results, whose centres start at some places: hands on the number of each.
    fn rows(&self, values: usize, len: usize, starts: &[isize], found: &mut dyn FnMut(usize, &[u32])) {
        match scales(values) {
            2 => self.rows_in::<2>(values, len, starts, found),
            3 => self.rows_in::<3>(values, len, starts, found),
            _ => self.rows_in::<4>(values, len, starts, found),
        }
    }

    fn rows_in<const L: usize>(
        &self,
        values: usize,
        len: usize,
        starts: &[isize],
        found: &mut dyn FnMut(usize, &[u32]),
    ) {
        let mut seen = Seen { histogram: Histogram::<L>::new(values), unordered: 0 };
        let mut results = vec![0; len];
        for (index, start) in starts.iter().enumerate() {
            let cells = |f: &mut dyn FnMut(u32), at: isize| {
                for &(first, len) in &self.strips {
                    (at + first..at + first + len).for_each(|cell| f(self.numbers[cell as usize]));
                }
            };
            cells(&mut |number| seen.add(number), *start);
            for (at, result) in (*start..).zip(&mut results) {
                if at > *start {
                    for &(first, len) in &self.strips {
                        seen.remove(self.numbers[(at - 1 + first) as usize]);
                        seen.add(self.numbers[(at - 1 + first + len) as usize]);
                    }
                }
                *result = seen.find(self.place);
            }
            cells(&mut |number| seen.remove(number), start + len as isize - 1);
            found(index, &results);
        }
    }
}

/// What is in a window.
struct Seen<const L: usize> {
    histogram: Histogram<L>,
    /// How many pixels have no place in the order.
    unordered: usize,
}

impl<const L: usize> Seen<L> {
    #[inline(always)]
    fn add(&mut self, number: u32) {
        match number {
            LEFT_OUT => {}
            UNORDERED => self.unordered += 1,
            number => self.histogram.add(number),
        }
    }

    #[inline(always)]
    fn remove(&mut self, number: u32) {
        match number {
            LEFT_OUT => {}
            UNORDERED => self.unordered -= 1,
            number => self.histogram.remove(number),
        }
    }

    #[inline(always)]
    fn find(&self, place: Place) -> u32 {
        match self.histogram.total() {
            _ if self.unordered > 0 => UNORDERED,
            0 => UNORDERED,
            total => self.histogram.nth(place.among(total)),
        }
    }
}
