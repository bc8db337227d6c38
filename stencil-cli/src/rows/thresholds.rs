//! Values against a level.

use super::{floats, numbers};
use crate::floats::Results;
use crate::table::{Family, Law, Param, Row, sample};
use crate::value::{Kind, Range, Values, Whole};
use stencil_filters::{niblack, sauvola, threshold, threshold_local};

const ABOVE_OR_LEVELS: Param = Param::with(
    "output",
    Kind::Word(&["above", "levels"]),
    "above",
    "Whether each value is above its level, or the levels",
);
const WINDOW: Param = Param::with("window_size", Kind::Wholes(Whole::Odd), "15", "Side of the window");

/// The neighbourhood has no direction.
const EVEN: &[Law] = &[Law::Mirrors, Law::Transposes];

pub(super) const FAMILY: Family = Family {
    title: "Thresholds",
    intro: "Values against a level: one for all, or one for each pixel that its neighbours decide on. Picture formats hold `bool` as 0 and 255.",
    rows: &[
        Row {
            name: "threshold",
            also: &["binarize", "binarise", "above"],
            summary: "Whether each value is above a level",
            params: &[Param::required(
                "level",
                Kind::Number(Range::Any),
                "The level, in the units of the file: 0 to 255 for 8-bit pictures",
            )],
            reference: "image > level",
            samples: &[sample("threshold(60)", EVEN)],
            example: "stencil threshold --level 128 coins.png threshold.png",
            build: |v| numbers(threshold(v.number("level"))),
        },
        Row {
            name: "threshold_local",
            also: &["adaptivethreshold", "adaptive_threshold", "threshold_adaptive"],
            summary: "Whether each value is above the mean of its surroundings",
            params: &[
                Param::required("block_size", Kind::Wholes(Whole::Odd), "Side of the window"),
                Param::with(
                    "method",
                    Kind::Word(&["gaussian", "mean", "median"]),
                    "gaussian",
                    "What is made of the window",
                ),
                Param::with("offset", Kind::Number(Range::Any), "0", "What is subtracted from it"),
                Param::optional(
                    "sigma",
                    Kind::Numbers(Range::NotNegative),
                    "Of the Gaussian, instead of one that suits the window",
                ),
                ABOVE_OR_LEVELS,
            ],
            reference: "skimage.filters.threshold_local",
            samples: &[
                sample("threshold_local(15)", EVEN),
                sample("threshold_local(5, method=mean, output=levels)", &[Law::KeepsConstants, Law::Mirrors]),
                sample("threshold_local([3,5], method=median, offset=2)", &[Law::Mirrors]),
                sample("threshold_local(3, sigma=0.8, offset=-1)", EVEN),
            ],
            example: "stencil threshold_local --block-size 51 --offset -5 coins.png threshold_local.png",
            build: |v| {
                let filter = threshold_local(v.sizes("block_size"));
                let filter = match v.word("method") {
                    "mean" => filter.mean(),
                    "median" => filter.median(),
                    _ => v.given("sigma", Values::numbers).map_or(filter, |sigma| filter.sigma(sigma)),
                };
                let filter = filter.offset(v.number("offset"));
                match v.word("output") {
                    "levels" => floats(filter, Results::Float),
                    _ => floats(filter.binary(), Results::Float),
                }
            },
        },
        Row {
            name: "niblack",
            also: &["threshold_niblack"],
            summary: "Whether each value is above Niblack's level: the mean less k deviations of its surroundings",
            params: &[
                WINDOW,
                Param::with("k", Kind::Number(Range::Any), "0.2", "How many deviations are subtracted"),
                ABOVE_OR_LEVELS,
            ],
            reference: "skimage.filters.threshold_niblack",
            samples: &[
                sample("niblack(5)", EVEN),
                sample("niblack([3,5], k=-0.3, output=levels)", &[Law::KeepsConstants, Law::Mirrors]),
            ],
            example: "stencil niblack --window-size 25 --k -0.2 coins.png niblack.png",
            build: |v| {
                let filter = niblack(v.sizes("window_size")).k(v.number("k"));
                match v.word("output") {
                    "levels" => floats(filter, Results::Float),
                    _ => floats(filter.binary(), Results::Float),
                }
            },
        },
        Row {
            name: "sauvola",
            also: &["threshold_sauvola"],
            summary: "Whether each value is above Sauvola's level, for text on stained paper",
            params: &[
                WINDOW,
                Param::with("k", Kind::Number(Range::Any), "0.2", "How much a small deviation lowers the level"),
                Param::optional(
                    "r",
                    Kind::Number(Range::Any),
                    "Range of the deviation, instead of half of that of the type",
                ),
                ABOVE_OR_LEVELS,
            ],
            reference: "skimage.filters.threshold_sauvola",
            samples: &[
                sample("sauvola(5, r=100)", EVEN),
                sample("sauvola([3,5], k=0.3, r=50, output=levels)", &[Law::Mirrors]),
            ],
            example: "stencil sauvola --window-size 25 coins.png sauvola.png",
            build: |v| {
                let filter = sauvola(v.sizes("window_size")).k(v.number("k"));
                let filter = v.given("r", Values::number).map_or(filter, |r| filter.r(r));
                match v.word("output") {
                    "levels" => numbers(filter),
                    _ => numbers(filter.binary()),
                }
            },
        },
    ],
};
