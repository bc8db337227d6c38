//! Through a region, a few rows of pixels at a time.

#![allow(clippy::eq_op, reason = "a NaN is what differs from itself")]

use super::machine::Machine;
use super::network::Size;
use super::program::Program;
use super::rows::most_lanes;
use super::small::Small;
use crate::element::Element;
use crate::engine::{Few, Region, Source, Target, Walk};
use crate::halo::Side;
use crate::lanes::key::Key;
use fearless_simd::Level;

/// What finds the medians of a stripe: a few rows of so many pixels.
pub(super) trait Finder<K: Key> {
    /// How many rows of results it finds together.
    fn rows(&self) -> usize;
    /// The most results in a row that it finds at once.
    fn stripe(&self) -> usize;
    /// Finds rows of results from what lies under their windows, line by line and in each line layer by layer; tells
    /// whether some of that may have no place in the order. The results of windows that it is in mean nothing.
    fn find(&mut self, level: Level, lines: &[&[K]], results: &mut [&mut [K]]) -> bool;
}

/// The most rows of results that are found together.
const MOST_ROWS: usize = 8;

/// The largest window that a network is made for. Beyond, counting pixel by pixel costs less than its length.
const LARGEST: usize = 31 * 31;

/// The smallest window whose bytes are counted in blocks instead.
const COUNTED: usize = 19 * 19;

/// How the axes of the array are used.
pub(super) struct Course {
    /// Where the window of the first result begins.
    pub(super) corner: Few<isize>,
    pub(super) region: Region,
    /// The array axis of rows, and the one across them, if the window has two axes.
    pub(super) along: usize,
    pub(super) across: Option<usize>,
    /// Steps to each of the layers.
    pub(super) layers: Vec<Few<isize>>,
    pub(super) size: Size,
}

impl Course {
    /// None if pixels are left out, or if rows are not along the window.
    pub(super) fn new<T, const D: usize>(
        walk: &Walk<'_>,
        sides: [Side; D],
        source: &Source<'_, T>,
        target: &Target<'_, T>,
    ) -> Option<Self> {
        let (region, along) = (target.layout().region, *walk.order.last()?);
        let unit = source.layout().strides[along] == 1 && target.layout().strides[along] == 1;
        let len = |axis: usize| sides[axis].before + 1 + sides[axis].after;
        let x = (0..D).find(|axis| walk.axes[*axis] == along)?;
        let y = (0..D).filter(|axis| *axis != x).max_by_key(|axis| len(*axis));
        let mut corner: Few<isize> = region.iter().zip(walk.shift).map(|(span, shift)| span.start + shift).collect();
        let mut layers = vec![Few::filled(region.len(), 0)];
        for axis in 0..D {
            corner[walk.axes[axis]] -= sides[axis].before as isize;
            if axis != x && Some(axis) != y {
                let further = |layer: &Few<isize>, by: usize| {
                    let mut layer = *layer;
                    layer[walk.axes[axis]] += by as isize;
                    layer
                };
                layers = layers.iter().flat_map(|layer| (0..len(axis)).map(move |by| further(layer, by))).collect();
            }
        }
        let size = Size { along: len(x), across: y.map_or(1, len), layers: layers.len() };
        let fits = walk.valid.is_none() && unit && !region.is_void();
        fits.then_some(Self { corner, region, along, across: y.map(|y| walk.axes[y]), layers, size })
    }

    /// Finds the medians of all of the region; false if another way is better.
    pub(super) fn run<T: Element>(&self, level: Level, source: &Source<'_, T>, target: &mut Target<'_, T>) -> bool {
        if let Some(mut small) = Small::new(self.size) {
            // A register would be longer.
            let long = self.region[self.along].len() >= most_lanes::<T::Key>();
            return long && self.each_stripe(level, &mut small, source, target);
        }
        if size_of::<T::Key>() == 1 && self.size.count() >= COUNTED {
            return self.count(level, source, target);
        }
        if self.size.count() > LARGEST {
            return false;
        }
        let program = Program::of(self.size, self.rows());
        self.each_stripe(level, &mut Machine::new(&program), source, target)
    }

    /// How many rows of results there are beside each other.
    pub(super) fn height(&self) -> usize {
        self.across.map_or(1, |axis| self.region[axis].len())
    }

    /// How many rows of results are best found together by a network.
    fn rows(&self) -> usize {
        let most = self.height().min(self.size.across);
        let best = match self.size.across {
            0..12 => 2,
            12..16 => 4,
            _ => 8,
        };
        if most >= best {
            best
        } else if most >= 2 {
            2
        } else {
            1
        }
    }

    fn each_stripe<T: Element>(
        &self,
        level: Level,
        finder: &mut impl Finder<T::Key>,
        source: &Source<'_, T>,
        target: &mut Target<'_, T>,
    ) -> bool {
        let mut at = Few::filled(self.region.len(), 0);
        let (mut lines, mut spare) = (Vec::new(), Vec::new());
        loop {
            self.stripe(level, finder, &at, source, target, (&mut lines, &mut spare));
            if !self.advance(&mut at, finder.stripe(), finder.rows()) {
                return true;
            }
        }
    }

    /// Goes to the next stripe, in coordinates from the region's corner. The last rows are done once more, as far as
    /// all rows of a stripe reach back.
    pub(super) fn advance(&self, at: &mut [isize], stripe: usize, rows: usize) -> bool {
        for axis in (0..at.len()).rev() {
            let len = self.region[axis].len() as isize;
            if axis == self.along {
                at[axis] += stripe as isize;
            } else if Some(axis) == self.across {
                let last = (len - rows as isize).max(0);
                at[axis] = if at[axis] < last { (at[axis] + rows as isize).min(last) } else { len };
            } else {
                at[axis] += 1;
            }
            if at[axis] < len {
                return true;
            }
            at[axis] = 0;
        }
        false
    }

    /// Finds the results of a stripe.
    fn stripe<'s, T: Element>(
        &self,
        level: Level,
        finder: &mut impl Finder<T::Key>,
        at: &[isize],
        source: &Source<'s, T>,
        target: &mut Target<'_, T>,
        (lines, spare): (&mut Vec<&'s [T::Key]>, &mut Vec<T::Key>),
    ) {
        let len = finder.stripe().min(self.region[self.along].len() - at[self.along] as usize);
        // A region may have fewer rows than are found together: then nothing is asked of the others.
        let rows = finder.rows().min(self.height());
        lines.clear();
        for row in 0..self.size.across + finder.rows() - 1 {
            for layer in 0..self.size.layers {
                let row = row.min(self.size.across + rows - 2);
                lines.push(T::keys(self.line(source, at, row, layer, len)));
            }
        }
        let position: Few<isize> = self.region.iter().zip(at).map(|(span, at)| span.start + at).collect();
        let mut results: [&mut [T]; MOST_ROWS] = Default::default();
        target.lines(&position, self.along, len, self.across, &mut results[..rows]);
        let unordered = if T::keys_mut(&mut []).is_some() {
            let mut keys: [&mut [T::Key]; MOST_ROWS] = Default::default();
            let direct = results.iter_mut().flat_map(|row| T::keys_mut(row));
            direct.zip(&mut keys).for_each(|(row, keys)| *keys = row);
            finder.find(level, lines, &mut keys[..rows])
        } else {
            spare.resize(rows * len, T::Key::default());
            let mut keys: [&mut [T::Key]; MOST_ROWS] = Default::default();
            spare.chunks_mut(len).zip(&mut keys).for_each(|(row, keys)| *keys = row);
            let unordered = finder.find(level, lines, &mut keys[..rows]);
            results[..rows].iter_mut().zip(&keys).for_each(|(row, keys)| T::put(keys, row));
            unordered
        };
        if unordered {
            results[..rows].iter_mut().enumerate().for_each(|(row, results)| self.spread(source, at, row, results));
        }
    }

    /// What lies under the windows of a stripe in one of its rows and layers.
    pub(super) fn line<'s, T>(
        &self,
        source: &Source<'s, T>,
        at: &[isize],
        row: usize,
        layer: usize,
        len: usize,
    ) -> &'s [T] {
        let mut position = self.corner;
        for (axis, position) in position.iter_mut().enumerate() {
            *position += at[axis] + self.layers[layer][axis];
        }
        if let Some(across) = self.across {
            position[across] += row as isize;
        }
        source.line(&position, self.along, len + self.size.along - 1)
    }

    /// Makes a NaN of every result of a row whose window has one.
    fn spread<T: Element>(&self, source: &Source<'_, T>, at: &[isize], row: usize, results: &mut [T]) {
        let len = results.len();
        for row in row..row + self.size.across {
            for layer in 0..self.size.layers {
                let line = self.line(source, at, row, layer, len);
                for x in (0..line.len()).filter(|x| line[*x] != line[*x]) {
                    results[(x + 1).saturating_sub(self.size.along)..(x + 1).min(len)].fill(T::UNORDERED);
                }
            }
        }
    }
}
