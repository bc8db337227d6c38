//! Gaussian smoothing.
//!
//! ```text
//!           . | .
//!       . : | | | : .          one pass per axis, each a row of weights
//!   . : | | | | | | | : .      radius = int(4 sigma + 0.5)
//! ```

mod checks;
mod derivative;
mod difference;
pub(crate) mod fixed;
pub(crate) mod floating;
mod operators;
pub(crate) mod scheme;

pub use derivative::GaussianDerivative;
pub use difference::{DifferenceOfGaussians, UnsharpMask, difference_of_gaussians, unsharp_mask};
pub use operators::{GaussianGradientMagnitude, GaussianLaplace, gaussian_gradient_magnitude, gaussian_laplace};

use crate::linear::{Change, Lift, Lifted, Node, Omitting};
use crate::lines::{Sources, Targets, copy};
use crate::nan::NanPolicy;
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
/// [`radius`](Gaussian::radius) states it instead, [`order`](Gaussian::order) makes it a derivative.
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
    Gaussian { sigma: sigma.into(), extent: Extent::Sigmas(4.0), nan: NanPolicy::Propagate }
}

/// See [`gaussian`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gaussian {
    sigma: PerAxis<f64>,
    extent: Extent,
    nan: NanPolicy,
}

/// Where the weights are cut off.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Extent {
    Sigmas(f64),
    Pixels(PerAxis<usize>),
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
        Self { extent: Extent::Sigmas(sigmas), ..self }
    }

    /// Cuts the weights off at this many pixels from the centre, whatever sigma is: one number for all axes, or one per axis.
    ///
    /// ```
    /// use stencil_core::{Halo, prelude::*};
    /// use stencil_filters::gaussian;
    ///
    /// assert_eq!(gaussian(2.0).radius(3).halo(), Halo::uniform(3));
    /// assert_eq!(gaussian(2.0).radius([3, 0]).halo(), Halo::from_sides([(3, 3), (0, 0)]));
    /// ```
    #[must_use]
    pub fn radius(self, radius: impl Into<PerAxis<usize>>) -> Self {
        Self { extent: Extent::Pixels(radius.into()), ..self }
    }

    /// The derivative of this order of the smoothed image, 0 to 3: one order for all axes, or one per axis.
    ///
    /// Agrees with `scipy.ndimage.gaussian_filter(image, sigma, order)`: the weights are those of the Gaussian, times the polynomial
    /// that the derivative brings in front of it. The result has a sign and fractions: `f32` for integers of 8 and 16 bits, `f64`
    /// for those of more, and the floats themselves. Beyond a constant edge the image goes on as the constant, so that its
    /// derivative is nothing there (SciPy continues each pass as the constant).
    ///
    /// ```
    /// use ndarray::Array2;
    /// use stencil_core::{Halo, prelude::*};
    /// use stencil_filters::gaussian;
    ///
    /// let ramp = Array2::from_shape_fn((20, 30), |(_, x)| 2 * x as u8);
    /// let slope: Array2<f32> = apply(&ramp, &gaussian(1.0).order([0, 1]))?;
    /// assert!((slope[[10, 15]] - 2.0).abs() < 0.01);
    /// assert_eq!(gaussian(1.0).order([0, 1]).halo(), Halo::from_sides([(4, 4), (4, 4)]));
    /// # Ok::<(), stencil_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Applying it fails with [`Error::Parameter`] if an order is above 3, if there is one above 0 along an axis whose sigma is below 1e-15,
    /// if there are not as many orders as sigmas, or if NaN is to be left out.
    #[must_use]
    pub fn order(self, order: impl Into<PerAxis<usize>>) -> GaussianDerivative {
        GaussianDerivative::new(self, order.into())
    }

    /// What a NaN does. Left out, its weight is taken from it and the others are enlarged, so that they add up to one (a
    /// normalised convolution); where there is nothing else within the radius, the result is NaN. For integers, which have no
    /// NaN, it makes no difference; results without NaN in reach may differ from those of the plain Gaussian in the last bits.
    ///
    /// ```
    /// use ndarray::arr1;
    /// use stencil_core::prelude::*;
    /// use stencil_filters::{NanPolicy, gaussian};
    ///
    /// let row = arr1(&[3.0, 3.0, f64::NAN, 3.0, 3.0]);
    /// let filled = apply(&row, &gaussian(1.0).nan(NanPolicy::Omit))?;
    /// assert!(filled.iter().all(|pixel| (pixel - 3.0).abs() < 1e-15));
    /// # Ok::<(), stencil_core::Error>(())
    /// ```
    #[must_use]
    pub fn nan(self, nan: NanPolicy) -> Self {
        Self { nan, ..self }
    }

    /// The radius along one axis: as SciPy rounds it; zero for what is no number.
    fn reach(&self, axis: usize) -> usize {
        self.reaches().get(axis)
    }

    /// The radius along each axis. None where sigma is zero.
    fn reaches(&self) -> PerAxis<usize> {
        match &self.extent {
            Extent::Sigmas(truncate) => self.sigma.map(|sigma| (truncate * sigma + 0.5) as usize),
            Extent::Pixels(radius) => self.sigma.with(radius, |sigma, radius| if sigma > 0.0 { radius } else { 0 }),
        }
    }

    /// The pass along one axis: weights of the centre and of the neighbours on one side, sampled, cut off, then made to
    /// sum to one.
    fn weights(&self, axis: usize) -> Vec<f64> {
        let sigma = self.sigma.get(axis);
        let sides = (1..=self.reach(axis)).map(|x| (-0.5 * (x * x) as f64 / (sigma * sigma)).exp());
        let raw: Vec<f64> = std::iter::once(1.0).chain(sides).collect();
        let sum = raw[0] + 2.0 * raw[1..].iter().rev().sum::<f64>();
        raw.iter().map(|w| w / sum).collect()
    }

    /// The sum of what is known, divided by the sum of its weights.
    fn omitting(&self, axes: usize) -> Node {
        let term = self.term(axes, |_| 0);
        Node::Term(term.clone().of(Change::Known)).ratio(Node::Term(term.of(Change::Presence)))
    }

    /// The axes along which there is something to do.
    fn smoothed(&self, axes: usize) -> impl DoubleEndedIterator<Item = usize> + '_ {
        (0..axes).filter(|&axis| self.reach(axis) > 0)
    }
}

impl Stencil for Gaussian {
    fn name(&self) -> Cow<'static, str> {
        "gaussian".into()
    }

    fn halo(&self) -> Halo {
        self.reaches().map(|radius| (radius, radius)).halo()
    }

    fn dims(&self) -> Option<usize> {
        self.reaches().dims()
    }

    fn stages(&self, axes: usize) -> Vec<Stage> {
        let pass = |axis| Stage {
            name: format!("gaussian along {axis}").into(),
            halo: Halo::on_axis(axis, self.halo().side(axis)),
        };
        self.smoothed(axes).rev().map(pass).collect()
    }

    fn between(&self, axes: usize) -> usize {
        match self.nan {
            NanPolicy::Omit => self.omitting(axes).between(axes),
            NanPolicy::Propagate => self.smoothed(axes).count().saturating_sub(1),
        }
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        self.fits_listed(self, self.dims(), axes)
    }

    fn validate(&self) -> Result<(), Error> {
        self.check(self)
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
    /// Pixels may be NaN and are to be left out.
    Omitting(Lifted<'s, T, Omitting<T>>),
}

impl<T: Pixel> Filter<(T,)> for Gaussian {
    type Out = (T,);
    type Carry<'s> = Smoothing<'s, T>;

    fn carry<'s>(&self, job: &Job<'s>) -> Smoothing<'s, T> {
        let all = job.space.axes.len();
        if self.nan == NanPolicy::Omit
            && let Some(filter) = T::Lift::omitting(|| self.omitting(all))
        {
            return Smoothing(Work::Omitting(Lifted::new(filter, job)));
        }
        if self.smoothed(all).next().is_none() {
            return Smoothing(Work::Copy);
        }
        Smoothing(match T::Sums::new(self.smoothed(all).map(|axis| self.reach(axis))) {
            Some(sums) => Work::Fast(Separable::new(&sums, self, job)),
            None => Work::Floating(Separable::new(&Floating, self, job)),
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
            Work::Omitting(filter) => filter.evaluate(job, sources, targets),
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
