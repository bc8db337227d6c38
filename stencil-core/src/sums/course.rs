//! [`Course`]: over all rows of an array, stripe by stripe.

use super::ends::{Finish, Lift};
use super::ladder::{Ladder, RUNGS, TERMS};
use super::machine::{Addend, Addition, Additions};
use super::way::Way;
use crate::boundary::Boundary;
use crate::element::Element;
use crate::engine::{Ahead, Buffer, Few, Ghosted, Job, Source, Target};
use crate::halo::Side;
use fearless_simd::Level;
use std::marker::PhantomData;

/// Rows of sums under way. Where the next band goes on where this one ended, the sums that both need are still there.
pub struct Course<'s, A: Addend> {
    way: Way,
    along: Ladder,
    down: Ladder,
    room: Room,
    memory: Buffer<'s, A>,
    /// Where a region begins that goes on from here, if that is worth anything.
    next: Option<isize>,
    /// Of each ring, the row that is written next.
    heads: [usize; RUNGS],
    /// Of the sums across rows, in which ring their terms are, and how many rows ago they were written.
    ages: Buffer<'s, [(usize, usize); TERMS]>,
    list: Buffer<'s, Addition>,
}

/// Bytes that the rows in use at the same time should not exceed: they stay in the nearest cache.
const CACHE: usize = 32 << 10;

/// Bytes that a row takes at least: each has its costs.
const LONG: usize = 1024;

/// Bytes that rows may take where windows are so wide that stripes would be narrow beside them.
const MOST: usize = 32 << 20;

/// Bytes of a cache line: as long as the longest register.
const LINE: usize = 64;

/// Where the rows of one stripe lie: those along which sums are made, rings of those that are added across, and the result.
#[derive(Clone, Copy, Debug)]
struct Room {
    /// The most places of a stripe.
    len: usize,
    /// From one row to the next before values along it are added.
    long: usize,
    /// From one row to the next of a ring.
    pitch: usize,
    /// Where each ring begins, and how many rows it has.
    rings: [(usize, usize); RUNGS],
    result: usize,
    total: usize,
}

impl Room {
    fn new(len: usize, way: &Way, bytes: usize, along: &Ladder, down: &Ladder) -> Self {
        let line = LINE / bytes;
        // An odd number of lines, so that rows do not compete for a few sets of the cache; the last register may go on.
        let pitch = |len: usize| (((len * way.row.values()).div_ceil(line) + 1) | 1) * line;
        let (long, short) = (pitch(len + reach(along)), pitch(len));
        let pitch = if way.down_first { long } else { short };
        let mut total = along.top() * long;
        let mut rings = [(0, 0); RUNGS];
        for (rung, ring) in rings[..down.top().max(1)].iter_mut().enumerate() {
            *ring = (total, down.kept(rung));
            total += ring.1 * pitch;
        }
        let result = if down.top() == 0 { rings[0].0 } else { total };
        Self { len, long, pitch, rings, result, total: total + short }
    }
}

/// By how many places rows are longer than those of results.
fn reach(ladder: &Ladder) -> usize {
    ladder.rungs()[ladder.top()].len - 1
}

fn ladder(side: Side) -> Ladder {
    Ladder::new(side.before + 1 + side.after)
}

impl<'s, A: Addend> Course<'s, A> {
    pub(super) fn new(way: Way, job: &Job<'s>) -> Self {
        let (along, down) = (ladder(way.along), ladder(way.down));
        let places = way.region[way.row.along].len();
        let stripe = stripe(places, way.row.values(), size_of::<A>(), &along, &down);
        let room = Room::new(stripe, &way, size_of::<A>(), &along, &down);
        // From band to band each stripe keeps its rows.
        let stripes = if job.band.is_some() { places.div_ceil(stripe) } else { 1 };
        let memory = job.scratch.take::<A>(stripes * room.total);
        let mut ages = job.scratch.take::<[(usize, usize); TERMS]>(RUNGS);
        for (rung, ages) in ages.iter_mut().enumerate().take(down.top() + 1) {
            ages.iter_mut().zip(down.terms(rung)).for_each(|(age, term)| *age = (term.0, down.age(rung, term)));
        }
        let (heads, list) = ([0; RUNGS], job.scratch.take::<Addition>(2 * RUNGS));
        Self { way, along, down, room, memory, next: None, heads, ages, list }
    }

    /// The same for another region, if it is made in the same way.
    pub(super) fn on(self, way: Way) -> Option<Self> {
        let start = way.row.down.map(|axis| way.region[axis].start);
        let next = self.next.filter(|next| Some(*next) == start && self.way.is_above(&way));
        self.way.is_like(&way).then_some(Self { way, next, ..self })
    }

    /// Computes the region.
    pub(super) fn run<T: Element, L: Lift<T, Sum = A>, F: Finish<A>>(
        &mut self,
        job: &Job<'s>,
        finish: &F,
        source: &Source<'_, T>,
        target: &mut Target<'_, F::Out>,
    ) {
        let Way { region, row, shift, along, down, .. } = self.way;
        let centres = region[row.along].shifted(shift[row.along]);
        let boundaries = job.space.boundaries();
        let ghosted = Ghosted::new(*source, boundaries, outside(&boundaries), row, centres.grown(along), job.scratch);
        let spare = job.scratch.take::<F::Out>(self.room.len * row.values());
        let keeps = job.band.is_some() && self.way.only_rows();
        let (first, heads) = if self.next.is_some() { (down.before + down.after, self.heads) } else { (0, [0; RUNGS]) };
        let mut work = Work { level: job.level, ghosted, finish, target, spare, first, lift: PhantomData::<L> };
        let mut at: Few<isize> = region.iter().map(|span| span.start).collect();
        let whole = |axis: usize| Some(axis) == row.down || row.within.is_some_and(|(within, _)| within == axis);
        loop {
            let stripe = (at[row.along] - region[row.along].start) as usize / self.room.len;
            let memory = if keeps { stripe * self.room.total } else { 0 };
            self.heads = heads;
            work.stripe(self, &at, memory);
            let further = (0..at.len()).rev().filter(|axis| !whole(*axis)).any(|axis| {
                at[axis] += if axis == row.along { self.room.len as isize } else { 1 };
                let inside = at[axis] < region[axis].end;
                if !inside {
                    at[axis] = region[axis].start;
                }
                inside
            });
            if !further {
                break;
            }
        }
        self.next = row.down.filter(|_| keeps).map(|axis| region[axis].end);
    }

    /// Where a row of a ring is that was written so many rows ago.
    fn place(&self, rung: usize, age: usize) -> usize {
        let ((start, rows), head) = (self.room.rings[rung], self.heads[rung]);
        let row = if head >= age { head - age } else { head + rows - age };
        start + row * self.room.pitch
    }

    /// Goes on to the next row.
    fn turn(&mut self) {
        for (head, (_, rows)) in self.heads.iter_mut().zip(self.room.rings).take(self.down.top().max(1)) {
            *head = if *head + 1 < rows { *head + 1 } else { 0 };
        }
    }

    /// Where a row of the array goes.
    fn entry(&self) -> usize {
        if self.way.down_first || self.along.top() == 0 { self.place(0, 0) } else { 0 }
    }

    /// Lists the additions that are made for each row of a stripe of so many places, whose rows begin at `memory`: those along
    /// rows are the same for all rows.
    fn list(&mut self, memory: usize, len: usize) {
        let values = self.way.row.values();
        let (along, down) = (self.along, self.down);
        let (first_along, first_down) = if self.way.down_first { (down.top(), 0) } else { (0, along.top()) };
        for (rung, addition) in (1..=along.top()).zip(&mut self.list[first_along..]) {
            addition.terms = 0;
            for (shorter, first) in along.terms(rung) {
                addition.from[addition.terms] = memory + shorter * self.room.long + first * values;
                addition.terms += 1;
            }
            let last = if self.way.down_first { self.room.result } else { 0 };
            addition.to = memory + if rung == along.top() { last } else { rung * self.room.long };
            addition.len = (len + reach(&along) + 1 - along.rungs()[rung].len) * values;
        }
        let longer = if self.way.down_first { reach(&along) } else { 0 };
        for (rung, addition) in (1..=down.top()).zip(&mut self.list[first_down..]) {
            addition.terms = down.terms(rung).count();
            addition.len = (len + longer) * values;
            addition.to = memory + if self.way.down_first { 0 } else { self.room.result };
        }
    }

    /// Says where the rings are now, and tells how many of the additions are made with so many rows above this one.
    fn aim(&mut self, memory: usize, known: usize) -> usize {
        let (along, down) = (self.along.top(), self.down.top());
        if !self.way.down_first && along > 0 {
            self.list[along - 1].to = memory + self.place(0, 0);
        }
        let first = if self.way.down_first { 0 } else { along };
        let mut ready = 0;
        for rung in (1..=down).take_while(|rung| known + 1 >= self.down.rungs()[*rung].len) {
            for (term, (ring, age)) in self.ages[rung][..self.list[first + rung - 1].terms].iter().enumerate() {
                self.list[first + rung - 1].from[term] = memory + self.place(*ring, *age);
            }
            if rung < down {
                self.list[first + rung - 1].to = memory + self.place(rung, 0);
            }
            ready = rung;
        }
        if !self.way.down_first || ready == down { along + ready } else { ready }
    }
}

/// How many places of a row are worked on at a time: all of them, or equal parts.
fn stripe(places: usize, values: usize, bytes: usize, along: &Ladder, down: &Ladder) -> usize {
    let rows: usize = along.top() + (0..down.top().max(1)).map(|rung| down.kept(rung)).sum::<usize>() + 1;
    let place = values * bytes;
    // Wide windows read again what their neighbours have read: stripes are no narrower than those.
    let wide = (4 * reach(along)).min(MOST / rows / place);
    let most = (CACHE / rows / place).max(LONG / place).max(wide).max(1);
    let part = places.div_ceil(places.div_ceil(most));
    part.next_multiple_of((LINE / bytes).max(1)).min(places)
}

/// The constant beyond each axis, where there is one.
fn outside<T: Element>(boundaries: &[Boundary]) -> Few<T> {
    let constant = |boundary: &Boundary| match boundary {
        Boundary::Constant(k) => T::beyond(*k),
        _ => T::default(),
    };
    boundaries.iter().map(constant).collect()
}

/// A course under way.
struct Work<'w, 'a, 't, T: Element, L: Lift<T>, F: Finish<L::Sum>> {
    level: Level,
    ghosted: Ghosted<'a, T>,
    finish: &'w F,
    target: &'w mut Target<'t, F::Out>,
    spare: Buffer<'w, F::Out>,
    /// The first row that is not there yet: rows are counted from the first one under the first window.
    first: usize,
    lift: PhantomData<L>,
}

impl<T: Element, L: Lift<T>, F: Finish<L::Sum>> Work<'_, '_, '_, T, L, F> {
    /// All rows of a stripe, from the top down.
    fn stripe(&mut self, course: &mut Course<'_, L::Sum>, at: &Few<isize>, memory: usize) {
        let Way { region, row, shift, along, down, .. } = course.way;
        let len = course.room.len.min((region[row.along].end - at[row.along]) as usize);
        let mut position: Few<isize> = at.iter().zip(shift.iter()).map(|(at, shift)| at + shift).collect();
        position[row.along] -= along.before as isize;
        let strip = self.ghosted.strip(&position, len + reach(&course.along));
        let top = row.down.map_or(0, |axis| position[axis] - down.before as isize);
        let (lead, height) = (reach(&course.down), course.way.height());
        let mut rows = self.target.rows(at, row, len, height);
        course.list(memory, len);
        for now in self.first..lead + height {
            let (known, below) = (top + now as isize, now.checked_sub(lead));
            let to = memory + course.entry();
            let (level, values) = (self.level, &mut course.memory);
            self.ghosted.pieces(&strip, known, |before, piece| {
                L::row(level, piece, &mut values[to + before..][..piece.len()]);
            });
            let count = course.aim(memory, now);
            let (reads, writes) =
                (self.ghosted.ahead(&strip, known + 1), below.map_or(Ahead::NONE, |row| rows.ahead(row + 1)));
            let additions = Additions {
                all: &course.list[..count],
                reads: (reads, size_of::<T>()),
                writes: (writes, size_of::<F::Out>()),
            };
            L::Sum::add(level, &mut course.memory, &additions);
            if count == 0 {
                reads.read_all();
            }
            if let Some(below) = below {
                let result = if course.down.top() == 0 { course.place(0, 0) } else { course.room.result };
                let sums = &course.memory[memory + result..][..len * row.values()];
                match rows.line(below) {
                    Some(line) => self.finish.row(level, sums, line),
                    None => {
                        self.finish.row(level, sums, &mut self.spare[..sums.len()]);
                        rows.write(below, &self.spare[..sums.len()], |value| value);
                    }
                }
            }
            course.turn();
        }
    }
}
