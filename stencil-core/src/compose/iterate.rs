//! [`Iterate`]: the same filter again and again.

use super::chain::{ChainCarry, carry_chain, run_chain, shape_of};
use crate::engine::{Elements, Job, Layout, Reads, Region, Scratch, Space, common_region, dense};
use crate::error::Error;
use crate::execution::Execution;
use crate::explain::Stage;
use crate::halo::Halo;
use crate::kernel::{Filter, Stencil};
use crate::parallel::with_scratch;
use std::borrow::Cow;

/// The filter that [`Stencil::iterate`] makes: `filter` on its own result, `steps` times.
#[derive(Clone, Copy, Debug, PartialEq)]
#[must_use = "a filter does nothing until it is applied"]
pub struct Iterate<F> {
    filter: F,
    steps: usize,
}

/// Rows that the steps of one pass over memory reach, together. Sixteen were no faster, and keep more rows.
const FUSED: usize = 10;

impl<F> Iterate<F> {
    pub(crate) fn new(filter: F, steps: usize) -> Self {
        Self { filter, steps }
    }
}

impl<F: Stencil> Iterate<F> {
    /// Every step.
    fn all(&self) -> Round<'_, F> {
        Round { filter: &self.filter, steps: self.steps }
    }

    /// How many steps are done in one pass over memory.
    fn fused(&self) -> usize {
        let halo = self.filter.halo();
        let reach = (0..Halo::MAX_DIM).map(|axis| halo.side(axis)).map(|side| side.before.max(side.after)).max();
        FUSED / reach.unwrap_or(0).clamp(1, FUSED)
    }
}

impl<F: Stencil> Stencil for Iterate<F> {
    fn name(&self) -> Cow<'static, str> {
        format!("{} x {}", self.filter.name(), self.steps).into()
    }

    fn halo(&self) -> Halo {
        self.filter.halo().repeat(self.steps)
    }

    fn dims(&self) -> Option<usize> {
        self.filter.dims()
    }

    fn ignores(&self) -> bool {
        self.filter.ignores()
    }

    fn validate(&self) -> Result<(), Error> {
        self.filter.validate()
    }

    fn stages(&self, _axes: usize) -> Vec<Stage> {
        let stage = Stage { name: self.name(), halo: self.halo() };
        vec![stage; self.steps.min(2)]
    }

    fn between(&self, axes: usize) -> usize {
        (self.steps.min(self.fused()) * (self.filter.between(axes) + 1)).saturating_sub(1)
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        self.filter.fits(axes)
    }

    fn trim(&self, space: &Space) -> Halo {
        self.filter.trim(space).repeat(self.steps)
    }

    fn reads(&self, space: &Space, shape: &[usize], region: &Region) -> Reads {
        let trim = self.filter.trim(space);
        let nothing = Reads { array: *region, all: *region, boundaries: space.boundaries() };
        (0..self.steps).rev().fold(nothing, |reads, step| {
            self.filter.reads(space, &space.trimmed(&trim.repeat(step), shape), &reads.array)
        })
    }
}

impl<In: Elements, F: Filter<In, Out = In>> Filter<In> for Iterate<F> {
    type Out = In;
    /// None of it in place: an iteration may be part of another.
    type Carry<'s> = ChainCarry<'s, In, F, 0>;

    fn carry<'s>(&self, job: &Job<'s>) -> Self::Carry<'s> {
        carry_chain(self.steps, |_| (&self.filter, job.space), job)
    }

    fn evaluate<'s>(
        &self,
        job: &Job<'s>,
        carry: &mut Self::Carry<'s>,
        sources: In::Sources<'_>,
        targets: In::Targets<'_>,
    ) {
        run_chain(|_| (&self.filter, job.space), job, carry, sources, targets);
    }

    /// In rounds of a few steps, each one pass over memory: with more, the rows in flight would not fit the cache.
    fn execute(
        &self,
        execution: &Execution<'_>,
        sources: In::Sources<'_>,
        targets: In::Targets<'_>,
    ) -> Result<(), Error> {
        let fused = self.fused();
        let rounds = self.steps.div_ceil(fused);
        if rounds < 2 {
            return execution.tiles(&self.all(), sources, targets);
        }
        let steps = |round: usize| Round { filter: &self.filter, steps: fused.min(self.steps - round * fused) };
        let same = shape_of::<In>(&sources) == common_region::<In>(&targets).shape();
        with_scratch(|scratch| match same {
            true => to_and_fro(rounds, steps, execution, sources, targets, scratch),
            false => onwards(rounds, steps, execution, sources, targets, scratch),
        })
    }

    fn check(&self, space: &Space) -> Result<(), Error> {
        self.filter.check(space)
    }
}

/// Some steps of an iteration: those of one round.
#[derive(Debug)]
struct Round<'f, F> {
    filter: &'f F,
    steps: usize,
}

impl<F: Stencil> Stencil for Round<'_, F> {
    fn name(&self) -> Cow<'static, str> {
        self.filter.name()
    }

    fn halo(&self) -> Halo {
        self.filter.halo().repeat(self.steps)
    }

    fn dims(&self) -> Option<usize> {
        self.filter.dims()
    }

    fn between(&self, axes: usize) -> usize {
        (self.steps * (self.filter.between(axes) + 1)).saturating_sub(1)
    }

    fn trim(&self, space: &Space) -> Halo {
        self.filter.trim(space).repeat(self.steps)
    }
}

#[diagnostic::do_not_recommend]
impl<In: Elements, F: Filter<In, Out = In>> Filter<In> for Round<'_, F> {
    type Out = In;
    type Carry<'s> = ChainCarry<'s, In, F, FUSED>;

    fn carry<'s>(&self, job: &Job<'s>) -> Self::Carry<'s> {
        carry_chain(self.steps, |_| (self.filter, job.space), job)
    }

    fn evaluate<'s>(
        &self,
        job: &Job<'s>,
        carry: &mut Self::Carry<'s>,
        sources: In::Sources<'_>,
        targets: In::Targets<'_>,
    ) {
        run_chain(|_| (self.filter, job.space), job, carry, sources, targets);
    }
}

/// Rounds that each fill the whole output, or one array like it from which the next round reads; the last, the output.
fn to_and_fro<'f, E: Elements, F: Filter<E, Out = E> + 'f>(
    rounds: usize,
    steps: impl Fn(usize) -> Round<'f, F>,
    execution: &Execution<'_>,
    sources: E::Sources<'_>,
    mut targets: E::Targets<'_>,
    scratch: &Scratch,
) -> Result<(), Error> {
    let all = common_region::<E>(&targets);
    let (layout, len) = dense(&all, &execution.order, E::LARGEST);
    let (mut buffers, shape) = (E::buffers(scratch, len), all.shape());
    for round in 0..rounds {
        let (filter, execution) = (steps(round), execution.round(round, rounds));
        match (round, (rounds - 1 - round) % 2) {
            (0, 0) => execution.tiles(&filter, sources, E::part(&mut targets, &all))?,
            (0, _) => execution.tiles(&filter, sources, E::buffer_targets(&mut buffers, &layout))?,
            (_, 0) => {
                let sources = E::buffer_sources(&buffers, &layout, &shape, &[]);
                execution.tiles(&filter, sources, E::part(&mut targets, &all))?;
            }
            _ => {
                let sources = E::as_sources(&targets);
                execution.tiles(&filter, sources, E::buffer_targets(&mut buffers, &layout))?;
            }
        }
    }
    Ok(())
}

/// Rounds whose results get smaller and smaller: all but the last are arrays of their own.
fn onwards<'f, E: Elements, F: Filter<E, Out = E> + 'f>(
    rounds: usize,
    steps: impl Fn(usize) -> Round<'f, F>,
    execution: &Execution<'_>,
    sources: E::Sources<'_>,
    targets: E::Targets<'_>,
    scratch: &Scratch,
) -> Result<(), Error> {
    let mut whole = Whole::<E>::compute(&steps(0), &execution.round(0, rounds), sources, scratch)?;
    for round in 1..rounds - 1 {
        whole = Whole::compute(&steps(round), &execution.round(round, rounds), whole.sources(), scratch)?;
    }
    execution.round(rounds - 1, rounds).tiles(&steps(rounds - 1), whole.sources(), targets)
}

/// The result of a round, as a whole.
struct Whole<'s, E: Elements> {
    buffers: E::Buffers<'s>,
    layout: Layout,
}

impl<'s, E: Elements> Whole<'s, E> {
    fn compute<F: Filter<E, Out = E>>(
        filter: &F,
        execution: &Execution<'_>,
        sources: E::Sources<'_>,
        scratch: &'s Scratch,
    ) -> Result<Self, Error> {
        let space = execution.space;
        let shape = space.trimmed(&filter.trim(&space), &shape_of::<E>(&sources));
        let (layout, len) = dense(&Region::full(&shape), &execution.order, E::LARGEST);
        let mut buffers = E::buffers(scratch, len);
        execution.tiles(filter, sources, E::buffer_targets(&mut buffers, &layout))?;
        Ok(Self { buffers, layout })
    }

    fn sources(&self) -> E::Sources<'_> {
        E::buffer_sources(&self.buffers, &self.layout, &self.layout.region.shape(), &[])
    }
}
