//! Means of pixels that are alike.

use super::floats;
use crate::floats::Results;
use crate::table::{Family, Law, Param, Row, sample};
use crate::value::{Kind, Range, Values, Whole};
use stencil_filters::{bilateral, non_local_means};

const MEAN: &[Law] = &[Law::KeepsConstants, Law::Mirrors, Law::Transposes];

pub(super) const FAMILY: Family = Family {
    title: "Noise",
    intro: "Means of pixels that are alike. Results are floats; all scalars are in the units of the file, and nothing is taken from the image as a whole.",
    rows: &[
        Row {
            name: "bilateral",
            also: &["denoise_bilateral", "bilateralfilter"],
            summary: "A mean of what is near and alike: removes noise and keeps edges",
            params: &[
                Param::required("sigma_color", Kind::Number(Range::Positive), "How different a pixel may be"),
                Param::required("sigma_spatial", Kind::Number(Range::Positive), "How far away it may be"),
                Param::optional(
                    "window",
                    Kind::Whole(Whole::Odd),
                    "Side of the window, instead of one that suits the distance",
                ),
            ],
            reference: "skimage.restoration.denoise_bilateral",
            samples: &[sample("bilateral(30, 1)", MEAN), sample("bilateral(30, 1, window=3)", MEAN)],
            example: "stencil bilateral --sigma-color 30 --sigma-spatial 3 camera.png bilateral.png",
            build: |v| {
                let filter = bilateral(v.number("sigma_color"), v.number("sigma_spatial"));
                floats(v.given("window", Values::size).map_or(filter, |size| filter.window(size)), Results::Float)
            },
        },
        Row {
            name: "non_local_means",
            also: &["nlm", "denoise_nl_means", "nl_means", "fastnlmeansdenoising"],
            summary: "A mean of pixels whose surroundings are alike",
            params: &[
                Param::required("h", Kind::Number(Range::Positive), "How different the surroundings may be"),
                Param::with("patch_size", Kind::Whole(Whole::Odd), "7", "Side of the surroundings that are compared"),
                Param::with(
                    "patch_distance",
                    Kind::Whole(Whole::FromZero),
                    "11",
                    "How far away alike ones are looked for",
                ),
                Param::with("sigma", Kind::Number(Range::NotNegative), "0", "Standard deviation of the noise"),
            ],
            reference: "skimage.restoration.denoise_nl_means",
            samples: &[
                sample("non_local_means(40, patch_size=3, patch_distance=2)", &[Law::KeepsConstants]),
                sample("non_local_means(60, patch_size=1, patch_distance=3, sigma=5)", &[Law::KeepsConstants]),
            ],
            example: "stencil non_local_means --h 12 --patch-size 5 --patch-distance 6 camera.png non_local_means.png",
            build: |v| {
                let filter = non_local_means(v.size("patch_size"), v.size("patch_distance"), v.number("h"));
                floats(filter.sigma(v.number("sigma")), Results::Float)
            },
        },
    ],
};
