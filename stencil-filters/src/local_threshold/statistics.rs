//! Thresholds from the mean and the standard deviation of the neighbourhood.

use super::{Binary, LocalThreshold, odd, spans, widen};
use crate::error::parameter;
use crate::lines::replaced;
use crate::recipe::{Real, applied, of_the_made, recipe};
use crate::{PerAxis, Pixel, uniform};
use std::borrow::Cow;
use stencil_core::compose::Boxed;
use stencil_core::engine::Space;
use stencil_core::prelude::*;

/// Niblack's threshold of each pixel: `mean - k * deviation`, of the window around it.
///
/// The window has `window_size` pixels along each axis: one odd number for all axes, or one per axis; `k` is 0.2 unless
/// [given](Niblack::k). The halo is `window_size / 2`. Agrees with `skimage.filters.threshold_niblack` where the boundary is
/// `Mirror`, the only one that scikit-image has here. Mean and deviation (of the population: that of the mean square less
/// the squared mean) are computed in `f64`; the result is `f32` for arrays of `f32` and of 8 and 16 bits, and `f64` for the
/// others. W. Niblack, An Introduction to Digital Image Processing, 1986.
///
/// ```
/// use ndarray::arr1;
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::niblack;
///
/// let row = arr1(&[1_u8, 1, 4, 1, 1]);
/// assert_eq!(apply(&row, &niblack(3).k(0.0))?, arr1(&[1.0_f32, 2.0, 2.0, 2.0, 1.0]));
/// assert_eq!(apply(&row, &niblack(3).k(-1.0).binary())?, arr1(&[false, false, true, false, false]));
/// assert_eq!(niblack([15, 25]).halo(), Halo::from_sides([(7, 7), (12, 12)]));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// Applying it fails with [`Error::Parameter`] if a window size is even, if a window has more than 16,777,216
/// pixels, or if `k` is not finite.
#[must_use]
pub fn niblack(window_size: impl Into<PerAxis<usize>>) -> Niblack {
    Niblack { window_size: window_size.into(), k: 0.2 }
}

/// Sauvola's threshold of each pixel: `mean * (1 + k * (deviation / r - 1))`, of the window around it.
///
/// The window has `window_size` pixels along each axis: one odd number for all axes, or one per axis; `k` is 0.2 unless
/// [given](Sauvola::k). `r`, the range of the deviation, is half of the element type's range unless [given](Sauvola::r):
/// 127.5 for `u8`; 1 for floats, as if they were between -1 and 1. It is never taken from the image. The halo, the
/// boundary to choose and the types are those of [`niblack`](niblack()). Agrees with `skimage.filters.threshold_sauvola`.
/// J. Sauvola and M. Pietikäinen, Adaptive document image binarization, 2000.
///
/// ```
/// use ndarray::arr1;
/// use stencil_core::prelude::*;
/// use stencil_filters::sauvola;
///
/// let flat = arr1(&[100_u8; 5]);
/// assert_eq!(apply(&flat, &sauvola(3))?, arr1(&[80.0_f32; 5]));
/// assert_eq!(apply(&flat, &sauvola(3).k(0.5).r(64.0))?, arr1(&[50.0_f32; 5]));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// As [`niblack`](niblack()), and if `r` is not finite or zero.
#[must_use]
pub fn sauvola(window_size: impl Into<PerAxis<usize>>) -> Sauvola {
    Sauvola { window_size: window_size.into(), k: 0.2, r: None }
}

/// See [`niblack`](niblack()).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Niblack {
    window_size: PerAxis<usize>,
    k: f64,
}

/// See [`sauvola`](sauvola()).
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sauvola {
    window_size: PerAxis<usize>,
    k: f64,
    /// `None` leaves it to the element type.
    r: Option<f64>,
}

impl Sauvola {
    /// The range of the deviation.
    #[must_use]
    pub fn r(self, r: f64) -> Self {
        Self { r: Some(r), ..self }
    }

    fn range(&self) -> Option<f64> {
        self.r
    }

    fn ranged(&self, half: f64) -> Self {
        Self { r: Some(self.r.unwrap_or(half)), ..*self }
    }
}

impl Niblack {
    fn range(&self) -> Option<f64> {
        None
    }

    fn ranged(&self, _: f64) -> Self {
        *self
    }
}

#[stencil(simd)]
fn square<A: Float>(w: Window<A, 1>) -> f64 {
    let v = w[0].cast::<f64>();
    v * v
}

/// The variance of a window of which these are the mean and the mean square: never below zero, whatever rounding did.
#[stencil_fn]
fn variance(mean: f64, squares: f64) -> f64 {
    let difference = squares - mean * mean;
    if difference < 0.0 { 0.0 } else { difference }
}

#[stencil(simd, with(variance))]
fn below_mean(mean: Window<f64, 1>, squares: Window<f64, 1>, k: f64) -> f64 {
    mean[0] - k * variance(mean[0], squares[0]).sqrt()
}

#[stencil(simd, with(variance))]
fn share_of_mean(mean: Window<f64, 1>, squares: Window<f64, 1>, k: f64, r: f64) -> f64 {
    mean[0] * (1.0 + k * (variance(mean[0], squares[0]).sqrt() / r - 1.0))
}

/// The mean and the mean square of a window, in `f64`. Beyond a constant edge, squares go on as the constant's square.
fn statistics<A: Real>(size: PerAxis<usize>, space: &Space) -> Boxed<(A,), (f64, f64)> {
    let squared = replaced(space.boundary, space.axes.len(), |boundary| match boundary {
        Boundary::Constant(value) => Boundary::Constant(value * value),
        other => other,
    });
    let first = widen.along(0).then(uniform(size));
    let second = square.along(0).then(uniform(size).boundary(squared));
    Boxed::new(first.zip(second))
}

macro_rules! threshold {
    ($filter:ident $name:literal |$self:ident| $finish:expr) => {
        impl $filter {
            /// How much the deviation counts.
            #[must_use]
            pub fn k(self, k: f64) -> Self {
                Self { k, ..self }
            }

            /// Whether each pixel is above its threshold: an array of `bool`.
            #[must_use]
            pub fn binary(self) -> Binary<Self> {
                Binary::new(self)
            }

            fn made<A: Real>(&self, space: &Space) -> Boxed<(A,), (A,)> {
                let $self = self;
                A::narrowed(Boxed::new(statistics::<A>(self.window_size, space).then($finish.along(0))))
            }
        }

        impl LocalThreshold for $filter {
            fn levels<A: Real>(&self, space: &Space) -> Boxed<(A,), (A,)> {
                self.made(space)
            }

            fn settled<T: Pixel>(&self) -> Self {
                self.ranged(half_range::<T>())
            }
        }
        recipe!($filter: |A| (A,));
        applied!([] $filter, |filter, T| filter.ranged(half_range::<T>()));

        impl Stencil for $filter {
            fn name(&self) -> Cow<'static, str> {
                $name.into()
            }

            fn halo(&self) -> Halo {
                self.window_size.map(|size| (size / 2, size / 2)).halo()
            }

            fn dims(&self) -> Option<usize> {
                self.window_size.dims()
            }

            fn validate(&self) -> Result<(), Error> {
                odd(self, "window_size", self.window_size)?;
                if !self.k.is_finite() {
                    return Err(parameter(self, "k", self.k, "finite"));
                }
                match self.range() {
                    Some(r) if !r.is_finite() || r == 0.0 => Err(parameter(self, "r", r, "finite and not zero")),
                    _ => Ok(()),
                }
            }

            fn fits(&self, axes: usize) -> Result<(), Error> {
                spans(self, "window_size", self.window_size, axes)
            }

            of_the_made!();
        }
    };
}
threshold!(Niblack "niblack" |filter| below_mean(filter.k));
threshold!(Sauvola "sauvola" |filter| share_of_mean(filter.k, filter.r.unwrap_or(1.0)));

/// Half of the range of an element type; of floats, of that from -1 to 1.
fn half_range<T: Pixel>() -> f64 {
    let end = |infinity| T::beyond(infinity).cast::<f64>();
    if T::WHOLE { 0.5 * (end(f64::INFINITY) - end(f64::NEG_INFINITY)) } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_range_comes_from_the_element_type() {
        assert_eq!((half_range::<u8>(), half_range::<i16>(), half_range::<f32>()), (127.5, 32767.5, 1.0));
    }

    #[test]
    fn parameters_that_make_no_sense_are_named() {
        let wrong = |filter: &dyn Stencil| filter.validate().expect_err("it is wrong").to_string();
        assert_eq!(wrong(&niblack([3, 4])), "`niblack`: `window_size` is 4, but must be odd");
        assert_eq!(wrong(&sauvola(3).r(0.0)), "`sauvola`: `r` is 0, but must be finite and not zero");
        assert_eq!(wrong(&sauvola(3).k(f64::NAN)), "`sauvola`: `k` is NaN, but must be finite");
    }
}
