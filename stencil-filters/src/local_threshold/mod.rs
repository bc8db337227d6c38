//! Thresholds that differ from pixel to pixel.
//!
//! ```text
//!   image      1 2 8 4 5 6 12 8  9 10       brighter on the right
//!   threshold  4 4 5 6 8 8  9 10 11 10       the mean of five, and one more
//!   above      . . X . . .  X .  .  .
//! ```

mod local;
mod statistics;

pub use local::{ThresholdLocal, threshold_local};
pub use statistics::{Niblack, Sauvola, niblack, sauvola};

use crate::error::{TOO_MANY, few, parameter as wrong};
use crate::lines::copy;
use crate::recipe::{Real, Recipe, applied, fits, of_the_made, recipe};
use crate::{PerAxis, Pixel};
use std::borrow::Cow;
use stencil_core::compose::Boxed;
use stencil_core::engine::Space;
use stencil_core::prelude::*;

/// A threshold for each pixel, as a filter: its result is the image of thresholds.
pub trait LocalThreshold: Recipe + Copy {
    /// The thresholds, computed in `A`.
    #[doc(hidden)]
    fn levels<A: Real>(&self, space: &Space) -> Boxed<(A,), (A,)>;
    /// What is left to the element type, settled for one.
    #[doc(hidden)]
    fn settled<T: Pixel>(&self) -> Self {
        *self
    }
}

/// Whether each pixel is above its threshold: what [`ThresholdLocal::binary`] and its like make.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Binary<F> {
    levels: F,
}

impl<F> Binary<F> {
    fn new(levels: F) -> Self {
        Self { levels }
    }
}

/// Whether a pixel is above its level.
#[stencil(simd)]
fn above<A: Float>(pixel: Window<A, 1>, level: Window<A, 1>) -> bool {
    pixel[0] > level[0]
}

impl<F: LocalThreshold> Binary<F> {
    fn made<A: Real>(&self, space: &Space) -> Boxed<(A,), (bool,)> {
        Boxed::new(copy.along(0).zip(self.levels.levels::<A>(space)).then(above.along(0)))
    }
}

recipe!([F: LocalThreshold] Binary<F>: |A| (bool,));

impl<F: LocalThreshold> Stencil for Binary<F> {
    fn name(&self) -> Cow<'static, str> {
        self.levels.name()
    }

    fn halo(&self) -> Halo {
        self.levels.halo()
    }

    fn dims(&self) -> Option<usize> {
        self.levels.dims()
    }

    fn validate(&self) -> Result<(), Error> {
        self.levels.validate()
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        self.levels.fits(axes)
    }

    of_the_made!();
}
applied!([F: LocalThreshold] Binary<F>, |filter, T| Binary::new(filter.levels.settled::<T>()));

/// The windows of a local threshold are odd.
fn odd(filter: &dyn Stencil, parameter: &'static str, sizes: PerAxis<usize>) -> Result<(), Error> {
    match sizes.values().iter().find(|size| **size % 2 == 0) {
        Some(size) => Err(wrong(filter, parameter, size, "odd")),
        None => Ok(()),
    }
}

/// Whether a filter with such a window can work along so many axes.
fn spans(filter: &dyn Stencil, parameter: &'static str, sizes: PerAxis<usize>, axes: usize) -> Result<(), Error> {
    fits(filter, axes)?;
    match few((0..axes).map(|axis| sizes.get(axis))) {
        true => Ok(()),
        false => {
            let size = sizes.values().iter().max().expect("at least one value");
            Err(wrong(filter, parameter, size, TOO_MANY))
        }
    }
}

/// The pixels in `f64`.
#[stencil(simd)]
fn widen<A: Float>(w: Window<A, 1>) -> f64 {
    w[0].cast::<f64>()
}
