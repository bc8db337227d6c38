//! Thresholds from a mean or a median of the neighbourhood.

use super::{Binary, LocalThreshold, odd, spans, widen};
use crate::error::parameter;
use crate::recipe::{Real, applied, of_the_made, recipe};
use crate::{PerAxis, gaussian, median, uniform};
use std::borrow::Cow;
use stencil_core::compose::Boxed;
use stencil_core::engine::Space;
use stencil_core::prelude::*;

/// The threshold of each pixel: a Gaussian mean of the pixels around it (or their [`mean`](ThresholdLocal::mean) or
/// [`median`](ThresholdLocal::median)), less an [`offset`](ThresholdLocal::offset). Also known as adaptive thresholding.
///
/// The window has `block_size` pixels along each axis: one odd number for all axes, or one per axis. The Gaussian's sigma is
/// `(block_size - 1) / 6`, so that the window holds more than 99 % of it; its halo is `int(4 sigma + 0.5)`. That of the
/// mean and the median is `block_size / 2`.
///
/// Made to agree with `skimage.filters.threshold_local`. The result is `f32` for arrays of `f32` and of 8 and 16 bits, and
/// `f64` for the others (scikit-image: `f64` for all integers).
///
/// ```
/// use ndarray::arr1;
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::threshold_local;
///
/// // Brighter on the right: no single level finds the two bars alone.
/// let row = arr1(&[1_u8, 2, 8, 4, 5, 6, 12, 8, 9, 10]);
/// let bars = apply(&row, &threshold_local(5).mean().offset(-1.0).binary())?;
/// assert_eq!(bars, arr1(&[0, 0, 1, 0, 0, 0, 1, 0, 0, 0]).mapv(|bar| bar == 1));
/// assert_eq!(threshold_local(35).halo(), Halo::uniform(23));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// Applying it fails with [`Error::Parameter`] if a block size is even, if a window has more than 16,777,216 pixels, if a sigma is negative or not
/// finite, if the offset is not finite, and for medians as [`median`] does.
#[must_use]
pub fn threshold_local(block_size: impl Into<PerAxis<usize>>) -> ThresholdLocal {
    ThresholdLocal { block_size: block_size.into(), method: Method::Gaussian(None), offset: 0.0 }
}

/// See [`threshold_local`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ThresholdLocal {
    block_size: PerAxis<usize>,
    method: Method,
    offset: f64,
}

/// What is made of the neighbourhood.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Method {
    /// With this sigma, or that which suits the window.
    Gaussian(Option<PerAxis<f64>>),
    Mean,
    Median,
}

impl ThresholdLocal {
    /// A Gaussian mean with this sigma, whatever the window.
    #[must_use]
    pub fn sigma(self, sigma: impl Into<PerAxis<f64>>) -> Self {
        Self { method: Method::Gaussian(Some(sigma.into())), ..self }
    }

    /// The mean of the window.
    #[must_use]
    pub fn mean(self) -> Self {
        Self { method: Method::Mean, ..self }
    }

    /// The median of the window.
    #[must_use]
    pub fn median(self) -> Self {
        Self { method: Method::Median, ..self }
    }

    /// What is subtracted from the mean or median.
    #[must_use]
    pub fn offset(self, offset: f64) -> Self {
        Self { offset, ..self }
    }

    /// Whether each pixel is above its threshold: an array of `bool`.
    #[must_use]
    pub fn binary(self) -> Binary<Self> {
        Binary::new(self)
    }

    /// The sigma that covers a window.
    fn sigmas(&self) -> PerAxis<f64> {
        match self.method {
            Method::Gaussian(Some(sigma)) => sigma,
            _ => self.block_size.map(|size| size.saturating_sub(1) as f64 / 6.0),
        }
    }

    fn made<A: Real>(&self, _: &Space) -> Boxed<(A,), (A,)> {
        let less = lower(A::from_constant(self.offset).unwrap_or_default()).along(0);
        match self.method {
            Method::Gaussian(_) => Boxed::new(gaussian(self.sigmas()).then(less)),
            Method::Median => Boxed::new(median(self.block_size).then(less)),
            Method::Mean => {
                let mean = uniform(self.block_size).then(lower(self.offset).along(0));
                A::narrowed(Boxed::new(widen.along(0).then(mean)))
            }
        }
    }
}

/// What was found, less the offset.
#[stencil(simd)]
fn lower<A: Float>(w: Window<A, 1>, offset: A) -> A {
    w[0] - offset
}

impl LocalThreshold for ThresholdLocal {
    fn levels<A: Real>(&self, space: &Space) -> Boxed<(A,), (A,)> {
        self.made(space)
    }
}
recipe!(ThresholdLocal: |A| (A,));
applied!(ThresholdLocal);

impl Stencil for ThresholdLocal {
    fn name(&self) -> Cow<'static, str> {
        "threshold_local".into()
    }

    fn halo(&self) -> Halo {
        match self.method {
            Method::Gaussian(_) => gaussian(self.sigmas()).halo(),
            _ => self.block_size.map(|size| (size / 2, size / 2)).halo(),
        }
    }

    fn dims(&self) -> Option<usize> {
        self.block_size.dims().or(self.sigmas().dims())
    }

    fn validate(&self) -> Result<(), Error> {
        odd(self, "block_size", self.block_size)?;
        let wrong = |sigma: &&f64| !sigma.is_finite() || **sigma < 0.0;
        if let Some(sigma) = self.sigmas().values().iter().find(wrong) {
            return Err(parameter(self, "sigma", sigma, "finite and not negative"));
        }
        match self.offset.is_finite() {
            true => Ok(()),
            false => Err(parameter(self, "offset", self.offset, "finite")),
        }
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        match self.method {
            Method::Median => median(self.block_size).fits(axes),
            _ => spans(self, "block_size", self.block_size, axes),
        }
    }

    of_the_made!();
}
