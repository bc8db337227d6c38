//! Boxes of bytes of any size: a histogram for every column of pixels.
//!
//! ```text
//!   next row:    each column loses its uppermost value and gains one below
//!   next pixel:  the window gains a column and loses one
//! ```
//!
//! Counts are sums from the smallest value up, so that a value in or out is a row of ones added from its place on, and the
//! value with `k` others before it is as many places up as there are sums not above `k`. They are sixteen for the upper
//! half of a byte and sixteen for the lower half under each upper half; of the window's, those are brought up to date that are
//! asked for. (After Perreault and Hebert, "Median filtering in constant time", 2007.)

use fearless_simd::{
    Level, Simd, SimdBase, SimdCombine, SimdInt, SimdIntElement, SimdMask, SimdWiden, dispatch, u8x16, u16x16, u32x16,
};
use std::ops::Sub;

/// Halves of a byte.
const HALF: usize = 16;

/// In which numbers values are counted.
pub(super) trait Tally: Sized + 'static {
    /// Of a column.
    type Column: Copy + Default;
    /// Of a window.
    type Sum: SimdIntElement + Default + Sub<Output = Self::Sum>;
    /// Sums up to each of sixteen values.
    type Sums<S: Simd>: SimdInt<S, Element = Self::Sum>;
    /// The most values of a column, and of a window.
    const MOST: (usize, usize);
    fn sum(count: usize) -> Self::Sum;
    fn widened<S: Simd>(simd: S, column: &[Self::Column; HALF]) -> Self::Sums<S>;
    /// Adds one from a place on, and takes one away from another on.
    fn exchange<S: Simd>(simd: S, counts: &mut [Self::Column; HALF], place: u8, old: u8);
    fn add<S: Simd>(simd: S, counts: &mut [Self::Column; HALF], place: u8);
    fn remove<S: Simd>(simd: S, counts: &mut [Self::Column; HALF], place: u8);
    /// The steps of [`Columns`], compiled once.
    fn add_row(level: Level, columns: &mut Columns<Self>, row: &[u8]);
    fn exchange_rows(level: Level, columns: &mut Columns<Self>, old: &[u8], new: &[u8]);
    fn find_row(level: Level, columns: &Columns<Self>, search: Search, results: &mut [u8]);
}

/// What there is to find in boxes: how many columns they have, and how many values come before the one that is looked for.
#[derive(Clone, Copy)]
pub(super) struct Search {
    pub(super) along: usize,
    pub(super) k: usize,
}

/// Windows of up to 65,535 values with few in a column, and larger ones.
pub(super) enum Few {}
pub(super) enum Many {}

macro_rules! tally {
    ($($t:ident: $column:ident $sum:ident $columns:ident $sums:ident;)*) => {$(
        impl Tally for $t {
            type Column = $column;
            type Sum = $sum;
            type Sums<S: Simd> = $sums<S>;
            const MOST: (usize, usize) = ($column::MAX as usize, $sum::MAX as usize);
            fn sum(count: usize) -> $sum {
                $sum::try_from(count).expect("the numbers were chosen for it")
            }
            #[inline(always)]
            fn widened<S: Simd>(simd: S, column: &[$column; HALF]) -> $sums<S> {
                let (low, high) = <$columns<S>>::from_slice(simd, column).widen();
                low.combine(high)
            }
            // Registers, not loops: the compiler would see that the last sum of a column does not change, and take the row apart.
            #[inline(always)]
            fn exchange<S: Simd>(simd: S, counts: &mut [$column; HALF], place: u8, old: u8) {
                let [place, old] = [place, old].map(|place| <$columns<S>>::from_slice(simd, &$t::ONES[usize::from(place)]));
                (<$columns<S>>::from_slice(simd, counts) + place - old).store_slice(counts);
            }
            #[inline(always)]
            fn add<S: Simd>(simd: S, counts: &mut [$column; HALF], place: u8) {
                let place = <$columns<S>>::from_slice(simd, &$t::ONES[usize::from(place)]);
                (<$columns<S>>::from_slice(simd, counts) + place).store_slice(counts);
            }
            #[inline(always)]
            fn remove<S: Simd>(simd: S, counts: &mut [$column; HALF], place: u8) {
                let place = <$columns<S>>::from_slice(simd, &$t::ONES[usize::from(place)]);
                (<$columns<S>>::from_slice(simd, counts) - place).store_slice(counts);
            }
            fn add_row(level: Level, columns: &mut Columns<Self>, row: &[u8]) {
                dispatch!(level, simd => columns.add(simd, row))
            }
            fn exchange_rows(level: Level, columns: &mut Columns<Self>, old: &[u8], new: &[u8]) {
                dispatch!(level, simd => columns.exchange(simd, old, new))
            }
            fn find_row(level: Level, columns: &Columns<Self>, search: Search, results: &mut [u8]) {
                dispatch!(level, simd => columns.find(simd, search, results))
            }
        }
        impl $t {
            /// One from each place on.
            const ONES: [[$column; HALF]; HALF] = {
                let mut ones = [[0; HALF]; HALF];
                let mut place = 0;
                while place < HALF {
                    let mut i = place;
                    while i < HALF {
                        ones[place][i] = 1;
                        i += 1;
                    }
                    place += 1;
                }
                ones
            };
        }
    )*};
}
tally! { Few: u8 u16 u8x16 u16x16; Many: u16 u32 u16x16 u32x16; }

/// The lower halves of a column's values under each upper half.
#[derive(Clone, Copy)]
#[repr(align(64))]
struct Fine<C>([[C; HALF]; HALF]);

/// The upper halves.
#[derive(Clone, Copy)]
#[repr(align(16))]
struct Coarse<C>([C; HALF]);

/// The histograms of neighbouring columns.
pub(super) struct Columns<T: Tally> {
    coarse: Vec<Coarse<T::Column>>,
    fine: Vec<Fine<T::Column>>,
}

/// A byte's halves.
#[inline(always)]
fn halves(byte: u8) -> (u8, u8) {
    (byte >> 4, byte & 15)
}

impl<T: Tally> Columns<T> {
    /// What each column takes.
    pub(super) const BYTES: usize = size_of::<Coarse<T::Column>>() + size_of::<Fine<T::Column>>();

    /// So many columns without a value.
    pub(super) fn new(len: usize) -> Self {
        let none = [T::Column::default(); HALF];
        Self { coarse: vec![Coarse(none); len], fine: vec![Fine([none; HALF]); len] }
    }

    /// Forgets all values.
    pub(super) fn clear(&mut self) {
        let none = [T::Column::default(); HALF];
        self.coarse.fill(Coarse(none));
        self.fine.fill(Fine([none; HALF]));
    }

    /// A value more in each of the first columns.
    #[inline(always)]
    fn add<S: Simd>(&mut self, simd: S, row: &[u8]) {
        for ((coarse, fine), byte) in self.coarse.iter_mut().zip(&mut self.fine).zip(row) {
            let (high, low) = halves(*byte);
            T::add(simd, &mut coarse.0, high);
            T::add(simd, &mut fine.0[usize::from(high)], low);
        }
    }

    /// New values in the place of old ones in each of the first columns.
    #[inline(always)]
    fn exchange<S: Simd>(&mut self, simd: S, old: &[u8], new: &[u8]) {
        for ((coarse, fine), (old, new)) in self.coarse.iter_mut().zip(&mut self.fine).zip(old.iter().zip(new)) {
            let ((old_high, old_low), (high, low)) = (halves(*old), halves(*new));
            T::exchange(simd, &mut coarse.0, high, old_high);
            T::remove(simd, &mut fine.0[usize::from(old_high)], old_low);
            T::add(simd, &mut fine.0[usize::from(high)], low);
        }
    }

    /// Finds the values of windows that begin at each of the first columns.
    #[inline(always)]
    fn find<S: Simd>(&self, simd: S, Search { along, k }: Search, results: &mut [u8]) {
        let rank = <T::Sums<S>>::splat(simd, T::sum(k));
        let zero = <T::Sums<S>>::splat(simd, T::Sum::default());
        let mut coarse = zero;
        for column in &self.coarse[..along - 1] {
            coarse += T::widened(simd, &column.0);
        }
        let mut fine = Under { sums: [zero; HALF], known: [None; HALF] };
        // What comes before each upper half, and nothing before the first.
        let mut before = [T::Sum::default(); HALF + 1];
        let entering = &self.coarse[along - 1..];
        for (x, (result, (enters, leaves))) in results.iter_mut().zip(entering.iter().zip(&self.coarse)).enumerate() {
            coarse += T::widened(simd, &enters.0);
            let high = places_up(coarse, rank);
            coarse.store_slice(&mut before[1..]);
            let sums = fine.brought_to(simd, self, high, x, along);
            let low = places_up(sums, <T::Sums<S>>::splat(simd, T::sum(k) - before[high]));
            *result = (high * HALF + low) as u8;
            coarse -= T::widened(simd, &leaves.0);
        }
    }
}

/// How many sums are not above a rank: at most fifteen, since the last one is.
#[inline(always)]
fn places_up<S: Simd, V: SimdInt<S>>(sums: V, rank: V) -> usize {
    (sums.simd_le(rank).to_bitmask().count_ones() as usize).min(HALF - 1)
}

/// A window's sums of lower halves under each upper half, as they were at some pixel.
struct Under<V> {
    sums: [V; HALF],
    known: [Option<usize>; HALF],
}

impl<V> Under<V> {
    /// The sums under an upper half, of the window of `along` columns from `x` on.
    #[inline(always)]
    fn brought_to<S: Simd, T: Tally<Sums<S> = V>>(
        &mut self,
        simd: S,
        columns: &Columns<T>,
        high: usize,
        x: usize,
        along: usize,
    ) -> V
    where
        V: SimdInt<S, Element = T::Sum>,
    {
        let of = |column: &Fine<T::Column>| T::widened(simd, &column.0[high]);
        let mut sums = self.sums[high];
        match self.known[high] {
            Some(from) if 2 * (x - from) < along => {
                let entering = &columns.fine[from + along..x + along];
                for (leaves, enters) in columns.fine[from..x].iter().zip(entering) {
                    sums = sums + of(enters) - of(leaves);
                }
            }
            _ => {
                sums = <V>::splat(simd, T::Sum::default());
                for column in &columns.fine[x..x + along] {
                    sums += of(column);
                }
            }
        }
        (self.sums[high], self.known[high]) = (sums, Some(x));
        sums
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agrees<T: Tally>() {
        let value = |i: usize| (i * i * 37 % 251 + i) as u8;
        let (along, rows, wide) = (5, 3, 60);
        let row = |y: usize| (0..wide).map(|x| value(y * wide + x)).collect::<Vec<u8>>();
        let mut columns = Columns::<T>::new(wide);
        (7..7 + rows).for_each(|y| T::add_row(Level::new(), &mut columns, &row(y)));
        columns.clear();
        (0..rows).for_each(|y| T::add_row(Level::new(), &mut columns, &row(y)));
        T::exchange_rows(Level::new(), &mut columns, &row(0), &row(rows));
        for k in [0, 7, 14] {
            let mut found = vec![0; wide + 1 - along];
            T::find_row(Level::new(), &columns, Search { along, k }, &mut found);
            for (x, found) in found.iter().enumerate() {
                let mut window: Vec<u8> = (1..=rows).flat_map(|y| row(y)[x..x + along].to_vec()).collect();
                window.sort_unstable();
                assert_eq!(*found, window[k], "{k} before, at {x}");
            }
        }
    }

    #[test]
    fn values_of_windows_are_found() {
        agrees::<Few>();
        agrees::<Many>();
    }
}
