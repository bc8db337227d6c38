//! Maxima in space and scale: what all blob detectors have in common.

use super::detect::How;
use super::peaks::{least_and_largest, threshold};
use super::prune::pruned;
use super::{away_from_edges, brightest_first, pattern};
use crate::error::parameter_of;
use crate::{Footprint, PerAxis, dilate};
use ndarray::{ArrayD, Dimension};
use stencil_core::prelude::*;

/// A blob.
#[derive(Clone, Debug, PartialEq)]
pub struct Blob<D: Dimension> {
    /// Where its middle is: what indexes the image.
    pub position: D::Pattern,
    /// The scale at which it stands out most. Its radius is about `sqrt(n) * sigma` in `n` dimensions (about `sigma` where the
    /// determinant of the Hessian found it).
    pub sigma: f64,
    /// By how much it stands out.
    pub response: f64,
}

/// A blob, whatever the dimension.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Found {
    pub(super) position: Vec<usize>,
    pub(super) scale: usize,
    pub(super) sigma: f64,
    pub(super) response: f64,
}

/// What blob detectors can be told.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Choice {
    pub(super) threshold: Option<f64>,
    pub(super) threshold_rel: Option<f64>,
    pub(super) overlap: f64,
    pub(super) exclude_border: PerAxis<usize>,
}

impl Choice {
    /// With this absolute threshold and what scikit-image does else.
    pub(super) fn new(threshold: f64) -> Self {
        Self { threshold: Some(threshold), threshold_rel: None, overlap: 0.5, exclude_border: 0.into() }
    }

    pub(super) fn check(&self, detector: &'static str, ndim: usize) -> Result<(), Error> {
        for (name, threshold) in [("threshold", self.threshold), ("threshold_rel", self.threshold_rel)] {
            if threshold.is_some_and(f64::is_nan) {
                return Err(parameter_of(detector, name, "NaN", "a number"));
            }
        }
        if !(0.0..=1.0).contains(&self.overlap) {
            return Err(parameter_of(detector, "overlap", self.overlap, "0 to 1"));
        }
        match self.exclude_border.dims() {
            Some(needs) if needs != ndim => Err(Error::AxisCount { filter: detector.into(), needs, given: ndim }),
            _ => Ok(()),
        }
    }
}

/// Whether a range of sigmas makes sense.
pub(super) fn check_range(detector: &'static str, least: f64, min: f64, max: f64) -> Result<(), Error> {
    if !min.is_finite() || min < least || min == 0.0 {
        let expected = if least > 0.0 { "finite and at least 1" } else { "finite and above 0" };
        return Err(parameter_of(detector, "min_sigma", min, expected));
    }
    match max.is_finite() && max >= min && max <= LARGEST {
        true => Ok(()),
        false => Err(parameter_of(detector, "max_sigma", max, format!("{min} (the smallest sigma) to {LARGEST}"))),
    }
}

/// The largest sigma: its weights reach a million pixels.
const LARGEST: f64 = (1 << 18) as f64;

/// So many sigmas from the smallest to the largest, evenly or by equal factors.
pub(super) fn sigmas(min: f64, max: f64, count: usize, log_scale: bool) -> Vec<f64> {
    let (from, to) = if log_scale { (min.log10(), max.log10()) } else { (min, max) };
    let step = (to - from) / count.saturating_sub(1).max(1) as f64;
    let at = |number: usize| if number + 1 == count && count > 1 { to } else { from + number as f64 * step };
    (0..count).map(|number| if log_scale { 10_f64.powf(at(number)) } else { at(number) }).collect()
}

/// The value at this scale.
#[stencil(simd)]
fn middle(_finer: Window<f64, 1>, here: Window<f64, 1>, _coarser: Window<f64, 1>) -> f64 {
    here[0]
}

/// The largest value of three scales. A NaN stays.
#[stencil(simd)]
fn most_of_three(finer: Window<f64, 1>, here: Window<f64, 1>, coarser: Window<f64, 1>) -> f64 {
    let (a, b, c) = (finer[0], here[0], coarser[0]);
    let most = a.max(b).max(c);
    if a.is_nan() || b.is_nan() || c.is_nan() { a + b + c } else { most }
}

/// Whether a value is as large as the largest around it.
#[stencil(simd)]
fn reaches(value: Window<f64, 1>, most: Window<f64, 1>) -> bool {
    value[0] >= most[0]
}

/// Whether no neighbour in space and scale exceeds a pixel. Pixels beyond an edge take no part: `Nearest` repeats some that do.
fn maxima() -> impl Filter<(f64, f64, f64), Out = (bool,)> {
    let around = most_of_three.along(0).then(dilate(Footprint::box_(3)));
    middle.along(0).zip(around).then(reaches.along(0)).boundary(Boundary::Nearest)
}

/// The blobs of an image whose responses at the scales `sigmas` are `response(0)`, `response(1)`, ...; at most three of these
/// arrays are kept at a time.
pub(super) fn blobs(
    sigmas: &[f64],
    choice: &Choice,
    how: &How<'_>,
    mut response: impl FnMut(usize) -> Result<ArrayD<f64>, Error>,
) -> Result<Vec<Found>, Error> {
    let (mut found, mut all, mut ends) = (vec![], true, (f64::INFINITY, f64::NEG_INFINITY));
    let mut here = match sigmas.is_empty() {
        true => return Ok(found),
        false => response(0)?,
    };
    let mut finer = here.clone();
    for scale in 0..sigmas.len() {
        let next = if scale + 1 < sigmas.len() { Some(response(scale + 1)?) } else { None };
        let mask = how.apply((&finer, &here, next.as_ref().unwrap_or(&here)), &maxima())?;
        let (least, largest) = least_and_largest(here.view());
        ends = (ends.0.min(least), ends.1.max(largest));
        all &= mask.iter().all(|peak| *peak);
        for ((at, peak), value) in mask.indexed_iter().zip(&here) {
            let inside = || away_from_edges(at.slice(), here.shape(), |axis| choice.exclude_border.get(axis));
            if *peak && choice.threshold.is_none_or(|threshold| *value > threshold) && inside() {
                let position = at.slice().to_vec();
                found.push(Found { position, scale, sigma: sigmas[scale], response: *value });
            }
        }
        finer = std::mem::replace(&mut here, next.unwrap_or_default());
    }
    // Responses that are all the same have no maxima.
    if all && finer.len() * sigmas.len() > 1 {
        return Ok(vec![]);
    }
    let threshold = threshold(choice.threshold, choice.threshold_rel, ends);
    found.retain(|blob| blob.response > threshold);
    found.sort_by(|a, b| {
        brightest_first((a.response, &a.position), (b.response, &b.position)).then(a.scale.cmp(&b.scale))
    });
    Ok(pruned(found, choice.overlap))
}

/// As blobs of an image of one dimension.
pub(super) fn placed<D: Dimension>(found: Vec<Found>) -> Vec<Blob<D>> {
    let blob = |one: Found| Blob { position: pattern::<D>(&one.position), sigma: one.sigma, response: one.response };
    found.into_iter().map(blob).collect()
}

/// The methods that all blob detectors have.
macro_rules! choices {
    () => {
        /// Blobs whose response is above this, instead of the default.
        #[must_use]
        pub fn threshold(mut self, threshold: f64) -> Self {
            self.choice.threshold = Some(threshold);
            self
        }

        /// Blobs whose response is above this part of the largest one; also above the threshold, if that was given before.
        #[must_use]
        pub fn threshold_rel(mut self, part: f64) -> Self {
            self.choice.threshold_rel = Some(part);
            self
        }

        /// No absolute threshold: blobs are above the least response, and above the relative threshold, if there is one.
        #[must_use]
        pub fn no_threshold(mut self) -> Self {
            self.choice.threshold = None;
            self
        }

        /// Of two blobs of which a larger part than this overlaps (0.5 by default), the smaller one is left out.
        #[must_use]
        pub fn overlap(mut self, part: f64) -> Self {
            self.choice.overlap = part;
            self
        }

        /// Blobs are at least so far from the edges: one number (0 by default), or one per axis.
        #[must_use]
        pub fn exclude_border(mut self, width: impl Into<crate::PerAxis<usize>>) -> Self {
            self.choice.exclude_border = width.into();
            self
        }
    };
}
pub(super) use choices;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sigmas_are_even_or_grow_by_equal_factors() {
        assert_eq!(sigmas(1.0, 5.0, 5, false), [1.0, 2.0, 3.0, 4.0, 5.0]);
        assert_eq!(sigmas(3.0, 5.0, 1, false), [3.0]);
        let growing = sigmas(1.0, 100.0, 3, true);
        assert!(growing.iter().zip([1.0, 10.0, 100.0]).all(|(a, b)| (a - b).abs() < 1e-12));
        assert_eq!(sigmas(1.0, 5.0, 0, false), []);
    }
}
