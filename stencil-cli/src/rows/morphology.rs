//! Smallest and largest values under a footprint.

use super::{NAN, ORIGIN, every, nan, narrow, numbers};
use crate::table::{Family, Law, Param, Row, sample};
use crate::value::{Kind, Values, Whole};
use stencil_filters::{
    Structure, black_tophat, close, dilate, erode, hit_or_miss, morphological_gradient, morphological_laplace, open,
    white_tophat,
};

const PARAMS: &[Param] = &[
    Param::with("footprint", Kind::Footprint, "3", "The neighbours").or("size"),
    Param::optional("structure", Kind::Heights, "Neighbours with heights, instead of the footprint"),
    Param::with("iterations", Kind::Whole(Whole::FromOne), "1", "How often each erosion and dilation is done"),
    ORIGIN,
    NAN,
];

/// A filter over a footprint or over a structure, each with the options that all have; `$flat` says for which types.
macro_rules! over {
    ($filter:ident, $flat:ident) => {
        |v| {
            let heights = v.given("structure", Values::weights);
            let (iterations, origin, nan) = (v.size("iterations"), v.wholes("origin"), nan(v));
            match heights.map(|heights| Structure::from_array(heights.view())) {
                Some(structure) => narrow($filter(structure).iterations(iterations).origin(origin).nan(nan)),
                None => $flat($filter(v.footprint("footprint")).iterations(iterations).origin(origin).nan(nan)),
            }
        }
    };
}

pub(super) const FAMILY: Family = Family {
    title: "Morphology",
    intro: "Smallest and largest values under a footprint, on grey values and on `bool`; or with heights that are added or subtracted.",
    rows: &[
        Row {
            name: "erode",
            also: &["erosion", "grey_erosion", "binary_erosion"],
            summary: "The smallest value under the footprint: dark regions grow",
            params: PARAMS,
            reference: "scipy.ndimage.grey_erosion; scipy.ndimage.binary_erosion",
            samples: &[
                sample("erode", &[Law::KeepsConstants, Law::Mirrors, Law::Transposes, Law::Lowers]),
                sample("erode(4x1, origin=[1,0])", &[Law::KeepsConstants]),
                sample("erode(cross:1, iterations=2, nan=omit)", &[Law::KeepsConstants, Law::Mirrors, Law::Lowers]),
                sample("erode(structure=[0,1,0/1,2,1/0,1,-inf])", &[Law::Lowers]),
            ],
            example: "stencil erode --footprint disk:2 camera.png erode.png",
            build: over!(erode, every),
        },
        Row {
            name: "dilate",
            also: &["dilation", "grey_dilation", "binary_dilation"],
            summary: "The largest value under the footprint: bright regions grow",
            params: PARAMS,
            reference: "scipy.ndimage.grey_dilation; scipy.ndimage.binary_dilation",
            samples: &[
                sample("dilate", &[Law::KeepsConstants, Law::Mirrors, Law::Transposes, Law::Raises]),
                sample("dilate(4x1, origin=[1,0])", &[Law::KeepsConstants]),
                sample("dilate(disk:3)", &[Law::KeepsConstants, Law::Mirrors, Law::Transposes, Law::Raises]),
                sample("dilate(structure=[0,1,0/1,2,1/0,1,-inf])", &[Law::Raises]),
            ],
            example: "stencil dilate --footprint disk:2 camera.png dilate.png",
            build: over!(dilate, every),
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
                sample("open(octagon:2x1, iterations=2)", &[Law::KeepsConstants, Law::Lowers]),
                sample("open(structure=[1,2,1])", &[]),
            ],
            example: "stencil open --footprint disk:3 camera.png open.png",
            build: over!(open, every),
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
                sample("close(star:1)", &[Law::KeepsConstants, Law::Raises, Law::Settles]),
            ],
            example: "stencil close --footprint disk:3 camera.png close.png",
            build: over!(close, every),
        },
        Row {
            name: "white_tophat",
            also: &["tophat", "white_top_hat"],
            summary: "What an opening removes: bright specks on any background",
            params: PARAMS,
            reference: "scipy.ndimage.white_tophat",
            samples: &[
                sample("white_tophat", &[Law::ErasesConstants, Law::Mirrors, Law::Transposes]),
                sample("white_tophat(ellipse:2x1)", &[Law::ErasesConstants]),
            ],
            example: "stencil run \"white_tophat(disk:4) | scale(2)\" hubble.png white_tophat.png",
            build: over!(white_tophat, every),
        },
        Row {
            name: "black_tophat",
            also: &["blackhat", "bottom_hat", "black_top_hat"],
            summary: "What a closing fills: dark specks and lines on any background",
            params: PARAMS,
            reference: "scipy.ndimage.black_tophat",
            samples: &[
                sample("black_tophat", &[Law::ErasesConstants, Law::Mirrors, Law::Transposes]),
                sample("black_tophat(2x3, iterations=2)", &[Law::ErasesConstants]),
            ],
            example: "stencil run \"black_tophat(disk:5) | scale(6)\" retina.png black_tophat.png",
            build: over!(black_tophat, every),
        },
        Row {
            name: "morphological_gradient",
            also: &[],
            summary: "Dilation less erosion: how far apart the values under the footprint are",
            params: PARAMS,
            reference: "scipy.ndimage.morphological_gradient",
            samples: &[
                sample("morphological_gradient", &[Law::ErasesConstants, Law::Mirrors, Law::Transposes]),
                sample("morphological_gradient(4x1)", &[Law::ErasesConstants]),
            ],
            example: "stencil run \"morphological_gradient | scale(2)\" camera.png morphological_gradient.png",
            build: over!(morphological_gradient, every),
        },
        Row {
            name: "morphological_laplace",
            also: &["morphological_laplacian"],
            summary: "Dilation and erosion less twice the array: whether a pixel lies below its surroundings or above",
            params: PARAMS,
            reference: "scipy.ndimage.morphological_laplace",
            samples: &[
                sample("morphological_laplace", &[Law::ErasesConstants, Law::Mirrors, Law::Transposes]),
                sample("morphological_laplace(1x3)", &[Law::ErasesConstants]),
            ],
            example: "stencil run \"morphological_laplace | scale(2)\" camera.png morphological_laplace.png",
            build: over!(morphological_laplace, numbers),
        },
        Row {
            name: "hit_or_miss",
            also: &["binary_hit_or_miss", "hitmiss"],
            summary: "Whether a pattern lies around each pixel: all pixels of one footprint above all of another",
            params: &[
                Param::required("hit", Kind::Footprint, "Where the larger pixels are"),
                Param::optional("miss", Kind::Footprint, "Where the smaller ones are, instead of all other cells"),
                ORIGIN,
                NAN,
            ],
            reference: "scipy.ndimage.binary_hit_or_miss",
            samples: &[
                sample("hit_or_miss(cells:010/011/000)", &[]),
                sample("hit_or_miss(cells:11, miss=cells:1000, origin=-1)", &[]),
            ],
            example: "stencil run \"threshold(100) | hit_or_miss(cells:000/011/011, miss=cells:111/100/100) | dilate(3)\" coins.png hit_or_miss.png",
            build: |v| {
                let filter = hit_or_miss(v.footprint("hit"));
                let filter = match v.given("miss", Values::footprint) {
                    Some(miss) => filter.miss(miss),
                    None => filter,
                };
                every(filter.origin(v.wholes("origin")).nan(nan(v)))
            },
        },
    ],
};
