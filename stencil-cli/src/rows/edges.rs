//! Derivatives, and what is made of them.

use super::numbers;
use crate::table::{Family, Law, Param, Row, sample};
use crate::value::{Kind, Values, Whole};
use stencil_filters::sobel;

pub(super) const FAMILY: Family = Family {
    title: "Edges",
    intro: "Derivatives are signed, and integers get a type that holds them; the length of a gradient has the type of the array.",
    rows: &[Row {
        name: "sobel",
        also: &["gradient", "edges", "edge", "magnitude"],
        summary: "Edge strength: the length of Sobel's gradient, or one derivative",
        params: &[Param::optional(
            "axis",
            Kind::Whole(Whole::Axis),
            "Only the derivative along this axis, signed; of a picture, 0 is down and 1 to the right",
        )],
        reference: "scipy.ndimage.generic_gradient_magnitude(_, sobel); scipy.ndimage.sobel",
        samples: &[
            sample("sobel", &[Law::ErasesConstants, Law::Mirrors, Law::Transposes]),
            sample("sobel(axis=0)", &[Law::ErasesConstants, Law::Odd]),
        ],
        example: "stencil sobel camera.png sobel.png",
        build: |v| match v.given("axis", Values::size) {
            Some(axis) => numbers(sobel().axis(axis)),
            None => numbers(sobel()),
        },
    }],
};
