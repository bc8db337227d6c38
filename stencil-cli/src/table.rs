//! The filters of the command: one row each. The command line, the chain parser, `list` and the messages all read this table.

use crate::dtype::DType;
use crate::error::{Error, Result};
use crate::step::{self, Step};
use crate::value::{Kind, Value, Values, Wrong};

/// A filter by name: what it is called, what it takes, and which call of the library it stands for.
#[derive(Debug)]
pub(crate) struct Row {
    pub(crate) name: &'static str,
    /// What other libraries call it; only to help who types such a name.
    pub(crate) also: &'static [&'static str],
    /// One line, beginning with a capital and without a full stop, as in `--help`.
    pub(crate) summary: &'static str,
    pub(crate) params: &'static [Param],
    pub(crate) takes: Takes,
    /// The element type of the result, in words.
    pub(crate) gives: &'static str,
    /// A command line that works.
    pub(crate) example: &'static str,
    /// The call.
    pub(crate) build: fn(&Values) -> Result<Box<dyn Step>, Wrong>,
}

/// A parameter of a filter: `--name VALUE` on the command line, the next or the named argument in a chain.
#[derive(Debug)]
pub(crate) struct Param {
    pub(crate) name: &'static str,
    pub(crate) kind: Kind,
    pub(crate) need: Need,
    /// One line, in the manner of [`Row::summary`].
    pub(crate) doc: &'static str,
}

/// What happens when a parameter is left out.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Need {
    /// It must be given.
    Required,
    /// It has this value.
    Default(&'static str),
    /// The filter does without it.
    Optional,
}

/// The element types that a filter works on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Takes {
    /// All of them.
    Any,
    /// All but `bool`.
    Numbers,
}

impl Takes {
    /// Whether arrays of this type are taken.
    pub(crate) fn holds(self, dtype: DType) -> bool {
        self == Self::Any || dtype != DType::Bool
    }

    /// For `list`.
    pub(crate) fn text(self) -> &'static str {
        match self {
            Self::Any => "every type",
            Self::Numbers => "every type but bool",
        }
    }
}

impl Row {
    /// The row of this name, or a usage error that suggests one.
    pub(crate) fn named(name: &str) -> Result<&'static Self> {
        ROWS.iter().find(|row| row.name == name).ok_or_else(|| Error::Usage(unknown(name)))
    }

    /// How the filter is written in a chain: `gaussian(sigma)`, `median(size=3)`.
    pub(crate) fn signature(&self) -> String {
        let params: Vec<_> = self.params.iter().map(Param::signature).collect();
        if params.is_empty() { self.name.to_owned() } else { format!("{}({})", self.name, params.join(", ")) }
    }
}

/// A filter with its values: one filter of a chain.
#[derive(Debug)]
pub(crate) struct Stage {
    pub(crate) row: &'static Row,
    pub(crate) values: Values,
    pub(crate) step: Box<dyn Step>,
}

impl Stage {
    /// The filter with the values that `text` gives for its parameters, by position; `None` takes the default.
    pub(crate) fn new<'a>(row: &'static Row, text: impl FnMut(usize) -> Option<&'a str>) -> Result<Self, Wrong> {
        let values = Values::collect(row, text)?;
        let step = (row.build)(&values)?;
        Ok(Self { row, values, step })
    }
}

impl Param {
    fn signature(&self) -> String {
        match self.need {
            Need::Required => self.name.to_owned(),
            Need::Default(value) => format!("{}={value}", self.name),
            Need::Optional => format!("[{}]", self.name),
        }
    }

    /// The value of a text, or of no text at all.
    pub(crate) fn value(&self, text: Option<&str>) -> Result<Value, String> {
        match (text, self.need) {
            (Some(text), _) | (None, Need::Default(text)) => self.kind.parse(text),
            (None, Need::Optional) => Ok(Value::Unset),
            (None, Need::Required) => Err(self.kind.expected()),
        }
    }
}

/// Of the names, the one that a mistyped word most likely means.
pub(crate) fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let ranked = names.into_iter().map(|name| (strsim::damerau_levenshtein(word, name), name));
    ranked.min().filter(|(distance, _)| *distance <= (word.len() / 3).max(1)).map(|(_, name)| name)
}

/// `unknown filter "sobell"; did you mean sobel?`
pub(crate) fn unknown(word: &str) -> String {
    let lower = word.to_lowercase();
    let synonym = ROWS.iter().find(|row| row.also.contains(&lower.as_str())).map(|row| row.name);
    match synonym.or_else(|| nearest(&lower, ROWS.iter().map(|row| row.name))) {
        Some(name) => format!("unknown filter {word:?}; did you mean {name}?"),
        None => format!("unknown filter {word:?}; `stencil list` shows all"),
    }
}

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
        build: step::todo,
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
        build: step::todo,
    },
    Row {
        name: "median",
        also: &["median_filter", "medianblur"],
        summary: "The median around each pixel: removes specks and keeps edges",
        params: &[Param { name: "size", kind: Kind::OddSizes, need: Need::Default("3"), doc: "Side of the square" }],
        takes: Takes::Any,
        gives: "the input's type",
        example: "stencil median --size 5 camera.png clean.png",
        build: step::todo,
    },
    Row {
        name: "erode",
        also: &["erosion", "minimum", "min", "grey_erosion"],
        summary: "The smallest value under the footprint: dark regions grow",
        params: MORPHOLOGY,
        takes: Takes::Any,
        gives: "the input's type",
        example: "stencil erode --size 5 camera.png darker.png",
        build: step::todo,
    },
    Row {
        name: "dilate",
        also: &["dilation", "maximum", "max", "grey_dilation"],
        summary: "The largest value under the footprint: bright regions grow",
        params: MORPHOLOGY,
        takes: Takes::Any,
        gives: "the input's type",
        example: "stencil dilate --footprint disk --size 7 camera.png brighter.png",
        build: step::todo,
    },
    Row {
        name: "open",
        also: &["opening", "grey_opening"],
        summary: "Erode, then dilate: removes bright specks smaller than the footprint",
        params: MORPHOLOGY,
        takes: Takes::Any,
        gives: "the input's type",
        example: "stencil open --footprint cross --size 3 camera.png opened.png",
        build: step::todo,
    },
    Row {
        name: "close",
        also: &["closing", "grey_closing"],
        summary: "Dilate, then erode: fills dark gaps smaller than the footprint",
        params: MORPHOLOGY,
        takes: Takes::Any,
        gives: "the input's type",
        example: "stencil close --size 3 camera.png closed.png",
        build: step::todo,
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
        build: step::todo,
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

const FOOTPRINTS: &[&str] = &["box", "disk", "cross"];
