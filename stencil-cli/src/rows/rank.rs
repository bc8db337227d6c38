//! Values by their place in the sorted neighbourhood.

use super::{NAN, ORIGIN, every, nan};
use crate::table::{Family, Law, Param, Row, sample};
use crate::value::{Kind, Range, Values, Whole};
use stencil_filters::{Rank, maximum, median, minimum, percentile, rank};

const WINDOW: Param = Param::with("footprint", Kind::Footprint, "3", "The neighbours").or("size");
const PARAMS: &[Param] = &[WINDOW, ORIGIN, NAN];

pub(super) const FAMILY: Family = Family {
    title: "Rank",
    intro: "Values by their place in the sorted neighbourhood: always one of the neighbours, so that every type keeps its own.",
    rows: &[
        Row {
            name: "median",
            also: &["median_filter", "medianblur"],
            summary: "The median around each pixel: removes specks and keeps edges",
            params: PARAMS,
            reference: "scipy.ndimage.median_filter",
            samples: &[
                sample("median", &[Law::KeepsConstants, Law::Mirrors, Law::Transposes, Law::Odd]),
                sample("median(3x5)", &[Law::KeepsConstants, Law::Mirrors, Law::Odd]),
                sample("median(disk:2, nan=omit)", &[Law::KeepsConstants, Law::Mirrors, Law::Transposes, Law::Odd]),
                sample("median(4x1, origin=[1,0])", &[Law::KeepsConstants]),
            ],
            example: "stencil median --size 5 camera.png median.png",
            build: |v| every(options(median(v.footprint("footprint")), v)),
        },
        Row {
            name: "minimum",
            also: &["min", "minimum_filter"],
            summary: "The smallest value around each pixel",
            params: PARAMS,
            reference: "scipy.ndimage.minimum_filter",
            samples: &[
                sample("minimum", &[Law::KeepsConstants, Law::Mirrors, Law::Transposes, Law::Lowers]),
                sample("minimum(2x4, origin=[0,1])", &[Law::KeepsConstants, Law::Lowers]),
                sample("minimum(cross:2, nan=omit)", &[Law::KeepsConstants, Law::Mirrors, Law::Lowers]),
            ],
            example: "stencil minimum --size 5 camera.png minimum.png",
            build: |v| every(options(minimum(v.footprint("footprint")), v)),
        },
        Row {
            name: "maximum",
            also: &["max", "maximum_filter"],
            summary: "The largest value around each pixel",
            params: PARAMS,
            reference: "scipy.ndimage.maximum_filter",
            samples: &[
                sample("maximum", &[Law::KeepsConstants, Law::Mirrors, Law::Transposes, Law::Raises]),
                sample("maximum(2x4, origin=[0,-2])", &[Law::KeepsConstants, Law::Raises]),
            ],
            example: "stencil maximum --size 5 camera.png maximum.png",
            build: |v| every(options(maximum(v.footprint("footprint")), v)),
        },
        Row {
            name: "rank",
            also: &["rank_filter"],
            summary: "The value around each pixel with so many others below it",
            params: &[
                Param::required(
                    "k",
                    Kind::Whole(Whole::Any),
                    "How many are below it; negative ones count from the largest, -1",
                ),
                WINDOW,
                ORIGIN,
                NAN,
            ],
            reference: "scipy.ndimage.rank_filter",
            samples: &[
                sample("rank(1)", &[Law::KeepsConstants, Law::Mirrors, Law::Transposes]),
                sample("rank(-2, footprint=4x2, origin=[-1,0])", &[Law::KeepsConstants]),
                sample("rank(2, cross:1, nan=omit)", &[Law::KeepsConstants, Law::Mirrors]),
            ],
            example: "stencil rank --k 4 --size 5 camera.png rank.png",
            build: |v| every(options(rank(v.footprint("footprint"), v.whole("k")), v)),
        },
        Row {
            name: "percentile",
            also: &["percentile_filter", "quantile"],
            summary: "The value around each pixel with so many percent of the others below it",
            params: &[
                Param::required(
                    "percent",
                    Kind::Number(Range::Any),
                    "From 0 to 100; negative ones count from the largest",
                ),
                WINDOW,
                ORIGIN,
                NAN,
            ],
            reference: "scipy.ndimage.percentile_filter",
            samples: &[
                sample("percentile(20)", &[Law::KeepsConstants, Law::Mirrors, Law::Transposes]),
                sample("percentile(-30, footprint=5x2)", &[Law::KeepsConstants]),
                sample("percentile(75, footprint=diamond:2)", &[Law::KeepsConstants, Law::Mirrors]),
            ],
            example: "stencil percentile --percent 80 --footprint disk:2 camera.png percentile.png",
            build: |v| every(options(percentile(v.footprint("footprint"), v.number("percent")), v)),
        },
    ],
};

/// The options that all have.
fn options(filter: Rank, v: &Values) -> Rank {
    filter.origin(v.wholes("origin")).nan(nan(v))
}
