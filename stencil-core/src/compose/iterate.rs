//! [`Iterate`]: the same filter again and again.

use super::chain::{ChainCarry, carry_chain, run_chain};
use crate::engine::{Elements, Few, Job, Region, Space};
use crate::error::Error;
use crate::explain::Stage;
use crate::halo::Halo;
use crate::kernel::{Filter, Stencil};
use std::borrow::Cow;

/// The filter that [`Stencil::iterate`] makes: `filter` on its own result, `steps` times.
#[derive(Clone, Copy, Debug, PartialEq)]
#[must_use = "a filter does nothing until it is applied"]
pub struct Iterate<F> {
    filter: F,
    steps: usize,
}

impl<F> Iterate<F> {
    pub(crate) fn new(filter: F, steps: usize) -> Self {
        Self { filter, steps }
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
        (self.steps * (self.filter.between(axes) + 1)).saturating_sub(1)
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        self.filter.fits(axes)
    }

    fn trim(&self, space: &Space) -> Halo {
        self.filter.trim(space).repeat(self.steps)
    }

    fn reads(&self, space: &Space, shape: &[usize], region: &Region) -> Region {
        let mut shapes = vec![Few::from_slice(shape)];
        for step in 1..self.steps {
            shapes.push(space.trimmed(&self.filter.trim(space), &shapes[step - 1]));
        }
        shapes.iter().take(self.steps).rev().fold(*region, |region, shape| self.filter.reads(space, shape, &region))
    }
}

impl<In: Elements, F: Filter<In, Out = In>> Filter<In> for Iterate<F> {
    type Out = In;
    type Carry<'s> = ChainCarry<'s, In, F>;

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

    fn check(&self, space: &Space) -> Result<(), Error> {
        self.filter.check(space)
    }
}
