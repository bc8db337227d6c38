//! Thresholds.
//!
//! ```text
//!   3 9 4 1        . X . .
//!   2 8 7 2   ->   . X X .        above 5
//! ```

use crate::Pixel;
use crate::error::parameter;
use crate::lines::{Sources, Targets};
use std::borrow::Cow;
use stencil_core::engine::Job;
use stencil_core::prelude::*;

/// Whether a pixel is above the level, or `all` are.
#[stencil(simd)]
fn above<T: Number>(w: Window<T, 1>, level: T, all: bool) -> bool {
    w[0] > level || all
}

/// Whether each pixel is above a level: an array of `bool`.
///
/// The comparison is exact for every element type, also where the level is no value of it: above 0.5 is the same as above 0
/// for integers.
///
/// ```
/// use ndarray::arr1;
/// use stencil_core::prelude::*;
/// use stencil_filters::threshold;
///
/// assert_eq!(apply(&arr1(&[3_u8, 9, 4, 5]), &threshold(4.5))?, arr1(&[false, true, false, true]));
/// assert_eq!(threshold(4.5).halo(), Halo::ZERO);
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// Applying it fails with [`Error::Parameter`] if the level is NaN.
#[must_use]
pub fn threshold(level: f64) -> Threshold {
    Threshold { level }
}

/// See [`threshold`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Threshold {
    level: f64,
}

impl Stencil for Threshold {
    fn name(&self) -> Cow<'static, str> {
        "threshold".into()
    }

    fn halo(&self) -> Halo {
        Halo::ZERO
    }

    fn dims(&self) -> Option<usize> {
        None
    }

    fn ignores(&self) -> bool {
        // It has no neighbours.
        true
    }

    fn validate(&self) -> Result<(), Error> {
        if self.level.is_nan() { Err(parameter(self, "level", self.level, "a number")) } else { Ok(()) }
    }
}

impl<T: Pixel> Filter<(T,)> for Threshold {
    type Out = (bool,);
    type Carry<'s> = ();

    fn carry<'s>(&self, _: &Job<'s>) {}

    fn evaluate<'s>(&self, job: &Job<'s>, carry: &mut (), sources: Sources<'_, T>, targets: Targets<'_, bool>) {
        let level = T::not_above(self.level);
        let all = T::WHOLE && level.cast::<f64>() > self.level;
        Filter::<(T,)>::evaluate(&above(level, all).along(0), job, carry, sources, targets);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_between_values_are_the_value_below() {
        assert_eq!(u8::not_above(4.5), 4);
        assert_eq!(i8::not_above(-4.5), -5);
        assert_eq!(u8::not_above(f64::INFINITY), u8::MAX);
        assert!(f64::from(f32::not_above(0.1)) <= 0.1 && f64::from(f32::not_above(0.1).next_up()) > 0.1);
        assert_eq!(f32::not_above(1e300), f32::MAX);
        assert_eq!(f64::not_above(0.1), 0.1);
    }
}
