//! Gradients by differences of neighbours: Prewitt's, Scharr's and Farid's, and Sobel's with normalised weights.
//!
//! ```text
//!   -1 0 1          3      along the axis: a difference;
//!                x 10      along all others: a smoothing row
//!                   3
//! ```

use crate::error::{parameter, some_axes};
use crate::linear::{Node, Row, Term, linear};
use std::borrow::Cow;
use stencil_core::prelude::*;

/// The rows that an operator is made of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Operator {
    name: &'static str,
    /// Along the axis of the derivative.
    edge: &'static [f64],
    /// Along the others.
    smooth: &'static [f64],
}

pub(crate) const SOBEL: Operator = Operator { name: "sobel", edge: &[-1.0, 0.0, 1.0], smooth: &[1.0, 2.0, 1.0] };
const PREWITT: Operator = Operator { name: "prewitt", edge: &[-1.0, 0.0, 1.0], smooth: &[1.0, 1.0, 1.0] };
const SCHARR: Operator = Operator { name: "scharr", edge: &[-1.0, 0.0, 1.0], smooth: &[3.0, 10.0, 3.0] };
/// Rows 3 and 4 of the paper's table 1, with more digits.
const FARID: Operator = Operator {
    name: "farid",
    edge: &[-0.109603762960254, -0.276690988455557, 0.0, 0.276690988455557, 0.109603762960254],
    smooth: &[0.0376593171958126, 0.249153396177344, 0.426374573253687, 0.249153396177344, 0.0376593171958126],
};

impl Operator {
    fn radius(&self) -> usize {
        self.edge.len() / 2
    }

    /// The derivative along one of so many axes. Normalised, the weights along each other axis add up to one.
    fn derivative(&self, axis: usize, axes: usize, normalized: bool) -> Node {
        let sum: f64 = if normalized { self.smooth.iter().sum() } else { 1.0 };
        let smooth: Vec<f64> = self.smooth.iter().map(|weight| weight / sum).collect();
        let row = |other: usize| Row::centred(if other == axis { self.edge } else { &smooth });
        Node::Term(Term::new((0..axes).map(|other| (other, row(other))).collect()))
    }
}

/// The length of Prewitt's gradient: a difference `-1 0 1` along each axis, smoothed by `1 1 1` along the others.
///
/// Agrees with `scipy.ndimage.generic_gradient_magnitude(image, scipy.ndimage.prewitt)`, and
/// [`normalized`](Gradient::normalized) with `skimage.filters.prewitt`.
///
/// ```
/// use ndarray::{Array2, arr2};
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::prewitt;
///
/// let step = arr2(&[[0_u8, 0, 10, 10]; 3]);
/// assert_eq!(apply(&step, &prewitt())?, arr2(&[[0, 30, 30, 0]; 3]));
/// // The derivative along one axis has a sign, so `u8` becomes `i16`.
/// let across: Array2<i16> = apply(&(255 - step), &prewitt().axis(1))?;
/// assert_eq!(across, arr2(&[[0, -30, -30, 0]; 3]));
/// assert_eq!(prewitt().halo(), Halo::uniform(1));
/// # Ok::<(), stencil_core::Error>(())
/// ```
#[must_use]
pub fn prewitt() -> Gradient {
    Gradient::new(PREWITT)
}

/// The length of Scharr's gradient: a difference `-1 0 1` along each axis, smoothed by `3 10 3` along the others, which keeps
/// its length when the image is rotated better than Sobel's weights do.
///
/// The weights are as `cv2.Scharr` has them; [`normalized`](Gradient::normalized) they are those of `skimage.filters.scharr`.
///
/// ```
/// use ndarray::arr2;
/// use stencil_core::prelude::*;
/// use stencil_filters::scharr;
///
/// let step = arr2(&[[0_u8, 0, 10, 10]; 3]);
/// assert_eq!(apply(&step, &scharr())?, arr2(&[[0, 160, 160, 0]; 3]));
/// assert_eq!(apply(&step, &scharr().axis(1).normalized())?, arr2(&[[0_i16, 10, 10, 0]; 3]));
/// # Ok::<(), stencil_core::Error>(())
/// ```
#[must_use]
pub fn scharr() -> Gradient {
    Gradient::new(SCHARR)
}

/// The length of the gradient of Farid and Simoncelli ("Differentiation of discrete multidimensional signals", 2004): two rows
/// of five weights, chosen together, so that derivatives along different axes match each other.
///
/// [`normalized`](Gradient::normalized), it agrees with `skimage.filters.farid`.
///
/// ```
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::farid;
///
/// assert_eq!(farid().halo(), Halo::uniform(2));
/// ```
#[must_use]
pub fn farid() -> Gradient {
    Gradient::new(FARID)
}

/// The length of a gradient: how steep the image is at each pixel, in the element type of the array. See [`prewitt`],
/// [`scharr`], [`farid`] and [`Sobel::normalized`](crate::Sobel::normalized).
///
/// The square root of the sum of squares of the derivatives along all axes. Integers are rounded once, half to even, and
/// saturate; nothing is rescaled. Beyond a constant edge the image goes on as the constant, not its derivative.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gradient {
    operator: Operator,
    normalized: bool,
}

impl Gradient {
    pub(crate) fn new(operator: Operator) -> Self {
        Self { operator, normalized: false }
    }

    /// As scikit-image has it: weights along each smoothed axis add up to one, and the length is divided by the root of the
    /// number of axes.
    #[must_use]
    pub fn normalized(self) -> Self {
        Self { normalized: true, ..self }
    }

    /// The derivative along one axis (the `axis`th of those that the filter is applied along, counted from 0).
    #[must_use]
    pub fn axis(self, axis: usize) -> Derivative {
        Derivative { operator: self.operator, normalized: self.normalized, axis }
    }

    fn node(&self, axes: usize) -> Node {
        let scale = if self.normalized { 1.0 / (axes as f64).sqrt() } else { 1.0 };
        Node::length((0..axes).map(|axis| self.operator.derivative(axis, axes, self.normalized)), scale)
    }
}

/// The derivative along one axis, smoothed along the others.
///
/// The result has a sign: `i16` for 8-bit integers, `i32` for 16-bit, `i64` for 32-bit, `f64` for 64-bit, and the floats
/// themselves. Integers are rounded once, half to even; where weights are so large that even the larger type has no room
/// (Scharr's on three axes, not normalised), they saturate.
///
/// # Errors
/// Applying it fails with [`Error::Parameter`] if there is no such axis.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Derivative {
    operator: Operator,
    normalized: bool,
    axis: usize,
}

impl Derivative {
    /// Weights along each smoothed axis add up to one, as scikit-image has it.
    #[must_use]
    pub fn normalized(self) -> Self {
        Self { normalized: true, ..self }
    }

    fn node(&self, axes: usize) -> Node {
        self.operator.derivative(self.axis, axes, self.normalized)
    }
}

impl Stencil for Gradient {
    fn name(&self) -> Cow<'static, str> {
        self.operator.name.into()
    }

    fn halo(&self) -> Halo {
        Halo::uniform(self.operator.radius())
    }

    fn dims(&self) -> Option<usize> {
        None
    }

    fn between(&self, axes: usize) -> usize {
        self.node(axes).between(axes) + 2
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        some_axes(self, axes)
    }
}
linear!(Gradient: Same);

impl Stencil for Derivative {
    fn name(&self) -> Cow<'static, str> {
        self.operator.name.into()
    }

    fn halo(&self) -> Halo {
        Halo::uniform(self.operator.radius())
    }

    fn dims(&self) -> Option<usize> {
        None
    }

    fn between(&self, axes: usize) -> usize {
        self.node(axes).between(axes) + 2
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        if self.axis < axes {
            Ok(())
        } else {
            Err(parameter(self, "axis", self.axis, format!("below {axes}, the number of axes")))
        }
    }
}
linear!(Derivative: Signed);
