//! Filters that each take and give the same element types, one after another.

use super::rolling::Rolling;
use crate::engine::{Elements, Few, Job, Reads, Space, common_region};
use crate::kernel::Filter;

/// What the passes of a chain carry.
pub type ChainCarry<'s, E, F> = Vec<Pass<'s, E, <F as Filter<E>>::Carry<'s>>>;

/// What one pass of a chain carries: its own, and the rows of its result that are still needed.
pub struct Pass<'s, E: Elements, Carry> {
    carry: Carry,
    rolling: Rolling<'s, E>,
    /// Shape of the whole output.
    shape: Few<usize>,
    /// The part of the output that the next pass reads, for what it has not computed before.
    wanted: Reads,
}

/// What is carried into the first band of a chain of so many passes; `link` tells the filter of a pass, and the space
/// that it works in.
pub(super) fn carry_chain<'s, 'f, E: Elements, F: Filter<E, Out = E> + 'f>(
    count: usize,
    link: impl Fn(usize) -> (&'f F, Space),
    job: &Job<'s>,
) -> ChainCarry<'s, E, F> {
    let one = |pass| {
        let (filter, space) = link(pass);
        let carry = filter.carry(&job.within(space));
        Pass { carry, rolling: Rolling::default(), shape: Few::default(), wanted: Reads::default() }
    };
    (0..count).map(one).collect()
}

/// Runs the passes. No passes copy.
pub(super) fn run_chain<'s, 'f, E: Elements, F: Filter<E, Out = E> + 'f>(
    link: impl Fn(usize) -> (&'f F, Space),
    job: &Job<'s>,
    passes: &mut ChainCarry<'s, E, F>,
    sources: E::Sources<'_>,
    targets: E::Targets<'_>,
) {
    let region = common_region::<E>(&targets);
    if region.is_void() {
        return;
    }
    let Some(last) = passes.len().checked_sub(1) else {
        // What is read may lie a period away, if sources are a cyclic part of the array.
        return E::gather(&sources, &job.space.boundaries(), targets, job.scratch);
    };
    look_back(&link, job, passes, shape_of::<E>(&sources), Reads { array: region, all: region, ..Reads::default() });
    for number in 0..last {
        let (filter, space) = link(number);
        let job = job.within(space);
        let (done, rest) = passes.split_at_mut(number);
        let Pass { carry, rolling, shape, wanted } = &mut rest[0];
        match done.last() {
            None => rolling.compute(filter, &job, carry, sources, wanted, shape),
            Some(before) => rolling.compute(filter, &job, carry, before.rolling.sources(&job), wanted, shape),
        }
    }
    let (filter, space) = link(last);
    let (job, (done, rest)) = (job.within(space), passes.split_at_mut(last));
    match done.last() {
        None => filter.evaluate(&job, &mut rest[0].carry, sources, targets),
        Some(before) => filter.evaluate(&job, &mut rest[0].carry, before.rolling.sources(&job), targets),
    }
}

/// From the input's shape on, what each pass gives as a whole; and from the last pass back, what of it is needed.
fn look_back<'s, 'f, E: Elements, F: Filter<E, Out = E> + 'f>(
    link: &impl Fn(usize) -> (&'f F, Space),
    job: &Job<'s>,
    passes: &mut ChainCarry<'s, E, F>,
    input: Few<usize>,
    output: Reads,
) {
    let mut shape = input;
    for (number, pass) in passes.iter_mut().enumerate() {
        let (filter, space) = link(number);
        shape = space.trimmed(&filter.trim(&space), &shape);
        pass.shape = shape;
    }
    let mut missing = output;
    for number in (1..passes.len()).rev() {
        let (filter, space) = link(number);
        let before = &mut passes[number - 1];
        before.wanted = match missing.array.is_void() {
            true => missing,
            false => filter.reads(&space, &before.shape, &missing.array),
        };
        missing = before.rolling.missing(job, &before.wanted);
    }
}

/// The shape that all sources have.
pub(super) fn shape_of<E: Elements>(sources: &E::Sources<'_>) -> Few<usize> {
    let mut all = None;
    E::for_each_source(sources, &mut |_, shape| all = Some(*shape));
    all.unwrap_or_default()
}
