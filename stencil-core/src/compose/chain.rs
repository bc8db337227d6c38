//! Filters that each take and give the same element types, one after another.

use super::rolling::Rolling;
use crate::engine::{Elements, Few, Job, Reads, Space, common_region};
use crate::kernel::Filter;

/// What the passes of a chain carry: the first ones in place, only those of longer chains take memory.
pub struct ChainCarry<'s, E: Elements, F: Filter<E>, const NEAR: usize = 3> {
    near: [Option<Of<'s, E, F>>; NEAR],
    far: Vec<Of<'s, E, F>>,
    count: usize,
}

/// What a pass of this filter carries.
type Of<'s, E, F> = Pass<'s, E, <F as Filter<E>>::Carry<'s>>;

impl<'s, E: Elements, F: Filter<E>, const NEAR: usize> ChainCarry<'s, E, F, NEAR> {
    fn new(count: usize, mut one: impl FnMut(usize) -> Of<'s, E, F>) -> Self {
        let near = std::array::from_fn(|pass| (pass < count).then(|| one(pass)));
        Self { near, far: (NEAR..count).map(one).collect(), count }
    }

    /// A pass, and the one before it.
    fn pair(&mut self, pass: usize) -> (Option<&mut Of<'s, E, F>>, &mut Of<'s, E, F>) {
        const NONE: &str = "there is a pass of every number";
        let Some(far) = pass.checked_sub(NEAR) else {
            let (before, rest) = self.near.split_at_mut(pass);
            return (before.last_mut().and_then(Option::as_mut), rest[0].as_mut().expect(NONE));
        };
        let (before, rest) = self.far.split_at_mut(far);
        let near = self.near.last_mut().and_then(Option::as_mut);
        (before.last_mut().or(near), rest.first_mut().expect(NONE))
    }
}

/// What one pass of a chain carries: its own, and the rows of its result that are still needed.
struct Pass<'s, E: Elements, Carry> {
    carry: Carry,
    rolling: Rolling<'s, E>,
    /// Shape of the whole output.
    shape: Few<usize>,
    /// The part of the output that the next pass reads, for what it has not computed before.
    wanted: Reads,
}

/// What is carried into the first band of a chain of so many passes; `link` tells the filter of a pass, and the space
/// that it works in.
pub(super) fn carry_chain<'s, 'f, E: Elements, F: Filter<E, Out = E> + 'f, const NEAR: usize>(
    count: usize,
    link: impl Fn(usize) -> (&'f F, Space),
    job: &Job<'s>,
) -> ChainCarry<'s, E, F, NEAR> {
    let one = |pass| {
        let (filter, space) = link(pass);
        let carry = filter.carry(&job.within(space));
        Pass { carry, rolling: Rolling::default(), shape: Few::default(), wanted: Reads::default() }
    };
    ChainCarry::new(count, one)
}

/// Runs the passes. No passes copy.
pub(super) fn run_chain<'s, 'f, E: Elements, F: Filter<E, Out = E> + 'f, const NEAR: usize>(
    link: impl Fn(usize) -> (&'f F, Space),
    job: &Job<'s>,
    passes: &mut ChainCarry<'s, E, F, NEAR>,
    sources: E::Sources<'_>,
    targets: E::Targets<'_>,
) {
    let region = common_region::<E>(&targets);
    if region.is_void() {
        return;
    }
    if passes.count == 1 {
        // Nothing lies between.
        let (filter, space) = link(0);
        return filter.evaluate(&job.within(space), &mut passes.pair(0).1.carry, sources, targets);
    }
    let Some(last) = passes.count.checked_sub(1) else {
        // What is read may lie a period away, if sources are a cyclic part of the array.
        return E::gather(&sources, &job.space.boundaries(), targets, job.scratch);
    };
    look_back(&link, job, passes, shape_of::<E>(&sources), Reads { array: region, all: region, ..Reads::default() });
    for number in 0..last {
        let (filter, space) = link(number);
        let job = job.within(space);
        let (before, Pass { carry, rolling, shape, wanted }) = passes.pair(number);
        match before {
            None => rolling.compute(filter, &job, carry, sources, wanted, shape),
            Some(before) => rolling.compute(filter, &job, carry, before.rolling.sources(&job), wanted, shape),
        }
    }
    let (filter, space) = link(last);
    let (job, (before, pass)) = (job.within(space), passes.pair(last));
    match before {
        None => filter.evaluate(&job, &mut pass.carry, sources, targets),
        Some(before) => filter.evaluate(&job, &mut pass.carry, before.rolling.sources(&job), targets),
    }
}

/// From the input's shape on, what each pass gives as a whole; and from the last pass back, what of it is needed.
fn look_back<'s, 'f, E: Elements, F: Filter<E, Out = E> + 'f, const NEAR: usize>(
    link: &impl Fn(usize) -> (&'f F, Space),
    job: &Job<'s>,
    passes: &mut ChainCarry<'s, E, F, NEAR>,
    input: Few<usize>,
    output: Reads,
) {
    let mut shape = input;
    for number in 0..passes.count {
        let (filter, space) = link(number);
        shape = space.trimmed(&filter.trim(&space), &shape);
        passes.pair(number).1.shape = shape;
    }
    let mut missing = output;
    for number in (1..passes.count).rev() {
        let (filter, space) = link(number);
        let before = passes.pair(number - 1).1;
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
