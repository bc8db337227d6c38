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
        theirs: "SciPy truncates fractions and lets integers wrap; scikit-image turns integers into floats between 0 and 1",
        ours: "rounded half to even, saturated, never rescaled",
    },
    Difference {
        filters: "all",
        theirs: "scikit-image has another boundary for each filter",
        ours: "`reflect`, as SciPy's, unless another is chosen",
    },
    Difference {
        filters: "all",
        theirs: "a NaN reaches as far as a running sum carries it, or is sorted as if it were a number",
        ours: "a NaN in the window makes the result NaN, and reaches no further",
    },
    Difference {
        filters: "`gaussian`",
        theirs: "SciPy stores what is between two passes in the type of the array, so integers are truncated once per axis",
        ours: "fractions are kept until the last pass; 8-bit arrays are summed in fixed point, within 1 of the exact sum rounded",
    },
    Difference {
        filters: "`sobel(axis)`",
        theirs: "SciPy wraps unsigned integers: a falling edge of `uint8` becomes a large number",
        ours: "signed: `i16` for 8 bits, `i32` for 16, `i64` for 32, `f64` for 64",
    },
    Difference {
        filters: "`sobel`",
        theirs: "scikit-image divides by 4 and by the root of the number of axes",
        ours: "the plain length of the gradient, as SciPy's `generic_gradient_magnitude`",
    },
];
