//! The Laplacian: how far a pixel is below its neighbours.
//!
//! ```text
//!      1
//!   1 -4  1          1 -2 1 along each axis, added up
//!      1
//! ```

use crate::error::some_axes;
use crate::linear::{Node, Row, Term, linear};
use std::borrow::Cow;
use stencil_core::prelude::*;

/// The sum of second differences `1 -2 1` along all axes.
///
/// Agrees with `scipy.ndimage.laplace`, except that integers do not wrap: the result has a sign and room for every sum (`i16`
/// for 8-bit integers, `i32` for 16-bit, `i64` for 32-bit, `f64` for 64-bit, and the floats themselves). Its sign is the
/// opposite of that of `skimage.filters.laplace`.
///
/// ```
/// use ndarray::arr2;
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::laplace;
///
/// let dot = arr2(&[[0_u8, 0, 0], [0, 200, 0], [0, 0, 0]]);
/// assert_eq!(apply(&dot, &laplace())?, arr2(&[[0_i16, 200, 0], [200, -800, 200], [0, 200, 0]]));
/// assert_eq!(laplace().halo(), Halo::uniform(1));
/// # Ok::<(), stencil_core::Error>(())
/// ```
#[must_use]
pub fn laplace() -> Laplace {
    Laplace
}

/// See [`laplace`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Laplace;

impl Laplace {
    #[allow(clippy::unused_self, reason = "as of every linear filter")]
    fn node(&self, axes: usize) -> Node {
        if axes == 2 {
            return Node::Laplacian;
        }
        let along = |axis| Node::Term(Term::new(vec![(axis, Row::centred(&[1.0, -2.0, 1.0]))]));
        Node::sum((0..axes).map(along))
    }
}

impl Stencil for Laplace {
    fn name(&self) -> Cow<'static, str> {
        "laplace".into()
    }

    fn halo(&self) -> Halo {
        Halo::uniform(1)
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
linear!(Laplace: Signed);
