//! The rows of the table: each binds a name to a call of the filters crate.

use crate::step::{Every, Numbers, Step};
use crate::table::{Need, Param, Row, Takes};
use crate::value::{Kind, Values, Wrong};
use stencil_filters::{Footprint, PerAxis, close, dilate, erode, gaussian, median, open, sobel, threshold};

/// Every filter, in the order of `list`.
pub(crate) const ROWS: &[Row] = &[
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
            doc: "The level, in the units of the file (0 to 255 for 8-bit pictures)",
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
        doc: "Width of the footprint (odd unless it is a box)",
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::chain;
    use crate::dtype::DType;
    use crate::image::DynImage;
    use crate::step::How;
    use ndarray::ArrayD;
    use stencil_core::Boundary;

    /// What the filter makes of a small array of this type.
    fn applied(row: &Row, dtype: DType) -> Option<DynImage> {
        let text = row.example.replace("stencil ", "");
        let words: Vec<_> = text.split_whitespace().collect();
        let arguments = words[1..words.len() - 2].chunks(2).map(|pair| format!("{}={}", &pair[0][2..], pair[1]));
        let stage = chain::parse(&format!("{}({})", row.name, arguments.collect::<Vec<_>>().join(","))).unwrap();
        let pixels = DynImage::from(ArrayD::from_elem(vec![9, 11], true)).cast(dtype).0;
        let how = How { boundary: Boundary::Reflect.into(), axes: &[0, 1], threads: Some(1), progress: &|_, _| () };
        Some(stage[0].step.apply(&pixels, &how)?.unwrap())
    }

    #[test]
    fn every_filter_takes_the_types_it_says_and_its_example_works() {
        for row in ROWS {
            for dtype in DType::ALL {
                let taken = row.takes == Takes::Any || dtype != DType::Bool;
                assert_eq!(applied(row, dtype).is_some(), taken, "{} of {dtype}", row.name);
            }
        }
    }

    #[test]
    fn every_filter_gives_the_type_it_says() {
        for row in ROWS {
            for dtype in DType::ALL {
                let Some(result) = applied(row, dtype) else { continue };
                let expected = if row.gives.starts_with("bool") { DType::Bool } else { dtype };
                assert_eq!(result.dtype(), expected, "{} of {dtype}", row.name);
            }
        }
    }

    #[test]
    fn names_are_unique_and_no_synonym_hides_a_filter() {
        for (place, row) in ROWS.iter().enumerate() {
            assert!(ROWS[..place].iter().all(|other| other.name != row.name), "{}", row.name);
            assert!(row.also.iter().all(|also| ROWS.iter().all(|other| other.name != *also)), "{}", row.name);
        }
    }

    #[test]
    fn derivatives_are_signed() {
        for (dtype, expected) in
            [(DType::U8, DType::I16), (DType::U16, DType::I32), (DType::U32, DType::I64), (DType::F32, DType::F32)]
        {
            let stage = chain::parse("sobel(axis=1)").unwrap();
            let pixels = DynImage::from(ArrayD::from_elem(vec![9, 11], true)).cast(dtype).0;
            let how = How { boundary: Boundary::Reflect.into(), axes: &[0, 1], threads: Some(1), progress: &|_, _| () };
            assert_eq!(stage[0].step.apply(&pixels, &how).unwrap().unwrap().dtype(), expected);
        }
    }
}
