//! Through a region, a few rows of pixels at a time.

#![allow(clippy::eq_op, reason = "a NaN is what differs from itself")]

use super::Ranks;
use super::columns::Search;
use super::machine::Machine;
use super::program::{Program, Task};
use super::rows::most_lanes;
use super::shape::{Bar, Shape, Strip};
use super::sliding::slide;
use super::small::Small;
use crate::element::Element;
use crate::engine::{Few, Region, RowAxes, Source, Span, Target, Walk};
use crate::halo::Side;
use crate::lanes::key::Key;
use fearless_simd::Level;

/// What finds the results of a stripe: a few rows of so many pixels.
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

/// The smallest box of bytes that histograms are kept for instead.
const COUNTED: usize = 11 * 11;

/// Channels are at most so many.
const CHANNELS: usize = 16;

/// How a window and the rows of a region lie to each other.
pub(super) struct Course<'w> {
    ranks: &'w Ranks,
    walk: &'w Walk<'w>,
    /// Where the window of the first result begins.
    corner: Few<isize>,
    pub(super) region: Region,
    pub(super) row: RowAxes,
    /// Steps to each of the layers.
    layers: Vec<Few<isize>>,
    pub(super) shape: Shape,
}

impl<'w> Course<'w> {
    /// None if pixels are left out, or if the values of rows do not follow each other.
    pub(super) fn new<T>(
        ranks: &'w Ranks,
        walk: &'w Walk<'w>,
        source: &Source<'_, T>,
        target: &Target<'_, T>,
    ) -> Option<Self> {
        let region = target.layout().region;
        if walk.valid.is_some() || region.is_void() {
            return None;
        }
        let along = row_along(walk, source, target)?;
        let (axes, sides) = (walk.axes, &ranks.window.sides);
        let x = (0..axes.len()).find(|axis| axes[*axis] == along.along);
        let reaches = |axis: &usize| Some(*axis) != x && sides[*axis] != Side::default();
        let y = (0..axes.len()).filter(reaches).max_by_key(|axis| sides[*axis].before + sides[*axis].after);
        let row = RowAxes { down: y.map(|y| axes[y]), ..along };
        let seen = Seen::new(ranks.window.strips(x), x, y, row.values());
        let mut corner: Few<isize> = region.iter().zip(walk.shift).map(|(span, shift)| span.start + shift).collect();
        let step = |cell: &[isize]| {
            let mut step = Few::filled(region.len(), 0);
            cell.iter().zip(axes).for_each(|(by, axis)| step[*axis] = *by);
            step
        };
        corner.iter_mut().zip(step(&seen.first).iter()).for_each(|(corner, by)| *corner += by);
        let layers = seen.layers.iter().map(|layer| step(layer)).collect();
        Some(Self { ranks, walk, corner, region, row, layers, shape: seen.shape })
    }

    /// Finds the results of all of the region; false if another way is better.
    pub(super) fn run<T: Element>(&self, level: Level, source: &Source<'_, T>, target: &mut Target<'_, T>) -> bool {
        let count = self.shape.count();
        let k = self.ranks.place.among(count);
        if let Some(mut small) = Small::new(&self.shape, k)
            && self.len() >= most_lanes::<T::Key>()
        {
            return self.each_stripe(level, &mut small, source, target);
        }
        if let Some(along) = self.shape.box_along().filter(|_| count >= COUNTED && self.shape.step == 1)
            && size_of::<T::Key>() == 1
        {
            return self.search_boxes(level, Search { along, k }, source, target);
        }
        if count > LARGEST {
            return false;
        }
        let program = Program::of(&Task { shape: self.shape.clone(), k, rows: self.rows() });
        self.each_stripe(level, &mut Machine::new(&program), source, target)
    }

    /// How many values a row of results has.
    fn len(&self) -> usize {
        self.region[self.row.along].len() * self.row.values()
    }

    /// How many rows of results there are beside each other.
    pub(super) fn height(&self) -> usize {
        self.row.down.map_or(1, |axis| self.region[axis].len())
    }

    /// How many rows of results are best found together by a network.
    fn rows(&self) -> usize {
        let most = self.height().min(self.shape.across);
        let best = match self.shape.across {
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
            let len = self.stripe(level, finder, &at, source, target, (&mut lines, &mut spare));
            if !self.advance(&mut at, len, finder.rows()) {
                return true;
            }
        }
    }

    /// Goes to the next stripe, in coordinates from the region's corner. The last rows are done once more, as far as
    /// all rows of a stripe reach back.
    pub(super) fn advance(&self, at: &mut [isize], stripe: usize, rows: usize) -> bool {
        for axis in (0..at.len()).rev() {
            let len = self.region[axis].len() as isize;
            if self.row.within.is_some_and(|(within, _)| within == axis) {
                continue;
            }
            if axis == self.row.along {
                at[axis] += stripe as isize;
            } else if Some(axis) == self.row.down {
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

    /// Finds the results of a stripe; tells how many places of a row it has.
    fn stripe<'s, T: Element>(
        &self,
        level: Level,
        finder: &mut impl Finder<T::Key>,
        at: &[isize],
        source: &Source<'s, T>,
        target: &mut Target<'_, T>,
        (lines, spare): (&mut Vec<&'s [T::Key]>, &mut Vec<T::Key>),
    ) -> usize {
        let most = (finder.stripe() / self.row.values()).max(1);
        let places = most.min(self.region[self.row.along].len() - at[self.row.along] as usize);
        let len = places * self.row.values();
        // A region may have fewer rows than are found together: then nothing is asked of the others.
        let rows = finder.rows().min(self.height());
        lines.clear();
        for row in 0..self.shape.across + finder.rows() - 1 {
            for layer in 0..self.shape.layers {
                let row = row.min(self.shape.across + rows - 2);
                lines.push(T::keys(self.line(source, at, row, layer, len)));
            }
        }
        let position: Few<isize> = self.region.iter().zip(at).map(|(span, at)| span.start + at).collect();
        let mut results: [&mut [T]; MOST_ROWS] = Default::default();
        target.lines(&position, self.row, places, &mut results[..rows]);
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
        if unordered && self.ranks.omit {
            let mut part = self.region;
            for axis in 0..part.len() {
                let len = match axis {
                    _ if axis == self.row.along => places,
                    _ if Some(axis) == self.row.down => rows,
                    _ if self.row.within.is_some_and(|(within, _)| within == axis) => part[axis].len(),
                    _ => 1,
                };
                part[axis] = Span::new(position[axis], position[axis] + len as isize);
            }
            slide(self.ranks, self.walk, source, target.part(&part));
        } else if unordered {
            results[..rows].iter_mut().enumerate().for_each(|(row, results)| self.spread(source, at, row, results));
        }
        places
    }

    /// What lies under the windows of a stripe in one of its rows and layers, for so many results.
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
        if let Some(across) = self.row.down {
            position[across] += row as isize;
        }
        source.line(&position, self.row, (len + self.shape.reach()) / self.row.values())
    }

    /// Makes a NaN of every result of a row whose window has one.
    fn spread<T: Element>(&self, source: &Source<'_, T>, at: &[isize], row: usize, results: &mut [T]) {
        let (len, step) = (results.len(), self.shape.step);
        for bar in &self.shape.bars {
            let line = self.line(source, at, bar.row + row, bar.layer, len);
            for x in (0..line.len()).filter(|x| line[*x] != line[*x]) {
                // Those of whose windows it is one of the cells of the bar.
                let cells = (0..bar.len).map(|i| bar.first + i * step);
                cells
                    .filter_map(|cell| x.checked_sub(cell))
                    .filter(|x| *x < len)
                    .for_each(|x| results[x] = T::UNORDERED);
            }
        }
    }
}

/// The axes that rows lie along: the fastest axis, or if the window does not lie along it and it is short, the next one
/// with all values of the fastest. None if the values of a row do not follow each other.
fn row_along<T>(walk: &Walk<'_>, source: &Source<'_, T>, target: &Target<'_, T>) -> Option<RowAxes> {
    let region = target.layout().region;
    let (&fastest, slower) = walk.order.split_last()?;
    let unit = |row: RowAxes| source.has_lines(row) && target.has_lines(row);
    let plain = RowAxes { along: fastest, within: None, down: None };
    if let (Some(&next), false) = (slower.last(), walk.axes.contains(&fastest))
        && region[fastest].len() <= CHANNELS
        && source.layout().region[fastest] == region[fastest]
    {
        let whole = RowAxes { along: next, within: Some((fastest, region[fastest])), down: None };
        if unit(whole) {
            return Some(whole);
        }
    }
    unit(plain).then_some(plain)
}

/// The window's bars, and where its first lines lie, seen from the centre.
struct Seen {
    shape: Shape,
    /// The first cell of the window along rows and across them.
    first: Vec<isize>,
    layers: Vec<Vec<isize>>,
}

impl Seen {
    /// Strips along the axis `x` of the filter, in rows that follow each other along its axis `y`.
    fn new(strips: Vec<Strip>, x: Option<usize>, y: Option<usize>, step: usize) -> Self {
        let axes = strips.first().map_or(0, |strip| strip.0.len());
        let lowest = |axis: usize| strips.iter().map(|strip| strip.0[axis]).min().unwrap_or(0);
        let first: Vec<isize> =
            (0..axes).map(|axis| if Some(axis) == x || Some(axis) == y { lowest(axis) } else { 0 }).collect();
        let layer_of = |strip: &Strip| -> Vec<isize> {
            let own = |axis: usize| if Some(axis) == x || Some(axis) == y { 0 } else { strip.0[axis] };
            (0..axes).map(own).collect()
        };
        let mut layers: Vec<Vec<isize>> = strips.iter().map(layer_of).collect();
        layers.sort_unstable();
        layers.dedup();
        let place = |strip: &Strip, axis: Option<usize>| axis.map_or(0, |axis| (strip.0[axis] - first[axis]) as usize);
        let mut bars: Vec<Bar> = strips
            .iter()
            .map(|strip| Bar {
                row: place(strip, y),
                layer: layers.binary_search(&layer_of(strip)).expect("all layers are listed"),
                first: place(strip, x) * step,
                len: strip.1,
            })
            .collect();
        bars.sort_unstable_by_key(|bar| (bar.row, bar.layer, bar.first));
        let across = bars.iter().map(|bar| bar.row + 1).max().unwrap_or(1);
        Self { shape: Shape { across, layers: layers.len(), step, bars }, first, layers }
    }
}
