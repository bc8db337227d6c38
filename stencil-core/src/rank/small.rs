//! Windows of 3 x 3 and 5 x 5 pixels: networks in registers, for two rows of results at once.
//!
//! So few values fit the registers. Columns are sorted, the rows that both windows have only once; what the sorts leave
//! in doubt is ranked window by window. A column is sorted again for each window that it is in: whole rows go by without
//! a stop that way, at the speed of memory, which is worth more than the exchanges.

#![allow(clippy::needless_range_loop, reason = "columns are counted, as networks count them")]

use super::course::Finder;
use super::rows::{load, registers, settle, store};
use super::shape::Shape;
use crate::lanes::key::Key;
use fearless_simd::{Level, Simd, SimdBase, SimdMask};

/// Rows of results.
pub(super) const ROWS: usize = 2;

/// The size of a window over pixels of one value each: where the next column lies is known to the compiler. Rows of results
/// are at least a register long.
pub(super) struct Small(usize);

impl Small {
    /// None for windows of another size, or if another value is looked for.
    pub(super) fn new(shape: &Shape, k: usize) -> Option<Self> {
        let size = shape.across;
        let square = matches!(size, 3 | 5) && shape.layers == 1 && shape.box_along() == Some(size);
        (square && shape.step == 1 && k == size * size / 2).then_some(Self(size))
    }

    fn run<K: Key>(&self, level: Level, lines: &[&[K]], results: [&mut [K]; ROWS]) -> bool {
        match (self.0, lines) {
            (3, &[a, b, c, d]) => K::three(level, [a, b, c, d], results),
            (5, &[a, b, c, d, e, f]) => K::five(level, [a, b, c, d, e, f], results),
            _ => unreachable!("there are as many lines as rows under two windows"),
        }
    }
}

impl<K: Key> Finder<K> for Small {
    fn rows(&self) -> usize {
        ROWS
    }
    fn stripe(&self) -> usize {
        isize::MAX as usize / 2
    }
    fn find(&mut self, level: Level, lines: &[&[K]], results: &mut [&mut [K]]) -> bool {
        match results {
            [first, second] => self.run(level, lines, [first, second]),
            [only] => {
                let mut unused = vec![K::default(); only.len()];
                self.run(level, lines, [only, &mut unused])
            }
            _ => unreachable!("one or two rows are found"),
        }
    }
}

/// Puts the smaller of two values in the place of the first, and the larger in the place of the second, pair by pair.
/// A value that nobody looks at any more costs nothing: it is not computed.
macro_rules! exchange {
    ($v:ident: $(($i:literal $j:literal))*) => {$(
        ($v[$i], $v[$j]) = ($v[$i].min($v[$j]), $v[$i].max($v[$j]));
    )*};
}

type Mask<S, K> = <<K as Key>::Keys<S> as SimdBase<S>>::Mask;

/// Registers that begin at `at` in each line.
#[inline(always)]
fn column<S: Simd, K: Key, const N: usize>(simd: S, lines: [&[K]; N], at: usize) -> [K::Keys<S>; N] {
    let mut column = [K::Keys::<S>::splat(simd, K::default()); N];
    for row in 0..N {
        column[row] = load(simd, lines[row], at);
    }
    column
}

/// Whether all of several registers, and all before them, have places in the order.
#[inline(always)]
fn ordered<S: Simd, K: Key, const N: usize>(column: [K::Keys<S>; N], before: Mask<S, K>) -> Mask<S, K> {
    let mut all = before;
    if K::UNORDERED {
        for keys in column {
            all &= keys.simd_eq(keys);
        }
    }
    all
}

/// Whether something has no place in the order: in what lines have beyond the results, if not before.
#[inline(always)]
#[allow(clippy::eq_op, reason = "a NaN is what differs from itself")]
fn unordered<S: Simd, K: Key, const N: usize>(before: Mask<S, K>, lines: [&[K]; N], len: usize) -> bool {
    K::UNORDERED && (!before.all_true() || lines.iter().any(|line| line[len..].iter().any(|key| key != key)))
}

/// Three columns of sorted values: the largest of the smallest, the median of the middles and the smallest of the largest
/// are left in doubt.
#[inline(always)]
pub(super) fn three<S: Simd, K: Key>(simd: S, lines: [&[K]; 4], results: [&mut [K]; ROWS]) -> bool {
    let mut all = Mask::<S, K>::splat(simd, true);
    let [first, second] = results;
    registers::<S, K>(
        first.len(),
        #[inline(always)]
        |x| {
            let zero = K::Keys::<S>::splat(simd, K::default());
            // For both rows, each column's smallest, middle and largest value.
            let mut sorted = [[[zero; 3]; 3]; ROWS];
            for i in 0..3 {
                let [a, b, c, d] = column(simd, lines, x + i);
                if i == 0 {
                    all = ordered::<S, K, 4>([a, b, c, d], all);
                }
                let (low, high) = (b.min(c), b.max(c));
                for (row, own) in [(0, a), (1, d)] {
                    let middle = own.max(low);
                    sorted[row][0][i] = own.min(low);
                    sorted[row][1][i] = middle.min(high);
                    sorted[row][2][i] = middle.max(high);
                }
            }
            store::<S, K>(settle::<S, K>(simd, median_of_sorted::<S, K>(sorted[0])), first, x);
            store::<S, K>(settle::<S, K>(simd, median_of_sorted::<S, K>(sorted[1])), second, x);
        },
    );
    unordered::<S, K, 4>(all, lines, first.len())
}

#[inline(always)]
fn median_of_sorted<S: Simd, K: Key>(sorted: [[K::Keys<S>; 3]; 3]) -> K::Keys<S> {
    let [[a, b, c], mut middle, [g, h, i]] = sorted;
    exchange!(middle: (0 1) (1 2) (0 1));
    let mut v = [a.max(b).max(c), middle[1], g.min(h).min(i)];
    exchange!(v: (0 1) (1 2) (0 1));
    v[1]
}

/// Sorted columns of the four rows that both windows have, merged by twos, then by fours, then all five; what is still
/// in doubt is ranked among the five values that are each window's own.
#[inline(always)]
pub(super) fn five<S: Simd, K: Key>(simd: S, lines: [&[K]; 6], results: [&mut [K]; ROWS]) -> bool {
    let mut all = Mask::<S, K>::splat(simd, true);
    let [first, second] = results;
    let [above, common @ .., below] = lines;
    registers::<S, K>(
        first.len(),
        #[inline(always)]
        |x| {
            let zero = K::Keys::<S>::splat(simd, K::default());
            let mut v = [zero; 20];
            for i in 0..5 {
                let mut v5 = column(simd, common, x + i);
                if i == 0 {
                    all = ordered::<S, K, 4>(v5, all);
                }
                exchange!(v5: (0 1) (2 3) (0 2) (1 3) (1 2));
                v[4 * i..4 * i + 4].copy_from_slice(&v5);
            }
            let doubtful = core_of_five::<S, K>(v);
            let mut own = [[zero; 2]; 5];
            for i in 0..5 {
                own[i] = column(simd, [above, below], x + i);
            }
            all = ordered::<S, K, 2>(own[0], all);
            let [a, b, c, d, e] = own;
            let upper = among_five::<S, K>(doubtful, [a[0], b[0], c[0], d[0], e[0]]);
            let lower = among_five::<S, K>(doubtful, [a[1], b[1], c[1], d[1], e[1]]);
            store::<S, K>(settle::<S, K>(simd, upper), first, x);
            store::<S, K>(settle::<S, K>(simd, lower), second, x);
        },
    );
    unordered::<S, K, 6>(all, lines, first.len())
}

/// The six values of twenty, in sorted fours, that can be the median of these and five others.
#[inline(always)]
fn core_of_five<S: Simd, K: Key>(mut v: [K::Keys<S>; 20]) -> [K::Keys<S>; 6] {
    exchange!(v:
        (0 4) (2 6) (2 4) (1 5) (3 7) (3 5) (1 2) (3 4) (5 6)
        (8 12) (10 14) (10 12) (9 13) (11 15) (11 13) (9 10) (11 12) (13 14)
        (0 8) (4 12) (4 8) (2 10) (6 14) (6 10) (2 4) (6 8) (10 12) (1 9) (5 13) (5 9) (3 11) (7 15) (7 11) (3 5) (7 9)
        (11 13) (3 4) (5 6) (7 8) (9 10) (11 12) (3 16) (11 16) (7 11) (5 18) (9 18) (5 7) (9 11) (18 16) (4 17)
        (12 17) (8 12) (6 19) (10 19) (6 8) (10 12) (6 7) (8 9) (10 11) (12 18)
    );
    [v[7], v[8], v[9], v[10], v[11], v[12]]
}

/// The median of six sorted values and five others.
#[inline(always)]
fn among_five<S: Simd, K: Key>(doubtful: [K::Keys<S>; 6], own: [K::Keys<S>; 5]) -> K::Keys<S> {
    let mut v = own;
    exchange!(v: (0 1) (3 4) (2 3) (4 3) (0 2) (3 2) (1 4) (1 3) (4 2));
    let own = [v[0], v[1], v[3], v[4], v[2]];
    let mut median = doubtful[5];
    for i in 0..5 {
        median = median.min(doubtful[i].max(own[4 - i]));
    }
    median
}
