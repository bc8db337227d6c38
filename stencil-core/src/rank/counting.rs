//! Medians of keys of one byte, by counting: for windows of any size.
//!
//! A median is at least `t` where no more than half of its window is less. How many are less is a sum over the window, and
//! neighbours share sums: a column's slides down, and a row's is made of sums of two, four, eight, ... columns. So one
//! question is answered for a whole block of pixels at a cost that hardly knows the size of the window. The medians of a
//! block are near each other, so few questions are open: those between values that do occur.

use fearless_simd::{Level, dispatch};

/// Rows are walked in pieces of so many pixels, the last one filled up.
const PIECE: usize = 64;

/// The size of a box, seen from the rows of pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Size {
    /// Along the row.
    pub(super) along: usize,
    /// Across rows.
    pub(super) across: usize,
    /// Along all other axes together.
    pub(super) layers: usize,
}

/// What elements are counted in.
pub(super) trait Counter: Copy + Default + PartialOrd {
    fn one_if(yes: bool) -> Self;
    fn at_most(limit: usize) -> Self;
    /// The sum, or the largest number there is.
    fn plus(self, other: Self) -> Self;
    fn minus(self, other: Self) -> Self;
}

macro_rules! counters {
    ($($t:ty),*) => {$(
        impl Counter for $t {
            #[inline(always)]
            fn one_if(yes: bool) -> Self {
                Self::from(yes)
            }
            fn at_most(limit: usize) -> Self {
                Self::try_from(limit).expect("the counter was chosen for it")
            }
            #[inline(always)]
            fn plus(self, other: Self) -> Self {
                self.saturating_add(other)
            }
            #[inline(always)]
            fn minus(self, other: Self) -> Self {
                self.wrapping_sub(other)
            }
        }
    )*};
}
counters!(u8, u16, u32);

/// So many rows are summed together: sums that were only just written are slow to read again a few columns further on.
const GROUP: usize = 8;

/// A block of pixels, and what lies under their windows.
pub(super) struct Block<C> {
    size: Size,
    /// So many elements of a window come before the one that is looked for.
    before: C,
    /// How many rows and columns of results there are.
    rows: usize,
    pub(super) columns: usize,
    /// The length of all rows, in whole pieces: what lies beyond the columns means nothing.
    wide: usize,
    /// Line by line, and in each line layer by layer.
    bytes: Vec<u8>,
    medians: Vec<u8>,
    sums: Sums<C>,
}

/// Counts for a group of rows, one after the other.
struct Sums<C> {
    /// Of the columns; the row before the group comes first.
    column: Vec<C>,
    /// Of a power of two of columns, and of twice as many.
    some: Vec<C>,
    twice: Vec<C>,
    /// Of those that make up the window, as far as they are added.
    window: Vec<C>,
}

impl<C: Counter> Block<C> {
    /// Room for a block of so many rows and at most so many columns.
    pub(super) fn new(size: Size, before: usize, rows: usize, columns: usize) -> Self {
        let wide = (columns + size.along - 1).next_multiple_of(PIECE);
        // Sums of columns beyond the last row's are made of nothing.
        let group = vec![C::default(); GROUP * wide + size.along];
        let column = vec![C::default(); (GROUP + 1) * wide];
        let sums = Sums { column, some: group.clone(), twice: group.clone(), window: group };
        let bytes = vec![0; (rows + size.across - 1) * size.layers * wide];
        Self { size, before: C::at_most(before), rows, columns, wide, bytes, medians: vec![0; rows * wide], sums }
    }

    /// What lies under the windows in a line and layer.
    pub(super) fn line(&mut self, row: usize, layer: usize) -> &mut [u8] {
        let start = (row * self.size.layers + layer) * self.wide;
        &mut self.bytes[start..start + self.columns + self.size.along - 1]
    }

    /// A row of medians.
    pub(super) fn medians(&self, row: usize) -> &[u8] {
        &self.medians[row * self.wide..][..self.columns]
    }

    /// Finds the medians.
    pub(super) fn find(&mut self, level: Level) {
        self.medians.fill(0);
        self.between(level, (0, self.rows * self.columns), (255, 0));
    }

    /// Tells medians between two values apart: so many are at least `low`, so many more than `high`.
    fn between(&mut self, level: Level, (low, from): (u8, usize), (high, beyond): (u8, usize)) {
        if low == high || from == beyond {
            return;
        }
        let middle = low + (high - low) / 2 + 1;
        let reached = dispatch!(level, simd => {
            let _ = simd;
            self.ask(middle)
        });
        self.between(level, (low, from), (middle - 1, reached));
        self.between(level, (middle, reached), (high, beyond));
    }

    /// Raises the medians that are at least `value` to it; tells how many there are.
    #[inline(always)]
    fn ask(&mut self, value: u8) -> usize {
        let (before, wide) = (self.before, self.wide);
        let mut reached = 0;
        for first in (0..self.rows).step_by(GROUP) {
            let rows = GROUP.min(self.rows - first);
            for row in 0..rows {
                self.sum_columns(first + row, row, value);
            }
            self.sums.add_up(self.size.along, rows * wide);
            self.sums.column.copy_within(rows * wide..(rows + 1) * wide, 0);
            let window = &self.sums.window[..rows * wide];
            let medians = &mut self.medians[first * wide..][..rows * wide];
            join(medians, window, |median, count| if count <= before { median.max(value) } else { median });
            for row in window.chunks(wide) {
                let reach = |sum, count: &C| sum + u16::from(*count <= before);
                reached += usize::from(row[..self.columns].iter().fold(0_u16, reach));
            }
        }
        reached
    }

    /// Counts what is less than `value` in the columns of a row, the `place`th of its group.
    #[inline(always)]
    fn sum_columns(&mut self, row: usize, place: usize, value: u8) {
        let (layers, wide) = (self.size.layers, self.wide);
        let lines = self.size.across * layers;
        let (known, column) = self.sums.column.split_at_mut((place + 1) * wide);
        let column = &mut column[..wide];
        let less = |byte: u8| C::one_if(byte < value);
        if row == 0 {
            column.fill(C::default());
            for line in self.bytes.chunks(wide).take(lines) {
                join(column, line, |sum, byte| sum.plus(less(byte)));
            }
            return;
        }
        column.copy_from_slice(&known[place * wide..]);
        let (old, new) = self.bytes[(row - 1) * layers * wide..].split_at(lines * wide);
        for (old, new) in old.chunks(wide).zip(new.chunks(wide)).take(layers) {
            join_two(column, old, new, |sum, old, new| sum.minus(less(old)).plus(less(new)));
        }
    }
}

impl<C: Counter> Sums<C> {
    /// Adds up windows of `along` columns from each of the first `len` on.
    #[inline(always)]
    fn add_up(&mut self, along: usize, len: usize) {
        let row = self.column.len() / (GROUP + 1);
        self.some[..len].copy_from_slice(&self.column[row..][..len]);
        let (mut added, mut power) = (0, 1);
        loop {
            if along & power != 0 {
                match added {
                    0 => self.window[..len].copy_from_slice(&self.some[..len]),
                    _ => join(&mut self.window[..len], &self.some[added..], C::plus),
                }
                added += power;
            }
            if added == along {
                return;
            }
            join_two(&mut self.twice[..len], &self.some, &self.some[power..], |_, left, right| left.plus(right));
            std::mem::swap(&mut self.some, &mut self.twice);
            power *= 2;
        }
    }
}

/// Joins to each value of a row, whole pieces of it, that of another.
#[inline(always)]
fn join<A: Copy, B: Copy>(to: &mut [A], from: &[B], f: impl Fn(A, B) -> A) {
    for (to, from) in to.as_chunks_mut::<PIECE>().0.iter_mut().zip(from.as_chunks::<PIECE>().0) {
        for i in 0..PIECE {
            to[i] = f(to[i], from[i]);
        }
    }
}

/// Joins to each value of a row, whole pieces of it, those of two others.
#[inline(always)]
fn join_two<A: Copy, B: Copy>(to: &mut [A], a: &[B], b: &[B], f: impl Fn(A, B, B) -> A) {
    let others = a.as_chunks::<PIECE>().0.iter().zip(b.as_chunks::<PIECE>().0);
    for (to, (a, b)) in to.as_chunks_mut::<PIECE>().0.iter_mut().zip(others) {
        for i in 0..PIECE {
            to[i] = f(to[i], a[i], b[i]);
        }
    }
}
