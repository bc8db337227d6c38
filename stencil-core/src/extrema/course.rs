//! [`Course`]: over all rows of an array, stripe by stripe.

use super::bars::{Bars, Roles};
use super::machine::Machine;
use super::plan::{Made, Plan, Stream};
use super::room::Room;
use super::way::Way;
use super::{Cell, Extrema, Extreme};
use crate::element::Element;
use crate::engine::{self, Few, Ghosted, Job, Source, Span, Strip, Target};
use crate::halo::Side;
use crate::lanes::ordinal::Ordinal;
use fearless_simd::{Simd, dispatch};
use std::sync::Arc;

/// A way over the rows of an array, and what is made of the footprint for it: kept for all bands of a tile.
pub struct Course<'s> {
    way: Way,
    drawn: engine::Made<'s, Key, Drawn>,
}

/// What a footprint is made into rows for.
#[derive(Debug, PartialEq)]
struct Key {
    /// Of none if it is all that `sides` reach.
    cells: Option<Arc<[Cell]>>,
    sides: Few<Side>,
    roles: Roles,
    /// How many values there are at each place of a row, how many places in all, and how many bytes a value takes.
    values: usize,
    len: usize,
    bytes: usize,
    /// How many rows of how many planes of results are computed together.
    step: usize,
    planes: usize,
}

/// A footprint as bars, as a plan, and as rows in memory: the same for all tiles of a size.
#[derive(Debug)]
struct Drawn {
    bars: Bars,
    plan: Plan,
    room: Room,
}

impl Drawn {
    fn new(key: &Key) -> Self {
        let bars = Bars::new(key.cells.as_deref(), &key.sides, key.roles);
        let plan = Plan::new(&bars.bars, key.values, key.planes, key.step);
        let room = Room::new(&plan, stripe(key, &plan), key.bytes);
        Self { bars, plan, room }
    }
}

/// Bytes that the rows in use at the same time should not exceed: about what the nearest cache holds.
const CACHE: usize = 56 << 10;

/// The same if there are so few streams: the next cache is near enough for those. Found by measuring 3 x 3.
const FEW: usize = 3;
const NEXT_CACHE: usize = 160 << 10;

/// Bytes that a row takes at least: each has its costs.
const LONG: usize = 1408;

impl<'s> Course<'s> {
    pub(super) fn new<T: Element>(extrema: &Extrema, job: &Job<'s>, way: Way) -> Self {
        let key = Key {
            cells: extrema.cells.clone(),
            sides: way.sides,
            roles: way.roles,
            values: way.row.values(),
            len: way.region[way.row.along].len(),
            bytes: size_of::<T::Ordinal>(),
            step: way.step,
            planes: way.planes,
        };
        Self { way, drawn: job.made(key, Drawn::new) }
    }

    /// Whether it is the course of another region too.
    pub(super) fn suits(&self, way: &Way) -> bool {
        let own = &self.way;
        let len = |way: &Way| way.region[way.row.along].len();
        len(own) == len(way)
            && (own.row.along, own.row.values()) == (way.row.along, way.row.values())
            && (own.roles, own.row.down, own.step, own.planes) == (way.roles, way.row.down, way.step, way.planes)
            && (&own.axes, &own.sides) == (&way.axes, &way.sides)
    }

    /// The same on that other region.
    pub(super) fn on(self, way: Way) -> Self {
        Self { way, ..self }
    }

    pub(super) fn run<T: Element>(
        &self,
        job: &Job<'_>,
        extrema: &Extrema,
        source: &Source<'_, T>,
        target: &mut Target<'_, T>,
    ) {
        let Way { row, region, .. } = self.way;
        let centres = region[row.along].shifted(self.way.shift[row.along]);
        let [first, last] = self.ends();
        let span = Span::new(centres.start + first, centres.end + last);
        let boundaries = job.space.boundaries();
        let outside = boundaries.iter().map(|boundary| extrema.beyond(*boundary)).collect();
        let ghosted = Ghosted::new(*source, boundaries, outside, row, span, job.scratch);
        let mut memory = job.scratch.take::<T::Ordinal>(self.drawn.room.total);
        let flip = match extrema.extreme {
            Extreme::Largest => T::Ordinal::NONE,
            Extreme::Smallest => T::Ordinal::ALL,
        };
        let room = &self.drawn.room;
        let stripe = room.len / row.values();
        let machine = Machine::new(room, &mut memory);
        let nan = if extrema.omits_nan { T::Ordinal::LEAST } else { T::Ordinal::MOST };
        let mut work = Work { course: self, ghosted, flip, nan, machine, target };
        dispatch!(job.level, simd => work.run(simd, stripe));
    }

    /// The first place of a row that is read, seen from that of the first result, and the last one from the last result's.
    fn ends(&self) -> [isize; 2] {
        let arrays = self.drawn.plan.streams.iter().filter(|stream| matches!(stream.made, Made::Array(_)));
        let values = self.way.row.values() as isize;
        let first = arrays.clone().map(|stream| stream.first).min().unwrap_or(0);
        let last = arrays.map(|stream| stream.last).max().unwrap_or(0);
        [first / values, last / values]
    }
}

/// How many values of a row are worked on at a time: all of them, or equal parts.
fn stripe(key: &Key, plan: &Plan) -> usize {
    let &Key { values, len, bytes, .. } = key;
    let rows: usize = plan.streams.iter().map(|stream| stream.keep).sum();
    let cache = if plan.streams.len() <= FEW { NEXT_CACHE } else { CACHE };
    let most = (cache / bytes / rows / values).max(LONG / bytes / values).max(1);
    let part = len.div_ceil(len.div_ceil(most));
    part.next_multiple_of(64 / bytes).min(len) * values
}

/// A course under way.
struct Work<'c, 'a, 't, T: Element> {
    course: &'c Course<'c>,
    ghosted: Ghosted<'a, T>,
    flip: T::Ordinal,
    nan: T::Ordinal,
    machine: Machine<'c, T::Ordinal>,
    target: &'c mut Target<'t, T>,
}

impl<T: Element> Work<'_, '_, '_, T> {
    /// Stripe by stripe, and block by block along the axes that rows and their planes do not take.
    #[inline(always)]
    fn run<S: Simd>(&mut self, simd: S, stripe: usize) {
        let Way { region, row, deep, planes, .. } = self.course.way;
        let whole = |axis: usize| Some(axis) == row.down || row.within.is_some_and(|(within, _)| within == axis);
        let step = |axis: usize| match axis {
            _ if axis == row.along => stripe,
            _ if Some(axis) == deep => planes,
            _ => 1,
        };
        let mut at: Few<isize> = region.iter().map(|span| span.start).collect();
        loop {
            let len = stripe.min((region[row.along].end - at[row.along]) as usize);
            self.roll(simd, &at, len);
            let further = (0..at.len()).rev().filter(|axis| !whole(*axis)).any(|axis| {
                at[axis] += step(axis) as isize;
                let inside = at[axis] < region[axis].end;
                if !inside {
                    at[axis] = region[axis].start;
                }
                inside
            });
            if !further {
                return;
            }
        }
    }

    /// All rows of a stripe, from the top down: `len` places in a row, in all planes from a position on.
    #[inline(always)]
    fn roll<S: Simd>(&mut self, simd: S, at: &Few<isize>, len: usize) {
        let (way, Drawn { plan, bars, .. }) = (&self.course.way, &*self.course.drawn);
        let (height, values) = (way.row.down.map_or(1, |axis| way.region[axis].len()), len * way.row.values());
        let strips: Vec<Option<Strip>> =
            plan.streams[..plan.bars].iter().map(|stream| self.strip(stream, at, len)).collect();
        let top = way.row.down.map_or(0, |axis| at[axis] + way.shift[axis] + bars.top);
        // The first rows of what is needed first come so many steps before the first results.
        let lead = plan.streams[0].lead;
        let before = lead.next_multiple_of(plan.step);
        for now in (0..before + height).step_by(plan.step) {
            // Of the array there is nothing above the first row that is needed, and nothing below the last one.
            let first = before.saturating_sub(now + lead);
            for row in first..(before + height).saturating_sub(now).min(plan.step) {
                let down = top + (now + lead + row - before) as isize;
                for (index, strip) in strips.iter().enumerate() {
                    match strip {
                        Some(strip) => self.read(index, strip, row, down),
                        None => self.machine.advance(simd, index, row, 1, values),
                    }
                }
            }
            for (index, stream) in plan.streams.iter().enumerate().skip(plan.bars) {
                if now + stream.lead + plan.step > before {
                    self.machine.advance(simd, index, 0, plan.step, values);
                }
            }
            if now >= before {
                self.write(at, now - before, len);
            }
            self.machine.turn(plan.step);
        }
    }

    /// Where the rows of a stream come from, if it is a layer of the array.
    fn strip(&self, stream: &Stream, at: &Few<isize>, len: usize) -> Option<Strip> {
        let (way, bars) = (&self.course.way, &self.course.drawn.bars);
        let Made::Array(layer) = stream.made else { return None };
        let mut position: Few<isize> = at.iter().zip(way.shift.iter()).map(|(at, shift)| at + shift).collect();
        let own = layer.min(bars.layers.len() - 1);
        for (axis, step) in bars.layers[own].iter().enumerate() {
            position[way.axes[axis]] += step;
        }
        if let Some(axis) = way.deep {
            // What is of use only to planes beyond the last one is the last one's.
            let further = (layer - own) as isize;
            position[axis] += further.min(way.region[axis].end - 1 - at[axis]);
        }
        let values = way.row.values() as isize;
        position[way.row.along] += stream.first / values;
        let places = (len as isize + (stream.last - stream.first) / values).unsigned_abs();
        Some(self.ghosted.strip(&position, places))
    }

    /// Reads a row of the array into the machine.
    #[inline(always)]
    fn read(&mut self, stream: usize, strip: &Strip, row: usize, down: isize) {
        self.ghosted.prefetch(strip, down + self.course.drawn.plan.step as isize);
        let (to, flip, nan) = (self.machine.array(stream, row), self.flip, self.nan);
        self.ghosted.pieces(
            strip,
            down,
            #[inline(always)]
            |before, piece| {
                let to = &mut to[before..][..piece.len()];
                to.iter_mut().zip(piece).for_each(|(to, value)| *to = value.s_ordinal(flip, nan));
            },
        );
    }

    /// Writes some rows of results, so far below the first ones.
    #[inline(always)]
    fn write(&mut self, at: &Few<isize>, below: usize, len: usize) {
        let Way { region, deep, row: axes, planes, .. } = self.course.way;
        let flip = self.flip;
        let mut position = *at;
        let mut all = 1;
        if let Some(axis) = axes.down {
            position[axis] += below as isize;
            all = (region[axis].end - position[axis]) as usize;
        }
        let count = self.course.drawn.plan.step.min(all);
        for plane in 0..planes {
            if let Some(axis) = deep {
                position[axis] = at[axis] + plane as isize;
                if position[axis] >= region[axis].end {
                    return;
                }
            }
            // Those that come next are asked for already.
            let mut rows = self.target.rows(&position, axes, len, all.min(2 * count));
            for row in 0..count {
                rows.prefetch(row + count);
                let results = self.machine.results(plane, row);
                rows.write(
                    row,
                    results,
                    #[inline(always)]
                    |key| T::s_of_ordinal(key, flip),
                );
            }
        }
    }
}
