//! Derivatives, and what is made of them.

use super::{Built, floats, numbers};
use crate::floats::Results;
use crate::table::{Family, Law, Param, Row, sample};
use crate::value::{Kind, NO_YES, Values, Whole};
use stencil_filters::{Gradient, farid, laplace, prewitt, roberts, scharr, sobel};

const PARAMS: &[Param] = &[
    Param::optional(
        "axis",
        Kind::Whole(Whole::Axis),
        "Only the derivative along this axis, signed; of a picture, 0 is down and 1 to the right",
    ),
    NORMALIZED,
];
const NORMALIZED: Param = Param::with("normalized", NO_YES, "no", "Whether the weights are scaled as in scikit-image");

/// Of the length of a gradient.
const LENGTH: &[Law] = &[Law::ErasesConstants, Law::Mirrors, Law::Transposes];
/// Of a derivative.
const DERIVATIVE: &[Law] = &[Law::ErasesConstants, Law::Odd];

pub(super) const FAMILY: Family = Family {
    title: "Edges",
    intro: "Derivatives are signed, and integers get a type that holds them; the length of a gradient has the type of the array.",
    rows: &[
        Row {
            name: "sobel",
            also: &["gradient", "edges", "edge", "magnitude"],
            summary: "Edge strength: the length of Sobel's gradient, or one derivative",
            params: PARAMS,
            reference: "scipy.ndimage.generic_gradient_magnitude(_, sobel); scipy.ndimage.sobel; skimage.filters.sobel",
            samples: &[
                sample("sobel", LENGTH),
                sample("sobel(axis=0)", DERIVATIVE),
                sample("sobel(normalized=yes)", LENGTH),
            ],
            example: "stencil sobel camera.png sobel.png",
            build: |v| match v.given("axis", Values::size) {
                _ if v.yes("normalized") => gradient(sobel().normalized(), v),
                Some(axis) => numbers(sobel().axis(axis)),
                None => numbers(sobel()),
            },
        },
        Row {
            name: "prewitt",
            also: &[],
            summary: "Edge strength: the length of Prewitt's gradient, or one derivative",
            params: PARAMS,
            reference: "scipy.ndimage.generic_gradient_magnitude(_, prewitt); scipy.ndimage.prewitt; skimage.filters.prewitt",
            samples: &[sample("prewitt", LENGTH), sample("prewitt(axis=0)", DERIVATIVE)],
            example: "stencil prewitt camera.png prewitt.png",
            build: |v| gradient(prewitt(), v),
        },
        Row {
            name: "scharr",
            also: &[],
            summary: "Edge strength: the length of Scharr's gradient, or one derivative",
            params: PARAMS,
            reference: "skimage.filters.scharr",
            samples: &[sample("scharr", LENGTH), sample("scharr(axis=0, normalized=yes)", DERIVATIVE)],
            example: "stencil run \"scharr(normalized=yes) | scale(3)\" camera.png scharr.png",
            build: |v| gradient(scharr(), v),
        },
        Row {
            name: "farid",
            also: &[],
            summary: "Edge strength: the length of Farid and Simoncelli's gradient, or one derivative",
            params: PARAMS,
            reference: "skimage.filters.farid",
            samples: &[sample("farid(normalized=yes)", LENGTH), sample("farid(axis=0)", DERIVATIVE)],
            example: "stencil run \"farid | scale(4)\" camera.png farid.png",
            build: |v| gradient(farid(), v),
        },
        Row {
            name: "roberts",
            also: &["roberts_pos_diag", "roberts_neg_diag"],
            summary: "Edge strength: the length of Roberts' gradient along both diagonals, or one difference",
            params: &[
                Param::optional(
                    "diagonal",
                    Kind::Word(&["falling", "rising"]),
                    "Only the difference along this diagonal, signed",
                ),
                NORMALIZED,
            ],
            reference: "skimage.filters.roberts; skimage.filters.roberts_pos_diag; skimage.filters.roberts_neg_diag",
            samples: &[
                sample("roberts", &[Law::ErasesConstants, Law::Transposes]),
                sample("roberts(diagonal=rising)", DERIVATIVE),
                sample("roberts(normalized=yes)", &[Law::ErasesConstants]),
            ],
            example: "stencil run \"roberts | scale(3)\" camera.png roberts.png",
            build: |v| match v.given("diagonal", Values::word) {
                Some("rising") => floats(roberts().rising(), Results::Signed),
                Some(_) => floats(roberts().falling(), Results::Signed),
                None if v.yes("normalized") => floats(roberts().normalized(), Results::Same),
                None => floats(roberts(), Results::Same),
            },
        },
        Row {
            name: "laplace",
            also: &["laplacian"],
            summary: "The sum of second differences, signed: zero where an edge is steepest",
            params: &[],
            reference: "scipy.ndimage.laplace",
            samples: &[sample("laplace", &[Law::ErasesConstants, Law::Mirrors, Law::Transposes, Law::Odd])],
            example: "stencil run \"laplace | scale(1, 128)\" camera.png laplace.png",
            build: |_| floats(laplace(), Results::Signed),
        },
    ],
};

/// The length of a gradient, or one derivative.
fn gradient(gradient: Gradient, v: &Values) -> Built {
    let gradient = if v.yes("normalized") { gradient.normalized() } else { gradient };
    match v.given("axis", Values::size) {
        Some(axis) => floats(gradient.axis(axis), Results::Signed),
        None => floats(gradient, Results::Same),
    }
}
