//! Local maxima.

use super::detect::{Detector, How};
use super::near::Near;
use super::{away_from_edges, brightest_first, pattern};
use crate::error::{TOO_MANY, few, parameter_of};
use crate::lines::copy;
use crate::{Footprint, PerAxis, Pixel, dilate};
use ndarray::{ArrayD, ArrayView, ArrayViewD, Dimension};
use stencil_core::prelude::*;

/// The pixels that no pixel up to `min_distance` away (along any axis) exceeds, the brightest first; of equal ones, that which
/// comes first in the array. Of equal ones less than `min_distance` apart, the first one only.
///
/// Peaks are above the least value of the image, unless [a threshold](PeakLocalMax::threshold_abs) is given, and, unless
/// [told otherwise](PeakLocalMax::exclude_border), at least `min_distance` from its edges. An image that is the same
/// everywhere has no peaks. Found in tiles, a pixel is a candidate by what is `min_distance` around it; pixels beyond the edge
/// take no part. The least and the largest value, the order and the distances are those of the whole image.
///
/// Made to agree with `skimage.feature.peak_local_max`. For every numeric type but `u64` and `i64`; in any number of
/// dimensions. There is no peak where a NaN is near.
///
/// ```
/// use ndarray::Array2;
/// use stencil_filters::{detect, peak_local_max};
///
/// let mut image = Array2::<f32>::zeros((7, 7));
/// image[[3, 4]] = 1.0;
/// image[[3, 2]] = 1.5;
/// let peaks = detect(&image, &peak_local_max(1))?;
/// assert_eq!((peaks[0].position, peaks[0].value), ((3, 2), 1.5));
/// assert_eq!(peaks[1].position, (3, 4));
/// assert_eq!(detect(&image, &peak_local_max(2))?.len(), 1);
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// Finding them fails with [`Error::Parameter`] if a threshold is NaN, or if the distance makes a window of more than
/// 16,777,216 pixels.
#[must_use]
pub fn peak_local_max(min_distance: usize) -> PeakLocalMax {
    PeakLocalMax {
        min_distance,
        threshold_abs: None,
        threshold_rel: None,
        exclude_border: None,
        num_peaks: usize::MAX,
        footprint: None,
    }
}

/// See [`peak_local_max`].
#[derive(Clone, Debug, PartialEq)]
pub struct PeakLocalMax {
    min_distance: usize,
    threshold_abs: Option<f64>,
    threshold_rel: Option<f64>,
    exclude_border: Option<PerAxis<usize>>,
    num_peaks: usize,
    footprint: Option<Footprint>,
}

/// A local maximum.
#[derive(Clone, Debug, PartialEq)]
pub struct Peak<D: Dimension> {
    /// Where it is: what indexes the image.
    pub position: D::Pattern,
    /// The value there.
    pub value: f64,
}

impl PeakLocalMax {
    /// Peaks are above this value, instead of above the least of the image.
    #[must_use]
    pub fn threshold_abs(self, threshold: f64) -> Self {
        Self { threshold_abs: Some(threshold), ..self }
    }

    /// Peaks are also above this part of the largest value of the image.
    #[must_use]
    pub fn threshold_rel(self, part: f64) -> Self {
        Self { threshold_rel: Some(part), ..self }
    }

    /// Peaks are at least so far from the edges, instead of `min_distance`; one number, or one per axis.
    #[must_use]
    pub fn exclude_border(self, width: impl Into<PerAxis<usize>>) -> Self {
        Self { exclude_border: Some(width.into()), ..self }
    }

    /// The brightest ones only, so many.
    #[must_use]
    pub fn num_peaks(self, most: usize) -> Self {
        Self { num_peaks: most, ..self }
    }

    /// The pixels that must not exceed a peak, instead of those up to `min_distance` away.
    #[must_use]
    pub fn footprint(self, footprint: Footprint) -> Self {
        Self { footprint: Some(footprint), ..self }
    }

    fn check(&self, ndim: usize) -> Result<(), Error> {
        let wrong =
            |parameter, value: String, expected| Err(parameter_of("peak_local_max", parameter, value, expected));
        for (name, threshold) in [("threshold_abs", self.threshold_abs), ("threshold_rel", self.threshold_rel)] {
            if threshold.is_some_and(f64::is_nan) {
                return wrong(name, "NaN".to_owned(), "a number");
            }
        }
        let side = self.min_distance.saturating_mul(2).saturating_add(1);
        if self.footprint.is_none() && !few((0..ndim).map(|_| side)) {
            return wrong("min_distance", self.min_distance.to_string(), TOO_MANY);
        }
        match self.exclude_border.and_then(|border| border.dims()) {
            Some(needs) if needs != ndim => {
                Err(Error::AxisCount { filter: "peak_local_max".into(), needs, given: ndim })
            }
            _ => Ok(()),
        }
    }

    /// The peaks of an image as positions and values, in their order.
    fn peaks(&self, image: &ArrayD<f64>, how: &How<'_>) -> Result<Vec<(Vec<usize>, f64)>, Error> {
        self.check(image.ndim())?;
        let maxima = how.apply(image, &maxima(self.cells()))?;
        let alone = self.footprint.is_none() && self.min_distance == 0 || image.len() == 1;
        if maxima.iter().all(|peak| *peak) && !alone {
            return Ok(vec![]);
        }
        let threshold = threshold(self.threshold_abs, self.threshold_rel, least_and_largest(image.view()));
        let border = |axis| self.exclude_border.map_or(self.min_distance, |border| border.get(axis));
        let mut peaks: Vec<(Vec<usize>, f64)> = maxima
            .indexed_iter()
            .zip(image)
            .filter(|((at, peak), value)| {
                **peak && **value > threshold && away_from_edges(at.slice(), image.shape(), border)
            })
            .map(|((at, _), value)| (at.slice().to_vec(), *value))
            .collect();
        peaks.sort_by(|a, b| brightest_first((a.1, &a.0), (b.1, &b.0)));
        if self.min_distance > 1 {
            peaks = apart(peaks, self.min_distance);
        }
        peaks.truncate(self.num_peaks);
        Ok(peaks)
    }

    fn cells(&self) -> Footprint {
        match &self.footprint {
            Some(footprint) => footprint.clone(),
            None => Footprint::box_(2 * self.min_distance + 1),
        }
    }
}

impl Detector for PeakLocalMax {
    type Found<D: Dimension> = Peak<D>;

    fn halo(&self) -> Halo {
        match &self.footprint {
            Some(footprint) => footprint.halo(),
            None => Halo::uniform(self.min_distance),
        }
    }

    fn find<T: Pixel + Into<f64>, D: Dimension>(
        &self,
        image: ArrayView<'_, T, D>,
        how: &How<'_>,
    ) -> Result<Vec<Peak<D>>, Error> {
        let peaks = self.peaks(&image.mapv(Into::into).into_dyn(), how)?;
        Ok(peaks.into_iter().map(|(at, value)| Peak { position: pattern::<D>(&at), value }).collect())
    }
}

/// Whether two pixels are equal.
#[stencil(simd)]
fn equal(a: Window<f64, 1>, b: Window<f64, 1>) -> bool {
    a[0] == b[0]
}

/// Whether no pixel under the footprint exceeds that in its middle. Beyond an edge, `Nearest` repeats a pixel that counts
/// anyway.
fn maxima(footprint: Footprint) -> impl Filter<(f64,), Out = (bool,)> {
    let largest = dilate(footprint.reflected());
    copy.along(0).zip(largest).then(equal.along(0)).boundary(Boundary::Nearest)
}

/// The least and the largest of all values that are not NaN.
pub(super) fn least_and_largest(values: ArrayViewD<'_, f64>) -> (f64, f64) {
    let all = (f64::INFINITY, f64::NEG_INFINITY);
    values.iter().fold(all, |(least, largest), v| (least.min(*v), largest.max(*v)))
}

/// What peaks are above.
pub(super) fn threshold(absolute: Option<f64>, part: Option<f64>, (least, largest): (f64, f64)) -> f64 {
    let absolute = absolute.unwrap_or(least);
    part.map_or(absolute, |part| absolute.max(part * largest))
}

/// Keeps each peak that is at least so far from those kept before it, along some axis.
fn apart(peaks: Vec<(Vec<usize>, f64)>, distance: usize) -> Vec<(Vec<usize>, f64)> {
    let mut kept: Vec<(Vec<usize>, f64)> = vec![];
    let mut near = Near::new(distance as f64);
    for peak in peaks {
        let close = |other: usize| kept[other].0.iter().zip(&peak.0).all(|(a, b)| a.abs_diff(*b) < distance);
        if !near.around(&peak.0).into_iter().any(close) {
            near.insert(&peak.0, kept.len());
            kept.push(peak);
        }
    }
    kept
}
