//! Tiles on threads. The only file that knows the thread pool.

use crate::engine::{Elements, Scratch};
use crate::error::Error;
use crate::plan::Plan;
use rayon::prelude::*;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

pub use rayon::ThreadPool;

/// What is done for each tile. Behind a pointer: what is below is compiled once per element types, not per filter.
pub(crate) type Work<'w, Out> = &'w (dyn for<'t> Fn(&Scratch, <Out as Elements>::Targets<'t>) + Sync);

/// Who does the work.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) enum Workers<'p> {
    /// The calling thread.
    #[default]
    Caller,
    /// The pool that the caller is in, or the global one.
    Current,
    /// So many threads, started for this call.
    Threads(usize),
    /// A pool of the caller's.
    Pool(&'p ThreadPool),
}

/// What is told while tiles are being done, and what can stop it.
#[derive(Clone, Copy, Default)]
pub(crate) struct Watch<'w> {
    /// Called after each tile with the number of tiles done, and of all.
    pub(crate) progress: Option<&'w (dyn Fn(usize, usize) + Sync)>,
    /// No further tile is begun once this is true.
    pub(crate) cancel: Option<&'w AtomicBool>,
    /// Which of how many rounds over the arrays this is.
    pub(crate) round: (usize, usize),
}

impl Watch<'_> {
    /// The `index`th of `count` rounds.
    pub(crate) fn round(self, index: usize, count: usize) -> Self {
        Self { round: (index, count), ..self }
    }
}

impl Workers<'_> {
    /// How many threads there will be.
    pub(crate) fn count(&self) -> usize {
        match self {
            Self::Caller => 1,
            Self::Current => rayon::current_num_threads(),
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
        let tiles = cut::<Out>(plan, targets);
        let (round, rounds) = (watch.round.0, watch.round.1.max(1));
        let (tile_count, total) = (tiles.len(), tiles.len() * rounds);
        let done = AtomicUsize::new(tile_count * round);
        let each = |tile: Out::Targets<'_>| {
            if watch.cancel.is_some_and(|flag| flag.load(Ordering::Relaxed)) {
                return Err(Error::Cancelled { done: done.load(Ordering::Relaxed), total });
            }
            SPARE.lend(|scratch| work(scratch, tile));
            let finished = done.fetch_add(1, Ordering::Relaxed) + 1;
            if let Some(progress) = watch.progress {
                progress(finished, total);
            }
            Ok(())
        };
        if tile_count < 2 {
            return tiles.into_iter().try_for_each(each);
        }
        match self {
            Self::Caller => tiles.into_iter().try_for_each(each),
            Self::Current => tiles.into_par_iter().try_for_each(each),
            Self::Pool(pool) => pool.install(|| tiles.into_par_iter().try_for_each(each)),
            Self::Threads(threads) => {
                // More threads than tiles would have nothing to do; 0 stands for as many as the machine has.
                let pool = rayon::ThreadPoolBuilder::new().num_threads(threads.min(tile_count)).build();
                let pool = pool.map_err(|error| Error::Threads { threads, reason: error.to_string() })?;
                pool.install(|| tiles.into_par_iter().try_for_each(each))
            }
        }
    }
}

/// The tiles of a plan as parts of the targets, in the plan's order.
fn cut<'a, Out: Elements>(plan: &Plan, targets: Out::Targets<'a>) -> Vec<Out::Targets<'a>> {
    if plan.is_empty() {
        return Vec::new();
    }
    (0..plan.tile_shape().len()).fold(vec![targets], |parts, axis| {
        let mut finer = Vec::new();
        for mut part in parts {
            for at in plan.cuts(axis) {
                let (low, high) = Out::split(part, axis, at);
                finer.push(low);
                part = high;
            }
            finer.push(part);
        }
        finer
    })
}

/// Scratch memory of threads that are not using theirs. It is kept from call to call: a second call of a kind allocates
/// nothing.
struct Spare {
    all: Mutex<Vec<Scratch>>,
}

static SPARE: Spare = Spare { all: Mutex::new(Vec::new()) };

/// More than this is given back to the system.
const KEPT: usize = 64 << 20;

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
