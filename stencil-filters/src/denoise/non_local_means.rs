//! Non-local means.

use super::bilateral::squared_distances;
use crate::error::{TOO_MANY, few, parameter};
use crate::recipe::{Real, applied, recipe};
use std::borrow::Cow;
use stencil_core::compose::Boxed;
use stencil_core::engine::Space;
use stencil_core::prelude::*;

/// Non-local means: a mean of the pixels around each pixel, in which a pixel counts the more, the more alike the patches
/// around the two are.
///
/// With `d` the mean of the squared differences between the patches, weighted by a Gaussian over the patch (of sigma
/// `(patch_size - 1) / 4`) and less twice the [variance of the noise](NonLocalMeans::sigma), a pixel counts `exp(-d / h^2)`,
/// at most 1; and not at all if `d / h^2` is above 5 before the last row (on three axes, plane) of the patch was added.
///
/// Patches have `patch_size` pixels along each of two or three axes (skimage: 7), an odd number; they are looked for up to
/// `patch_distance` pixels away along each axis (skimage: 11). The halo is `patch_size / 2 + patch_distance`. `h` is
/// absolute: nothing is taken from the image as a whole. A pixel costs as many steps as there are pixels in a patch times in
/// the area that is searched.
///
/// This is `skimage.restoration.denoise_nl_means(.., fast_mode=False)`, whose patches go on beyond the edge as `Mirror` says;
/// with two differences. Beyond the edge scikit-image does not look for patches, while here the boundary says what is there.
/// And its `exp` is an approximation. The result is `f32` for arrays of `f32` and of 8 and 16 bits, and `f64` for the
/// others; integers are not rescaled. A. Buades, B. Coll and J.-M. Morel, A non-local algorithm for image denoising, 2005.
///
/// ```
/// use ndarray::Array2;
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::non_local_means;
///
/// let stripes = Array2::from_shape_fn((20, 20), |(r, c)| if c % 4 < 2 { 100.0_f32 } else { 0.0 } + (r % 2) as f32);
/// let smooth = apply(&stripes, &non_local_means(3, 5, 10.0))?;
/// assert!((smooth[[10, 9]] - 100.5).abs() < 0.1 && (smooth[[11, 11]] - 0.5).abs() < 0.1);
/// assert_eq!(non_local_means(7, 11, 0.1).halo(), Halo::uniform(14));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// Applying it fails with [`Error::Parameter`] unless the patch size is odd, `h` finite and at least 1e-15, the noise finite
/// and not negative, and the halo's box at most 16,777,216 pixels; and on other than two or three axes.
#[must_use]
pub fn non_local_means(patch_size: usize, patch_distance: usize, h: f64) -> NonLocalMeans {
    NonLocalMeans { patch_size, patch_distance, h, sigma: 0.0 }
}

/// See [`non_local_means`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct NonLocalMeans {
    patch_size: usize,
    patch_distance: usize,
    h: f64,
    sigma: f64,
}

/// How much a pixel counts whose patch differs by so much, and by so much before its last row.
#[stencil_fn]
fn counts<A: Float>(differs: A, before: A) -> A {
    let (zero, five) = (0.0_f64.cast::<A>(), 5.0_f64.cast::<A>());
    let differs = if differs < zero { zero } else { differs };
    // A NaN is never cut.
    if before > five && !differs.is_nan() { zero } else { (-differs).exp() }
}

#[stencil(simd, radius = half + reach, with(counts))]
fn means_2<A: Float>(w: Window<A, 2>, half: usize, reach: usize, weights: Vec<A>, noise: A) -> A {
    let (h, r) = (half as isize, reach as isize);
    let zero = 0.0_f64.cast::<A>();
    let (mut sum, mut total) = (zero, zero);
    for dy in -r..=r {
        for dx in -r..=r {
            let (mut differs, mut before, mut tap) = (zero, zero, 0);
            for y in -h..=h {
                before = before.max(differs);
                for x in -h..=h {
                    let d = w[[y, x]] - w[[y + dy, x + dx]];
                    differs += weights[tap] * (d * d - noise);
                    tap += 1;
                }
            }
            let v = w[[dy, dx]];
            let weight = counts(differs, before);
            sum += weight * v;
            total += weight;
        }
    }
    sum / total
}

#[stencil(simd, radius = half + reach, with(counts))]
fn means_3<A: Float>(w: Window<A, 3>, half: usize, reach: usize, weights: Vec<A>, noise: A) -> A {
    let (h, r) = (half as isize, reach as isize);
    let zero = 0.0_f64.cast::<A>();
    let (mut sum, mut total) = (zero, zero);
    for dz in -r..=r {
        for dy in -r..=r {
            for dx in -r..=r {
                let (mut differs, mut before, mut tap) = (zero, zero, 0);
                for z in -h..=h {
                    before = before.max(differs);
                    for y in -h..=h {
                        for x in -h..=h {
                            let d = w[[z, y, x]] - w[[z + dz, y + dy, x + dx]];
                            differs += weights[tap] * (d * d - noise);
                            tap += 1;
                        }
                    }
                }
                let v = w[[dz, dy, dx]];
                let weight = counts(differs, before);
                sum += weight * v;
                total += weight;
            }
        }
    }
    sum / total
}

impl NonLocalMeans {
    /// The standard deviation of the noise: patches are then compared as if each were without it.
    #[must_use]
    pub fn sigma(self, sigma: f64) -> Self {
        Self { sigma, ..self }
    }

    /// How much each pixel of a patch counts.
    fn weights(&self, axes: usize) -> Vec<f64> {
        let sigma = (self.patch_size as f64 - 1.0) / 4.0;
        // A patch of one pixel has one weight.
        let weight = |squared: usize| if squared == 0 { 1.0 } else { (-0.5 * squared as f64 / (sigma * sigma)).exp() };
        let weights: Vec<f64> = squared_distances(self.patch_size / 2, axes).into_iter().map(weight).collect();
        let sum: f64 = weights.iter().sum();
        weights.into_iter().map(|weight| weight / (sum * self.h * self.h)).collect()
    }

    fn made<A: Real>(&self, space: &Space) -> Boxed<(A,), (A,)> {
        let axes = space.axes.len();
        let weights = self.weights(axes).into_iter().map(|weight| weight.cast::<A>()).collect();
        let (half, noise) = (self.patch_size / 2, (2.0 * self.sigma * self.sigma).cast::<A>());
        match axes {
            2 => Boxed::new(means_2(half, self.patch_distance, weights, noise)),
            _ => Boxed::new(means_3(half, self.patch_distance, weights, noise)),
        }
    }

    fn reach(&self) -> usize {
        (self.patch_size / 2).saturating_add(self.patch_distance)
    }
}
recipe!(NonLocalMeans: |A| (A,));
applied!(NonLocalMeans);

impl Stencil for NonLocalMeans {
    fn name(&self) -> Cow<'static, str> {
        "non_local_means".into()
    }

    fn halo(&self) -> Halo {
        Halo::uniform(self.reach())
    }

    fn dims(&self) -> Option<usize> {
        None
    }

    fn validate(&self) -> Result<(), Error> {
        if self.patch_size.is_multiple_of(2) {
            return Err(parameter(self, "patch_size", self.patch_size, "odd"));
        }
        if !self.h.is_finite() || self.h < LEAST {
            return Err(parameter(self, "h", self.h, "finite and at least 1e-15"));
        }
        match self.sigma.is_finite() && self.sigma >= 0.0 {
            true => Ok(()),
            false => Err(parameter(self, "sigma", self.sigma, "finite and not negative")),
        }
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        if !(2..=3).contains(&axes) {
            return Err(parameter(self, "axes", axes, "2 or 3"));
        }
        match few((0..axes).map(|_| self.reach().saturating_mul(2).saturating_add(1))) {
            true => Ok(()),
            false => Err(parameter(self, "patch_distance", self.patch_distance, TOO_MANY)),
        }
    }
}

/// The smallest `h`: one over its square is a number in `f32`.
const LEAST: f64 = 1e-15;
