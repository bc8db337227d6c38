//! [`Rank`] as a filter.

use super::{Rank, Which};
use crate::NanPolicy;
use crate::error::{TOO_MANY, few, parameter};
use crate::lines::{CarryOf, Sources, Targets, carried};
use std::borrow::Cow;
use stencil_core::Halo;
use stencil_core::engine::Job;
use stencil_core::extrema::Extrema;
use stencil_core::prelude::*;
use stencil_core::rank::Ranks;

impl Stencil for Rank {
    fn name(&self) -> Cow<'static, str> {
        self.name.into()
    }

    fn halo(&self) -> Halo {
        self.window.halo()
    }

    fn dims(&self) -> Option<usize> {
        self.window.dims()
    }

    fn ignores(&self) -> bool {
        true
    }

    fn validate(&self) -> Result<(), Error> {
        if self.window.is_empty() {
            return Err(match self.window.is_box() {
                true => parameter(self, "size", 0, "at least 1"),
                false => parameter(self, "footprint", "empty", "at least one cell"),
            });
        }
        self.window.check().map_err(|(name, value, expected)| parameter(self, name, value, expected))?;
        match self.which {
            Which::Percent(percent) if !(-100.0..=100.0).contains(&percent) => {
                Err(parameter(self, "percentile", percent, "from -100 to 100"))
            }
            _ => Ok(()),
        }
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        let side = |axis: usize| self.halo().side(axis);
        let widths = (0..axes).map(|axis| side(axis).before.saturating_add(side(axis).after).saturating_add(1));
        match self.dims() {
            Some(needs) if needs != axes => return Err(Error::AxisCount { filter: self.name(), needs, given: axes }),
            _ if !few(widths.clone()) => {
                let widest = widths.max().unwrap_or(0);
                return Err(parameter(self, "size", widest, TOO_MANY));
            }
            _ => {}
        }
        let count = self.count(axes);
        match self.which {
            Which::Nth(k) if k >= count as isize || k < -(count as isize) => {
                let expected = format!("from -{count} to {}: the window has {count} cells", count - 1);
                Err(parameter(self, "rank", k, expected))
            }
            _ => Ok(()),
        }
    }
}

/// What finds the values on so many axes, and what it carries.
pub struct Finding<'s, T: Element>(Work<'s, T>);

enum Work<'s, T: Element> {
    Extreme(Box<(Extrema, CarryOf<'s, T, Extrema>)>),
    Ranks(Box<Ranks>),
}

impl<T: Element> Filter<(T,)> for Rank {
    type Out = (T,);
    type Carry<'s> = Finding<'s, T>;

    fn carry<'s>(&self, job: &Job<'s>) -> Finding<'s, T> {
        let (axes, halo) = (job.space.axes.len(), self.halo());
        let cells = (!self.window.is_box()).then(|| self.window.cells(axes));
        let omit = self.nan == NanPolicy::Omit && T::HAS_UNORDERED;
        // An extremum of nothing would be the neutral element.
        let ignored = (0..axes).any(|axis| job.space.boundary.on(axis) == Boundary::Ignore);
        let never_empty = !ignored || cells.as_ref().is_none_or(|cells| cells.contains(&[0; Halo::MAX_DIM]));
        Finding(match self.extreme(axes) {
            Some(extreme) if never_empty => {
                let extrema = match cells {
                    Some(cells) => Extrema::over_cells(extreme, halo, axes, cells),
                    None => Extrema::over_box(extreme, halo, axes),
                };
                Work::Extreme(Box::new(carried::<T, _>(extrema.omitting_nan(omit), job)))
            }
            _ => {
                let ranks = Ranks::new(self.name, self.which.place(), omit, halo, axes, cells.map(Into::into));
                Work::Ranks(Box::new(ranks))
            }
        })
    }

    fn evaluate<'s>(
        &self,
        job: &Job<'s>,
        carry: &mut Finding<'s, T>,
        sources: Sources<'_, T>,
        targets: Targets<'_, T>,
    ) {
        match &mut carry.0 {
            Work::Extreme(extrema) => extrema.0.evaluate(job, &mut extrema.1, sources, targets),
            Work::Ranks(ranks) => ranks.run::<T>(job, sources, targets),
        }
    }
}
