//! Sums over the axes of derivatives of Gaussians: the Laplacian, and the length of the gradient.

use super::{Gaussian, gaussian};
use crate::PerAxis;
use crate::linear::{Node, linear};
use std::borrow::Cow;
use stencil_core::prelude::*;

/// The Laplacian of the image smoothed with a Gaussian of this standard deviation: the sum of second derivatives along all
/// axes. Negative on bright spots about as wide as the Gaussian, positive on dark ones.
///
/// The halo is `int(4 sigma + 0.5)` on both sides of each axis. Agrees with `scipy.ndimage.gaussian_laplace`, which rounds
/// to the element type of the array; here the result has fractions and a sign: `f32` for integers of 8 and 16 bits, `f64` for
/// those of more, and the floats themselves.
///
/// ```
/// use ndarray::Array2;
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::gaussian_laplace;
///
/// let mut image = Array2::<u8>::zeros((32, 32));
/// image[[16, 16]] = 255;
/// let response: Array2<f32> = apply(&image, &gaussian_laplace(1.5))?;
/// assert!(response[[16, 16]] < -14.0 && response[[16, 19]] > 0.0);
/// assert_eq!(gaussian_laplace(1.5).halo(), Halo::uniform(6));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// Applying it fails with [`Error::Parameter`] unless every sigma is a finite number of at least 1e-15; otherwise as [`gaussian`].
#[must_use]
pub fn gaussian_laplace(sigma: impl Into<PerAxis<f64>>) -> GaussianLaplace {
    GaussianLaplace { smoothing: gaussian(sigma) }
}

/// The length of the gradient of the image smoothed with a Gaussian of this standard deviation: the root of the sum of squares
/// of first derivatives along all axes.
///
/// The halo is `int(4 sigma + 0.5)` on both sides of each axis. Agrees with `scipy.ndimage.gaussian_gradient_magnitude`, except
/// that integers keep their fractions up to the end, are then rounded once, half to even, and saturate.
///
/// ```
/// use ndarray::Array1;
/// use stencil_core::prelude::*;
/// use stencil_filters::gaussian_gradient_magnitude;
///
/// let ramp = Array1::from_shape_fn(40, |x| 3 * x as u16);
/// assert_eq!(apply(&ramp, &gaussian_gradient_magnitude(2.0))?[20], 3);
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// As [`gaussian_laplace`].
#[must_use]
pub fn gaussian_gradient_magnitude(sigma: impl Into<PerAxis<f64>>) -> GaussianGradientMagnitude {
    GaussianGradientMagnitude { smoothing: gaussian(sigma) }
}

/// See [`gaussian_laplace`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GaussianLaplace {
    smoothing: Gaussian,
}

/// See [`gaussian_gradient_magnitude`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GaussianGradientMagnitude {
    smoothing: Gaussian,
}

impl GaussianLaplace {
    fn node(&self, axes: usize) -> Node {
        Node::sum(derivatives(&self.smoothing, axes, 2))
    }
}

impl GaussianGradientMagnitude {
    fn node(&self, axes: usize) -> Node {
        Node::length(derivatives(&self.smoothing, axes, 1), 1.0)
    }
}

/// Along each axis the derivative of this order, smoothed along the others.
fn derivatives(smoothing: &Gaussian, axes: usize, order: usize) -> impl Iterator<Item = Node> {
    (0..axes).map(move |of| Node::Term(smoothing.term(axes, |axis| if axis == of { order } else { 0 })))
}

macro_rules! operators {
    ($($filter:ident $name:literal)*) => {$(
        impl $filter {
            /// Cuts the weights off at this many sigmas instead of 4.
            #[must_use]
            pub fn truncate(self, sigmas: f64) -> Self {
                Self { smoothing: self.smoothing.truncate(sigmas) }
            }

            /// Cuts the weights off at this many pixels from the centre.
            #[must_use]
            pub fn radius(self, radius: impl Into<PerAxis<usize>>) -> Self {
                Self { smoothing: self.smoothing.radius(radius) }
            }
        }

        impl Stencil for $filter {
            fn name(&self) -> Cow<'static, str> {
                $name.into()
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
                self.smoothing.check_derivable(self)
            }
        }
    )*};
}
operators! { GaussianLaplace "gaussian_laplace" GaussianGradientMagnitude "gaussian_gradient_magnitude" }
linear!(GaussianLaplace: Real);
linear!(GaussianGradientMagnitude: Same);
