//! Moravec's corner measure.

use crate::error::parameter;
use crate::recipe::{Real, applied, of_the_made, recipe};
use std::borrow::Cow;
use stencil_core::compose::Boxed;
use stencil_core::engine::Space;
use stencil_core::prelude::*;

/// Moravec's corner measure: the smallest sum of squared differences between a pixel's window and the same window shifted by
/// up to `window_size` diagonally (by at least one along both axes).
///
/// The window reaches `window_size` to each side; the halo is twice that, along two axes. Made to agree with
/// `skimage.feature.corner_moravec`, except that scikit-image leaves a frame of the halo's width at zero, while here the
/// boundary says how the image goes on; with `Valid`, only what is inside of the frame is computed. The result is `f32` for
/// arrays of `f32` and of 8 and 16 bits, and `f64` for the others. H. Moravec, Obstacle avoidance and navigation in the real
/// world by a seeing robot rover, 1980.
///
/// ```
/// use ndarray::Array2;
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::corner_moravec;
///
/// let mut image = Array2::<u8>::zeros((7, 7));
/// image[[3, 3]] = 1;
/// let corners = apply(&image, &corner_moravec(1))?;
/// assert_eq!((corners[[3, 3]], corners[[2, 3]], corners[[1, 3]]), (2.0, 1.0, 0.0));
/// assert_eq!(corner_moravec(2).halo(), Halo::from_sides([(4, 4), (4, 4)]));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// Applying it fails with [`Error::Parameter`] if the window size is zero or above 32.
#[must_use]
pub fn corner_moravec(window_size: usize) -> CornerMoravec {
    CornerMoravec { window_size }
}

/// See [`corner_moravec`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CornerMoravec {
    window_size: usize,
}

#[stencil(simd, radius = 2 * size)]
fn moravec<A: Float>(w: Window<A, 2>, size: usize) -> A {
    let r = size as isize;
    let mut best = f64::INFINITY.cast::<A>();
    for dy in -r..=r {
        for dx in -r..=r {
            if dy != 0 && dx != 0 {
                let mut sum = 0.0_f64.cast::<A>();
                for y in -r..=r {
                    for x in -r..=r {
                        let d = w[[y, x]] - w[[y + dy, x + dx]];
                        sum += d * d;
                    }
                }
                // A NaN stays, whichever of the two it is.
                best = if best < sum || best.is_nan() { best } else { sum };
            }
        }
    }
    best
}

impl CornerMoravec {
    fn made<A: Real>(&self, _: &Space) -> Boxed<(A,), (A,)> {
        Boxed::new(moravec(self.window_size))
    }
}
recipe!(CornerMoravec: |A| (A,));
applied!(CornerMoravec);

impl Stencil for CornerMoravec {
    fn name(&self) -> Cow<'static, str> {
        "corner_moravec".into()
    }

    fn halo(&self) -> Halo {
        let reach = self.window_size.saturating_mul(2);
        Halo::from_sides([(reach, reach); 2])
    }

    fn dims(&self) -> Option<usize> {
        Some(2)
    }

    fn validate(&self) -> Result<(), Error> {
        match self.window_size {
            1..=32 => Ok(()),
            size => Err(parameter(self, "window_size", size, "1 to 32")),
        }
    }

    of_the_made!();
}
