//! Weighted sums of neighbours.

use super::{Built, NAN, ORIGIN, SMOOTHS, SMOOTHS_AXES, floats, nan, numbers};
use crate::floats::Results;
use crate::table::{Family, Law, Param, Row, sample};
use crate::value::{Kind, NO_YES, Range, Values, Whole};
use stencil_core::Stencil;
use stencil_filters::{
    Correlate, Gaussian, GaussianGradientMagnitude, GaussianLaplace, PerAxis, convolve, convolve1d, correlate,
    correlate1d, difference_of_gaussians, gabor, gaussian, gaussian_gradient_magnitude, gaussian_laplace, uniform,
    unsharp_mask,
};

const WEIGHTS: Param = Param::required("weights", Kind::Weights, "The weights");
const SIGMA: Param = Param::required("sigma", Kind::Numbers(Range::Positive), "Standard deviation in pixels");
const TRUNCATE: Param =
    Param::with("truncate", Kind::Number(Range::NotNegative), "4", "Where the weights end, in sigmas");
const RADIUS: Param = Param::optional("radius", Kind::Wholes(Whole::FromZero), "Where they end, in pixels");
const SIGNED: Param = Param::with("signed", NO_YES, "no", "Whether integers get a type that holds negative results");
const AXIS: Param = Param::required("axis", Kind::Whole(Whole::Axis), "Along which axis");

pub(super) const FAMILY: Family = Family {
    title: "Linear",
    intro: "Weighted sums of neighbours. Integers are summed in a type that is wide enough, then rounded half to even and saturated.",
    rows: &[
        Row {
            name: "gaussian",
            also: &["blur", "gauss", "gaussian_filter", "gaussian_blur", "gaussianblur"],
            summary: "Smooth with a Gaussian",
            params: &[
                SIGMA,
                TRUNCATE,
                RADIUS,
                Param::optional("order", Kind::Wholes(Whole::FromZero), "The derivative of this order, 0 to 3"),
                NAN,
            ],
            reference: "scipy.ndimage.gaussian_filter",
            samples: &[
                sample("gaussian(2)", SMOOTHS),
                sample("gaussian([1.5,0.5], truncate=3)", SMOOTHS_AXES),
                sample("gaussian(1, radius=2, nan=omit)", SMOOTHS),
                sample("gaussian(1, order=1)", &[Law::ErasesConstants, Law::Transposes, Law::Odd]),
                sample("gaussian([1,1], order=[0,2])", &[Law::Mirrors, Law::Odd]),
            ],
            example: "stencil gaussian --sigma 2 camera.png gaussian.png",
            build: |v| {
                let filter = extent(gaussian(v.numbers("sigma")).nan(nan(v)), v, Gaussian::truncate, Gaussian::radius);
                match v.given("order", Values::sizes) {
                    Some(order) => floats(filter.order(order), Results::Float),
                    None => numbers(filter),
                }
            },
        },
        Row {
            name: "gaussian_laplace",
            also: &["log", "laplacian_of_gaussian"],
            summary: "The Laplacian of the smoothed array: negative on bright spots as wide as the Gaussian",
            params: &[SIGMA, TRUNCATE, RADIUS],
            reference: "scipy.ndimage.gaussian_laplace",
            samples: &[
                sample("gaussian_laplace(1.5)", &[Law::Mirrors, Law::Transposes, Law::Odd]),
                sample("gaussian_laplace([1,0.5], radius=[3,2])", &[Law::Mirrors, Law::Odd]),
            ],
            example: "stencil run \"gaussian_laplace(2) | scale(6, 128)\" camera.png gaussian_laplace.png",
            build: |v| {
                let filter = gaussian_laplace(v.numbers("sigma"));
                floats(extent(filter, v, GaussianLaplace::truncate, GaussianLaplace::radius), Results::Float)
            },
        },
        Row {
            name: "gaussian_gradient_magnitude",
            also: &[],
            summary: "The length of the gradient of the smoothed array",
            params: &[SIGMA, TRUNCATE, RADIUS],
            reference: "scipy.ndimage.gaussian_gradient_magnitude",
            samples: &[
                sample("gaussian_gradient_magnitude(1.5)", &[Law::ErasesConstants, Law::Mirrors, Law::Transposes]),
                sample("gaussian_gradient_magnitude([1,0.5], truncate=3)", &[Law::ErasesConstants, Law::Mirrors]),
            ],
            example: "stencil run \"gaussian_gradient_magnitude(1.5) | scale(6)\" camera.png gaussian_gradient_magnitude.png",
            build: |v| {
                let filter = gaussian_gradient_magnitude(v.numbers("sigma"));
                let (truncate, radius) = (GaussianGradientMagnitude::truncate, GaussianGradientMagnitude::radius);
                floats(extent(filter, v, truncate, radius), Results::Same)
            },
        },
        Row {
            name: "difference_of_gaussians",
            also: &["dog"],
            summary: "The array smoothed a little less the array smoothed more: what is about so large",
            params: &[
                Param::required(
                    "low",
                    Kind::Numbers(Range::NotNegative),
                    "Standard deviation of the narrower Gaussian",
                ),
                Param::optional(
                    "high",
                    Kind::Numbers(Range::Positive),
                    "That of the wider one, instead of 1.6 times the other",
                ),
                TRUNCATE,
            ],
            reference: "skimage.filters.difference_of_gaussians",
            samples: &[
                sample("difference_of_gaussians(1)", &[Law::ErasesConstants, Law::Mirrors, Law::Transposes, Law::Odd]),
                sample(
                    "difference_of_gaussians(0.5, high=2, truncate=3)",
                    &[Law::ErasesConstants, Law::Mirrors, Law::Odd],
                ),
            ],
            example: "stencil run \"difference_of_gaussians(1, high=3) | scale(3, 128)\" camera.png difference_of_gaussians.png",
            build: |v| {
                let filter = difference_of_gaussians(v.numbers("low"));
                let filter = v.given("high", Values::numbers).map_or(filter, |high| filter.high(high));
                floats(filter.truncate(v.number("truncate")), Results::Float)
            },
        },
        Row {
            name: "unsharp_mask",
            also: &["sharpen", "unsharp"],
            summary: "Sharpen: add what smoothing takes away, times an amount",
            params: &[
                Param::with("sigma", Kind::Numbers(Range::Positive), "1", "Standard deviation in pixels"),
                Param::with("amount", Kind::Number(Range::Any), "1", "How much"),
                TRUNCATE,
                Param::optional("lowest", Kind::Number(Range::Any), "What results below it become"),
                Param::optional("highest", Kind::Number(Range::Any), "What results above it become"),
            ],
            reference: "skimage.filters.unsharp_mask",
            samples: &[
                sample("unsharp_mask(1.5, 2)", SMOOTHS),
                sample("unsharp_mask([1,0.5], amount=1, lowest=0, highest=90)", &[Law::KeepsConstants, Law::Mirrors]),
            ],
            example: "stencil unsharp_mask --sigma 2 --amount 2 camera.png unsharp_mask.png",
            build: |v| {
                let filter = unsharp_mask(v.numbers("sigma"), v.number("amount")).truncate(v.number("truncate"));
                let lowest = v.given("lowest", Values::number).unwrap_or(f64::NEG_INFINITY);
                let highest = v.given("highest", Values::number).unwrap_or(f64::INFINITY);
                floats(filter.clip(lowest, highest), Results::Same)
            },
        },
        Row {
            name: "gabor",
            also: &[],
            summary: "How strongly a wave of this frequency and direction runs through each pixel",
            params: &[
                Param::required("frequency", Kind::Number(Range::Positive), "Periods per pixel"),
                Param::with("theta", Kind::Number(Range::Any), "0", "Direction in radians: 0 is along the second axis"),
                Param::with(
                    "bandwidth",
                    Kind::Number(Range::Positive),
                    "1",
                    "In octaves; the Gaussian's width follows from it",
                ),
                Param::optional(
                    "sigma",
                    Kind::Numbers(Range::Positive),
                    "The Gaussian's widths along the wave and across it",
                ),
                Param::with("truncate", Kind::Number(Range::Positive), "3", "Where the weights end, in sigmas"),
                Param::with("offset", Kind::Number(Range::Any), "0", "Phase at the centre, in radians"),
                Param::with("output", Kind::Word(&["real", "imaginary"]), "real", "The even wave, or the odd one"),
            ],
            reference: "skimage.filters.gabor",
            samples: &[
                sample("gabor(0.25)", &[Law::Mirrors, Law::Odd]),
                sample("gabor(0.3, theta=0.7, sigma=[2,1], truncate=2, output=imaginary)", &[Law::Odd]),
                sample("gabor(0.2, bandwidth=1.5, offset=1)", &[Law::Odd]),
            ],
            example: "stencil run \"gabor(0.1, theta=0.8) | scale(3, 128)\" camera.png gabor.png",
            build: |v| {
                let filter = gabor(v.number("frequency")).theta(v.number("theta")).bandwidth(v.number("bandwidth"));
                let filter = filter.truncate(v.number("truncate")).offset(v.number("offset"));
                let filter = v.given("sigma", Values::numbers).map_or(filter, |s| filter.sigmas(s.get(0), s.get(1)));
                floats(if v.word("output") == "real" { filter } else { filter.imaginary() }, Results::Float)
            },
        },
        Row {
            name: "uniform",
            also: &["box", "boxfilter", "uniform_filter", "mean"],
            summary: "The mean of a box, at a cost that hardly grows with its size",
            params: &[Param::with("size", Kind::Wholes(Whole::FromOne), "3", "Sides of the box"), ORIGIN],
            reference: "scipy.ndimage.uniform_filter",
            samples: &[
                sample("uniform", SMOOTHS),
                sample("uniform([4,1], origin=[1,0])", &[Law::KeepsConstants, Law::Odd]),
                sample("uniform(15)", SMOOTHS),
            ],
            example: "stencil uniform --size 9 camera.png uniform.png",
            build: |v| numbers(uniform(v.sizes("size")).origin(v.wholes("origin"))),
        },
        Row {
            name: "correlate",
            also: &["filter2d", "kernel", "correlate_sparse"],
            summary: "The sum of neighbours times weights",
            params: &[WEIGHTS, ORIGIN, SIGNED],
            reference: "scipy.ndimage.correlate",
            samples: &[
                sample("correlate([0,1,0/1,-4,1/0,1,0], signed=yes)", &[Law::ErasesConstants, Law::Mirrors, Law::Odd]),
                sample("correlate([-2,-1,0/-1,1,1/0,1,2], origin=[1,0])", &[Law::KeepsConstants]),
            ],
            example: "stencil correlate --weights -2,-1,0/-1,1,1/0,1,2 camera.png correlate.png",
            build: |v| summed(correlate(v.weights("weights").view()), v),
        },
        Row {
            name: "convolve",
            also: &["convolution", "conv2"],
            summary: "The sum of neighbours times reversed weights",
            params: &[WEIGHTS, ORIGIN, SIGNED],
            reference: "scipy.ndimage.convolve",
            samples: &[sample("convolve([1,2/3,-5])", &[]), sample("convolve([1,0,-1], signed=yes)", &[Law::Odd])],
            example: "stencil convolve --weights 2,1,0/1,1,-1/0,-1,-2 camera.png convolve.png",
            build: |v| summed(convolve(v.weights("weights").view()), v),
        },
        Row {
            name: "correlate1d",
            also: &["sepfilter2d"],
            summary: "The sum of neighbours along one axis times weights",
            params: &[WEIGHTS, AXIS, ORIGIN, SIGNED],
            reference: "scipy.ndimage.correlate1d",
            samples: &[
                sample("correlate1d([0.25,0.5,0.25], axis=0)", SMOOTHS_AXES),
                sample("correlate1d([1,3], axis=0, origin=-1)", &[]),
            ],
            example: "stencil correlate1d --weights 0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1,0.1 --axis 1 camera.png correlate1d.png",
            build: |v| along(correlate1d(row(v)), v),
        },
        Row {
            name: "convolve1d",
            also: &[],
            summary: "The sum of neighbours along one axis times reversed weights",
            params: &[WEIGHTS, AXIS, ORIGIN, SIGNED],
            reference: "scipy.ndimage.convolve1d",
            samples: &[sample("convolve1d([1,-1], axis=0, signed=yes)", &[Law::ErasesConstants, Law::Odd])],
            example: "stencil run \"convolve1d([1,1,0,-1,-1], axis=1, signed=yes) | scale(0.5, 128)\" camera.png convolve1d.png",
            build: |v| along(convolve1d(row(v)), v),
        },
    ],
};

/// Where the weights of a Gaussian end.
fn extent<F>(filter: F, v: &Values, truncate: fn(F, f64) -> F, radius: fn(F, PerAxis<usize>) -> F) -> F {
    match v.given("radius", Values::sizes) {
        Some(pixels) => radius(filter, pixels),
        None => truncate(filter, v.number("truncate")),
    }
}

fn row(v: &Values) -> Vec<f64> {
    v.weights("weights").into_iter().collect()
}

fn summed(filter: Correlate, v: &Values) -> Built {
    let filter = filter.origin(v.wholes("origin"));
    if v.yes("signed") { floats(filter.signed(), Results::Signed) } else { floats(filter, Results::Same) }
}

fn along(filter: Correlate, v: &Values) -> Built {
    if v.weights("weights").ndim() > 1 {
        return Err(v.wrong("weights", "numbers in one row, such as 1,2,1"));
    }
    let (filter, axis) = (filter.origin(v.whole("origin")), v.size("axis"));
    if v.yes("signed") {
        floats(filter.signed().along(axis), Results::Signed)
    } else {
        floats(filter.along(axis), Results::Same)
    }
}
