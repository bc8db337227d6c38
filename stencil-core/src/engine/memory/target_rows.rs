//! [`TargetRows`]: rows of a [`Target`] in whatever memory order.

use super::Target;
use super::ahead::Ahead;
use super::row_axes::{Pace, RowAxes};
use std::marker::PhantomData;
use std::slice;

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
