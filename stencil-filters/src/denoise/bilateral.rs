//! The bilateral filter.

use crate::error::{TOO_MANY, few, parameter};
use crate::recipe::{Real, applied, recipe};
use std::borrow::Cow;
use stencil_core::compose::Boxed;
use stencil_core::engine::Space;
use stencil_core::prelude::*;

/// The bilateral filter: a mean of the window around each pixel, in which a pixel counts the less, the further away it is and
/// the more its value differs: `exp(-(distance / sigma_spatial)^2 / 2) * exp(-(difference / sigma_color)^2 / 2)`.
///
/// The window has `max(5, 2 ceil(3 sigma_spatial) + 1)` pixels along each of one to three axes, unless
/// [given](Bilateral::window); the halo is half of it. Both sigmas are absolute: nothing is taken from the image as a whole.
///
/// Defined as `skimage.restoration.denoise_bilateral` is where both sigmas are given, with two differences. There the weight
/// of a difference comes from a table of as many entries as `bins` says; here it is `exp` itself. And scikit-image 0.26 reads
/// the weights of the distances from a table one column wider than it takes it to be, so that they are not where they
/// belong; here they are. scikit-image's default boundary is `Constant(0.0)`. The result is `f32` for arrays of `f32` and of 8
/// and 16 bits, and `f64` for the others; integers are not rescaled. C. Tomasi and R. Manduchi, Bilateral filtering for gray
/// and color images, 1998.
///
/// ```
/// use ndarray::arr1;
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::bilateral;
///
/// let step = arr1(&[10.0_f64, 11.0, 10.0, 200.0, 201.0, 200.0]);
/// let smooth = apply(&step, &bilateral(5.0, 1.0))?;
/// assert!((smooth[1] - 10.5).abs() < 0.2 && (smooth[4] - 200.5).abs() < 0.2);
/// assert_eq!(bilateral(5.0, 1.0).halo(), Halo::uniform(3));
/// assert_eq!(bilateral(5.0, 1.0).window(9).halo(), Halo::uniform(4));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// Applying it fails with [`Error::Parameter`] unless both sigmas are finite and at least 1e-30 and the window is odd and has at most
/// 16,777,216 pixels, or on more than three axes.
#[must_use]
pub fn bilateral(sigma_color: f64, sigma_spatial: f64) -> Bilateral {
    Bilateral { sigma_color, sigma_spatial, window: None }
}

/// See [`bilateral`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bilateral {
    sigma_color: f64,
    sigma_spatial: f64,
    window: Option<usize>,
}

/// How much a pixel counts: `near` is half of its squared distance in sigmas, `steep` is one over the other sigma.
#[stencil_fn]
fn weight<A: Float>(difference: A, near: A, steep: A) -> A {
    let t = difference * steep;
    (-near - t * t * 0.5_f64.cast::<A>()).exp()
}

#[stencil(simd, radius = radius, with(weight))]
fn bilateral_1<A: Float>(w: Window<A, 1>, radius: usize, near: Vec<A>, steep: A) -> A {
    let r = radius as isize;
    let c = w[0];
    let (mut sum, mut weights, mut tap) = (0.0_f64.cast::<A>(), 0.0_f64.cast::<A>(), 0);
    for x in -r..=r {
        let v = w[x];
        let counts = weight(v - c, near[tap], steep);
        tap += 1;
        sum += counts * v;
        weights += counts;
    }
    sum / weights
}

#[stencil(simd, radius = radius, with(weight))]
fn bilateral_2<A: Float>(w: Window<A, 2>, radius: usize, near: Vec<A>, steep: A) -> A {
    let r = radius as isize;
    let c = w[[0, 0]];
    let (mut sum, mut weights, mut tap) = (0.0_f64.cast::<A>(), 0.0_f64.cast::<A>(), 0);
    for y in -r..=r {
        for x in -r..=r {
            let v = w[[y, x]];
            let counts = weight(v - c, near[tap], steep);
            tap += 1;
            sum += counts * v;
            weights += counts;
        }
    }
    sum / weights
}

#[stencil(simd, radius = radius, with(weight))]
fn bilateral_3<A: Float>(w: Window<A, 3>, radius: usize, near: Vec<A>, steep: A) -> A {
    let r = radius as isize;
    let c = w[[0, 0, 0]];
    let (mut sum, mut weights, mut tap) = (0.0_f64.cast::<A>(), 0.0_f64.cast::<A>(), 0);
    for z in -r..=r {
        for y in -r..=r {
            for x in -r..=r {
                let v = w[[z, y, x]];
                let counts = weight(v - c, near[tap], steep);
                tap += 1;
                sum += counts * v;
                weights += counts;
            }
        }
    }
    sum / weights
}

/// The squared distance of every pixel of a window from the middle, in the order of the array.
pub(super) fn squared_distances(radius: usize, axes: usize) -> Vec<usize> {
    let along = || (0..=2 * radius).map(|place| place.abs_diff(radius).pow(2));
    (0..axes).fold(vec![0], |all, _| all.iter().flat_map(|so_far| along().map(move |more| so_far + more)).collect())
}

impl Bilateral {
    /// How many pixels the window has along each axis: an odd number.
    #[must_use]
    pub fn window(self, size: usize) -> Self {
        Self { window: Some(size), ..self }
    }

    fn size(&self) -> usize {
        // What is no number becomes zero.
        self.window
            .unwrap_or_else(|| 5.max(((3.0 * self.sigma_spatial).ceil() as usize).saturating_mul(2).saturating_add(1)))
    }

    fn made<A: Real>(&self, space: &Space) -> Boxed<(A,), (A,)> {
        let (radius, axes) = (self.size() / 2, space.axes.len());
        let near = |squared: usize| (0.5 * squared as f64 / self.sigma_spatial / self.sigma_spatial).cast::<A>();
        let near = || squared_distances(radius, axes).into_iter().map(near).collect();
        let steep = (1.0 / self.sigma_color).cast::<A>();
        match axes {
            1 => Boxed::new(bilateral_1(radius, near(), steep)),
            2 => Boxed::new(bilateral_2(radius, near(), steep)),
            _ => Boxed::new(bilateral_3(radius, near(), steep)),
        }
    }
}
recipe!(Bilateral: |A| (A,));
applied!(Bilateral);

impl Stencil for Bilateral {
    fn name(&self) -> Cow<'static, str> {
        "bilateral".into()
    }

    fn halo(&self) -> Halo {
        Halo::uniform(self.size() / 2)
    }

    fn dims(&self) -> Option<usize> {
        None
    }

    fn validate(&self) -> Result<(), Error> {
        let wrong = |sigma: f64| !sigma.is_finite() || sigma < LEAST;
        if wrong(self.sigma_color) {
            return Err(parameter(self, "sigma_color", self.sigma_color, "finite and at least 1e-30"));
        }
        if wrong(self.sigma_spatial) {
            return Err(parameter(self, "sigma_spatial", self.sigma_spatial, "finite and at least 1e-30"));
        }
        if self.size().is_multiple_of(2) { Err(parameter(self, "window", self.size(), "odd")) } else { Ok(()) }
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        if !(1..=3).contains(&axes) {
            return Err(parameter(self, "axes", axes, "1 to 3"));
        }
        match few((0..axes).map(|_| self.size())) {
            true => Ok(()),
            false => Err(parameter(self, "window", self.size(), TOO_MANY)),
        }
    }
}

/// The smallest sigma: one over it is a number in `f32`.
const LEAST: f64 = 1e-30;
