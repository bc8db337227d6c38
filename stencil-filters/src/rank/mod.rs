//! The value at a place in the order of a window: minimum, maximum, median, rank, percentile.
//!
//! ```text
//!   1 2 3         in order
//!   9 2 4   ->    1 2 2 2 3 3 4 5 9      median 3, minimum 1, rank(_, 1) 2, rank(_, -2) 5, percentile(_, 75.0) 4
//!   5 2 3         0 1 2 3 4 5 6 7 8
//! ```

mod filter;
#[cfg(test)]
mod tests;

use crate::{Footprint, NanPolicy, PerAxis};
use stencil_core::extrema::Extreme;
use stencil_core::rank::Place;

/// The value in the middle of each window, in order: `median(3)` looks at 3 x 3 pixels on two axes, `median([1, 5])` at five
/// in a row, `median(Footprint::disk(3))` at a disk. Of an even number of values it is the upper of the two in the middle.
/// For any element type, `bool` included.
///
/// The halo is that of the window: `size / 2` before the pixel and `size - 1 - size / 2` after it, moved by the
/// [`origin`](Rank::origin). Agrees with `scipy.ndimage.median_filter`. What takes no part is left out, and the median
/// is that of the others: pixels beyond the edge under [`Boundary::Ignore`](stencil_core::Boundary::Ignore), and NaNs if [`nan`](Rank::nan) says so;
/// otherwise a NaN in the window makes the result NaN. Of a window of which nothing takes part, the result is NaN, or the
/// largest value of a type without it. Both zeros are one value, and given back as `+0.0`.
///
/// Windows of up to 961 pixels run as sorting networks that neighbouring pixels share (Adams, "Fast median filters using
/// separable sorting networks", 2021), larger boxes of bytes at a cost that hardly depends on their size. Others, and
/// windows of which something takes no part, slide as a histogram (Huang, Yang and Tang, 1979).
///
/// ```
/// use ndarray::arr2;
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::{Footprint, median};
///
/// let speck = arr2(&[[7_u8, 7, 8], [7, 255, 8], [7, 8, 8]]);
/// assert_eq!(apply(&speck, &median(3))?[[1, 1]], 8);
/// assert_eq!(apply(&speck, &median(Footprint::cross(1)))?[[1, 1]], 8);
/// assert_eq!(median([5, 4]).halo(), Halo::from_sides([(2, 2), (2, 1)]));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// Applying it fails with [`Error::Parameter`](stencil_core::Error::Parameter) if the window has no cell or reaches around more than 16,777,216 pixels, or if
/// the origin moves the pixel out of it.
#[must_use]
pub fn median(window: impl Into<Footprint>) -> Rank {
    Rank::new("median", window, Which::Middle)
}

/// The smallest value of each window; in all else as [`median`].
///
/// Agrees with `scipy.ndimage.minimum_filter`. It is [`erode`](crate::erode) with an origin and a choice about NaN, but for
/// windows of which nothing takes part.
///
/// ```
/// use ndarray::arr1;
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::{NanPolicy, minimum};
///
/// let row = arr1(&[5.0, f64::NAN, 9.0, 2.0, 7.0]);
/// assert_eq!(apply(&row, &minimum(3).nan(NanPolicy::Omit))?, arr1(&[5.0, 5.0, 2.0, 2.0, 2.0]));
/// // The last three pixels, not those on both sides.
/// assert_eq!(minimum([3]).origin(1).halo(), Halo::from_sides([(2, 0)]));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// As [`median`].
#[must_use]
pub fn minimum(window: impl Into<Footprint>) -> Rank {
    Rank::new("minimum", window, Which::Nth(0))
}

/// The largest value of each window; in all else as [`median`].
///
/// Agrees with `scipy.ndimage.maximum_filter`: unlike [`dilate`](crate::dilate) it does not reflect the window.
///
/// ```
/// use ndarray::arr1;
/// use stencil_core::prelude::*;
/// use stencil_filters::maximum;
///
/// assert_eq!(apply(&arr1(&[5_u8, 9, 2, 7]), &maximum(2))?, arr1(&[5, 9, 9, 7]));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// As [`median`].
#[must_use]
pub fn maximum(window: impl Into<Footprint>) -> Rank {
    Rank::new("maximum", window, Which::Nth(-1))
}

/// The value of each window with `k` others before it in order, the smallest being 0; a negative `k` counts from the largest,
/// which is -1. In all else as [`median`].
///
/// Agrees with `scipy.ndimage.rank_filter`. If fewer than `k` others take part, it is the last of them, or for negative `k`
/// the first.
///
/// ```
/// use ndarray::arr1;
/// use stencil_core::prelude::*;
/// use stencil_filters::rank;
///
/// let row = arr1(&[5_u8, 9, 2, 7, 8]);
/// assert_eq!(apply(&row, &rank(5, 1))?[2], 5);
/// assert_eq!(apply(&row, &rank(5, -2))?[2], 8);
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// As [`median`]; and unless `k` is a place among as many values as the window has cells.
#[must_use]
pub fn rank(window: impl Into<Footprint>, k: isize) -> Rank {
    Rank::new("rank", window, Which::Nth(k))
}

/// The value of each window with so many percent of the others before it in order: of `n` values the one with
/// `int(n * percent / 100)` before it, and for 100 the last. A negative percentage counts from the largest: -20 is 80. In all
/// else as [`median`].
///
/// Agrees with `scipy.ndimage.percentile_filter`. Where some of the window takes no part, `n` is the number of those that do.
///
/// ```
/// use ndarray::arr1;
/// use stencil_core::prelude::*;
/// use stencil_filters::percentile;
///
/// let row = arr1(&[5_u8, 9, 2, 7, 8]);
/// assert_eq!(apply(&row, &percentile(5, 30.0))?[2], 5);
/// assert_eq!(apply(&row, &percentile(5, 100.0))?[2], 9);
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// As [`median`]; and unless the percentage is a number from -100 to 100.
#[must_use]
pub fn percentile(window: impl Into<Footprint>, percent: f64) -> Rank {
    Rank::new("percentile", window, Which::Percent(percent))
}

/// See [`median`], [`minimum`], [`maximum`], [`rank`] and [`percentile`].
#[derive(Clone, Debug, PartialEq)]
pub struct Rank {
    name: &'static str,
    window: Footprint,
    which: Which,
    nan: NanPolicy,
}

/// Which value is looked for, as it is asked for.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Which {
    Middle,
    Nth(isize),
    Percent(f64),
}

impl Which {
    fn place(self) -> Place {
        match self {
            Self::Middle => Place::Middle,
            Self::Nth(k) if k < 0 => Place::FromLast(k.unsigned_abs() - 1),
            Self::Nth(k) => Place::FromFirst(k.unsigned_abs()),
            Self::Percent(percent) if percent < 0.0 => Place::Percent(percent + 100.0),
            Self::Percent(percent) => Place::Percent(percent),
        }
    }
}

impl Rank {
    fn new(name: &'static str, window: impl Into<Footprint>, which: Which) -> Self {
        Self { name, window: window.into(), which, nan: NanPolicy::Propagate }
    }

    /// Moves the window by so many pixels towards the start of each axis: [`Footprint::origin`].
    #[must_use]
    pub fn origin(self, origin: impl Into<PerAxis<isize>>) -> Self {
        Self { window: self.window.origin(origin), ..self }
    }

    /// What a NaN in the window does.
    #[must_use]
    pub fn nan(self, nan: NanPolicy) -> Self {
        Self { nan, ..self }
    }

    /// How many cells there are on so many axes.
    fn count(&self, axes: usize) -> usize {
        let halo = self.window.halo();
        match self.window.is_box() {
            true => (0..axes).map(|axis| halo.side(axis)).map(|side| side.before + 1 + side.after).product(),
            false => self.window.cells(axes).len(),
        }
    }

    /// The end of the order that the value is at, if it is there however many of the window's cells take part.
    fn extreme(&self, axes: usize) -> Option<Extreme> {
        let (place, count) = (self.which.place(), self.count(axes));
        if place == Place::Percent(100.0) {
            return Some(Extreme::Largest);
        }
        match (place, place.among(count)) {
            (Place::Middle, _) => None,
            (_, 0) => Some(Extreme::Smallest),
            (Place::FromFirst(k), _) if k + 1 == count => Some(Extreme::Largest),
            (Place::FromLast(0), _) => Some(Extreme::Largest),
            _ => None,
        }
    }
}
