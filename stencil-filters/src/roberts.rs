//! Roberts' cross: differences along the two diagonals of a square of four pixels.
//!
//! ```text
//!   -1  .       .  -1
//!    .  1       1   .
//! ```

use crate::linear::{MOST_AXES, Node, Taps, linear};
use std::borrow::Cow;
use stencil_core::prelude::*;

/// The length of Roberts' gradient, on two axes: the root of the sum of squares of the differences along both diagonals of the
/// square that begins at the pixel, in the element type of the array.
///
/// It reads one pixel ahead and none back. [`normalized`](Roberts::normalized), it agrees with `skimage.filters.roberts`.
/// Integers are rounded once, half to even, and saturate; nothing is rescaled.
///
/// ```
/// use ndarray::{Array2, arr2};
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::roberts;
///
/// let corner = arr2(&[[0_u8, 0, 0], [0, 30, 30], [0, 30, 30]]);
/// assert_eq!(apply(&corner, &roberts())?, arr2(&[[30, 42, 42], [42, 0, 0], [42, 0, 0]]));
/// let falling: Array2<i16> = apply(&corner, &roberts().falling())?;
/// assert_eq!(falling, arr2(&[[30, 30, 30], [30, 0, 0], [30, 0, 0]]));
/// assert_eq!(roberts().halo(), Halo::from_sides([(0, 1), (0, 1)]));
/// # Ok::<(), stencil_core::Error>(())
/// ```
#[must_use]
pub fn roberts() -> Roberts {
    Roberts { normalized: false }
}

/// See [`roberts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Roberts {
    normalized: bool,
}

impl Roberts {
    /// As scikit-image has it: the length is divided by the root of two.
    #[must_use]
    pub fn normalized(self) -> Self {
        Self { normalized: true }
    }

    /// The difference along the diagonal that falls to the right: the pixel after on both axes, less the pixel itself
    /// (`skimage.filters.roberts_pos_diag`).
    #[must_use]
    pub fn falling(self) -> Diagonal {
        Diagonal { falling: true }
    }

    /// The difference along the diagonal that rises to the right: the pixel after on the first axis, less the one after on the
    /// second (`skimage.filters.roberts_neg_diag`).
    #[must_use]
    pub fn rising(self) -> Diagonal {
        Diagonal { falling: false }
    }

    #[allow(clippy::unused_self, reason = "as of every linear filter")]
    fn node(&self, axes: usize) -> Node {
        let scale = if self.normalized { 0.5_f64.sqrt() } else { 1.0 };
        Node::length([self.falling(), self.rising()].map(|diagonal| diagonal.node(axes)), scale)
    }
}

/// A difference along a diagonal: see [`Roberts::falling`] and [`Roberts::rising`].
///
/// The result has a sign: `i16` for 8-bit integers, `i32` for 16-bit, `i64` for 32-bit, `f64` for 64-bit, and the floats
/// themselves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Diagonal {
    falling: bool,
}

impl Diagonal {
    fn node(&self, _axes: usize) -> Node {
        let (less, more) = if self.falling { ((0, 0), (1, 1)) } else { ((0, 1), (1, 0)) };
        let tap = |(y, x): (isize, isize), weight| {
            let mut offset = [0; MOST_AXES];
            (offset[0], offset[1]) = (y, x);
            (offset, weight)
        };
        Node::Taps(Taps::new(2, [tap(less, -1.0), tap(more, 1.0)].into_iter()))
    }
}

macro_rules! two_axes {
    ($($filter:ident)*) => {$(
        impl Stencil for $filter {
            fn name(&self) -> Cow<'static, str> {
                "roberts".into()
            }

            fn halo(&self) -> Halo {
                Halo::from_sides([(0, 1), (0, 1)])
            }

            fn dims(&self) -> Option<usize> {
                Some(2)
            }

            fn between(&self, axes: usize) -> usize {
                self.node(axes).between(axes) + 2
            }
        }
    )*};
}
two_axes! { Roberts Diagonal }
linear!(Roberts: Same);
linear!(Diagonal: Signed);
