//! The Hessian matrix.

use super::structure::smoothing;
use super::{Eigenvalues, Matrix, MatrixElement, Six, Three, Volume, matrix_methods, spans};
use crate::error::parameter;
use crate::lines::replaced;
use crate::recipe::{Real, applied, of_the_made, recipe};
use crate::{Gaussian, PerAxis, gaussian};
use std::borrow::Cow;
use std::f64::consts::FRAC_1_SQRT_2;
use stencil_core::compose::Boxed;
use stencil_core::engine::Space;
use stencil_core::prelude::*;
use stencil_core::{Halo, Side};

/// The Hessian matrix on two axes: the second derivatives `rr`, `rc` and `cc` of the image smoothed by a Gaussian, three
/// outputs. They are central differences of central differences, `(f(2) - 2 f(0) + f(-2)) / 4`, or derivatives of
/// [Gaussians](HessianMatrix::gaussian_derivatives).
///
/// `sigma` is the Gaussian's, one for all axes or one per axis; zero does not smooth. The halo is `2 + int(4 sigma + 0.5)`. On
/// three axes: [`volume`](HessianMatrix::volume); one element on any number of axes: [`element`](HessianMatrix::element);
/// [`eigenvalues`](HessianMatrix::eigenvalues).
///
/// Agrees with `skimage.feature.hessian_matrix(.., use_gaussian_derivatives=False)` and `hessian_matrix_eigvals`, but for the
/// two outermost pixels along each axis: `numpy.gradient` takes one-sided differences there, while here the smoothed image
/// goes on beyond the edge as the boundary says. scikit-image's default boundary is `Constant(0.0)`. The result is `f32` for
/// arrays of `f32` and of 8 and 16 bits, and `f64` for the others; integers are not rescaled (scikit-image: `f64`, scaled
/// to 0 to 1).
///
/// ```
/// use ndarray::Array2;
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::hessian_matrix;
///
/// let bowl = Array2::from_shape_fn((9, 9), |(r, c)| (r * r + 3 * c * c) as f32);
/// let (rr, rc, cc) = apply(&bowl, &hessian_matrix(0.0))?;
/// assert_eq!((rr[[4, 4]], rc[[4, 4]], cc[[4, 4]]), (2.0, 0.0, 6.0));
/// let (larger, smaller) = apply(&bowl, &hessian_matrix(0.0).eigenvalues())?;
/// assert_eq!((larger[[4, 4]], smaller[[4, 4]]), (6.0, 2.0));
/// assert_eq!(hessian_matrix(1.0).halo(), Halo::uniform(6));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// As [`structure_tensor`](crate::structure_tensor).
#[must_use]
pub fn hessian_matrix(sigma: impl Into<PerAxis<f64>>) -> HessianMatrix {
    HessianMatrix { sigma: sigma.into(), smooth: false }
}

/// See [`hessian_matrix`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HessianMatrix {
    sigma: PerAxis<f64>,
    /// Whether derivatives are those of Gaussians.
    smooth: bool,
}

impl HessianMatrix {
    matrix_methods!();

    /// With first derivatives of Gaussians, one after the other, instead of differences: each of `sigma / sqrt(2)`, so that
    /// both together smooth with `sigma`, which must be above zero. Agrees with
    /// `skimage.feature.hessian_matrix(.., use_gaussian_derivatives=True)`, edges included. As there, the weights are cut off at
    /// 8 of those sigmas, and at 100 unless `sigma` is above 1 along all axes: the halo is twice that.
    #[must_use]
    pub fn gaussian_derivatives(self) -> Self {
        Self { smooth: true, ..self }
    }

    /// The Gaussian of one of two derivatives.
    fn half(&self) -> Gaussian {
        let wide = self.sigma.values().iter().all(|sigma| *sigma > 1.0);
        gaussian(self.sigma.map(|sigma| sigma * FRAC_1_SQRT_2)).truncate(if wide { 8.0 } else { 100.0 })
    }

    /// The derivative of a derivative, along these of so many axes.
    fn derivative<A: Real>(&self, row: usize, column: usize, axes: usize) -> Boxed<(A,), (A,)> {
        let along = |axis: usize| {
            let orders: Vec<usize> = (0..axes).map(|other| usize::from(other == axis)).collect();
            self.half().order(PerAxis::from_slice(&orders).expect("one to eight axes"))
        };
        Boxed::new(along(row.min(column)).then(along(row.max(column))))
    }

    fn made<A: Real>(&self, space: &Space) -> Boxed<(A,), Three<A>> {
        self.plane(space)
    }
}

/// A quarter of the difference of two differences.
#[stencil_fn]
fn quarter<A: Float>(far: A, near: A) -> A {
    (far - near) * 0.25_f64.cast::<A>()
}

#[stencil(simd, with(quarter))]
fn second_2<A: Float>(w: Window<A, 2>) -> (A, A, A) {
    let c = w[[0, 0]];
    (
        quarter(w[[2, 0]] - c, c - w[[-2, 0]]),
        quarter(w[[1, 1]] - w[[-1, 1]], w[[1, -1]] - w[[-1, -1]]),
        quarter(w[[0, 2]] - c, c - w[[0, -2]]),
    )
}

#[stencil(simd, with(quarter))]
fn second_3<A: Float>(w: Window<A, 3>) -> (A, A, A, A, A, A) {
    let c = w[[0, 0, 0]];
    (
        quarter(w[[2, 0, 0]] - c, c - w[[-2, 0, 0]]),
        quarter(w[[1, 1, 0]] - w[[-1, 1, 0]], w[[1, -1, 0]] - w[[-1, -1, 0]]),
        quarter(w[[1, 0, 1]] - w[[-1, 0, 1]], w[[1, 0, -1]] - w[[-1, 0, -1]]),
        quarter(w[[0, 2, 0]] - c, c - w[[0, -2, 0]]),
        quarter(w[[0, 1, 1]] - w[[0, -1, 1]], w[[0, 1, -1]] - w[[0, -1, -1]]),
        quarter(w[[0, 0, 2]] - c, c - w[[0, 0, -2]]),
    )
}

/// The second derivative along a row.
#[stencil(simd, with(quarter))]
fn second_1<A: Float>(w: Window<A, 1>) -> A {
    quarter(w[2] - w[0], w[0] - w[-2])
}

/// The first derivative along a row.
#[stencil(simd)]
fn central<A: Float>(w: Window<A, 1>) -> A {
    (w[1] - w[-1]) * 0.5_f64.cast::<A>()
}

impl Matrix for HessianMatrix {
    fn plane<A: Real>(&self, _: &Space) -> Boxed<(A,), Three<A>> {
        let of = |row: usize, column: usize| self.derivative::<A>(row, column, 2);
        match self.smooth {
            true => Boxed::new(of(0, 0).zip(of(0, 1)).zip(of(1, 1))),
            false => Boxed::new(gaussian(self.sigma).then(second_2)),
        }
    }

    fn volume<A: Real>(&self, _: &Space) -> Boxed<(A,), Six<A>> {
        let of = |row: usize, column: usize| self.derivative::<A>(row, column, 3);
        match self.smooth {
            true => {
                let first = of(0, 0).zip(of(0, 1)).zip(of(0, 2));
                Boxed::new(first.zip(of(1, 1).zip(of(1, 2)).zip(of(2, 2))))
            }
            false => Boxed::new(gaussian(self.sigma).then(second_3)),
        }
    }

    fn element<A: Real>(&self, row: usize, column: usize, space: &Space) -> Boxed<(A,), (A,)> {
        if self.smooth {
            return self.derivative(row, column, space.axes.len());
        }
        let smooth = gaussian(self.sigma);
        if row == column {
            return Boxed::new(smooth.then(second_1.along(row)));
        }
        // The difference of a constant is zero.
        let beyond = replaced(space.boundary, space.axes.len(), |boundary| match boundary {
            Boundary::Constant(_) => Boundary::Constant(0.0),
            other => other,
        });
        let (first, last) = (row.min(column), row.max(column));
        Boxed::new(smooth.then(central.along(first)).then(central.along(last).boundary(beyond)))
    }

    fn element_halo(&self, row: usize, column: usize) -> Halo {
        if self.smooth {
            return self.halo();
        }
        let reach = if row == column { 2 } else { 1 };
        let side = Side::new(reach, reach);
        gaussian(self.sigma).halo().then(Halo::on_axis(row, side).union(Halo::on_axis(column, side)))
    }

    fn stated(&self) -> Option<usize> {
        self.sigma.dims()
    }
}
recipe!(HessianMatrix: |A| Three<A>);
applied!(HessianMatrix);

impl Stencil for HessianMatrix {
    fn name(&self) -> Cow<'static, str> {
        "hessian_matrix".into()
    }

    fn halo(&self) -> Halo {
        match self.smooth {
            true => self.half().halo().repeat(2),
            false => gaussian(self.sigma).halo().then(Halo::uniform(2)),
        }
    }

    fn dims(&self) -> Option<usize> {
        Some(2)
    }

    fn validate(&self) -> Result<(), Error> {
        smoothing(self, self.sigma)?;
        // A Gaussian of no width has no derivative, and one that is cut off late reaches far.
        let wrong = |sigma: &&f64| **sigma <= 0.0 || **sigma > WIDEST;
        match self.sigma.values().iter().find(wrong).filter(|_| self.smooth) {
            Some(sigma) => Err(parameter(self, "sigma", sigma, format!("above 0, and at most {WIDEST}"))),
            None => Ok(()),
        }
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        spans(self, self.stated(), 2, axes)
    }

    of_the_made!();
}

/// The largest sigma of Gaussian derivatives: eight of them are less than the largest radius.
const WIDEST: f64 = 100_000.0;
