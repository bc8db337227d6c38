//! Values against a level.

use super::numbers;
use crate::table::{Family, Law, Param, Row, sample};
use crate::value::{Kind, Range};
use stencil_filters::threshold;

pub(super) const FAMILY: Family = Family {
    title: "Thresholds",
    intro: "Values against a level. The result is `bool`, which picture formats hold as 0 and 255.",
    rows: &[Row {
        name: "threshold",
        also: &["binarize", "binarise", "above"],
        summary: "Whether each value is above a level",
        params: &[Param::required(
            "level",
            Kind::Number(Range::Any),
            "The level, in the units of the file: 0 to 255 for 8-bit pictures",
        )],
        reference: "image > level",
        samples: &[sample("threshold(60)", &[Law::Mirrors, Law::Transposes])],
        example: "stencil threshold --level 128 coins.png threshold.png",
        build: |v| numbers(threshold(v.number("level"))),
    }],
};
