//! [`Sequence`]: filters of one kind, one after another.

use super::along::Along;
use super::chain::{ChainCarry, carry_chain, run_chain};
use crate::engine::{Elements, Job, Reads, Region, Space};
use crate::error::Error;
use crate::execution::Execution;
use crate::explain::Stage;
use crate::halo::Halo;
use crate::kernel::{Filter, Stencil};
use std::borrow::Cow;

/// Filters of one type, in the order of the list: as many as there are is known at run time. None of them copy.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a filter does nothing until it is applied"]
pub struct Sequence<F> {
    list: Vec<F>,
}

/// One-dimensional filters, each along its axis, in the order of the list: the way to write a separable filter that
/// leaves out some axes.
///
/// ```
/// # use stencil_core::compose::Passes;
/// # use stencil_core::{Halo, kernel::Stencil};
/// # #[derive(Debug)] struct blur(usize);
/// # impl Stencil for blur {
/// #     fn name(&self) -> std::borrow::Cow<'static, str> { "blur".into() }
/// #     fn halo(&self) -> Halo { Halo::from_sides([(self.0, self.0)]) }
/// #     fn dims(&self) -> Option<usize> { Some(1) }
/// # }
/// // `blur(radius)` is a one-dimensional kernel.
/// let filter = Passes::new(vec![(1, blur(3)), (0, blur(1))]);
/// assert_eq!((filter.halo().side(0).before, filter.halo().side(1).before), (1, 3));
/// ```
pub type Passes<F> = Sequence<Along<F>>;

impl<F: Stencil> Sequence<F> {
    /// Filters in the order of the work.
    pub fn of(list: Vec<F>) -> Self {
        Self { list }
    }
}

impl<F: Stencil> Passes<F> {
    /// Axes and their filters, in the order of the work.
    pub fn new(list: Vec<(usize, F)>) -> Self {
        Self::of(list.into_iter().map(|(axis, filter)| filter.along(axis)).collect())
    }
}

impl<F: Stencil> Stencil for Sequence<F> {
    fn name(&self) -> Cow<'static, str> {
        match &self.list[..] {
            [] => "nothing".into(),
            [one] => one.name(),
            [first, rest @ ..] => {
                rest.iter().fold(first.name().into_owned(), |all, next| all + " | " + &next.name()).into()
            }
        }
    }

    fn halo(&self) -> Halo {
        self.list.iter().fold(Halo::ZERO, |all, filter| all.then(filter.halo()))
    }

    fn dims(&self) -> Option<usize> {
        self.list.iter().find_map(Stencil::dims)
    }

    fn ignores(&self) -> bool {
        self.list.iter().all(Stencil::ignores)
    }

    fn validate(&self) -> Result<(), Error> {
        self.list.iter().try_for_each(Stencil::validate)
    }

    fn stages(&self, axes: usize) -> Vec<Stage> {
        self.list.iter().flat_map(|filter| filter.stages(axes)).collect()
    }

    fn between(&self, axes: usize) -> usize {
        let own: usize = self.list.iter().map(|filter| filter.between(axes)).sum();
        own + self.list.len().saturating_sub(1)
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        self.list.iter().try_for_each(|filter| filter.fits(axes))
    }

    fn trim(&self, space: &Space) -> Halo {
        self.list.iter().fold(Halo::ZERO, |all, filter| all.then(filter.trim(space)))
    }

    fn reads(&self, space: &Space, shape: &[usize], region: &Region) -> Reads {
        let nothing = Reads { array: *region, all: *region, boundaries: space.boundaries() };
        let still = self.trim(space).is_zero();
        (0..self.list.len()).rev().fold(nothing, |reads, pass| {
            let trims = if still { &[] } else { &self.list[..pass] };
            let trim = trims.iter().fold(Halo::ZERO, |all, filter| all.then(filter.trim(space)));
            self.list[pass].reads(space, &space.trimmed(&trim, shape), &reads.array)
        })
    }
}

impl<In: Elements, F: Filter<In, Out = In>> Filter<In> for Sequence<F> {
    type Out = In;
    type Carry<'s> = ChainCarry<'s, In, F>;

    fn carry<'s>(&self, job: &Job<'s>) -> Self::Carry<'s> {
        carry_chain(self.list.len(), |pass| (&self.list[pass], job.space), job)
    }

    fn evaluate<'s>(
        &self,
        job: &Job<'s>,
        carry: &mut Self::Carry<'s>,
        sources: In::Sources<'_>,
        targets: In::Targets<'_>,
    ) {
        run_chain(|pass| (&self.list[pass], job.space), job, carry, sources, targets);
    }

    /// A single filter knows best.
    fn execute(
        &self,
        execution: &Execution<'_>,
        sources: In::Sources<'_>,
        targets: In::Targets<'_>,
    ) -> Result<(), Error> {
        match &self.list[..] {
            [one] => one.execute(execution, sources, targets),
            _ => execution.tiles(self, sources, targets),
        }
    }

    fn check(&self, space: &Space) -> Result<(), Error> {
        self.list.iter().try_for_each(|filter| filter.check(space))
    }
}
