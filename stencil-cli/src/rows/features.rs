//! Matrices of derivatives, and the corners that they show.

use super::{floats, output};
use crate::floats::Results;
use crate::table::{Family, Law, Param, Row, sample};
use crate::value::{Kind, NO_YES, Range, Values, Whole, Wrong};
use stencil_filters::{
    HessianMatrix, corner_fast, corner_foerstner, corner_harris, corner_kitchen_rosenfeld, corner_moravec,
    corner_shi_tomasi, hessian_matrix, structure_tensor,
};

const SIGMA: Param = Param::with("sigma", Kind::Numbers(Range::NotNegative), "1", "Standard deviation of the Gaussian");
const ELEMENT: &[Param] = &[
    SIGMA,
    Param::with("row", Kind::Whole(Whole::Axis), "0", "The one axis of the element"),
    Param::with("column", Kind::Whole(Whole::Axis), "0", "The other"),
];
const HESSIAN_ELEMENT: &[Param] = &[
    SIGMA,
    Param::with("row", Kind::Whole(Whole::Axis), "0", "The one axis of the element"),
    Param::with("column", Kind::Whole(Whole::Axis), "0", "The other"),
    BY_GAUSSIANS,
];
const BY_GAUSSIANS: Param =
    Param::with("gaussian_derivatives", NO_YES, "no", "Whether derivatives are those of the Gaussian, not differences");
const EIGENVALUES: &[Param] = &[
    SIGMA,
    Param::with("output", Kind::Word(&["largest", "smallest", "middle"]), "largest", "Which eigenvalue"),
    Param::with("volume", NO_YES, "no", "Whether to work along three axes, not two"),
];

/// Second derivatives, and products of two first ones, have no direction.
const EVEN: &[Law] = &[Law::ErasesConstants, Law::Mirrors, Law::Transposes];
/// Along an axis.
const DIRECTED: &[Law] = &[Law::ErasesConstants, Law::Mirrors];

pub(super) const FAMILY: Family = Family {
    title: "Corners and matrices of derivatives",
    intro: "Results are floats, and integers are not rescaled, so that measures grow with the square or the fourth power of the values.",
    rows: &[
        Row {
            name: "structure_tensor",
            also: &[],
            summary: "An element of the structure tensor: the mean of the product of two derivatives",
            params: ELEMENT,
            reference: "skimage.feature.structure_tensor",
            samples: &[
                sample("structure_tensor", DIRECTED),
                sample("structure_tensor([0.5,1], row=0, column=1)", &[Law::ErasesConstants]),
            ],
            example: "stencil run \"structure_tensor(1.5) | scale(0.003)\" camera.png structure_tensor.png",
            build: |v| {
                let filter = structure_tensor(v.numbers("sigma")).element(v.size("row"), v.size("column"));
                floats(filter, Results::Float)
            },
        },
        Row {
            name: "structure_tensor_eigenvalues",
            also: &[],
            summary: "An eigenvalue of the structure tensor: how strong the edge is along and across its direction",
            params: EIGENVALUES,
            reference: "skimage.feature.structure_tensor_eigenvalues",
            samples: &[
                sample("structure_tensor_eigenvalues", EVEN),
                sample("structure_tensor_eigenvalues(0.5, output=smallest, volume=yes)", EVEN),
            ],
            example: "stencil run \"structure_tensor_eigenvalues(1.5) | scale(0.003)\" camera.png structure_tensor_eigenvalues.png",
            build: |v| {
                let filter = structure_tensor(v.numbers("sigma"));
                match v.yes("volume") {
                    true => output(filter.volume().eigenvalues(), place(v)?),
                    false => output(filter.eigenvalues(), place(v)?),
                }
            },
        },
        Row {
            name: "hessian_matrix",
            also: &["hessian"],
            summary: "An element of the Hessian matrix: a second derivative of the smoothed array",
            params: HESSIAN_ELEMENT,
            reference: "skimage.feature.hessian_matrix",
            samples: &[
                sample("hessian_matrix", &[Law::ErasesConstants, Law::Mirrors, Law::Odd]),
                sample("hessian_matrix([0.5,1], row=0, column=1)", &[Law::ErasesConstants, Law::Odd]),
                sample("hessian_matrix(1.5, gaussian_derivatives=yes)", &[Law::Mirrors, Law::Odd]),
            ],
            example: "stencil run \"hessian_matrix(1.5) | scale(6, 128)\" camera.png hessian_matrix.png",
            build: |v| {
                let filter = hessian(v).element(v.size("row"), v.size("column"));
                floats(filter, Results::Float)
            },
        },
        Row {
            name: "hessian_matrix_eigenvalues",
            also: &["hessian_matrix_eigvals"],
            summary: "An eigenvalue of the Hessian matrix: dark ridges and vessels have a large one",
            params: &[
                SIGMA,
                Param::with("output", Kind::Word(&["largest", "smallest", "middle"]), "largest", "Which eigenvalue"),
                Param::with("volume", NO_YES, "no", "Whether to work along three axes, not two"),
                BY_GAUSSIANS,
            ],
            reference: "skimage.feature.hessian_matrix_eigvals",
            samples: &[
                sample("hessian_matrix_eigenvalues", EVEN),
                sample("hessian_matrix_eigenvalues(0.5, output=middle, volume=yes)", EVEN),
            ],
            example: "stencil run \"hessian_matrix_eigenvalues(3) | scale(150)\" retina.png hessian_matrix_eigenvalues.png",
            build: |v| {
                let filter = hessian(v);
                match v.yes("volume") {
                    true => output(filter.volume().eigenvalues(), place(v)?),
                    false => output(filter.eigenvalues(), place(v)?),
                }
            },
        },
        Row {
            name: "corner_harris",
            also: &["harris", "cornerharris"],
            summary: "Harris' corner measure, or Noble's",
            params: &[
                SIGMA,
                Param::with("k", Kind::Number(Range::Any), "0.05", "Weight of the squared trace"),
                Param::optional("eps", Kind::Number(Range::Positive), "Noble's measure, with this beside the trace"),
            ],
            reference: "skimage.feature.corner_harris",
            samples: &[sample("corner_harris", EVEN), sample("corner_harris(0.5, eps=1e-6)", EVEN)],
            example: "stencil run \"corner_harris(1.5) | scale(2e-7)\" camera.png corner_harris.png",
            build: |v| {
                let filter = corner_harris(v.numbers("sigma")).k(v.number("k"));
                floats(v.given("eps", Values::number).map_or(filter, |eps| filter.noble(eps)), Results::Float)
            },
        },
        Row {
            name: "corner_shi_tomasi",
            also: &["shi_tomasi", "cornermineigenval"],
            summary: "Shi and Tomasi's corner measure: the smaller eigenvalue of the structure tensor",
            params: &[SIGMA],
            reference: "skimage.feature.corner_shi_tomasi",
            samples: &[sample("corner_shi_tomasi(0.5)", EVEN)],
            example: "stencil run \"corner_shi_tomasi(1.5) | scale(0.01)\" camera.png corner_shi_tomasi.png",
            build: |v| floats(corner_shi_tomasi(v.numbers("sigma")), Results::Float),
        },
        Row {
            name: "corner_foerstner",
            also: &[],
            summary: "Foerstner's corner measures: the size of the error ellipse, and how round it is",
            params: &[SIGMA, Param::with("output", Kind::Word(&["w", "q"]), "w", "The size, or the roundness")],
            reference: "skimage.feature.corner_foerstner",
            samples: &[sample("corner_foerstner", EVEN), sample("corner_foerstner(0.5, output=q)", EVEN)],
            example: "stencil run \"corner_foerstner(1.5) | scale(0.02)\" camera.png corner_foerstner.png",
            build: |v| output(corner_foerstner(v.numbers("sigma")), v.choice("output")),
        },
        Row {
            name: "corner_kitchen_rosenfeld",
            also: &["kitchen_rosenfeld"],
            summary: "Kitchen and Rosenfeld's corner measure: how much the direction of the gradient turns",
            params: &[],
            reference: "skimage.feature.corner_kitchen_rosenfeld",
            samples: &[sample("corner_kitchen_rosenfeld", &[Law::ErasesConstants])],
            example: "stencil run \"gaussian(1.5) | corner_kitchen_rosenfeld | scale(0.5, 128)\" camera.png corner_kitchen_rosenfeld.png",
            build: |_| floats(corner_kitchen_rosenfeld(), Results::Float),
        },
        Row {
            name: "corner_moravec",
            also: &["moravec"],
            summary: "Moravec's corner measure: how much the window differs from the shifted one",
            params: &[Param::with("window_size", Kind::Whole(Whole::FromOne), "1", "How far the window reaches")],
            reference: "skimage.feature.corner_moravec",
            samples: &[sample("corner_moravec", EVEN), sample("corner_moravec(2)", EVEN)],
            example: "stencil run \"corner_moravec | scale(0.01)\" camera.png corner_moravec.png",
            build: |v| floats(corner_moravec(v.size("window_size")), Results::Float),
        },
        Row {
            name: "corner_fast",
            also: &["fast"],
            summary: "The FAST corner measure: a run of pixels on a circle that are all brighter, or all darker",
            params: &[
                Param::with("n", Kind::Whole(Whole::FromOne), "12", "How many in a row, of sixteen"),
                Param::required("threshold", Kind::Number(Range::NotNegative), "By how much, in the units of the file"),
            ],
            reference: "skimage.feature.corner_fast",
            samples: &[sample("corner_fast(9, threshold=20)", EVEN)],
            example: "stencil corner_fast --n 9 --threshold 20 camera.png corner_fast.png",
            build: |v| floats(corner_fast(v.size("n"), v.number("threshold")), Results::Float),
        },
    ],
};

fn hessian(v: &Values) -> HessianMatrix {
    let filter = hessian_matrix(v.numbers("sigma"));
    if v.yes("gaussian_derivatives") { filter.gaussian_derivatives() } else { filter }
}

/// The place of the eigenvalue that is wanted, the largest first.
fn place(v: &Values) -> Result<usize, Wrong> {
    match (v.word("output"), v.yes("volume")) {
        ("middle", false) => Err(v.wrong("output", "largest or smallest on two axes")),
        ("middle", true) | ("smallest", false) => Ok(1),
        ("smallest", true) => Ok(2),
        _ => Ok(0),
    }
}
