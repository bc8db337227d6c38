//! Where results differ from the reference on purpose: one list, which the documents show.

/// A deliberate difference.
#[derive(Debug)]
pub struct Difference {
    /// Which filters.
    pub filters: &'static str,
    /// What the reference does.
    pub theirs: &'static str,
    /// What is done here.
    pub ours: &'static str,
}

/// Every deliberate difference from SciPy 1.17 and scikit-image 0.26.
pub const DIFFERENCES: &[Difference] = &[
    Difference {
        filters: "all that give the type of the array",
        theirs: "SciPy truncates fractions and lets integers wrap; scikit-image turns integers into floats, most often between 0 and 1",
        ours: "rounded once, half to even, saturated, never rescaled",
    },
    Difference {
        filters: "all that give floats",
        theirs: "`float64` for all integers; scikit-image rescales them to 0 to 1",
        ours: "`f32` for 8 and 16 bits, `f64` for more; never rescaled, so thresholds and scalars are in the units of the array",
    },
    Difference {
        filters: "all",
        theirs: "scikit-image has another default boundary for each filter, and some filters have a single one",
        ours: "`reflect`, as SciPy's, unless another is chosen; every filter has them all",
    },
    Difference {
        filters: "all",
        theirs: "a NaN reaches as far as a running sum carries it, or is sorted as if it were a number",
        ours: "a NaN in the window makes the result NaN and reaches no further; where there is `nan=omit`, it can be left out",
    },
    Difference {
        filters: "all made of several derivatives or passes, within `constant`",
        theirs: "each pass goes on as the constant",
        ours: "the array goes on as the constant, so that its derivative is nothing there",
    },
    Difference {
        filters: "`gaussian`, `uniform`",
        theirs: "SciPy stores what is between two passes in the type of the array, so integers are truncated once per axis",
        ours: "fractions are kept up to the end; `uniform` sums exactly, and 8-bit Gaussians are within 1 of the exact sum rounded",
    },
    Difference {
        filters: "`gaussian(order)`, `gaussian_laplace`",
        theirs: "SciPy rounds to the type of the array",
        ours: "floats, with sign and fractions",
    },
    Difference {
        filters: "derivatives along an axis, `laplace`, `roberts(diagonal)`",
        theirs: "SciPy wraps unsigned integers: a falling edge of `uint8` becomes a large number",
        ours: "signed: `i16` for 8 bits, `i32` for 16, `i64` for 32, `f64` for 64",
    },
    Difference {
        filters: "`sobel`, `prewitt`, `scharr`, `farid`, `roberts`",
        theirs: "scikit-image divides the weights by their sum and lengths by the root of the number of axes",
        ours: "the plain sums, as SciPy's; `normalized=yes` is as scikit-image has it",
    },
    Difference {
        filters: "`laplace`",
        theirs: "`skimage.filters.laplace` has the opposite sign",
        ours: "SciPy's sign",
    },
    Difference {
        filters: "`unsharp_mask`",
        theirs: "scikit-image clips floats to 0 to 1, or to -1 to 1 if any pixel of the image is negative",
        ours: "no statistics of the whole array; `lowest` and `highest` clip",
    },
    Difference {
        filters: "`median`, `rank` and the others of their family",
        theirs: "zeros keep their sign",
        ours: "both zeros are one value, given as `+0.0`",
    },
    Difference {
        filters: "tophats, `morphological_gradient`, `morphological_laplace`",
        theirs: "differences of integers wrap; the gradient refuses `bool`",
        ours: "they saturate; on `bool` the gradient is where dilation and erosion differ",
    },
    Difference {
        filters: "`erode` and the others of their family",
        theirs: "`iterations=0` goes on until nothing changes",
        ours: "iterations are from 1: until nothing changes has no bounded reach",
    },
    Difference {
        filters: "`hit_or_miss`",
        theirs: "a binary filter: above zero or not",
        ours: "on arrays of more than two values, whether there is a threshold at which the pattern shows",
    },
    Difference {
        filters: "`bilateral`",
        theirs: "scikit-image takes `exp` from a table, the size of which depends on the image, and 0.26 reads the weights of distances one column off",
        ours: "`exp` itself, and each weight where it belongs",
    },
    Difference {
        filters: "`non_local_means`",
        theirs: "scikit-image does not look for patches beyond the edge; its `exp` is approximate",
        ours: "the boundary says what is there; `exp` is within an ulp",
    },
    Difference {
        filters: "`hessian_matrix`",
        theirs: "one-sided differences at the two outermost pixels",
        ours: "the smoothed array goes on as the boundary says",
    },
    Difference {
        filters: "`corner_fast`, `corner_moravec`",
        theirs: "a frame as wide as the halo is zero",
        ours: "the boundary says how the array goes on",
    },
    Difference {
        filters: "`canny`",
        theirs: "scikit-image can take thresholds as quantiles of the whole image",
        ours: "thresholds are in the units of the array, of Sobel's gradient",
    },
    Difference {
        filters: "`blob_log`, `blob_dog`, `blob_doh`",
        theirs: "overlapping blobs are compared in an order of the library's own",
        ours: "the strongest first",
    },
    Difference {
        filters: "`blob_doh`",
        theirs: "scikit-image 0.26 takes sums one pixel off along both axes, and cuts boxes off near edges",
        ours: "blobs lie where they are, and the array goes on as the boundary says",
    },
];
