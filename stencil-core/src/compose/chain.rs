//! Filters that each take and give the same element types, one after another.

use super::rolling::Rolling;
use crate::engine::{Elements, Few, Job, Region, Space, common_region};
use crate::kernel::Filter;

/// What the passes of a chain carry: each its own, and the rows of its result that are still needed.
pub type ChainCarry<'s, E, F> = Vec<(<F as Filter<E>>::Carry<'s>, Rolling<'s, E>)>;

/// What is carried into the first band of a chain of so many passes; `link` tells the filter of a pass, and the space
/// that it works in.
pub(super) fn carry_chain<'s, 'f, E: Elements, F: Filter<E, Out = E> + 'f>(
    count: usize,
    link: impl Fn(usize) -> (&'f F, Space),
    job: &Job<'s>,
) -> ChainCarry<'s, E, F> {
    let one = |pass| {
        let (filter, space) = link(pass);
        (filter.carry(&job.within(space)), Rolling::default())
    };
    (0..count).map(one).collect()
}

/// Runs the passes. No passes copy.
pub(super) fn run_chain<'s, 'f, E: Elements, F: Filter<E, Out = E> + 'f>(
    link: impl Fn(usize) -> (&'f F, Space),
    job: &Job<'s>,
    carry: &mut ChainCarry<'s, E, F>,
    sources: E::Sources<'_>,
    targets: E::Targets<'_>,
) {
    let region = common_region::<E>(&targets);
    if region.is_void() {
        return;
    }
    let steps = Steps::new(&link, job, carry, shape_of::<E>(&sources), region);
    let Some(last) = carry.len().checked_sub(1) else { return E::copy_into(&sources, targets) };
    for pass in 0..last {
        let (filter, space) = link(pass);
        let (job, region, shape) = (job.within(space), &steps.regions[pass], &steps.shapes[pass]);
        let (done, rest) = carry.split_at_mut(pass);
        let (own, rolling) = &mut rest[0];
        match done.last() {
            None => rolling.compute(filter, &job, own, sources, region, shape),
            Some((_, input)) => rolling.compute(filter, &job, own, input.sources(&job), region, shape),
        }
    }
    let (filter, space) = link(last);
    let (job, (done, rest)) = (job.within(space), carry.split_at_mut(last));
    match done.last() {
        None => filter.evaluate(&job, &mut rest[0].0, sources, targets),
        Some((_, input)) => filter.evaluate(&job, &mut rest[0].0, input.sources(&job), targets),
    }
}

/// What each pass of a chain computes.
struct Steps {
    /// Shapes of the whole outputs.
    shapes: Vec<Few<usize>>,
    /// The parts of them that are needed: what the next pass reads for what it has not computed before.
    regions: Vec<Region>,
}

impl Steps {
    fn new<'f, E: Elements, F: Filter<E, Out = E> + 'f>(
        link: &impl Fn(usize) -> (&'f F, Space),
        job: &Job<'_>,
        carry: &ChainCarry<'_, E, F>,
        input: Few<usize>,
        output: Region,
    ) -> Self {
        let mut shape = input;
        let next_shape = |pass| {
            let (filter, space) = link(pass);
            shape = space.trimmed(&filter.trim(&space), &shape);
            shape
        };
        let shapes: Vec<_> = (0..carry.len()).map(next_shape).collect();
        let mut regions = vec![output; carry.len()];
        for pass in (1..carry.len()).rev() {
            let (filter, space) = link(pass);
            let last = pass + 1 == carry.len();
            let missing = if last { output } else { carry[pass].1.missing(job, &regions[pass]) };
            regions[pass - 1] =
                if missing.is_void() { missing } else { filter.reads(&space, &shapes[pass - 1], &missing) };
        }
        Self { shapes, regions }
    }
}

/// The shape that all sources have.
pub(super) fn shape_of<E: Elements>(sources: &E::Sources<'_>) -> Few<usize> {
    let mut all = None;
    E::for_each_source(sources, &mut |_, shape| all = Some(*shape));
    all.unwrap_or_default()
}
