//! [`Then`]: one filter after another.

use super::chain::shape_of;
use super::rolling::Rolling;
use crate::engine::{Elements, Job, Reads, Region, Space, common_region};
use crate::error::Error;
use crate::explain::Stage;
use crate::halo::Halo;
use crate::kernel::{Filter, Stencil};
use std::borrow::Cow;

/// The filter that [`Stencil::then`] makes: `first`, then `second` on its result.
///
/// The element types that come out of the first are the inputs of the second.
#[derive(Clone, Copy, Debug, PartialEq)]
#[must_use = "a filter does nothing until it is applied"]
pub struct Then<A, B> {
    first: A,
    second: B,
}

impl<A, B> Then<A, B> {
    pub(crate) fn new(first: A, second: B) -> Self {
        Self { first, second }
    }
}

impl<A: Stencil, B: Stencil> Stencil for Then<A, B> {
    fn name(&self) -> Cow<'static, str> {
        format!("{} | {}", self.first.name(), self.second.name()).into()
    }

    fn halo(&self) -> Halo {
        self.first.halo().then(self.second.halo())
    }

    fn dims(&self) -> Option<usize> {
        self.first.dims().or(self.second.dims())
    }

    fn validate(&self) -> Result<(), Error> {
        self.first.validate()?;
        self.second.validate()?;
        same_dims(&self.first, &self.second)
    }

    fn stages(&self, axes: usize) -> Vec<Stage> {
        [self.first.stages(axes), self.second.stages(axes)].concat()
    }

    fn between(&self, axes: usize) -> usize {
        self.first.between(axes) + 1 + self.second.between(axes)
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        self.first.fits(axes)?;
        self.second.fits(axes)
    }

    fn trim(&self, space: &Space) -> Halo {
        self.first.trim(space).then(self.second.trim(space))
    }

    fn reads(&self, space: &Space, shape: &[usize], region: &Region) -> Reads {
        let between = space.trimmed(&self.first.trim(space), shape);
        self.first.reads(space, shape, &self.second.reads(space, &between, region).array)
    }
}

impl<In: Elements, A: Filter<In>, B: Filter<A::Out>> Filter<In> for Then<A, B> {
    type Out = B::Out;
    /// What the first stage carries, its rows that are still needed, and what the second stage carries.
    type Carry<'s> = (A::Carry<'s>, Rolling<'s, A::Out>, B::Carry<'s>);

    fn carry<'s>(&self, job: &Job<'s>) -> Self::Carry<'s> {
        (self.first.carry(job), Rolling::default(), self.second.carry(job))
    }

    fn evaluate<'s>(
        &self,
        job: &Job<'s>,
        (first, rolling, second): &mut Self::Carry<'s>,
        sources: In::Sources<'_>,
        targets: <B::Out as Elements>::Targets<'_>,
    ) {
        let region = common_region::<B::Out>(&targets);
        if region.is_void() {
            return;
        }
        let between = job.space.trimmed(&self.first.trim(&job.space), &shape_of::<In>(&sources));
        let part = self.second.reads(&job.space, &between, &region);
        rolling.compute(&self.first, job, first, sources, &part, &between);
        self.second.evaluate(job, second, rolling.sources(job), targets);
    }

    fn check(&self, space: &Space) -> Result<(), Error> {
        self.first.check(space)?;
        self.second.check(space)
    }
}

/// Filters that combine must span the same axes, if they say which.
pub(super) fn same_dims(first: &impl Stencil, second: &impl Stencil) -> Result<(), Error> {
    match (first.dims(), second.dims()) {
        (Some(a), Some(b)) if a != b => {
            Err(Error::Dimensions { first: first.name(), first_dims: a, second: second.name(), second_dims: b })
        }
        _ => Ok(()),
    }
}
