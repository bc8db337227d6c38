//! Weighted sums of neighbours.

use super::{SMOOTHS, SMOOTHS_AXES, numbers};
use crate::table::{Family, Param, Row, sample};
use crate::value::{Kind, Range};
use stencil_filters::gaussian;

pub(super) const FAMILY: Family = Family {
    title: "Linear",
    intro: "Weighted sums of neighbours. Integers are summed in a type that is wide enough, then rounded half to even and saturated.",
    rows: &[Row {
        name: "gaussian",
        also: &["blur", "gauss", "gaussian_filter", "gaussian_blur", "gaussianblur"],
        summary: "Smooth with a Gaussian",
        params: &[
            Param::required("sigma", Kind::Numbers(Range::Positive), "Standard deviation in pixels"),
            Param::with("truncate", Kind::Number(Range::NotNegative), "4", "Where the weights end, in sigmas"),
        ],
        reference: "scipy.ndimage.gaussian_filter",
        samples: &[sample("gaussian(2)", SMOOTHS), sample("gaussian([1.5,0.5], truncate=3)", SMOOTHS_AXES)],
        example: "stencil gaussian --sigma 2 camera.png gaussian.png",
        build: |v| numbers(gaussian(v.numbers("sigma")).truncate(v.number("truncate"))),
    }],
};
