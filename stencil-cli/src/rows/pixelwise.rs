//! What looks at each pixel alone.

#![allow(clippy::multiple_bound_locations, reason = "the annotation adds bounds of its own")]

use super::floats;
use crate::floats::Results;
use crate::table::{Family, Law, Param, Row, sample};
use crate::value::{Kind, Range};
use stencil_core::prelude::*;

/// Times a factor, plus an offset.
#[stencil(simd)]
fn scale<A: Float>(w: Window<A, 1>, factor: f64, offset: f64) -> A {
    w[0] * factor.cast::<A>() + offset.cast::<A>()
}

pub(super) const FAMILY: Family = Family {
    title: "Pixel by pixel",
    intro: "What looks at no neighbour.",
    rows: &[Row {
        name: "scale",
        also: &["multiply", "gain", "brightness", "contrast"],
        summary: "Times a factor, plus an offset: brings signed and small results into view",
        params: &[
            Param::required("factor", Kind::Number(Range::Any), "The factor"),
            Param::with("offset", Kind::Number(Range::Any), "0", "What is added"),
        ],
        reference: "factor * image + offset",
        samples: &[
            sample("scale(-2)", &[Law::Mirrors, Law::Transposes]),
            sample("scale(0.5, offset=7)", &[Law::Mirrors]),
        ],
        example: "stencil scale --factor 4 --offset -300 moon.png scale.png",
        build: |v| floats(scale(v.number("factor"), v.number("offset")).along(0), Results::Same),
    }],
};
