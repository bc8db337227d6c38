//! [`Passes`]: one-dimensional filters along chosen axes, one after another.

use super::along::{along_stages, turned};
use super::chain::{ChainCarry, carry_chain, run_chain};
use crate::engine::{Elements, Job};
use crate::error::Error;
use crate::explain::Stage;
use crate::halo::Halo;
use crate::kernel::{Filter, Stencil};
use std::borrow::Cow;

/// One-dimensional filters, each along its axis, in the order of the list: the way to write a separable filter that
/// leaves out some axes. No passes copy.
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
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a filter does nothing until it is applied"]
pub struct Passes<F> {
    list: Vec<(usize, F)>,
}

impl<F: Stencil> Passes<F> {
    /// Axes and their filters, in the order of the work.
    pub fn new(list: Vec<(usize, F)>) -> Self {
        Self { list }
    }
}

impl<F: Stencil> Stencil for Passes<F> {
    fn name(&self) -> Cow<'static, str> {
        self.list.first().map_or("nothing".into(), |(_, filter)| filter.name())
    }

    fn halo(&self) -> Halo {
        self.list.iter().fold(Halo::ZERO, |all, (axis, filter)| all.then(turned(filter.halo(), *axis)))
    }

    fn dims(&self) -> Option<usize> {
        None
    }

    fn ignores(&self) -> bool {
        self.list.iter().all(|(_, filter)| filter.ignores())
    }

    fn validate(&self) -> Result<(), Error> {
        self.list.iter().try_for_each(|(_, filter)| filter.validate())
    }

    fn stages(&self, _axes: usize) -> Vec<Stage> {
        self.list.iter().flat_map(|(axis, filter)| along_stages(filter, *axis)).collect()
    }

    fn between(&self, _axes: usize) -> usize {
        let own: usize = self.list.iter().map(|(_, filter)| filter.between(1)).sum();
        own + self.list.len().saturating_sub(1)
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        self.list.iter().try_for_each(|(axis, filter)| match *axis < axes {
            true => filter.fits(1),
            false => Err(Error::AxisOutOfRange { axis: *axis, ndim: axes }),
        })
    }
}

impl<In: Elements, F: Filter<In, Out = In>> Filter<In> for Passes<F> {
    type Out = In;
    type Carry<'s> = ChainCarry<'s, In, F>;

    fn carry<'s>(&self, job: &Job<'s>) -> Self::Carry<'s> {
        carry_chain(self.list.len(), |pass| (&self.list[pass].1, job.space.along(self.list[pass].0)), job)
    }

    fn evaluate<'s>(
        &self,
        job: &Job<'s>,
        carry: &mut Self::Carry<'s>,
        sources: In::Sources<'_>,
        targets: In::Targets<'_>,
    ) {
        let link = |pass: usize| (&self.list[pass].1, job.space.along(self.list[pass].0));
        run_chain(link, job, carry, sources, targets);
    }
}
