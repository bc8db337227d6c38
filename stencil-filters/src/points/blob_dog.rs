//! Blobs by differences of Gaussians.

use super::detect::{Detector, How};
use super::scales::{Blob, Choice, blobs, check_range, choices, placed};
use crate::error::parameter_of;
use crate::{Pixel, gaussian};
use ndarray::{ArrayD, ArrayView, Dimension, Zip};
use stencil_core::prelude::*;

/// Bright blobs, by differences of Gaussians: where the image smoothed with a sigma, less the image smoothed with the next
/// larger one, is largest in space and scale. Sigmas go from `min_sigma` in steps of a factor (1.6 unless
/// [given](BlobDog::sigma_ratio)) to the last one below `max_sigma`; differences are divided by the factor less one.
///
/// Found in tiles, a pixel is a candidate by what is `1 + int(4 s + 0.5)` around it, with `s` the largest sigma used, which may be
/// up to a factor above `max_sigma`. What then happens to all candidates is as in [`blob_log`](crate::blob_log()); the
/// threshold is 0.5 unless [given](BlobDog::threshold).
///
/// Made to agree with `skimage.feature.blob_dog` (defaults there: 1 and 50), with the differences that
/// [`blob_log`](crate::blob_log()) names.
///
/// ```
/// use ndarray::Array2;
/// use stencil_filters::{blob_dog, detect};
///
/// let square = |r: f64, c: f64| (r - 20.0).powi(2) + (c - 25.0).powi(2);
/// let image = Array2::from_shape_fn((40, 50), |(r, c)| (-square(r as f64, c as f64) / 32.0).exp());
/// let blobs = detect(&image, &blob_dog(1.0, 8.0).threshold(0.1))?;
/// assert_eq!((blobs.len(), blobs[0].position), (1, (20, 25)));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// As [`blob_log`](crate::blob_log()), and unless the factor is finite and above 1.
#[must_use]
pub fn blob_dog(min_sigma: f64, max_sigma: f64) -> BlobDog {
    BlobDog { min_sigma, max_sigma, sigma_ratio: 1.6, choice: Choice::new(0.5) }
}

/// See [`blob_dog`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BlobDog {
    min_sigma: f64,
    max_sigma: f64,
    sigma_ratio: f64,
    choice: Choice,
}

impl BlobDog {
    choices!();

    /// The factor from one sigma to the next.
    #[must_use]
    pub fn sigma_ratio(self, ratio: f64) -> Self {
        Self { sigma_ratio: ratio, ..self }
    }

    /// All sigmas: one more than there are differences.
    fn sigmas(&self) -> Vec<f64> {
        let steps = (self.max_sigma / self.min_sigma).ln() / self.sigma_ratio.ln() + 1.0;
        (0..=steps as i32).map(|step| self.min_sigma * self.sigma_ratio.powi(step)).collect()
    }

    fn check(&self, ndim: usize) -> Result<(), Error> {
        check_range("blob_dog", 0.0, self.min_sigma, self.max_sigma)?;
        // Closer ones would be thousands.
        if !self.sigma_ratio.is_finite() || self.sigma_ratio < 1.001 {
            return Err(parameter_of("blob_dog", "sigma_ratio", self.sigma_ratio, "finite and at least 1.001"));
        }
        self.choice.check("blob_dog", ndim)
    }
}

impl Detector for BlobDog {
    type Found<D: Dimension> = Blob<D>;

    fn halo(&self) -> Halo {
        let largest = self.check(1).ok().and_then(|()| self.sigmas().pop()).unwrap_or(self.max_sigma);
        gaussian(largest).halo().then(Halo::uniform(1))
    }

    fn find<T: Pixel + Into<f64>, D: Dimension>(
        &self,
        image: ArrayView<'_, T, D>,
        how: &How<'_>,
    ) -> Result<Vec<Blob<D>>, Error> {
        self.check(image.ndim())?;
        let (image, sigmas) = (image.mapv(Into::into).into_dyn(), self.sigmas());
        let smoothed = |scale: usize| -> Result<ArrayD<f64>, Error> { how.apply(&image, &gaussian(sigmas[scale])) };
        let (mut finer, factor) = (smoothed(0)?, 1.0 / (self.sigma_ratio - 1.0));
        let response = |scale: usize| {
            let coarser = smoothed(scale + 1)?;
            let difference = Zip::from(&finer).and(&coarser).map_collect(|a, b| (a - b) * factor);
            finer = coarser;
            Ok(difference)
        };
        Ok(placed(blobs(&sigmas[..sigmas.len() - 1], &self.choice, how, response)?))
    }
}
