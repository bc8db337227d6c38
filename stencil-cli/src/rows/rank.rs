//! Values by their place in the sorted neighbourhood.

use super::every;
use crate::table::{Family, Law, Param, Row, sample};
use crate::value::{Kind, Whole};
use stencil_filters::median;

pub(super) const FAMILY: Family = Family {
    title: "Rank",
    intro: "Values by their place in the sorted neighbourhood: always one of the neighbours, so that every type keeps its own.",
    rows: &[Row {
        name: "median",
        also: &["median_filter", "medianblur"],
        summary: "The median around each pixel: removes specks and keeps edges",
        params: &[Param::with("size", Kind::Wholes(Whole::Odd), "3", "Side of the square")],
        reference: "scipy.ndimage.median_filter",
        samples: &[
            sample("median", &[Law::KeepsConstants, Law::Mirrors, Law::Transposes, Law::Odd]),
            sample("median(size=[3,5])", &[Law::KeepsConstants, Law::Mirrors, Law::Odd]),
        ],
        example: "stencil median --size 5 camera.png median.png",
        build: |v| every(median(v.sizes("size"))),
    }],
};
