//! Edges that are followed, and points that are listed: what looks at the whole array in the end.

use super::Built;
use crate::finds::{Finds, Found};
use crate::step::Step;
use crate::table::{Family, Param, Row, sample};
use crate::value::{Kind, NO_YES, Range, Values, Whole};
use crate::whole::{Edges, Hysteresis};
use ndarray::IxDyn;
use std::f64::consts::SQRT_2;
use stencil_filters::{Detector, blob_dog, blob_doh, blob_log, canny, peak_local_max};

const BORDER: Param =
    Param::optional("exclude_border", Kind::Wholes(Whole::FromZero), "How far points are from the edges at least");
const MIN_SIGMA: Param = Param::with("min_sigma", Kind::Number(Range::Positive), "1", "Scale of the smallest blobs");
const NUM_SIGMA: Param = Param::with("num_sigma", Kind::Whole(Whole::FromOne), "10", "How many scales");
const THRESHOLD: Param =
    Param::optional("threshold", Kind::Number(Range::Any), "By how much a blob stands out at least");
const RELATIVE: Param = Param::optional("threshold_rel", Kind::Number(Range::Any), "The same as a part of the largest");
const OVERLAP: Param =
    Param::with("overlap", Kind::Number(Range::NotNegative), "0.5", "Which part of two blobs may overlap");
const LOG_SCALE: Param = Param::with("log_scale", NO_YES, "no", "Whether scales grow by equal factors");

/// What all blob detectors can be told.
macro_rules! choices {
    ($filter:expr, $v:ident) => {{
        let mut filter = $filter.overlap($v.number("overlap"));
        if let Some(threshold) = $v.given("threshold", Values::number) {
            filter = filter.threshold(threshold);
        }
        if let Some(part) = $v.given("threshold_rel", Values::number) {
            filter = filter.threshold_rel(part);
        }
        if let Some(width) = $v.given("exclude_border", Values::sizes) {
            filter = filter.exclude_border(width);
        }
        filter
    }};
}

pub(super) const FAMILY: Family = Family {
    title: "Edges and points of whole arrays",
    intro: "What is local in them has its halo; in the end they look at the whole array. Points are written as `.csv`, or as an `.npy` array \
            with a row per point: its position along each axis, then what else is known of it. Into a picture they are drawn as rings.",
    rows: &[
        Row {
            name: "canny",
            also: &["canny_edges"],
            summary: "Canny's edges: ridges of the gradient, the weak ones only where they touch strong ones",
            params: &[
                Param::with("sigma", Kind::Numbers(Range::NotNegative), "1", "Standard deviation of the Gaussian"),
                Param::required(
                    "low",
                    Kind::Number(Range::NotNegative),
                    "The least gradient of weak edges; a step of h has one of 4 h",
                ),
                Param::required("high", Kind::Number(Range::NotNegative), "The least gradient of strong ones"),
            ],
            reference: "skimage.feature.canny",
            samples: &[sample("canny(1, low=40, high=120)", &[])],
            example: "stencil canny --sigma 1.5 --low 60 --high 160 camera.png canny.png",
            build: |v| Ok(Box::new(Edges(canny(v.numbers("sigma"), v.number("low"), v.number("high"))))),
        },
        Row {
            name: "hysteresis",
            also: &["apply_hysteresis_threshold"],
            summary: "What is above a low level and connected to something above a high one",
            params: &[
                Param::required("low", Kind::Number(Range::Any), "The low level"),
                Param::required("high", Kind::Number(Range::Any), "The high level"),
                Param::with(
                    "connectivity",
                    Kind::Whole(Whole::FromOne),
                    "1",
                    "Along how many axes neighbours may differ at once",
                ),
            ],
            reference: "skimage.filters.apply_hysteresis_threshold",
            samples: &[sample("hysteresis(30, 70)", &[])],
            example: "stencil run \"sobel | hysteresis(100, 250)\" coins.png hysteresis.png",
            build: |v| Ok(Box::new(Hysteresis::new(v.number("low"), v.number("high"), v.size("connectivity")))),
        },
        Row {
            name: "peak_local_max",
            also: &["peaks", "local_maxima", "corner_peaks"],
            summary: "Points that nothing near exceeds, the brightest first",
            params: &[
                Param::with("min_distance", Kind::Whole(Whole::FromZero), "1", "How far apart they are"),
                Param::optional("threshold_abs", Kind::Number(Range::Any), "Above which value they are"),
                Param::optional("threshold_rel", Kind::Number(Range::Any), "Above which part of the largest value"),
                BORDER,
                Param::optional("num_peaks", Kind::Whole(Whole::FromZero), "How many at most"),
                Param::optional("footprint", Kind::Footprint, "What must not exceed a peak, instead of what is near"),
            ],
            reference: "skimage.feature.peak_local_max",
            samples: &[
                sample("peak_local_max", &[]),
                sample("peak_local_max(3, threshold_abs=20, exclude_border=1, num_peaks=9)", &[]),
                sample("peak_local_max(2, footprint=3, threshold_rel=0.5)", &[]),
            ],
            example: "stencil run \"gaussian(1) | peak_local_max(4, threshold_abs=60)\" hubble.png peak_local_max.png",
            build: |v| {
                let mut filter = peak_local_max(v.size("min_distance"));
                if let Some(threshold) = v.given("threshold_abs", Values::number) {
                    filter = filter.threshold_abs(threshold);
                }
                if let Some(part) = v.given("threshold_rel", Values::number) {
                    filter = filter.threshold_rel(part);
                }
                if let Some(width) = v.given("exclude_border", Values::sizes) {
                    filter = filter.exclude_border(width);
                }
                if let Some(most) = v.given("num_peaks", Values::size) {
                    filter = filter.num_peaks(most);
                }
                if let Some(footprint) = v.given("footprint", Values::footprint) {
                    filter = filter.footprint(footprint);
                }
                finds("peak_local_max", filter, 3.0)
            },
        },
        Row {
            name: "blob_log",
            also: &["simpleblobdetector"],
            summary: "Bright blobs of any size, by the Laplacian of Gaussians",
            params: &[
                MIN_SIGMA,
                Param::with("max_sigma", Kind::Number(Range::Positive), "50", "Scale of the largest"),
                NUM_SIGMA,
                THRESHOLD,
                RELATIVE,
                OVERLAP,
                LOG_SCALE,
                BORDER,
            ],
            reference: "skimage.feature.blob_log",
            samples: &[
                sample("blob_log(1, max_sigma=2, num_sigma=3)", &[]),
                sample("blob_log(1, max_sigma=2, num_sigma=2, threshold=5, overlap=0.3, log_scale=yes)", &[]),
            ],
            example: "stencil blob_log --max-sigma 8 --threshold 25 hubble.png blob_log.png",
            build: |v| {
                let filter = blob_log(v.number("min_sigma"), v.number("max_sigma"), v.size("num_sigma"));
                finds("blob_log", choices!(if v.yes("log_scale") { filter.log_scale() } else { filter }, v), SQRT_2)
            },
        },
        Row {
            name: "blob_dog",
            also: &[],
            summary: "Bright blobs of any size, by differences of Gaussians",
            params: &[
                MIN_SIGMA,
                Param::with("max_sigma", Kind::Number(Range::Positive), "50", "Scale of the largest"),
                Param::with("sigma_ratio", Kind::Number(Range::Positive), "1.6", "Ratio of neighbouring scales"),
                THRESHOLD,
                RELATIVE,
                OVERLAP,
                BORDER,
            ],
            reference: "skimage.feature.blob_dog",
            samples: &[sample("blob_dog(1, max_sigma=2, threshold=2)", &[])],
            example: "stencil blob_dog --max-sigma 8 --threshold 25 hubble.png blob_dog.png",
            build: |v| {
                let filter =
                    blob_dog(v.number("min_sigma"), v.number("max_sigma")).sigma_ratio(v.number("sigma_ratio"));
                finds("blob_dog", choices!(filter, v), SQRT_2)
            },
        },
        Row {
            name: "blob_doh",
            also: &[],
            summary: "Bright and dark blobs of any size, by the determinant of the Hessian",
            params: &[
                MIN_SIGMA,
                Param::with("max_sigma", Kind::Number(Range::Positive), "30", "Scale of the largest"),
                NUM_SIGMA,
                THRESHOLD,
                RELATIVE,
                OVERLAP,
                LOG_SCALE,
                BORDER,
            ],
            reference: "skimage.feature.blob_doh",
            samples: &[sample("blob_doh(1, max_sigma=3, num_sigma=3, threshold=1)", &[])],
            example: "stencil blob_doh --min-sigma 3 --max-sigma 25 --threshold 400 coins.png blob_doh.png",
            build: |v| {
                let filter = blob_doh(v.number("min_sigma"), v.number("max_sigma"), v.size("num_sigma"));
                finds("blob_doh", choices!(if v.yes("log_scale") { filter.log_scale() } else { filter }, v), 1.0)
            },
        },
    ],
};

fn finds<P: Detector + 'static>(name: &'static str, detector: P, scale: f64) -> Built
where
    P::Found<IxDyn>: Found,
{
    let step: Box<dyn Step> = Box::new(Finds::new(name, detector, scale));
    Ok(step)
}
