//! Blobs by the determinant of the Hessian matrix, approximated by boxes.
//!
//! ```text
//!        dxx                dxy
//!   . . . . . . . . .    + + + . - - -
//!   . . . . . . . . .    + + + . - - -
//!   + + + - - - + + +    + + + . - - -
//!   + + + - - - + + +    . . . c . . .       nine by nine pixels; the middle box of dxx counts twice
//!   + + + - c - + + +    - - - . + + +
//!   + + + - - - + + +    - - - . + + +
//!   + + + - - - + + +    - - - . + + +
//! ```

use super::detect::{Detector, How};
use super::scales::{Blob, Choice, blobs, check_range, choices, placed, sigmas};
use crate::lines::replaced;
use crate::{Pixel, uniform};
use ndarray::{ArrayView, Dimension};
use stencil_core::Boundaries;
use stencil_core::compose::Boxed;
use stencil_core::prelude::*;

/// Bright or dark blobs, by the determinant of the Hessian matrix: where it is largest in space and scale, over `num_sigma`
/// sigmas from `min_sigma` to `max_sigma`. Second derivatives are approximated by differences of box sums, as in SURF, with boxes of
/// `int(3 sigma)` pixels; of a sigma below 3 that is not much.
///
/// Found in tiles, a pixel is a candidate by what is `1 + int(3 max_sigma) / 2` around it, along two axes. What then happens to
/// all candidates is as in [`blob_log`](crate::blob_log()); the threshold is 0.01 unless [given](BlobDoh::threshold).
///
/// Defined as `skimage.feature.blob_doh` (defaults there: 1, 30 and 10) is, with two differences beside those that
/// [`blob_log`](crate::blob_log()) names. scikit-image 0.26 takes the sums around a pixel for those of the pixel before it along
/// both axes, so its blobs lie one pixel before these. And near edges its boxes are cut off in a way of their own, while
/// here the image goes on as the boundary says. H. Bay and others, SURF: Speeded up robust features, 2006.
///
/// ```
/// use ndarray::Array2;
/// use stencil_filters::{blob_doh, detect};
///
/// let square = |r: f64, c: f64| (r - 20.0).powi(2) + (c - 25.0).powi(2);
/// let image = Array2::from_shape_fn((40, 50), |(r, c)| (-square(r as f64, c as f64) / 50.0).exp());
/// let blobs = detect(&image, &blob_doh(3.0, 7.0, 5))?;
/// assert_eq!((blobs.len(), blobs[0].position), (1, (20, 25)));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// Finding them fails with [`Error::Parameter`] unless `1 <= min_sigma <= max_sigma <= 262144` and the overlap is 0 to 1, or
/// if a threshold is NaN or the boxes have more than 16,777,216 pixels; with [`Error::AxisCount`] unless the image has two axes.
#[must_use]
pub fn blob_doh(min_sigma: f64, max_sigma: f64, num_sigma: usize) -> BlobDoh {
    BlobDoh { min_sigma, max_sigma, num_sigma, log_scale: false, choice: Choice::new(0.01) }
}

/// See [`blob_doh`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BlobDoh {
    min_sigma: f64,
    max_sigma: f64,
    num_sigma: usize,
    log_scale: bool,
    choice: Choice,
}

impl BlobDoh {
    choices!();

    /// Sigmas grow by equal factors, instead of by equal steps.
    #[must_use]
    pub fn log_scale(self) -> Self {
        Self { log_scale: true, ..self }
    }
}

impl Detector for BlobDoh {
    type Found<D: Dimension> = Blob<D>;

    fn halo(&self) -> Halo {
        determinant(self.max_sigma, Boundaries::default()).halo().then(Halo::uniform(1))
    }

    fn find<T: Pixel + Into<f64>, D: Dimension>(
        &self,
        image: ArrayView<'_, T, D>,
        how: &How<'_>,
    ) -> Result<Vec<Blob<D>>, Error> {
        if image.ndim() != 2 {
            return Err(Error::AxisCount { filter: "blob_doh".into(), needs: 2, given: image.ndim() });
        }
        check_range("blob_doh", 1.0, self.min_sigma, self.max_sigma)?;
        self.choice.check("blob_doh", 2)?;
        let image = image.mapv(Into::into).into_dyn();
        let sigmas = sigmas(self.min_sigma, self.max_sigma, self.num_sigma, self.log_scale);
        let response = |scale: usize| how.apply(&image, &determinant(sigmas[scale], how.boundary()));
        Ok(placed(blobs(&sigmas, &self.choice, how, response)?))
    }
}

/// The difference of the sums of so many pixels on both sides.
#[stencil(simd, radius = third)]
fn sides(w: Window<f64, 1>, third: usize) -> f64 {
    let mut sum = 0.0;
    for x in 1..=third as isize {
        sum += w[x] - w[-x];
    }
    sum
}

/// The determinant, from the mixed derivative and from the means of the boxes of the pure ones, whole and middle.
#[stencil(simd)]
fn from_boxes(
    mixed: Window<f64, 2>,
    across: Window<f64, 2>,
    across_middle: Window<f64, 2>,
    down: Window<f64, 2>,
    down_middle: Window<f64, 2>,
    whole: f64,
    middle: f64,
) -> f64 {
    let xx = whole * across[[0, 0]] - 3.0 * middle * across_middle[[0, 0]];
    let yy = whole * down[[0, 0]] - 3.0 * middle * down_middle[[0, 0]];
    xx * yy - 0.81 * (mixed[[0, 0]] * mixed[[0, 0]])
}

#[stencil(simd)]
fn scaled(w: Window<f64, 2>, factor: f64) -> f64 {
    w[[0, 0]] * factor
}

/// The determinant of the Hessian matrix at one scale.
fn determinant(sigma: f64, beyond: Boundaries) -> Boxed<(f64,), (f64,)> {
    // What is no number becomes zero; boxes have one pixel at least.
    let size = ((3.0 * sigma) as usize).max(3);
    let (third, beside) = (size / 3, 2 * (size / 3) - 1);
    // The box of an even size has one pixel more behind the centre than before it.
    let longer = if size.is_multiple_of(2) { -1 } else { 0 };
    let across = uniform([beside, size]).origin([0, longer]).zip(uniform([beside, third]));
    let down = uniform([size, beside]).origin([longer, 0]).zip(uniform([third, beside]));
    // The difference of a constant is zero.
    let still = replaced(beyond, 2, |boundary| match boundary {
        Boundary::Constant(_) => Boundary::Constant(0.0),
        other => other,
    });
    let mixed = sides(third).along(1).then(sides(third).along(0).boundary(still));
    let counts = ((beside * size) as f64, (beside * third) as f64);
    let all = mixed.zip(across).zip(down).then(from_boxes(counts.0, counts.1));
    Boxed::new(all.then(scaled((size as f64).powi(-4))))
}
