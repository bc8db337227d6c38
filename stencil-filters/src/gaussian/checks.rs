//! What filters made of Gaussians check, each in its own name.

use super::{Extent, Gaussian};
use crate::error::{parameter, some_axes};
use stencil_core::prelude::*;

/// The smallest sigma of a derivative: below it SciPy does nothing at all.
pub(super) const LEAST: f64 = 1e-15;

impl Gaussian {
    /// Sigmas above zero; in a list of them also zero.
    pub(super) fn check(&self, filter: &dyn Stencil) -> Result<(), Error> {
        match self.sigma.dims() {
            Some(_) => self.check_not_negative(filter),
            None => self.check_above_zero(filter),
        }
    }

    pub(super) fn check_above_zero(&self, filter: &dyn Stencil) -> Result<(), Error> {
        self.check_sigmas(filter, |sigma| sigma > 0.0, "finite and above 0")
    }

    /// Sigmas that a polynomial can be divided by.
    pub(super) fn check_derivable(&self, filter: &dyn Stencil) -> Result<(), Error> {
        self.check_sigmas(filter, |sigma| sigma >= LEAST, "finite and at least 1e-15")
    }

    pub(super) fn check_not_negative(&self, filter: &dyn Stencil) -> Result<(), Error> {
        self.check_sigmas(filter, |sigma| sigma >= 0.0, "finite and not negative")
    }

    fn check_sigmas(
        &self,
        filter: &dyn Stencil,
        right: impl Fn(f64) -> bool,
        expected: &'static str,
    ) -> Result<(), Error> {
        if let Some(&sigma) = self.sigma.values().iter().find(|sigma| !sigma.is_finite() || !right(**sigma)) {
            return Err(parameter(filter, "sigma", sigma, expected));
        }
        match &self.extent {
            Extent::Sigmas(truncate) if !truncate.is_finite() || *truncate < 0.0 => {
                return Err(parameter(filter, "truncate", truncate, "finite and not negative"));
            }
            Extent::Pixels(radius)
                if radius.dims().is_some_and(|dims| self.sigma.dims().is_some_and(|own| own != dims)) =>
            {
                return Err(parameter(filter, "radius", format!("{:?}", radius.values()), "one per sigma"));
            }
            _ => {}
        }
        let radii = self.sigma.with(&self.reaches(), |sigma, radius| (sigma, radius));
        match (radii.values().iter().find(|(_, radius)| *radius > Self::MAX_RADIUS), &self.extent) {
            (Some((sigma, _)), Extent::Sigmas(_)) => {
                Err(parameter(filter, "sigma", sigma, "small enough for a radius of 1048576 pixels"))
            }
            (Some((_, radius)), Extent::Pixels(_)) => Err(parameter(filter, "radius", radius, "at most 1048576")),
            (None, _) => Ok(()),
        }
    }

    /// Whether a filter can work along so many axes.
    pub(super) fn fits_listed(&self, filter: &dyn Stencil, listed: Option<usize>, axes: usize) -> Result<(), Error> {
        match listed {
            Some(needs) if needs != axes => Err(Error::AxisCount { filter: filter.name(), needs, given: axes }),
            _ => some_axes(filter, axes),
        }
    }
}
