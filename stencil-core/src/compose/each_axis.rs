//! [`EachAxis`]: one-dimensional filters along every axis in turn, as a separable filter needs.

use super::along::{along_stages, turned};
use super::chain::{ChainCarry, carry_chain, run_chain};
use crate::engine::{Elements, Job, Reads, Region, Space};
use crate::error::Error;
use crate::explain::Stage;
use crate::halo::Halo;
use crate::kernel::{Filter, Stencil};
use std::borrow::Cow;

/// One-dimensional filters along every axis in turn, the last axis first: the way to write a separable filter of any
/// number of dimensions.
///
/// Either the same filter along each axis of whatever array it is applied to, or one filter per axis. Its result is that
/// of `f.along(last).then(..).then(f.along(0))`, bit for bit.
///
/// ```
/// # use stencil_core::compose::EachAxis;
/// # use stencil_core::{Halo, kernel::Stencil};
/// # #[derive(Debug)] struct blur(usize);
/// # impl Stencil for blur {
/// #     fn name(&self) -> std::borrow::Cow<'static, str> { "blur".into() }
/// #     fn halo(&self) -> Halo { Halo::from_sides([(self.0, self.0)]) }
/// #     fn dims(&self) -> Option<usize> { Some(1) }
/// # }
/// // `blur(radius)` is a one-dimensional kernel.
/// assert_eq!(EachAxis::same(blur(3)).halo(), Halo::uniform(3));
/// assert_eq!(EachAxis::new(vec![blur(3), blur(1)]).halo(), Halo::from_sides([(3, 3), (1, 1)]));
/// ```
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a filter does nothing until it is applied"]
pub struct EachAxis<F> {
    filters: Vec<F>,
    same: bool,
}

impl<F: Stencil> EachAxis<F> {
    /// The same filter along every axis, however many there are.
    pub fn same(filter: F) -> Self {
        Self { filters: vec![filter], same: true }
    }

    /// One filter per axis, in the array's axis order.
    pub fn new(filters: Vec<F>) -> Self {
        Self { filters, same: false }
    }

    /// The filter along an axis.
    fn on(&self, axis: usize) -> &F {
        &self.filters[if self.same { 0 } else { axis }]
    }

    /// The filter of a pass, and the space that it works in: the last axis first.
    fn link(&self, axes: usize, pass: usize, space: Space) -> (&F, Space) {
        let axis = axes - 1 - pass;
        (self.on(axis), space.along(axis))
    }

    /// A halo made of each axis' own.
    fn combined(&self, along: impl Fn(usize) -> Halo) -> Halo {
        let axes = if self.same { Halo::MAX_DIM } else { self.filters.len().min(Halo::MAX_DIM) };
        let all = (0..axes).fold(Halo::ZERO, |all, axis| all.then(turned(along(axis), axis)));
        if self.same { all } else { all.with_dims(axes) }
    }
}

impl<F: Stencil> Stencil for EachAxis<F> {
    fn name(&self) -> Cow<'static, str> {
        match &self.filters[..] {
            [] => "nothing".into(),
            [filter, ..] => format!("{} along each axis", filter.name()).into(),
        }
    }

    fn halo(&self) -> Halo {
        self.combined(|axis| self.on(axis).halo())
    }

    fn dims(&self) -> Option<usize> {
        if self.same { None } else { Some(self.filters.len()) }
    }

    fn ignores(&self) -> bool {
        self.filters.iter().all(Stencil::ignores)
    }

    fn validate(&self) -> Result<(), Error> {
        self.filters.iter().try_for_each(Stencil::validate)
    }

    fn stages(&self, axes: usize) -> Vec<Stage> {
        let count = if self.same { axes } else { self.filters.len() };
        (0..count).rev().flat_map(|axis| along_stages(self.on(axis), axis)).collect()
    }

    fn between(&self, axes: usize) -> usize {
        let own: usize = (0..axes).map(|axis| self.on(axis).between(1)).sum();
        own + axes.saturating_sub(1)
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        if !self.same && self.filters.len() != axes {
            return Err(Error::AxisCount { filter: self.name(), needs: self.filters.len(), given: axes });
        }
        self.filters.iter().try_for_each(|filter| filter.fits(1))
    }

    fn trim(&self, space: &Space) -> Halo {
        self.combined(|axis| if axis < space.axes.len() { self.on(axis).trim(&space.along(axis)) } else { Halo::ZERO })
    }

    fn reads(&self, space: &Space, shape: &[usize], region: &Region) -> Reads {
        // Axes are independent: each pass reads on along its own. The first pass, along the last axis, reads the array.
        let nothing = Reads { array: *region, all: *region, ..Reads::default() };
        (0..space.axes.len()).fold(nothing, |reads, axis| self.on(axis).reads(&space.along(axis), shape, &reads.array))
    }
}

impl<In: Elements, F: Filter<In, Out = In>> Filter<In> for EachAxis<F> {
    type Out = In;
    type Carry<'s> = ChainCarry<'s, In, F>;

    fn carry<'s>(&self, job: &Job<'s>) -> Self::Carry<'s> {
        let axes = job.space.axes.len();
        carry_chain(axes, |pass| self.link(axes, pass, job.space), job)
    }

    fn evaluate<'s>(
        &self,
        job: &Job<'s>,
        carry: &mut Self::Carry<'s>,
        sources: In::Sources<'_>,
        targets: In::Targets<'_>,
    ) {
        let axes = job.space.axes.len();
        run_chain(|pass| self.link(axes, pass, job.space), job, carry, sources, targets);
    }

    fn check(&self, space: &Space) -> Result<(), Error> {
        (0..space.axes.len()).try_for_each(|axis| self.on(axis).check(&space.along(axis)))
    }
}
