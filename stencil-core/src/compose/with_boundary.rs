//! [`WithBoundary`]: a filter that chose its boundary.

use crate::boundary::Boundaries;
use crate::engine::{Elements, Job, Reads, Region, Space};
use crate::error::Error;
use crate::explain::Stage;
use crate::halo::Halo;
use crate::kernel::{Filter, Stencil};
use std::borrow::Cow;

/// The filter that [`Stencil::boundary`] makes: its stages continue arrays as chosen, unless they chose themselves.
#[derive(Clone, Copy, Debug, PartialEq)]
#[must_use = "a filter does nothing until it is applied"]
pub struct WithBoundary<F> {
    filter: F,
    boundary: Boundaries,
}

impl<F> WithBoundary<F> {
    pub(crate) fn new(filter: F, boundary: Boundaries) -> Self {
        Self { filter, boundary }
    }
}

impl<F: Stencil> Stencil for WithBoundary<F> {
    fn name(&self) -> Cow<'static, str> {
        self.filter.name()
    }

    fn halo(&self) -> Halo {
        self.filter.halo()
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

    fn stages(&self, axes: usize) -> Vec<Stage> {
        self.filter.stages(axes)
    }

    fn between(&self, axes: usize) -> usize {
        self.filter.between(axes)
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        self.boundary.fit(axes)?;
        self.filter.fits(axes)
    }

    fn trim(&self, space: &Space) -> Halo {
        self.filter.trim(&space.with_boundary(self.boundary))
    }

    fn reads(&self, space: &Space, shape: &[usize], region: &Region) -> Reads {
        self.filter.reads(&space.with_boundary(self.boundary), shape, region)
    }
}

impl<In: Elements, F: Filter<In>> Filter<In> for WithBoundary<F> {
    type Out = F::Out;
    type Carry<'s> = F::Carry<'s>;

    fn carry<'s>(&self, job: &Job<'s>) -> F::Carry<'s> {
        self.filter.carry(&job.within(job.space.with_boundary(self.boundary)))
    }

    fn evaluate<'s>(
        &self,
        job: &Job<'s>,
        carry: &mut F::Carry<'s>,
        sources: In::Sources<'_>,
        targets: <F::Out as Elements>::Targets<'_>,
    ) {
        self.filter.evaluate(&job.within(job.space.with_boundary(self.boundary)), carry, sources, targets);
    }

    fn check(&self, space: &Space) -> Result<(), Error> {
        self.filter.check(&space.with_boundary(self.boundary))
    }
}
