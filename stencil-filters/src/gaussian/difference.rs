//! Differences with what a Gaussian leaves: between two Gaussians, and between an image and its Gaussian.

use super::{Gaussian, gaussian};
use crate::PerAxis;
use crate::error::parameter;
use crate::linear::{Node, linear};
use std::borrow::Cow;
use stencil_core::prelude::*;

/// The image smoothed a little less the image smoothed more: what is larger than `low` and smaller than 1.6 times that (or
/// [`high`](DifferenceOfGaussians::high)).
///
/// The halo is that of the wider Gaussian. Agrees with `skimage.filters.difference_of_gaussians`, except that integers are not
/// rescaled to `0..1`, and that the boundary is chosen where the filter is applied (scikit-image's default is `Nearest`). The
/// result has fractions and a sign: `f32` for integers of 8 and 16 bits, `f64` for those of more, and the floats themselves.
///
/// ```
/// use ndarray::Array2;
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::difference_of_gaussians;
///
/// let mut image = Array2::<u8>::zeros((32, 32));
/// image[[16, 16]] = 255;
/// let response: Array2<f32> = apply(&image, &difference_of_gaussians(1.0))?;
/// assert!(response[[16, 16]] > 20.0);
/// assert_eq!(difference_of_gaussians(1.0).high(3.0).halo(), Halo::uniform(12));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// Applying it fails with [`Error::Parameter`] unless `low` is finite and not negative along each axis and `high` finite, above
/// zero and not below `low`; otherwise as [`gaussian`].
#[must_use]
pub fn difference_of_gaussians(low: impl Into<PerAxis<f64>>) -> DifferenceOfGaussians {
    let low = low.into();
    DifferenceOfGaussians { low: gaussian(low), high: gaussian(low.map(|sigma| 1.6 * sigma)) }
}

/// See [`difference_of_gaussians`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DifferenceOfGaussians {
    low: Gaussian,
    high: Gaussian,
}

impl DifferenceOfGaussians {
    /// The standard deviation of the wider Gaussian.
    #[must_use]
    pub fn high(self, sigma: impl Into<PerAxis<f64>>) -> Self {
        Self { high: self.high.sigmas(sigma), ..self }
    }

    /// Cuts the weights off at this many sigmas instead of 4.
    #[must_use]
    pub fn truncate(self, sigmas: f64) -> Self {
        Self { low: self.low.truncate(sigmas), high: self.high.truncate(sigmas) }
    }

    fn node(&self, axes: usize) -> Node {
        let smoothed = |gaussian: &Gaussian| Node::Term(gaussian.term(axes, |_| 0));
        smoothed(&self.low).difference(smoothed(&self.high))
    }
}

impl Stencil for DifferenceOfGaussians {
    fn name(&self) -> Cow<'static, str> {
        "difference_of_gaussians".into()
    }

    fn halo(&self) -> Halo {
        self.low.halo().union(self.high.halo())
    }

    fn dims(&self) -> Option<usize> {
        self.low.dims().or(self.high.dims())
    }

    fn between(&self, axes: usize) -> usize {
        self.node(axes).between(axes) + 2
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        self.low.fits_listed(self, self.dims(), axes)
    }

    fn validate(&self) -> Result<(), Error> {
        self.high.check_above_zero(self)?;
        self.low.check_not_negative(self)?;
        if let (Some(low), Some(high)) = (self.low.dims(), self.high.dims())
            && low != high
        {
            let expected = format!("one per sigma of the other Gaussian, of which there are {low}");
            return Err(parameter(self, "high", format!("of {high} axes"), expected));
        }
        let sigmas = self.low.sigma.with(&self.high.sigma, |low, high| (low, high));
        match sigmas.values().iter().find(|(low, high)| high < low) {
            Some((low, high)) => Err(parameter(self, "high", high, format!("at least {low}, the sigma of the other"))),
            None => Ok(()),
        }
    }
}
linear!(DifferenceOfGaussians: Real);

/// Sharpens: adds to the image `amount` times what it loses when smoothed with a Gaussian of this standard deviation.
///
/// The halo is `int(4 sigma + 0.5)` on both sides of each axis. The formula is that of `skimage.filters.unsharp_mask` with
/// `preserve_range=True`: `image + (image - smoothed) * amount`. Nothing is rescaled and no statistics of the whole image are used:
/// integers are rounded once, half to even, and saturate; floats are left as they come out, unless
/// [`clip`](UnsharpMask::clip) says within which limits. (scikit-image clips to `0..1`, or to `-1..1` if any pixel of the image
/// is negative: `.clip(0.0, 1.0)`, or `.clip(-1.0, 1.0)`.)
///
/// ```
/// use ndarray::arr1;
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::unsharp_mask;
///
/// let edge = arr1(&[0_u8, 50, 50, 50, 50, 200, 200, 200, 200, 255]);
/// let sharp = apply(&edge, &unsharp_mask(1.0, 1.0))?;
/// assert_eq!((sharp[4], sharp[5]), (5, 245));
/// assert_eq!(unsharp_mask(1.0, 1.0).halo(), Halo::uniform(4));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// Applying it fails with [`Error::Parameter`] unless `amount` is finite and the limits are numbers, the lower one first; otherwise
/// as [`gaussian`].
#[must_use]
pub fn unsharp_mask(sigma: impl Into<PerAxis<f64>>, amount: f64) -> UnsharpMask {
    UnsharpMask { smoothing: gaussian(sigma), amount, limits: (f64::NEG_INFINITY, f64::INFINITY) }
}

/// See [`unsharp_mask`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct UnsharpMask {
    smoothing: Gaussian,
    amount: f64,
    limits: (f64, f64),
}

impl UnsharpMask {
    /// Cuts the weights off at this many sigmas instead of 4.
    #[must_use]
    pub fn truncate(self, sigmas: f64) -> Self {
        Self { smoothing: self.smoothing.truncate(sigmas), ..self }
    }

    /// Results below the first number become it, and those above the second that one. NaN stays NaN.
    #[must_use]
    pub fn clip(self, lowest: f64, highest: f64) -> Self {
        Self { limits: (lowest, highest), ..self }
    }

    fn node(&self, axes: usize) -> Node {
        let smoothed = Node::Term(self.smoothing.term(axes, |_| 0));
        Node::image().sharpened(smoothed, self.amount, self.limits)
    }
}

impl Stencil for UnsharpMask {
    fn name(&self) -> Cow<'static, str> {
        "unsharp_mask".into()
    }

    fn halo(&self) -> Halo {
        self.smoothing.halo()
    }

    fn dims(&self) -> Option<usize> {
        self.smoothing.dims()
    }

    fn between(&self, axes: usize) -> usize {
        self.node(axes).between(axes) + 2
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        self.smoothing.fits_listed(self, self.dims(), axes)
    }

    fn validate(&self) -> Result<(), Error> {
        self.smoothing.check(self)?;
        if !self.amount.is_finite() {
            return Err(parameter(self, "amount", self.amount, "finite"));
        }
        let (lowest, highest) = self.limits;
        // Not so for NaN either.
        if lowest <= highest {
            Ok(())
        } else {
            Err(parameter(self, "clip", format!("{lowest} to {highest}"), "two numbers, the lower one first"))
        }
    }
}
linear!(UnsharpMask: Same);
