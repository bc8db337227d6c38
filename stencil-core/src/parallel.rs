//! Tiles on threads. The only file that knows the thread pool.
//!
//! Nobody is given tiles beforehand: whoever has done one takes the next, so that a slow core holds up no more than the
//! tile it is at. The calling thread works too, and calls others only for what is worth their waking up.

use crate::engine::{Elements, Few, Scratch, common_region};
use crate::error::Error;
use crate::plan::Plan;
use rayon::Scope;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread::{self, ScopedJoinHandle};
use std::time::{Duration, Instant};

pub use rayon::ThreadPool;

/// What is done for each tile. Behind a pointer: what is below is compiled once per element types, not per filter.
pub(crate) type Work<'w, Out> = &'w (dyn for<'t> Fn(&Scratch, <Out as Elements>::Targets<'t>) + Sync);

/// Who does the work: the calling thread, and others with it.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Workers<'p> {
    /// The calling thread alone.
    #[default]
    Caller,
    /// The pool that the caller is in, or the global one.
    Current,
    /// So many threads, the others started for this call; 0 for as many as the machine has.
    Threads(usize),
    /// A pool of the caller's.
    Pool(&'p ThreadPool),
}

/// What is told while tiles are being done, and what can stop it.
#[derive(Clone, Copy, Default)]
pub(crate) struct Watch<'w> {
    /// Called after each tile with the number of tiles done, and of all.
    pub(crate) progress: Option<&'w (dyn Fn(usize, usize) + Sync)>,
    /// No further tile, and no further band of one, is begun once this is true.
    pub(crate) cancel: Option<&'w AtomicBool>,
    /// Which of how many rounds over the arrays this is.
    pub(crate) round: (usize, usize),
}

impl Watch<'_> {
    /// Whether nothing more is to be done.
    pub(crate) fn is_cancelled(&self) -> bool {
        self.cancel.is_some_and(|flag| flag.load(Ordering::Relaxed))
    }

    /// The `index`th of `count` rounds.
    pub(crate) fn round(self, index: usize, count: usize) -> Self {
        Self { round: (index, count), ..self }
    }
}

/// Work that is done sooner than another thread wakes up and takes its share.
const BRIEF: Duration = Duration::from_micros(60);

/// Beside so much work, what the edges of a tile take is little.
const STEADY: Duration = Duration::from_micros(25);

/// So many tiles are left for each thread at least when tiles are joined.
const LEFT: usize = 6;

impl Workers<'_> {
    /// How many threads there will be.
    pub(crate) fn count(&self) -> usize {
        match self {
            Self::Caller => 1,
            Self::Current => rayon::current_num_threads(),
            Self::Threads(0) => thread::available_parallelism().map_or(1, usize::from),
            Self::Threads(count) => *count,
            Self::Pool(pool) => pool.current_num_threads(),
        }
    }

    /// Calls `work` for each tile of a plan with the tile's part of the targets.
    ///
    /// A panic in it reaches the caller once all threads have stopped.
    pub(crate) fn run<Out: Elements>(
        self,
        plan: &Plan,
        targets: Out::Targets<'_>,
        watch: Watch<'_>,
        work: Work<'_, Out>,
    ) -> Result<(), Error> {
        let hands = self.count().min(plan.len());
        let crew = Crew::<Out>::new(plan, targets, watch, work);
        if hands > 1 && !(plan.is_small() && crew.is_nearly_done(hands)) {
            match self {
                Self::Caller => {}
                Self::Current => rayon::in_place_scope(|scope| crew.call(scope, hands, 0)),
                Self::Pool(pool) => pool.in_place_scope(|scope| crew.call(scope, hands, 0)),
                Self::Threads(threads) => crew.start(threads, hands)?,
            }
        }
        crew.labour();
        crew.outcome()
    }
}

/// The tiles still to be done, and all that whoever does them needs.
struct Crew<'r, 't, Out: Elements> {
    tiles: Mutex<Tiles<'t, Out>>,
    work: Work<'r, Out>,
    watch: Watch<'r>,
    /// Tiles that are done, those of earlier rounds included, and all there are.
    done: AtomicUsize,
    total: usize,
    cancelled: AtomicBool,
}

impl<'r, 't, Out: Elements> Crew<'r, 't, Out> {
    fn new(plan: &Plan, targets: Out::Targets<'t>, watch: Watch<'r>, work: Work<'r, Out>) -> Self {
        let (round, rounds) = watch.round;
        Self {
            tiles: Mutex::new(Tiles::new(plan, targets)),
            work,
            watch,
            done: AtomicUsize::new(plan.len() * round),
            total: plan.len() * rounds.max(1),
            cancelled: AtomicBool::new(false),
        }
    }

    /// Does tiles until there are none.
    fn labour(&self) {
        SPARE.lend(|scratch| while self.tile(scratch) {});
    }

    /// Does a tile, if there is any.
    fn tile(&self, scratch: &Scratch) -> bool {
        let Some(tile) = self.tiles.lock().unwrap_or_else(PoisonError::into_inner).next() else { return false };
        if !self.watch.is_cancelled() {
            (self.work)(scratch, tile);
        }
        // Asked again: a tile is left between two of its bands.
        if self.watch.is_cancelled() {
            self.cancelled.store(true, Ordering::Relaxed);
            return false;
        }
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if let Some(progress) = self.watch.progress {
            progress(done, self.total);
        }
        true
    }

    /// Does a tile, and says whether the others would take no longer than calling for help. If so they become one, else
    /// several become one while they are very short.
    fn is_nearly_done(&self, hands: usize) -> bool {
        let (start, before) = (Instant::now(), self.done.load(Ordering::Relaxed));
        SPARE.lend(|scratch| _ = self.tile(scratch));
        let (took, left) = (start.elapsed(), self.total - before - 1);
        let nearly = took.saturating_mul(u32::try_from(left).unwrap_or(u32::MAX)) < BRIEF;
        // Whoever watches is told of each tile.
        if self.watch.progress.is_none() && self.watch.cancel.is_none() {
            let steady = (STEADY.as_nanos() / took.as_nanos().max(1)) as usize;
            let joined = if nearly { left } else { steady.min(left / (LEFT * hands)) };
            self.tiles.lock().unwrap_or_else(PoisonError::into_inner).join(joined.max(1));
        }
        nearly
    }

    /// Takes part as the `number`th of `hands` on a pool; before that, calls two others, who call two each.
    fn call<'s>(&'s self, scope: &Scope<'s>, hands: usize, number: usize) {
        for other in [2 * number + 1, 2 * number + 2].into_iter().filter(|other| *other < hands) {
            scope.spawn(move |scope| self.call(scope, hands, other));
        }
        self.labour();
    }

    /// Takes part, with threads started for it.
    fn start(&self, asked: usize, hands: usize) -> Result<(), Error> {
        thread::scope(|scope| {
            let mut others = Vec::with_capacity(hands - 1);
            for _ in 1..hands {
                let other = thread::Builder::new().spawn_scoped(scope, || self.labour());
                others.push(other.map_err(|error| Error::Threads { threads: asked, reason: error.to_string() })?);
            }
            self.labour();
            // A panic goes on as it was: the scope by itself would only say that there was one.
            others.into_iter().try_for_each(ScopedJoinHandle::join).unwrap_or_else(|panic| resume_unwind(panic));
            Ok(())
        })
    }

    /// How it went, once all are done.
    fn outcome(self) -> Result<(), Error> {
        let (done, total) = (self.done.into_inner(), self.total);
        if self.cancelled.into_inner() { Err(Error::Cancelled { done, total }) } else { Ok(()) }
    }
}

/// The tiles of a plan as parts of the targets, in the plan's order: each is cut off when it is asked for.
struct Tiles<'t, Out: Elements> {
    shape: Few<usize>,
    /// What was cut off along each axis to get at what was cut off along the next: uncut along the axes behind it.
    rest: [Option<Out::Targets<'t>>; Few::<usize>::MAX],
    /// The axis along which tiles follow each other, if there is only one.
    cut: Option<usize>,
}

impl<'t, Out: Elements> Tiles<'t, Out> {
    fn new(plan: &Plan, targets: Out::Targets<'t>) -> Self {
        let mut rest = [const { None }; Few::<usize>::MAX];
        rest[0] = Some(targets).filter(|_| !plan.is_empty());
        Self { shape: Few::from_slice(plan.tile_shape()), rest, cut: plan.only_cut() }
    }

    /// From now on so many tiles are one, if they are cut along one axis: joined they have fewer edges.
    fn join(&mut self, tiles: usize) {
        if let Some(axis) = self.cut {
            self.shape[axis] = self.shape[axis].saturating_mul(tiles);
        }
    }
}

impl<'t, Out: Elements> Iterator for Tiles<'t, Out> {
    type Item = Out::Targets<'t>;

    fn next(&mut self) -> Option<Self::Item> {
        let level = self.rest.iter().rposition(Option::is_some)?;
        let mut tile = self.rest[level].take()?;
        for axis in level..self.shape.len() {
            let span = common_region::<Out>(&tile)[axis];
            let end = span.start.saturating_add_unsigned(self.shape[axis]);
            if end < span.end {
                let (low, high) = Out::split(tile, axis, end);
                self.rest[axis] = Some(high);
                tile = low;
            }
        }
        Some(tile)
    }
}

/// Scratch memory of threads that are not using theirs. It is kept from call to call: a second call of a kind allocates
/// nothing.
struct Spare {
    all: Mutex<Vec<Scratch>>,
}

static SPARE: Spare = Spare { all: Mutex::new(Vec::new()) };

/// More than this is given back to the system.
const KEPT: usize = 128 << 20;

/// Calls `f` with memory of the calling thread, which is kept for later calls.
pub(crate) fn with_scratch<R>(f: impl FnOnce(&Scratch) -> R) -> R {
    let mut result = None;
    SPARE.lend(|scratch| result = Some(f(scratch)));
    result.expect("lent once")
}

impl Spare {
    /// Calls `f` with memory that nobody else uses, and keeps it for the next call.
    fn lend(&self, f: impl FnOnce(&Scratch)) {
        let scratch = self.all.lock().unwrap_or_else(PoisonError::into_inner).pop().unwrap_or_default();
        f(&scratch);
        let mut all = self.all.lock().unwrap_or_else(PoisonError::into_inner);
        if all.iter().map(Scratch::bytes).sum::<usize>() + scratch.bytes() <= KEPT {
            all.push(scratch);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::{Layout, Region, Target, dense};
    use crate::halo::Side;
    use crate::plan::Request;

    /// The regions of all tiles of an image, if so many are joined after each of the first ones.
    fn joined(tile: [usize; 2], joins: &[usize]) -> Vec<Region> {
        let (shape, side) = ([37, 50], Side::default());
        let request = Request {
            shape: &shape,
            input: &shape,
            halo: &[side, side],
            shift: &[0, 0],
            order: &[0, 1],
            bytes: 1,
            between: 0,
            threads: 1,
            tile: Some(&tile),
        };
        let plan = Plan::new(&request).expect("it fits");
        let (layout, len): (Layout, usize) = dense(&Region::full(&shape), &[0, 1], 1);
        let mut memory = vec![0_u8; len];
        let mut tiles = Tiles::<(u8,)>::new(&plan, (Target::from_slice(&mut memory, layout),));
        let (mut regions, mut joins) = (Vec::new(), joins.iter());
        while let Some(tile) = tiles.next() {
            regions.push(common_region::<(u8,)>(&tile));
            joins.next().into_iter().for_each(|count| tiles.join(*count));
        }
        regions
    }

    #[test]
    fn joined_tiles_cover_what_the_single_ones_did() {
        for tile in [[4, 50], [37, 7], [4, 7], [1, 50], [37, 50]] {
            for joins in [&[][..], &[3], &[1], &[2, 2], &[usize::MAX]] {
                let mut seen = [[0; 50]; 37];
                for region in joined(tile, joins) {
                    for y in region[0].start..region[0].end {
                        (region[1].start..region[1].end).for_each(|x| seen[y as usize][x as usize] += 1);
                    }
                }
                assert_eq!(seen, [[1; 50]; 37], "{tile:?} {joins:?}");
            }
        }
        let heights: Vec<_> = joined([4, 50], &[3]).iter().map(|region| region[0].len()).collect();
        assert_eq!(heights, [4, 12, 12, 9]);
        // Those cut along two axes stay as they are.
        assert_eq!(joined([4, 7], &[3]).len(), 10 * 8);
    }
}
