//! The structure tensor.

use super::{Eigenvalues, Matrix, MatrixElement, Six, Three, Volume, matrix_methods, spans};
use crate::error::parameter;
use crate::recipe::{Real, applied, of_the_made, recipe};
use crate::{PerAxis, gaussian, sobel};
use std::borrow::Cow;
use stencil_core::compose::{Boxed, Each};
use stencil_core::engine::Space;
use stencil_core::prelude::*;

/// The structure tensor on two axes: the Gaussian means of `dr * dr`, `dr * dc` and `dc * dc`, three outputs, where `dr` and
/// `dc` are the Sobel derivatives along rows and columns (not normalised).
///
/// `sigma` is the Gaussian's, one for all axes or one per axis; zero leaves the products as they are. The halo is
/// `1 + int(4 sigma + 0.5)`. On three axes: [`volume`](StructureTensor::volume); one element on any number of axes:
/// [`element`](StructureTensor::element); [`eigenvalues`](StructureTensor::eigenvalues).
///
/// Agrees with `skimage.feature.structure_tensor` and `structure_tensor_eigenvalues`; scikit-image's default boundary is
/// `Constant(0.0)`. With another constant, the derivatives are here those of the image that goes on as the constant. The
/// result is `f32` for arrays of `f32` and of 8 and 16 bits, and `f64` for the others (scikit-image: `f64` for all integers).
///
/// ```
/// use ndarray::Array2;
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::structure_tensor;
///
/// let mut image = Array2::<u8>::zeros((5, 5));
/// image[[2, 2]] = 1;
/// let (rr, rc, cc) = apply(&image, &structure_tensor(0.0))?;
/// assert_eq!((rr[[1, 2]], rc[[1, 1]], cc[[2, 3]]), (4.0, 1.0, 4.0));
/// let (larger, smaller) = apply(&image, &structure_tensor(0.0).eigenvalues())?;
/// assert_eq!((larger[[1, 1]], smaller[[1, 1]]), (2.0, 0.0));
/// assert_eq!(structure_tensor(1.0).halo(), Halo::uniform(5));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// Applying it fails with [`Error::Parameter`] if a sigma is negative or not finite, or its radius above
/// [`Gaussian::MAX_RADIUS`](crate::Gaussian::MAX_RADIUS); with [`Error::AxisCount`] on another number of axes.
#[must_use]
pub fn structure_tensor(sigma: impl Into<PerAxis<f64>>) -> StructureTensor {
    StructureTensor { sigma: sigma.into() }
}

/// See [`structure_tensor`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct StructureTensor {
    sigma: PerAxis<f64>,
}

impl StructureTensor {
    matrix_methods!();

    fn made<A: Real>(&self, space: &Space) -> Boxed<(A,), Three<A>> {
        self.plane(space)
    }
}

/// The products of the Sobel derivatives on two axes.
#[stencil(simd)]
fn products_2<A: Float>(w: Window<A, 2>) -> (A, A, A) {
    let (falling, rising) = (w[[1, 1]] - w[[-1, -1]], w[[1, -1]] - w[[-1, 1]]);
    let (down, across) = (w[[1, 0]] - w[[-1, 0]], w[[0, 1]] - w[[0, -1]]);
    let r = (falling + rising) + (down + down);
    let c = (falling - rising) + (across + across);
    (r * r, r * c, c * c)
}

/// `1 2 1`. Twice the middle as a sum, so that no constant is needed.
#[stencil_fn]
fn smooth<A: Float>(before: A, centre: A, after: A) -> A {
    (before + after) + (centre + centre)
}

/// The products of the Sobel derivatives on three axes.
#[stencil(simd, radius = 1, with(smooth))]
fn products_3<A: Float>(w: Window<A, 3>) -> (A, A, A, A, A, A) {
    let line = |z: isize, y: isize| smooth(w[[z, y, -1]], w[[z, y, 0]], w[[z, y, 1]]);
    let column = |y: isize, x: isize| smooth(w[[-1, y, x]], w[[0, y, x]], w[[1, y, x]]);
    let side = |x: isize| smooth(column(-1, x), column(0, x), column(1, x));
    let z = smooth(line(1, -1), line(1, 0), line(1, 1)) - smooth(line(-1, -1), line(-1, 0), line(-1, 1));
    let y = smooth(line(-1, 1), line(0, 1), line(1, 1)) - smooth(line(-1, -1), line(0, -1), line(1, -1));
    let x = side(1) - side(-1);
    (z * z, z * y, z * x, y * y, y * x, x * x)
}

#[stencil(simd)]
fn product<A: Float>(a: Window<A, 1>, b: Window<A, 1>) -> A {
    a[0] * b[0]
}

impl Matrix for StructureTensor {
    fn plane<A: Real>(&self, _: &Space) -> Boxed<(A,), Three<A>> {
        Boxed::new(products_2.then(Each::new(gaussian(self.sigma))))
    }

    fn volume<A: Real>(&self, _: &Space) -> Boxed<(A,), Six<A>> {
        Boxed::new(products_3.then(Each::new(gaussian(self.sigma))))
    }

    fn element<A: Real>(&self, row: usize, column: usize, _: &Space) -> Boxed<(A,), (A,)> {
        let both = sobel().axis(row).zip(sobel().axis(column));
        Boxed::new(both.then(product.along(0)).then(gaussian(self.sigma)))
    }

    fn element_halo(&self, _: usize, _: usize) -> Halo {
        self.halo()
    }

    fn stated(&self) -> Option<usize> {
        self.sigma.dims()
    }
}
recipe!(StructureTensor: |A| Three<A>);
applied!(StructureTensor);

impl Stencil for StructureTensor {
    fn name(&self) -> Cow<'static, str> {
        "structure_tensor".into()
    }

    fn halo(&self) -> Halo {
        Halo::uniform(1).then(gaussian(self.sigma).halo())
    }

    fn dims(&self) -> Option<usize> {
        Some(2)
    }

    fn validate(&self) -> Result<(), Error> {
        smoothing(self, self.sigma)
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        spans(self, self.stated(), 2, axes)
    }

    of_the_made!();
}

/// Whether there is a Gaussian of this sigma, or none at all.
pub(crate) fn smoothing(filter: &dyn Stencil, sigma: PerAxis<f64>) -> Result<(), Error> {
    let wrong = |sigma: &&f64| {
        let radius = 4.0 * **sigma + 0.5;
        radius.is_nan() || **sigma < 0.0 || radius >= crate::Gaussian::MAX_RADIUS as f64 + 1.0
    };
    match sigma.values().iter().find(wrong) {
        Some(sigma) => {
            Err(parameter(filter, "sigma", sigma, "at least 0, and small enough for a radius of 1048576 pixels"))
        }
        None => Ok(()),
    }
}
