//! Canny's edges: their local part, and the linking of weak edges to strong ones, which is not local.
//!
//! ```text
//!   . 1 . . . . 1 .             . . . . . . # .
//!   . 1 . . . 1 . .             . . . . . # . .
//!   . . . . . 1 1 2    ->       . . . . . # # #       weak edges stay where they touch strong ones
//!   . . 1 . . . . .             . . . . . . . .
//! ```

mod hysteresis;
mod suppress;

pub use hysteresis::{canny_edges, hysteresis};

use crate::error::parameter;
use crate::lines::replaced;
use crate::recipe::{Real, applied, of_the_made, recipe};
use crate::tensor::smoothing;
use crate::{PerAxis, gaussian};
use std::borrow::Cow;
use stencil_core::Boundaries;
use stencil_core::compose::Boxed;
use stencil_core::engine::Space;
use stencil_core::prelude::*;
use suppress::{gradient, kept, of_ones, of_the_image, renormalised, suppressed, surrounded};

/// Canny's edges up to the last step: 2 where the gradient of the image smoothed by a Gaussian is a ridge at least `high`, 1
/// where it is one at least `low`, 0 elsewhere. The last step, which keeps the weak ridges that touch strong ones, may go on
/// through the whole image, so it is no filter: [`canny_edges`] does both, [`hysteresis`] that step alone.
///
/// The gradient is Sobel's, not normalised, of the image in its own units: a step of `h` has one of `4 h`, less what smoothing
/// takes. A pixel is on a ridge if neither neighbour across it, interpolated between two pixels, is larger. Pixels at the
/// image's edge never are. The halo is `int(4 sigma + 0.5) + 2`, along two axes.
///
/// Agrees with `skimage.feature.canny`. As there, the boundary is that of the smoothing, and the gradient goes on as `Reflect`
/// does; as there, if the boundary is `Constant`, each smoothed pixel is divided by what smoothing makes of an image of ones,
/// so that edges do not darken. `Constant(0.0)` is scikit-image's default.
///
/// ```
/// use ndarray::Array2;
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::canny;
///
/// let step = Array2::from_shape_fn((8, 12), |(_, c)| [10_u8, 50, 90][(c >= 5) as usize + (c > 5) as usize]);
/// let labels = apply(&step, &canny(1.0, 20.0, 50.0))?;
/// assert_eq!(labels.row(4).to_vec(), [0, 0, 0, 0, 0, 2, 0, 0, 0, 0, 0, 0]);
/// assert_eq!(canny(1.0, 20.0, 50.0).halo(), Halo::uniform(6));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// Applying it fails with [`Error::Parameter`] if a sigma is negative or not finite, or unless `0 <= low <= high`.
#[must_use]
pub fn canny(sigma: impl Into<PerAxis<f64>>, low: f64, high: f64) -> Canny {
    Canny { sigma: sigma.into(), low, high }
}

/// See [`canny`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Canny {
    sigma: PerAxis<f64>,
    low: f64,
    high: f64,
}

impl Canny {
    /// The smoothed image; beyond a constant edge, as if nothing were there.
    fn smoothed<A: Real>(&self, space: &Space) -> Boxed<(A,), (A,)> {
        let smooth = gaussian(self.sigma);
        let constant = |axis: usize| matches!(space.boundary.on(axis), Boundary::Constant(_));
        match (0..space.axes.len()).any(constant) {
            true => Boxed::new(smooth.zip(of_ones.then(smooth)).then(renormalised)),
            false => Boxed::new(smooth),
        }
    }

    fn made<A: Real>(&self, space: &Space) -> Boxed<(A,), (u8,)> {
        let beyond = |other: Boundary| -> Boundaries {
            replaced(space.boundary, space.axes.len(), |boundary| match boundary {
                Boundary::Valid => Boundary::Valid,
                _ => other,
            })
        };
        let ridges = gradient.then(suppressed(self.low.cast::<A>(), self.high.cast::<A>()));
        let labels = self.smoothed::<A>(space).then(ridges.boundary(beyond(Boundary::Reflect)));
        let inner = of_the_image.then(surrounded.boundary(beyond(Boundary::Constant(0.0))));
        Boxed::new(labels.zip(inner).then(kept))
    }
}
recipe!(Canny: |A| (u8,));
applied!(Canny);

impl Stencil for Canny {
    fn name(&self) -> Cow<'static, str> {
        "canny".into()
    }

    fn halo(&self) -> Halo {
        gaussian(self.sigma).halo().then(Halo::uniform(2))
    }

    fn dims(&self) -> Option<usize> {
        Some(2)
    }

    fn validate(&self) -> Result<(), Error> {
        smoothing(self, self.sigma)?;
        if !self.high.is_finite() || self.high < 0.0 {
            return Err(parameter(self, "high", self.high, "finite and not negative"));
        }
        match (0.0..=self.high).contains(&self.low) {
            true => Ok(()),
            false => Err(parameter(self, "low", self.low, format!("0 to {}, the high threshold", self.high))),
        }
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        match (axes, self.sigma.dims()) {
            (2, None | Some(2)) => Ok(()),
            (2, Some(needs)) => Err(Error::AxisCount { filter: self.name(), needs, given: 2 }),
            _ => Err(Error::AxisCount { filter: self.name(), needs: 2, given: axes }),
        }
    }

    of_the_made!();
}
