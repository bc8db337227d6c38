//! Corners by a circle of sixteen pixels.
//!
//! ```text
//!   . . X X X . .
//!   . X . . . X .
//!   X . . . . . X
//!   X . . c . . X       twelve in a row brighter than c, or darker
//!   X . . . . . X
//!   . X . . . X .
//!   . . X X X . .
//! ```

use crate::error::parameter;
use crate::recipe::{Real, applied, of_the_made, recipe};
use std::borrow::Cow;
use stencil_core::compose::Boxed;
use stencil_core::engine::Space;
use stencil_core::prelude::*;

/// The FAST corner measure: where `n` neighbouring ones of the sixteen pixels on a circle around a pixel are all brighter than
/// it by more than `threshold`, or all darker, the sum of the absolute differences of all sixteen; elsewhere zero.
///
/// The halo is 3, along two axes. Made to agree with `skimage.feature.corner_fast` (whose defaults are 12 and 0.15),
/// except that scikit-image leaves a frame of three pixels at zero, while here the boundary says how the image goes on; with
/// `Valid`, only what is inside of the frame is computed. Integers are not rescaled, so neither is the threshold. The result
/// is `f32` for arrays of `f32` and of 8 and 16 bits, and `f64` for the others. E. Rosten and T. Drummond, Machine learning for
/// high-speed corner detection, 2006.
///
/// ```
/// use ndarray::Array2;
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::corner_fast;
///
/// let square = Array2::from_shape_fn((16, 16), |(r, c)| if r.min(c) > 2 && r.max(c) < 13 { 200_u8 } else { 0 });
/// let corners = apply(&square, &corner_fast(9, 30.0))?;
/// assert!(corners[[3, 3]] > 0.0 && corners[[3, 8]] == 0.0);
/// assert_eq!(corner_fast(9, 30.0).halo(), Halo::from_sides([(3, 3), (3, 3)]));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// Applying it fails with [`Error::Parameter`] unless `n` is 1 to 16 and the threshold finite and not negative.
#[must_use]
pub fn corner_fast(n: usize, threshold: f64) -> CornerFast {
    CornerFast { n, threshold }
}

/// See [`corner_fast`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CornerFast {
    n: usize,
    threshold: f64,
}

/// The circle, all the way round.
const CIRCLE: [(isize, isize); 16] = [
    (0, 3),
    (1, 3),
    (2, 2),
    (3, 1),
    (3, 0),
    (3, -1),
    (2, -2),
    (1, -3),
    (0, -3),
    (-1, -3),
    (-2, -2),
    (-3, -1),
    (-3, 0),
    (-3, 1),
    (-2, 2),
    (-1, 3),
];

#[stencil(simd)]
fn fast<A: Float>(w: Window<A, 2>, n: A, threshold: A) -> A {
    let (zero, one) = (0.0_f64.cast::<A>(), 1.0_f64.cast::<A>());
    let c = w[[0, 0]];
    let (low, high) = (c - threshold, c + threshold);
    let (mut brighter, mut darker, mut longest) = (zero, zero, zero);
    // Twice round, for runs that begin late.
    for _ in 0..2 {
        for (dy, dx) in CIRCLE {
            let v = w[[dy, dx]];
            brighter = if v > high { brighter + one } else { zero };
            darker = if v < low { darker + one } else { zero };
            longest = longest.max(brighter.max(darker));
        }
    }
    let mut sum = zero;
    for (dy, dx) in CIRCLE {
        sum += (w[[dy, dx]] - c).abs();
    }
    if longest >= n || sum.is_nan() { sum } else { zero }
}

impl CornerFast {
    fn made<A: Real>(&self, _: &Space) -> Boxed<(A,), (A,)> {
        Boxed::new(fast((self.n as f64).cast::<A>(), self.threshold.cast::<A>()))
    }
}
recipe!(CornerFast: |A| (A,));
applied!(CornerFast);

impl Stencil for CornerFast {
    fn name(&self) -> Cow<'static, str> {
        "corner_fast".into()
    }

    fn halo(&self) -> Halo {
        Halo::from_sides([(3, 3); 2])
    }

    fn dims(&self) -> Option<usize> {
        Some(2)
    }

    fn validate(&self) -> Result<(), Error> {
        if !(1..=16).contains(&self.n) {
            return Err(parameter(self, "n", self.n, "1 to 16"));
        }
        match self.threshold.is_finite() && self.threshold >= 0.0 {
            true => Ok(()),
            false => Err(parameter(self, "threshold", self.threshold, "finite and not negative")),
        }
    }

    of_the_made!();
}
