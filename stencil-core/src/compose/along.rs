//! [`Along`]: a one-dimensional filter along one axis of many.

use crate::engine::{Elements, Job, Reads, Region, Space};
use crate::error::Error;
use crate::explain::Stage;
use crate::halo::Halo;
use crate::kernel::{Filter, Stencil};
use std::borrow::Cow;

/// The filter that [`Stencil::along`] makes: the inner filter along the `axis`th axis, and no reach along the others.
#[derive(Clone, Copy, Debug, PartialEq)]
#[must_use = "a filter does nothing until it is applied"]
pub struct Along<F> {
    filter: F,
    axis: usize,
}

impl<F> Along<F> {
    pub(crate) fn new(filter: F, axis: usize) -> Self {
        Self { filter, axis }
    }
}

/// The halo of a one-dimensional filter, turned to lie along an axis.
pub(super) fn turned(halo: Halo, axis: usize) -> Halo {
    if axis < Halo::MAX_DIM { Halo::on_axis(axis, halo.side(0)) } else { Halo::ZERO }
}

/// The stages of a one-dimensional filter, turned to lie along an axis.
pub(super) fn along_stages(filter: &impl Stencil, axis: usize) -> Vec<Stage> {
    let turn =
        |stage: Stage| Stage { name: format!("{} along {axis}", stage.name).into(), halo: turned(stage.halo, axis) };
    filter.stages(1).into_iter().map(turn).collect()
}

impl<F: Stencil> Stencil for Along<F> {
    fn name(&self) -> Cow<'static, str> {
        format!("{} along {}", self.filter.name(), self.axis).into()
    }

    fn halo(&self) -> Halo {
        turned(self.filter.halo(), self.axis)
    }

    /// Any number of axes, if there are enough.
    fn dims(&self) -> Option<usize> {
        None
    }

    fn ignores(&self) -> bool {
        self.filter.ignores()
    }

    fn validate(&self) -> Result<(), Error> {
        self.filter.validate()
    }

    fn stages(&self, _axes: usize) -> Vec<Stage> {
        along_stages(&self.filter, self.axis)
    }

    fn between(&self, _axes: usize) -> usize {
        self.filter.between(1)
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        if self.axis >= axes {
            return Err(Error::AxisOutOfRange { axis: self.axis, ndim: axes });
        }
        self.filter.fits(1)
    }

    fn trim(&self, space: &Space) -> Halo {
        turned(self.filter.trim(&space.along(self.axis)), self.axis)
    }

    fn reads(&self, space: &Space, shape: &[usize], region: &Region) -> Reads {
        self.filter.reads(&space.along(self.axis), shape, region)
    }
}

impl<In: Elements, F: Filter<In>> Filter<In> for Along<F> {
    type Out = F::Out;
    type Carry<'s> = F::Carry<'s>;

    fn carry<'s>(&self, job: &Job<'s>) -> F::Carry<'s> {
        self.filter.carry(&job.within(job.space.along(self.axis)))
    }

    fn evaluate<'s>(
        &self,
        job: &Job<'s>,
        carry: &mut F::Carry<'s>,
        sources: In::Sources<'_>,
        targets: <F::Out as Elements>::Targets<'_>,
    ) {
        self.filter.evaluate(&job.within(job.space.along(self.axis)), carry, sources, targets);
    }

    fn check(&self, space: &Space) -> Result<(), Error> {
        self.filter.check(&space.along(self.axis))
    }
}
