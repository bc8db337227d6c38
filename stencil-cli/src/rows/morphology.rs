//! Smallest and largest values under a footprint.

use super::every;
use crate::table::{Family, Law, Param, Row, sample};
use crate::value::Kind;
use stencil_filters::{close, dilate, erode, open};

const PARAMS: &[Param] = &[Param::with("footprint", Kind::Footprint, "3", "The neighbours").or("size")];

pub(super) const FAMILY: Family = Family {
    title: "Morphology",
    intro: "Smallest and largest values under a footprint, on grey values and on `bool`.",
    rows: &[
        Row {
            name: "erode",
            also: &["erosion", "grey_erosion", "binary_erosion"],
            summary: "The smallest value under the footprint: dark regions grow",
            params: PARAMS,
            reference: "scipy.ndimage.grey_erosion; scipy.ndimage.binary_erosion",
            samples: &[
                sample("erode", &[Law::KeepsConstants, Law::Mirrors, Law::Transposes, Law::Lowers]),
                sample("erode(4x1)", &[Law::KeepsConstants, Law::Lowers]),
                sample("erode(cross:2)", &[Law::KeepsConstants, Law::Mirrors, Law::Transposes, Law::Lowers]),
            ],
            example: "stencil erode --footprint disk:2 camera.png erode.png",
            build: |v| every(erode(v.footprint("footprint"))),
        },
        Row {
            name: "dilate",
            also: &["dilation", "grey_dilation", "binary_dilation"],
            summary: "The largest value under the footprint: bright regions grow",
            params: PARAMS,
            reference: "scipy.ndimage.grey_dilation; scipy.ndimage.binary_dilation",
            samples: &[
                sample("dilate", &[Law::KeepsConstants, Law::Mirrors, Law::Transposes, Law::Raises]),
                sample("dilate(4x1)", &[Law::KeepsConstants, Law::Raises]),
                sample("dilate(disk:3)", &[Law::KeepsConstants, Law::Mirrors, Law::Transposes, Law::Raises]),
            ],
            example: "stencil dilate --footprint disk:2 camera.png dilate.png",
            build: |v| every(dilate(v.footprint("footprint"))),
        },
        Row {
            name: "open",
            also: &["opening", "grey_opening", "binary_opening"],
            summary: "Erode, then dilate: removes bright specks smaller than the footprint",
            params: PARAMS,
            reference: "scipy.ndimage.grey_opening; scipy.ndimage.binary_opening",
            samples: &[
                sample("open", &[Law::KeepsConstants, Law::Mirrors, Law::Transposes, Law::Lowers, Law::Settles]),
                sample("open(diamond:2)", &[Law::KeepsConstants, Law::Lowers, Law::Settles]),
            ],
            example: "stencil open --footprint disk:3 camera.png open.png",
            build: |v| every(open(v.footprint("footprint"))),
        },
        Row {
            name: "close",
            also: &["closing", "grey_closing", "binary_closing"],
            summary: "Dilate, then erode: fills dark gaps smaller than the footprint",
            params: PARAMS,
            reference: "scipy.ndimage.grey_closing; scipy.ndimage.binary_closing",
            samples: &[
                sample("close", &[Law::KeepsConstants, Law::Mirrors, Law::Transposes, Law::Raises, Law::Settles]),
                sample("close(2x3)", &[Law::KeepsConstants, Law::Raises, Law::Settles]),
            ],
            example: "stencil close --footprint disk:3 camera.png close.png",
            build: |v| every(close(v.footprint("footprint"))),
        },
    ],
};
