//! The rows of the table: each binds a name to a call of the filters crate.

use crate::step::{Every, Numbers, Step};
use crate::table::{Need, Param, Row, Takes};
use crate::value::{Kind, Values, Wrong};
use stencil_filters::{Footprint, PerAxis, close, dilate, erode, gaussian, median, open, sobel, threshold};

/// Every filter, in the order of `list`.
pub const ROWS: &[Row] = &[
    Row {
        name: "gaussian",
        also: &["blur", "gauss", "gaussian_filter", "gaussian_blur", "gaussianblur"],
        summary: "Smooth with a Gaussian, cut off at four sigma as in SciPy",
        params: &[Param {
            name: "sigma",
            kind: Kind::Sigmas,
            need: Need::Required,
            doc: "Standard deviation in pixels",
        }],
        takes: Takes::Numbers,
        gives: "the input's type",
        example: "stencil gaussian --sigma 2 camera.png smooth.png",
        build: |values| number_filter(gaussian(per_axis(values, "sigma", values.numbers("sigma"))?)),
    },
    Row {
        name: "sobel",
        also: &["gradient", "edges", "edge", "magnitude"],
        summary: "Edge strength: the length of Sobel's gradient, or one derivative",
        params: &[Param {
            name: "axis",
            kind: Kind::Axis,
            need: Need::Optional,
            doc: "Only the derivative along this axis, signed; of a picture, 0 is down and 1 to the right",
        }],
        takes: Takes::Numbers,
        gives: "the input's type; with an axis i16 for 8-bit integers, i32 for 16-bit, i64 for 32-bit, f64 for 64-bit",
        example: "stencil sobel camera.png edges.png",
        build: |values| match values.axis("axis") {
            Some(axis) => number_filter(sobel().axis(axis)),
            None => number_filter(sobel()),
        },
    },
    Row {
        name: "median",
        also: &["median_filter", "medianblur"],
        summary: "The median around each pixel: removes specks and keeps edges",
        params: &[Param { name: "size", kind: Kind::OddSizes, need: Need::Default("3"), doc: "Side of the square" }],
        takes: Takes::Any,
        gives: "the input's type",
        example: "stencil median --size 5 camera.png clean.png",
        build: |values| every_filter(median(per_axis(values, "size", values.sizes("size"))?)),
    },
    Row {
        name: "erode",
        also: &["erosion", "minimum", "min", "grey_erosion"],
        summary: "The smallest value under the footprint: dark regions grow",
        params: MORPHOLOGY,
        takes: Takes::Any,
        gives: "the input's type",
        example: "stencil erode --size 5 camera.png darker.png",
        build: |values| every_filter(erode(footprint(values)?)),
    },
    Row {
        name: "dilate",
        also: &["dilation", "maximum", "max", "grey_dilation"],
        summary: "The largest value under the footprint: bright regions grow",
        params: MORPHOLOGY,
        takes: Takes::Any,
        gives: "the input's type",
        example: "stencil dilate --footprint disk --size 7 camera.png brighter.png",
        build: |values| every_filter(dilate(footprint(values)?)),
    },
    Row {
        name: "open",
        also: &["opening", "grey_opening"],
        summary: "Erode, then dilate: removes bright specks smaller than the footprint",
        params: MORPHOLOGY,
        takes: Takes::Any,
        gives: "the input's type",
        example: "stencil open --footprint cross --size 3 camera.png opened.png",
        build: |values| every_filter(open(footprint(values)?)),
    },
    Row {
        name: "close",
        also: &["closing", "grey_closing"],
        summary: "Dilate, then erode: fills dark gaps smaller than the footprint",
        params: MORPHOLOGY,
        takes: Takes::Any,
        gives: "the input's type",
        example: "stencil close --size 3 camera.png closed.png",
        build: |values| every_filter(close(footprint(values)?)),
    },
    Row {
        name: "threshold",
        also: &["binarize", "binarise", "above"],
        summary: "Whether each value is above a level",
        params: &[Param {
            name: "level",
            kind: Kind::Number,
            need: Need::Required,
            doc: "The level, in the units of the file: 0 to 255 for 8-bit pictures",
        }],
        takes: Takes::Numbers,
        gives: "bool; 0 and 255 in PNG and TIFF",
        example: "stencil threshold --level 128 camera.png mask.png",
        build: |values| number_filter(threshold(values.number("level"))),
    },
];

const MORPHOLOGY: &[Param] = &[
    Param {
        name: "size",
        kind: Kind::Sizes,
        need: Need::Default("3"),
        doc: "Width of the footprint, odd unless it is a box",
    },
    Param { name: "footprint", kind: Kind::Word(FOOTPRINTS), need: Need::Default("box"), doc: "Its shape" },
];

const FOOTPRINTS: &[&str] = &["box", "cross", "diamond", "disk", "ball"];

type Built = Result<Box<dyn Step>, Wrong>;

fn number_filter<F>(filter: F) -> Built
where
    Numbers<F>: Step + 'static,
{
    Ok(Box::new(Numbers(filter)))
}

fn every_filter<F>(filter: F) -> Built
where
    Every<F>: Step + 'static,
{
    Ok(Box::new(Every(filter)))
}

/// One value for all axes, or one per axis.
fn per_axis<T: Copy>(values: &Values, name: &str, each: &[T]) -> Result<PerAxis<T>, Wrong> {
    match each {
        [one] => Ok((*one).into()),
        each => PerAxis::from_slice(each).ok_or_else(|| values.wrong(name, "at most eight values, one per axis")),
    }
}

/// The footprint that `--size` and `--footprint` describe. Only a box may be even or differ between axes.
fn footprint(values: &Values) -> Result<Footprint, Wrong> {
    let shape = match values.word("footprint") {
        "cross" => Footprint::cross,
        "diamond" => Footprint::diamond,
        "disk" => Footprint::disk,
        "ball" => Footprint::ball,
        _ => return Ok(Footprint::box_(per_axis(values, "size", values.sizes("size"))?)),
    };
    match values.sizes("size") {
        [size] if size % 2 == 1 => Ok(shape(size / 2)),
        _ => Err(values.wrong("size", format!("one odd number for a {}", values.word("footprint")))),
    }
}
