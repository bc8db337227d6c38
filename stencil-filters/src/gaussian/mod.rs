//! Gaussian smoothing.
//!
//! ```text
//!           . | .
//!       . : | | | : .          one pass per axis, each a row of weights
//!   . : | | | | | | | : .      radius = int(4 sigma + 0.5)
//! ```

pub(crate) mod fixed;
pub(crate) mod floating;
pub(crate) mod scheme;

use crate::error::parameter;
use crate::lines::{Sources, Targets, copy};
use crate::{PerAxis, Pixel};
use floating::Floating;
use scheme::{Scheme, Separable};
use std::borrow::Cow;
use stencil_core::engine::Job;
use stencil_core::explain::Stage;
use stencil_core::prelude::*;

/// Smooths with a Gaussian of this standard deviation, in pixels: one for all axes, or one per axis.
///
/// The halo is `int(truncate * sigma + 0.5)` on both sides of each axis, with `truncate = 4`: 4 for a sigma of 1, 20 for 5.
///
/// Agrees with `scipy.ndimage.gaussian_filter`, with one deliberate difference. SciPy stores what is between two passes in
/// the element type of the array, so it truncates integers once per axis. Here sums keep their fractions until the last pass,
/// and are then rounded once, half to even.
///
/// Sums are floating point: `f32` for 16-bit and `f32` arrays, `f64` for those of more bits. Of 8-bit arrays they are 16-bit
/// integers, which is several times faster, and for which this holds: with `R` the sum of the radii along all `d` smoothed
/// axes, the result is the exact sum, rounded, or (only if the exact sum is nearer than `(2 R + d + 1) / 256` to the middle
/// between two whole numbers) the whole number on the other side of that middle. Pixels that are all equal keep their
/// value. Where `R + d` is above 127 (a sigma of 15.5 along two axes), 8-bit arrays are summed in `f32` as well.
///
/// ```
/// use ndarray::Array2;
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::gaussian;
///
/// let mut image = Array2::<u8>::zeros((64, 48));
/// image[[32, 24]] = 255;
/// let soft = apply(&image, &gaussian(1.0))?;
/// assert_eq!((soft[[32, 24]], soft[[32, 25]], soft[[32, 29]]), (41, 25, 0));
///
/// assert_eq!(gaussian(5.0).halo(), Halo::uniform(20));
/// // One sigma per axis; zero leaves an axis as it is.
/// assert_eq!(gaussian([0.0, 1.5]).truncate(3.0).halo(), Halo::from_sides([(0, 0), (5, 5)]));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// Applying it fails with [`Error::Parameter`] unless sigma is a finite number above zero (a list of one sigma per
/// axis may hold zeros), `truncate` a finite number not below zero, and the radius at most [`Gaussian::MAX_RADIUS`].
#[must_use]
pub fn gaussian(sigma: impl Into<PerAxis<f64>>) -> Gaussian {
    Gaussian { sigma: sigma.into(), truncate: 4.0 }
}

/// See [`gaussian`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gaussian {
    sigma: PerAxis<f64>,
    truncate: f64,
}

impl Gaussian {
    /// The largest radius, in pixels.
    pub const MAX_RADIUS: usize = 1 << 20;

    /// One sigma per axis, in the array's axis order; zero leaves an axis as it is.
    #[must_use]
    pub fn sigmas(self, sigmas: impl Into<PerAxis<f64>>) -> Self {
        Self { sigma: sigmas.into(), ..self }
    }

    /// Cuts the weights off at this many sigmas instead of 4.
    #[must_use]
    pub fn truncate(self, sigmas: f64) -> Self {
        Self { truncate: sigmas, ..self }
    }

    /// `int(truncate * sigma + 0.5)`, as SciPy rounds it; zero for what is no number.
    fn radius(&self, sigma: f64) -> usize {
        (self.truncate * sigma + 0.5) as usize
    }

    /// The pass along one axis: weights of the centre and of the neighbours on one side, sampled, cut off, then made to
    /// sum to one.
    fn weights(&self, axis: usize) -> Vec<f64> {
        let sigma = self.sigma.get(axis);
        let sides = (1..=self.radius(sigma)).map(|x| (-0.5 * (x * x) as f64 / (sigma * sigma)).exp());
        let raw: Vec<f64> = std::iter::once(1.0).chain(sides).collect();
        let sum = raw[0] + 2.0 * raw[1..].iter().rev().sum::<f64>();
        raw.iter().map(|w| w / sum).collect()
    }

    /// The axes along which there is something to do.
    fn smoothed(&self, axes: usize) -> Vec<usize> {
        (0..axes).filter(|&axis| self.radius(self.sigma.get(axis)) > 0).collect()
    }
}

impl Stencil for Gaussian {
    fn name(&self) -> Cow<'static, str> {
        "gaussian".into()
    }

    fn halo(&self) -> Halo {
        self.sigma.map(|sigma| self.radius(sigma)).map(|r| (r, r)).halo()
    }

    fn dims(&self) -> Option<usize> {
        self.sigma.dims()
    }

    fn stages(&self, axes: usize) -> Vec<Stage> {
        let pass = |axis| Stage {
            name: format!("gaussian along {axis}").into(),
            halo: Halo::on_axis(axis, self.halo().side(axis)),
        };
        self.smoothed(axes).into_iter().rev().map(pass).collect()
    }

    fn between(&self, axes: usize) -> usize {
        self.smoothed(axes).len().saturating_sub(1)
    }

    fn validate(&self) -> Result<(), Error> {
        let listed = self.dims().is_some();
        let expected = if listed { "finite and not negative" } else { "finite and above 0" };
        let wrong = |sigma: f64| !sigma.is_finite() || sigma < 0.0 || (sigma == 0.0 && !listed);
        if let Some(&sigma) = self.sigma.values().iter().find(|sigma| wrong(**sigma)) {
            return Err(parameter(self, "sigma", sigma, expected));
        }
        if !self.truncate.is_finite() || self.truncate < 0.0 {
            return Err(parameter(self, "truncate", self.truncate, "finite and not negative"));
        }
        match self.sigma.values().iter().find(|sigma| self.radius(**sigma) > Self::MAX_RADIUS) {
            Some(sigma) => Err(parameter(self, "sigma", sigma, "small enough for a radius of 1048576 pixels")),
            None => Ok(()),
        }
    }
}

/// The passes for one element type and number of axes.
pub struct Smoothing<'s, T: Pixel>(Work<'s, T>);

/// What is done with which sums.
#[allow(clippy::large_enum_variant, reason = "one per call")]
enum Work<'s, T: Pixel> {
    /// No axis is smoothed.
    Copy,
    /// The sums that are fastest are good enough.
    Fast(Separable<'s, T, T::Sums>),
    /// They are not.
    Floating(Separable<'s, T, Floating>),
}

impl<T: Pixel> Filter<(T,)> for Gaussian {
    type Out = (T,);
    type Carry<'s> = Smoothing<'s, T>;

    fn carry<'s>(&self, job: &Job<'s>) -> Smoothing<'s, T> {
        let axes: Vec<_> =
            self.smoothed(job.space.axes.len()).into_iter().map(|axis| (axis, self.weights(axis))).collect();
        if axes.is_empty() {
            return Smoothing(Work::Copy);
        }
        Smoothing(match T::Sums::new(axes.iter().map(|(_, weights)| weights.len() - 1)) {
            Some(sums) => Work::Fast(Separable::new(&sums, &axes, job)),
            None => Work::Floating(Separable::new(&Floating, &axes, job)),
        })
    }

    fn evaluate<'s>(
        &self,
        job: &Job<'s>,
        carry: &mut Smoothing<'s, T>,
        sources: Sources<'_, T>,
        targets: Targets<'_, T>,
    ) {
        match &mut carry.0 {
            Work::Copy => Filter::<(T,)>::evaluate(&copy.along(0), job, &mut (), sources, targets),
            Work::Fast(passes) => passes.evaluate(job, sources, targets),
            Work::Floating(passes) => passes.evaluate(job, sources, targets),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radius_is_scipys() {
        for (sigma, radius) in [(0.1, 0), (0.125, 1), (1.0, 4), (1.05, 4), (1.2, 5), (5.0, 20)] {
            assert_eq!(gaussian(sigma).halo(), Halo::uniform(radius), "sigma {sigma}");
        }
        assert_eq!(gaussian(f64::NAN).halo(), Halo::ZERO);
    }

    #[test]
    fn weights_sum_to_one() {
        for sigma in [0.3, 1.0, 2.5, 40.0] {
            let weights = gaussian(sigma).weights(0);
            let sum = weights[0] + 2.0 * weights[1..].iter().sum::<f64>();
            assert!((sum - 1.0).abs() < 1e-15, "sigma {sigma}: {sum}");
        }
    }

    #[test]
    fn parameters_that_make_no_sense_are_named() {
        let wrong = |filter: Gaussian| filter.validate().expect_err("it is wrong").to_string();
        assert_eq!(wrong(gaussian(0.0)), "`gaussian`: `sigma` is 0, but must be finite and above 0");
        assert_eq!(wrong(gaussian([1.0, -2.0])), "`gaussian`: `sigma` is -2, but must be finite and not negative");
        assert_eq!(
            wrong(gaussian(1.0).truncate(f64::NAN)),
            "`gaussian`: `truncate` is NaN, but must be finite and not negative"
        );
        assert!(wrong(gaussian(1e300)).contains("radius"));
        assert_eq!(gaussian([0.0, 2.0]).validate(), Ok(()));
    }
}
