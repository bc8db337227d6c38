//! [`Step`]: one erosion or one dilation, of which all morphological filters are made.

use super::neighbourhood::Neighbourhood;
use crate::error::parameter;
use crate::footprint::Footprint;
use crate::lines::{CarryOf, Sources, Targets};
use crate::{NanPolicy, PerAxis};
use std::borrow::Cow;
use stencil_core::compose::{Sequence, Then};
use stencil_core::engine::{Job, Made};
use stencil_core::extrema::{Extrema, Extreme};
use stencil_core::prelude::*;
use stencil_core::{Halo, Side};

/// What a morphological filter is given: a neighbourhood, and the options that all of them have.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Over<S> {
    pub(super) shape: S,
    pub(super) iterations: usize,
    pub(super) nan: NanPolicy,
}

/// The most that an erosion is repeated: each time keeps rows of its own.
const MOST: usize = 1 << 10;

/// Erosions or dilations, one after another.
pub(super) type Steps<S> = Sequence<Step<S>>;

impl<S: Neighbourhood> Over<S> {
    pub(super) fn new(shape: S) -> Self {
        Self { shape, iterations: 1, nan: NanPolicy::default() }
    }

    /// The same around another centre.
    pub(super) fn origin(self, origin: PerAxis<isize>) -> Self {
        Self { shape: self.shape.around(origin), ..self }
    }

    /// Erosions, dilations, or both, as often as asked for.
    pub(super) fn steps(&self, extremes: &[Extreme]) -> Steps<S> {
        Sequence::of(extremes.iter().flat_map(|extreme| self.repeated(*extreme)).collect())
    }

    fn repeated(&self, extreme: Extreme) -> Vec<Step<S>> {
        let shape = match extreme {
            Extreme::Smallest => self.shape.clone(),
            Extreme::Largest => self.shape.clone().reflected(),
        };
        let (shape, times) = match shape.repeated(self.iterations) {
            Some(all) => (all, 1),
            // More are refused.
            None => (shape, self.iterations.min(MOST)),
        };
        vec![Step { extreme, shape, nan: self.nan }; times]
    }

    /// Whether there is something to repeat.
    pub(super) fn validate(&self, filter: &dyn Stencil) -> Result<(), Error> {
        match self.iterations {
            1..=MOST => Ok(()),
            other => Err(parameter(filter, "iterations", other, format!("1 to {MOST}"))),
        }
    }
}

/// The smallest or the largest of what a neighbourhood sees.
#[derive(Clone, Debug, PartialEq)]
pub struct Step<S> {
    pub(super) extreme: Extreme,
    /// Already reflected for a dilation.
    pub(super) shape: S,
    pub(super) nan: NanPolicy,
}

impl<S: Neighbourhood> Stencil for Step<S> {
    fn name(&self) -> Cow<'static, str> {
        match self.extreme {
            Extreme::Smallest => "erode".into(),
            Extreme::Largest => "dilate".into(),
        }
    }

    fn halo(&self) -> Halo {
        self.shape.reach()
    }

    fn dims(&self) -> Option<usize> {
        self.shape.axes()
    }

    fn ignores(&self) -> bool {
        true
    }

    fn validate(&self) -> Result<(), Error> {
        self.shape.sound().map_err(|(name, value, expected)| parameter(self, name, value, expected))
    }

    fn between(&self, axes: usize) -> usize {
        self.shape.between(axes)
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        match self.dims() {
            Some(needs) if needs != axes => Err(Error::AxisCount { filter: self.name(), needs, given: axes }),
            _ => self.shape.fits(axes).map_err(|(name, value, expected)| parameter(self, name, value, expected)),
        }
    }
}

/// The axes along which a halo reaches.
pub(super) fn long(halo: Halo, axes: usize) -> Vec<usize> {
    (0..axes).filter(|&axis| halo.side(axis) != Side::default()).collect()
}

impl Step<Footprint> {
    /// What there is to do on so many axes: over a box on many axes, first along two of them.
    fn work(&self, axes: usize) -> Work {
        let (halo, omits) = (self.halo(), self.nan == NanPolicy::Omit);
        if !self.shape.is_box() {
            let all = Extrema::over_cells(self.extreme, halo, axes, self.shape.cells(axes));
            return Work::Once(all.omitting_nan(omits));
        }
        let long = long(halo, axes);
        let over = |part: &[usize]| {
            let part = halo.filtered(|axis| part.contains(&axis));
            Extrema::over_box(self.extreme, part, axes).omitting_nan(omits)
        };
        let (others, last) = long.split_at(long.len().saturating_sub(2));
        match others {
            [] => Work::Once(over(last)),
            _ => Work::Twice(over(last).then(over(others))),
        }
    }
}

/// The filters that find the extreme value under a footprint.
enum Work {
    Once(Extrema),
    Twice(Then<Extrema, Extrema>),
}

/// What is carried for those.
#[allow(clippy::large_enum_variant, reason = "the large one is the usual one, and carried in place")]
enum Carry<'s, T: Element> {
    Once(CarryOf<'s, T, Extrema>),
    Twice(Box<CarryOf<'s, T, Then<Extrema, Extrema>>>),
}

/// What there is to do for one footprint and number of axes, and what is carried.
pub struct Working<'s, T: Element>(Made<'s, (Step<Footprint>, usize), Work>, Carry<'s, T>);

impl<T: Element> Filter<(T,)> for Step<Footprint> {
    type Out = (T,);
    type Carry<'s> = Working<'s, T>;

    fn carry<'s>(&self, job: &Job<'s>) -> Self::Carry<'s> {
        let work = job.made((self.clone(), job.space.axes.len()), |(step, axes)| step.work(*axes));
        let carry = match &*work {
            Work::Once(one) => Carry::Once(Filter::<(T,)>::carry(one, job)),
            Work::Twice(both) => Carry::Twice(Box::new(Filter::<(T,)>::carry(both, job))),
        };
        Working(work, carry)
    }

    fn evaluate<'s>(
        &self,
        job: &Job<'s>,
        Working(work, carry): &mut Self::Carry<'s>,
        sources: Sources<'_, T>,
        targets: Targets<'_, T>,
    ) {
        match (&**work, carry) {
            (Work::Once(one), Carry::Once(carry)) => one.evaluate(job, carry, sources, targets),
            (Work::Twice(both), Carry::Twice(carry)) => both.evaluate(job, carry, sources, targets),
            _ => unreachable!("what is carried is that of the work"),
        }
    }
}
