//! Erosion, dilation, opening and closing.
//!
//! ```text
//!   . . . . .          . . . . .            . . . . .
//!   . X X X .   erode  . . . . .   dilate   . . X . .
//!   . X X X .  ------> . . X . .  ------->  . X X X .      (a cross of radius 1)
//!   . X X X .          . . . . .            . . X . .
//!   . . . . .          . . . . .            . . . . .
//! ```

use crate::error::parameter;
use crate::footprint::Footprint;
use crate::lines::{CarryOf, Sources, Targets, carried};
use std::borrow::Cow;
use stencil_core::compose::Then;
use stencil_core::engine::Job;
use stencil_core::explain::Stage;
use stencil_core::extrema::{Extrema, Extreme};
use stencil_core::prelude::*;
use stencil_core::{Halo, Side};

/// The smallest value under the footprint.
///
/// The halo is the footprint's. Agrees with `scipy.ndimage.grey_erosion(image, footprint=..)`, and on `bool` arrays with
/// `binary_erosion`. Under [`Boundary::Ignore`] pixels outside take no part, as in scikit-image; a window without any
/// pixel gives the largest value of the type. A NaN under the footprint makes the result NaN. What rows of the footprint
/// have in common is looked at once: a box of any size takes a few steps per pixel.
///
/// ```
/// use ndarray::arr1;
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::{Footprint, erode};
///
/// let row = arr1(&[5_u8, 9, 2, 7, 8, 8]);
/// assert_eq!(apply(&row, &erode(Footprint::box_(3)))?, arr1(&[5, 2, 2, 2, 7, 8]));
/// // Four cells reach two back and one ahead.
/// assert_eq!(erode(Footprint::box_([4])).halo(), Halo::from_sides([(2, 1)]));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// Applying it fails with [`Error::Parameter`] if the footprint has no cell, if a box is wider than 1,048,576 pixels, or
/// if what is no box has more than three axes or reaches around more than 16,777,216 pixels.
#[must_use]
pub fn erode(footprint: Footprint) -> Erode {
    Erode { footprint }
}

/// The largest value under the reflected footprint.
///
/// The halo is the footprint's with both sides of each axis swapped. Agrees with
/// `scipy.ndimage.grey_dilation(image, footprint=..)`, and on `bool` arrays with `binary_dilation`. In all else the
/// counterpart of [`erode`].
///
/// ```
/// use ndarray::arr1;
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::{Footprint, dilate};
///
/// let row = arr1(&[5_u8, 9, 2, 7, 8, 8]);
/// assert_eq!(apply(&row, &dilate(Footprint::box_(3)))?, arr1(&[9, 9, 9, 8, 8, 8]));
/// assert_eq!(dilate(Footprint::box_([4])).halo(), Halo::from_sides([(1, 2)]));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// As [`erode`].
#[must_use]
pub fn dilate(footprint: Footprint) -> Dilate {
    Dilate { footprint: footprint.reflected() }
}

/// Erosion, then dilation: removes what is bright and smaller than the footprint.
///
/// The halo is that of both together: `size - 1` on both sides for a box. Agrees with `scipy.ndimage.grey_opening`.
///
/// ```
/// use ndarray::arr1;
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::{Footprint, open};
///
/// let row = arr1(&[1_u8, 9, 1, 6, 6, 6, 1]);
/// assert_eq!(apply(&row, &open(Footprint::box_(3)))?, arr1(&[1, 1, 1, 6, 6, 6, 1]));
/// assert_eq!(open(Footprint::box_([4])).halo(), Halo::from_sides([(3, 3)]));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// As [`erode`].
#[must_use]
pub fn open(footprint: Footprint) -> Open {
    Open { erode: erode(footprint.clone()), dilate: dilate(footprint) }
}

/// Dilation, then erosion: fills what is dark and smaller than the footprint.
///
/// The halo is that of [`open`]. Agrees with `scipy.ndimage.grey_closing`.
///
/// ```
/// use ndarray::arr1;
/// use stencil_core::prelude::*;
/// use stencil_filters::{Footprint, close};
///
/// let row = arr1(&[7_u8, 7, 2, 7, 7, 7]);
/// assert_eq!(apply(&row, &close(Footprint::box_(3)))?, arr1(&[7, 7, 7, 7, 7, 7]));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// As [`erode`].
#[must_use]
pub fn close(footprint: Footprint) -> Close {
    Close { dilate: dilate(footprint.clone()), erode: erode(footprint) }
}

/// See [`erode`].
#[derive(Clone, Debug, PartialEq)]
pub struct Erode {
    footprint: Footprint,
}

/// See [`dilate`].
#[derive(Clone, Debug, PartialEq)]
pub struct Dilate {
    /// Reflected.
    footprint: Footprint,
}

/// See [`open`].
#[derive(Clone, Debug, PartialEq)]
pub struct Open {
    erode: Erode,
    dilate: Dilate,
}

/// See [`close`].
#[derive(Clone, Debug, PartialEq)]
pub struct Close {
    dilate: Dilate,
    erode: Erode,
}

/// The filters that find the extreme value under a footprint: over a box on many axes, first along two of them.
type Steps = Then<Extrema, Extrema>;

/// What there is to do for a footprint on so many axes.
#[derive(Debug)]
enum Work {
    Once(Extrema),
    Twice(Steps),
}

impl Work {
    fn new(extreme: Extreme, footprint: &Footprint, axes: usize) -> Self {
        if footprint.box_sides().is_none() {
            return Self::Once(Extrema::over_cells(extreme, footprint.halo(), axes, footprint.cells(axes)));
        }
        let halo = footprint.halo();
        let long: Vec<usize> = (0..axes).filter(|&axis| halo.side(axis) != Side::default()).collect();
        let over = |part: &[usize]| Extrema::over_box(extreme, halo.filtered(|axis| part.contains(&axis)), axes);
        match long.split_at_checked(long.len().saturating_sub(2)) {
            Some((others, last)) if !others.is_empty() => Self::Twice(over(last).then(over(others))),
            _ => Self::Once(Extrema::over_box(extreme, halo, axes)),
        }
    }
}

macro_rules! one_way {
    ($filter:ident $carry:ident $name:literal $extreme:ident) => {
        impl Stencil for $filter {
            fn name(&self) -> Cow<'static, str> {
                $name.into()
            }

            fn halo(&self) -> Halo {
                self.footprint.halo()
            }

            fn dims(&self) -> Option<usize> {
                self.footprint.dims()
            }

            fn ignores(&self) -> bool {
                true
            }

            fn validate(&self) -> Result<(), Error> {
                if self.footprint.is_empty() {
                    return Err(parameter(self, "footprint", "empty", "at least one cell"));
                }
                Ok(())
            }

            fn between(&self, axes: usize) -> usize {
                let long = |axis: &usize| self.footprint.halo().side(*axis) != Side::default();
                usize::from(self.footprint.box_sides().is_some() && (0..axes).filter(long).count() > 2)
            }

            fn fits(&self, axes: usize) -> Result<(), Error> {
                match self.dims() {
                    Some(needs) if needs != axes => Err(Error::AxisCount { filter: self.name(), needs, given: axes }),
                    _ if axes > 3 && self.footprint.box_sides().is_none() => {
                        Err(parameter(self, "axes", axes, "1 to 3, unless the footprint is a box"))
                    }
                    _ => self.footprint.small(axes).map_err(|(reach, expected)| {
                        parameter(self, "footprint", format!("{reach} pixels wide"), expected)
                    }),
                }
            }
        }

        /// What there is to do for one footprint and number of axes, and what is carried.
        pub struct $carry<'s, T: Element>(Each<'s, T>);

        impl<T: Element> Filter<(T,)> for $filter {
            type Out = (T,);
            type Carry<'s> = $carry<'s, T>;

            fn carry<'s>(&self, job: &Job<'s>) -> Self::Carry<'s> {
                $carry(match Work::new(Extreme::$extreme, &self.footprint, job.space.axes.len()) {
                    Work::Once(extrema) => Each::Once(Box::new(carried::<T, _>(extrema, job))),
                    Work::Twice(steps) => Each::Twice(Box::new(carried::<T, _>(steps, job))),
                })
            }

            fn evaluate<'s>(
                &self,
                job: &Job<'s>,
                carry: &mut Self::Carry<'s>,
                sources: Sources<'_, T>,
                targets: Targets<'_, T>,
            ) {
                match &mut carry.0 {
                    Each::Once(one) => one.0.evaluate(job, &mut one.1, sources, targets),
                    Each::Twice(both) => both.0.evaluate(job, &mut both.1, sources, targets),
                }
            }
        }
    };
}
one_way!(Erode EachErosion "erode" Smallest);
one_way!(Dilate EachDilation "dilate" Largest);

/// A filter, and what it carries.
enum Each<'s, T: Element> {
    Once(Box<(Extrema, CarryOf<'s, T, Extrema>)>),
    Twice(Box<(Steps, CarryOf<'s, T, Steps>)>),
}

macro_rules! both_ways {
    ($filter:ident $name:literal: $first:ident $one:ident, $second:ident $other:ident) => {
        impl $filter {
            fn both(&self) -> Then<$one, $other> {
                self.$first.clone().then(self.$second.clone())
            }
        }

        impl Stencil for $filter {
            fn name(&self) -> Cow<'static, str> {
                $name.into()
            }

            fn halo(&self) -> Halo {
                self.$first.halo().then(self.$second.halo())
            }

            fn dims(&self) -> Option<usize> {
                self.$first.dims()
            }

            fn ignores(&self) -> bool {
                true
            }

            fn validate(&self) -> Result<(), Error> {
                self.$first.validate()
            }

            fn between(&self, axes: usize) -> usize {
                self.both().between(axes)
            }

            fn stages(&self, axes: usize) -> Vec<Stage> {
                self.both().stages(axes)
            }

            fn fits(&self, axes: usize) -> Result<(), Error> {
                self.$first.fits(axes)
            }
        }

        impl<T: Element> Filter<(T,)> for $filter {
            type Out = (T,);
            type Carry<'s> = CarryOf<'s, T, Then<$one, $other>>;

            fn carry<'s>(&self, job: &Job<'s>) -> Self::Carry<'s> {
                Filter::<(T,)>::carry(&self.both(), job)
            }

            fn evaluate<'s>(
                &self,
                job: &Job<'s>,
                carry: &mut Self::Carry<'s>,
                sources: Sources<'_, T>,
                targets: Targets<'_, T>,
            ) {
                Filter::<(T,)>::evaluate(&self.both(), job, carry, sources, targets);
            }
        }
    };
}
both_ways!(Open "open": erode Erode, dilate Dilate);
both_ways!(Close "close": dilate Dilate, erode Erode);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_footprint_is_named() {
        let wrong = erode(Footprint::box_([3, 0])).validate().expect_err("it is wrong").to_string();
        assert_eq!(wrong, "`erode`: `footprint` is empty, but must be at least one cell");
    }

    #[test]
    fn opening_reaches_size_minus_one_whatever_the_parity() {
        for size in 1..7 {
            assert_eq!(open(Footprint::box_([size])).halo(), Halo::from_sides([(size - 1, size - 1)]));
            assert_eq!(close(Footprint::box_([size])).halo(), Halo::from_sides([(size - 1, size - 1)]));
        }
    }
}
