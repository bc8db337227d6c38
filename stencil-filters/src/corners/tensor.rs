//! Corner measures of the structure tensor.

use crate::PerAxis;
use crate::error::parameter;
use crate::recipe::{Real, applied, of_the_made, recipe};
use crate::tensor::{Matrix, StructureTensor, structure_tensor};
use std::borrow::Cow;
use stencil_core::compose::Boxed;
use stencil_core::engine::Space;
use stencil_core::prelude::*;

/// Harris' corner measure: `det - k * trace^2` of the [structure tensor](structure_tensor), or Noble's
/// `2 * det / (trace + eps)`, which has no `k` to choose.
///
/// `sigma` is that of the tensor, `k` is 0.05 unless [given](CornerHarris::k). The halo is `1 + int(4 sigma + 0.5)`, along
/// two axes. Made to agree with `skimage.feature.corner_harris` where the boundary is `Constant(0.0)`, the only one that
/// scikit-image has here. The result is `f32` for arrays of `f32` and of 8 and 16 bits, and `f64` for the others; integers are
/// not rescaled, so it grows with the fourth power of their values. C. Harris and M. Stephens, A combined corner and edge
/// detector, 1988.
///
/// ```
/// use ndarray::Array2;
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::corner_harris;
///
/// let square = Array2::from_shape_fn((20, 20), |(r, c)| u8::from((6..14).contains(&r) && (6..14).contains(&c)));
/// let corners = apply(&square, &corner_harris(1.0).boundary(Boundary::Constant(0.0)))?;
/// assert!(corners[[6, 6]] > 1.0 && corners[[6, 10]] < 0.0);
/// assert_eq!(corner_harris(1.0).halo(), Halo::uniform(5));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// As [`structure_tensor`], and if `k` is not finite or `eps` not finite and above zero.
#[must_use]
pub fn corner_harris(sigma: impl Into<PerAxis<f64>>) -> CornerHarris {
    CornerHarris { tensor: structure_tensor(sigma), measure: Measure::K(0.05) }
}

/// Shi and Tomasi's corner measure: the smaller eigenvalue of the [structure tensor](structure_tensor).
///
/// Halo, boundary to choose and types are those of [`corner_harris`]. Made to agree with
/// `skimage.feature.corner_shi_tomasi`. J. Shi and C. Tomasi, Good features to track, 1994.
///
/// ```
/// use ndarray::Array2;
/// use stencil_core::prelude::*;
/// use stencil_filters::corner_shi_tomasi;
///
/// let square = Array2::from_shape_fn((20, 20), |(r, c)| u8::from((6..14).contains(&r) && (6..14).contains(&c)));
/// let corners = apply(&square, &corner_shi_tomasi(1.0).boundary(Boundary::Constant(0.0)))?;
/// assert!(corners[[6, 6]] > 1.0 && corners[[6, 10]] < 0.1);
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// As [`structure_tensor`].
#[must_use]
pub fn corner_shi_tomasi(sigma: impl Into<PerAxis<f64>>) -> CornerShiTomasi {
    CornerShiTomasi { tensor: structure_tensor(sigma) }
}

/// Förstner's corner measures: `det / trace` (how small the error ellipse is) and `4 * det / trace^2` (how round it is) of the
/// [structure tensor](structure_tensor), two outputs; zero where the trace is.
///
/// Halo, boundary to choose and types are those of [`corner_harris`]. Made to agree with
/// `skimage.feature.corner_foerstner`. W. Förstner and E. Gülch, A fast operator for detection and precise location of
/// distinct points, corners and centres of circular features, 1987.
///
/// ```
/// use ndarray::Array2;
/// use stencil_core::prelude::*;
/// use stencil_filters::corner_foerstner;
///
/// let square = Array2::from_shape_fn((20, 20), |(r, c)| u8::from((6..14).contains(&r) && (6..14).contains(&c)));
/// let (small, round) = apply(&square, &corner_foerstner(1.0).boundary(Boundary::Constant(0.0)))?;
/// assert!(small[[6, 6]] > 1.0 && round[[6, 6]] > 0.7 && round[[6, 10]] < 0.1);
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// As [`structure_tensor`].
#[must_use]
pub fn corner_foerstner(sigma: impl Into<PerAxis<f64>>) -> CornerFoerstner {
    CornerFoerstner { tensor: structure_tensor(sigma) }
}

/// See [`corner_harris`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CornerHarris {
    tensor: StructureTensor,
    measure: Measure,
}

/// What is made of determinant and trace.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Measure {
    K(f64),
    Noble(f64),
}

/// See [`corner_shi_tomasi`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CornerShiTomasi {
    tensor: StructureTensor,
}

/// See [`corner_foerstner`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CornerFoerstner {
    tensor: StructureTensor,
}

#[stencil(simd)]
fn harris<A: Float>(rr: Window<A, 2>, rc: Window<A, 2>, cc: Window<A, 2>, k: A) -> A {
    let (a, b, c) = (rr[[0, 0]], rc[[0, 0]], cc[[0, 0]]);
    let trace = a + c;
    (a * c - b * b) - k * (trace * trace)
}

#[stencil(simd)]
fn noble<A: Float>(rr: Window<A, 2>, rc: Window<A, 2>, cc: Window<A, 2>, eps: A) -> A {
    let (a, b, c) = (rr[[0, 0]], rc[[0, 0]], cc[[0, 0]]);
    let det = a * c - b * b;
    (det + det) / (a + c + eps)
}

#[stencil(simd)]
fn smaller<A: Float>(rr: Window<A, 2>, rc: Window<A, 2>, cc: Window<A, 2>) -> A {
    let (a, b, c) = (rr[[0, 0]], rc[[0, 0]], cc[[0, 0]]);
    let (lean, twice) = (a - c, b + b);
    ((a + c) - (lean * lean + twice * twice).sqrt()) * 0.5_f64.cast::<A>()
}

#[stencil(simd)]
fn ellipse<A: Float>(rr: Window<A, 2>, rc: Window<A, 2>, cc: Window<A, 2>) -> (A, A) {
    let (zero, four) = (0.0_f64.cast::<A>(), 4.0_f64.cast::<A>());
    let (a, b, c) = (rr[[0, 0]], rc[[0, 0]], cc[[0, 0]]);
    let (det, trace) = (a * c - b * b, a + c);
    let flat = trace == zero;
    let small = if flat { zero } else { det / trace };
    let round = if flat { zero } else { four * det / (trace * trace) };
    (small, round)
}

impl CornerHarris {
    /// How much the edges are held against corners: 0 to 0.2 as a rule.
    #[must_use]
    pub fn k(self, k: f64) -> Self {
        Self { measure: Measure::K(k), ..self }
    }

    /// Noble's measure, with what is added to the trace lest it be zero.
    #[must_use]
    pub fn noble(self, eps: f64) -> Self {
        Self { measure: Measure::Noble(eps), ..self }
    }

    fn made<A: Real>(&self, space: &Space) -> Boxed<(A,), (A,)> {
        let tensor = self.tensor.plane::<A>(space);
        match self.measure {
            Measure::K(k) => Boxed::new(tensor.then(harris(k.cast::<A>()))),
            Measure::Noble(eps) => Boxed::new(tensor.then(noble(eps.cast::<A>()))),
        }
    }

    fn valid(&self) -> Result<(), Error> {
        match self.measure {
            Measure::K(k) if !k.is_finite() => Err(parameter(self, "k", k, "finite")),
            Measure::Noble(eps) if !eps.is_finite() || eps <= 0.0 => {
                Err(parameter(self, "eps", eps, "finite and above 0"))
            }
            _ => Ok(()),
        }
    }
}

impl CornerShiTomasi {
    fn made<A: Real>(&self, space: &Space) -> Boxed<(A,), (A,)> {
        Boxed::new(self.tensor.plane::<A>(space).then(smaller))
    }

    fn valid(&self) -> Result<(), Error> {
        Ok(())
    }
}

impl CornerFoerstner {
    fn made<A: Real>(&self, space: &Space) -> Boxed<(A,), (A, A)> {
        Boxed::new(self.tensor.plane::<A>(space).then(ellipse))
    }

    fn valid(&self) -> Result<(), Error> {
        Ok(())
    }
}

macro_rules! measure {
    ($filter:ident $name:literal: $out:ty) => {
        recipe!($filter: |A| $out);
        applied!($filter);

        impl Stencil for $filter {
            fn name(&self) -> Cow<'static, str> {
                $name.into()
            }

            fn halo(&self) -> Halo {
                self.tensor.halo()
            }

            fn dims(&self) -> Option<usize> {
                Some(2)
            }

            fn validate(&self) -> Result<(), Error> {
                self.tensor.validate()?;
                self.valid()
            }

            fn fits(&self, axes: usize) -> Result<(), Error> {
                self.tensor.fits(axes)
            }

            of_the_made!();
        }
    };
}
measure!(CornerHarris "corner_harris": (A,));
measure!(CornerShiTomasi "corner_shi_tomasi": (A,));
measure!(CornerFoerstner "corner_foerstner": (A, A));
