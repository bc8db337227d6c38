//! The mean of a box.
//!
//! ```text
//!   . . . . . .
//!   . X X X . .        sums along rows, then of rows: a few additions per pixel, whatever the size
//!   . X X X . .        sum / count, rounded once
//!   . . . . . .
//! ```

mod averaged;
mod halves;
mod work;

use crate::PerAxis;
use crate::error::{TOO_MANY, few, parameter};
use crate::lines::{Sources, Targets};
use std::borrow::Cow;
use stencil_core::engine::{Few, Job};
use stencil_core::explain::Stage;
use stencil_core::prelude::*;
use stencil_core::{Halo, Side};

pub use averaged::Averaged;

/// The mean of all pixels in a box of this size: one for all axes, or one per axis.
///
/// Of an axis of `n` pixels, the box reaches `n / 2` before the centre and `n - n / 2 - 1` behind it, as in SciPy; an
/// [`origin`](Uniform::origin) moves it. The cost per pixel hardly grows with the size.
///
/// Agrees with `scipy.ndimage.uniform_filter`, with two deliberate differences. SciPy stores what is between two passes in
/// the element type of the array, so it truncates integers once per axis; here the sum of all pixels is exact, and the mean
/// is rounded once, half to even. And SciPy adds what comes into a window to what it had before and subtracts what leaves, so
/// a NaN or an infinity stays in all that follows; here it reaches no further than the window.
///
/// Floats are added in their own type, in an order that depends on the size alone: a pixel has the same bits wherever it
/// is, however the array is cut. Of `n` pixels along an axis none goes through more than `3 log2(n)` additions (6 for 15, 15 for
/// 101), and with `k` of them along all axes the mean is wrong by less than `(k + 1) / 2^24` of the mean magnitude in the
/// window (`2^53` for `f64`): by less than a millionth for 15 x 15.
///
/// ```
/// use ndarray::arr1;
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::uniform;
///
/// let row = arr1(&[0_u8, 0, 9, 0, 0, 255]);
/// assert_eq!(apply(&row, &uniform(3))?, arr1(&[0, 3, 3, 3, 85, 170]));
/// assert_eq!(uniform([4]).halo(), Halo::from_sides([(2, 1)]));
/// assert_eq!(uniform([4]).origin(1).halo(), Halo::from_sides([(3, 0)]));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// Applying it fails with [`Error::Parameter`] if a size is zero, if the box has more than 16,777,216 pixels, if an
/// origin moves the box away from its centre, or if there are as many sizes as axes, but another number of origins.
#[must_use]
pub fn uniform(size: impl Into<PerAxis<usize>>) -> Uniform {
    Uniform { size: size.into(), origin: 0.into() }
}

/// See [`uniform`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Uniform {
    size: PerAxis<usize>,
    origin: PerAxis<isize>,
}

impl Uniform {
    /// Moves the box so many pixels towards the start of all axes, or of each one: from `-(n / 2)` to `(n - 1) / 2`.
    #[must_use]
    pub fn origin(self, origin: impl Into<PerAxis<isize>>) -> Self {
        Self { origin: origin.into(), ..self }
    }

    fn side(&self, axis: usize) -> Side {
        let (size, origin) = (self.size.get(axis), self.origin.get(axis));
        let before = (size / 2).saturating_add_signed(origin).min(size.saturating_sub(1));
        Side::new(before, size.saturating_sub(before + 1))
    }

    /// The axes along which there is something to do.
    fn long(&self, axes: usize) -> Few<usize> {
        (0..axes).filter(|&axis| self.side(axis) != Side::default()).collect()
    }

    /// How many pixels a box on so many axes has.
    fn count(&self, axes: &[usize]) -> u32 {
        axes.iter().map(|axis| self.size.get(*axis) as u32).product()
    }
}

impl Stencil for Uniform {
    fn name(&self) -> Cow<'static, str> {
        "uniform".into()
    }

    fn halo(&self) -> Halo {
        let along = |axis| Halo::on_axis(axis, self.side(axis));
        let all = (0..self.dims().unwrap_or(Halo::MAX_DIM)).fold(Halo::ZERO, |all, axis| all.union(along(axis)));
        self.dims().map_or(all, |dims| all.union(none(dims)))
    }

    fn dims(&self) -> Option<usize> {
        self.size.dims().or(self.origin.dims())
    }

    fn stages(&self, axes: usize) -> Vec<Stage> {
        vec![Stage { name: self.name(), halo: self.halo().filtered(|axis| axis < axes) }]
    }

    fn between(&self, axes: usize) -> usize {
        self.long(axes).len().saturating_sub(2)
    }

    fn validate(&self) -> Result<(), Error> {
        if let (Some(sizes), Some(origins)) = (self.size.dims(), self.origin.dims())
            && sizes != origins
        {
            return Err(parameter(self, "origin", origins, format!("one, or {sizes}: one for each size")));
        }
        let axes = 0..self.dims().unwrap_or(1);
        for (size, origin) in axes.map(|axis| (self.size.get(axis), self.origin.get(axis))) {
            if size == 0 {
                return Err(parameter(self, "size", size, "at least 1"));
            }
            let (least, most) = (-((size / 2) as isize), ((size - 1) / 2) as isize);
            if !(least..=most).contains(&origin) {
                return Err(parameter(self, "origin", origin, format!("from {least} to {most} for a size of {size}")));
            }
        }
        Ok(())
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        match self.dims() {
            Some(needs) if needs != axes => Err(Error::AxisCount { filter: self.name(), needs, given: axes }),
            _ if !few((0..axes).map(|axis| self.size.get(axis))) => {
                Err(parameter(self, "size", self.size.values()[0], TOO_MANY))
            }
            _ => Ok(()),
        }
    }
}

/// No reach on so many axes.
fn none(axes: usize) -> Halo {
    PerAxis::from_slice(&[(0, 0); Halo::MAX_DIM][..axes]).map_or(Halo::ZERO, |none| none.halo())
}

impl<T: Averaged> Filter<(T,)> for Uniform {
    type Out = (T,);
    type Carry<'s> = T::Averaging<'s>;

    fn carry<'s>(&self, job: &Job<'s>) -> Self::Carry<'s> {
        T::averaging(self, job)
    }

    fn evaluate<'s>(
        &self,
        job: &Job<'s>,
        carry: &mut Self::Carry<'s>,
        sources: Sources<'_, T>,
        targets: Targets<'_, T>,
    ) {
        T::average(carry, job, sources, targets);
    }
}
