//! Blobs by the Laplacian of Gaussians.

use super::detect::{Detector, How};
use super::scales::{Blob, Choice, blobs, check_range, choices, placed, sigmas};
use crate::{Pixel, gaussian, gaussian_laplace};
use ndarray::{ArrayView, Dimension};
use stencil_core::prelude::*;

/// Bright blobs, by the Laplacian of Gaussians: where `-sigma^2` times the Laplacian of the image, smoothed with that sigma,
/// is largest in space and scale, over `num_sigma` sigmas from `min_sigma` to `max_sigma`.
///
/// Found in tiles, a pixel is a candidate by what is `1 + int(4 max_sigma + 0.5)` around it. Then those above the threshold
/// (0.2 unless [given](BlobLog::threshold)) are put in order, the strongest first, and of two that overlap by more than half
/// the smaller one is left out, pair by pair in that order. In any number of dimensions; on more than three nothing is left
/// out.
///
/// Made to agree with `skimage.feature.blob_log` (defaults there: 1, 50 and 10), which looks at overlapping pairs in an order
/// of its own. Integers are not rescaled (scikit-image: to 0 to 1), so neither is the threshold. For every numeric type but
/// `u64` and `i64`.
///
/// ```
/// use ndarray::Array2;
/// use stencil_filters::{blob_log, detect};
///
/// let square = |r: f64, c: f64| (r - 20.0).powi(2) + (c - 25.0).powi(2);
/// let image = Array2::from_shape_fn((40, 50), |(r, c)| (-square(r as f64, c as f64) / 32.0).exp());
/// let blobs = detect(&image, &blob_log(2.0, 6.0, 5))?;
/// assert_eq!((blobs.len(), blobs[0].position, blobs[0].sigma), (1, (20, 25), 4.0));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// Finding them fails with [`Error::Parameter`] unless `0 < min_sigma <= max_sigma <= 262144` and the overlap is 0 to 1, or
/// if a threshold is NaN.
#[must_use]
pub fn blob_log(min_sigma: f64, max_sigma: f64, num_sigma: usize) -> BlobLog {
    BlobLog { min_sigma, max_sigma, num_sigma, log_scale: false, choice: Choice::new(0.2) }
}

/// See [`blob_log`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BlobLog {
    min_sigma: f64,
    max_sigma: f64,
    num_sigma: usize,
    log_scale: bool,
    choice: Choice,
}

impl BlobLog {
    choices!();

    /// Sigmas grow by equal factors, instead of by equal steps.
    #[must_use]
    pub fn log_scale(self) -> Self {
        Self { log_scale: true, ..self }
    }
}

impl Detector for BlobLog {
    type Found<D: Dimension> = Blob<D>;

    fn halo(&self) -> Halo {
        gaussian(self.max_sigma).halo().then(Halo::uniform(1))
    }

    fn find<T: Pixel + Into<f64>, D: Dimension>(
        &self,
        image: ArrayView<'_, T, D>,
        how: &How<'_>,
    ) -> Result<Vec<Blob<D>>, Error> {
        check_range("blob_log", 0.0, self.min_sigma, self.max_sigma)?;
        self.choice.check("blob_log", image.ndim())?;
        let image = image.mapv(Into::into).into_dyn();
        let sigmas = sigmas(self.min_sigma, self.max_sigma, self.num_sigma, self.log_scale);
        let response = |scale: usize| how.apply(&image, &laplacian(sigmas[scale]));
        Ok(placed(blobs(&sigmas, &self.choice, how, response)?))
    }
}

#[stencil(simd)]
fn scaled(w: Window<f64, 1>, factor: f64) -> f64 {
    w[0] * factor
}

/// The Laplacian of the image smoothed with this sigma, times `-sigma^2`.
fn laplacian(sigma: f64) -> impl Filter<(f64,), Out = (f64,)> {
    gaussian_laplace(sigma).then(scaled(-sigma * sigma).along(0))
}
