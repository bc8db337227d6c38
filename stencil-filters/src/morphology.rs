//! Erosion, dilation, opening and closing.
//!
//! ```text
//!   . . . . .          . . . . .            . . . . .
//!   . X X X .   erode  . . . . .   dilate   . . X . .
//!   . X X X .  ------> . . X . .  ------->  . X X X .      (a cross of radius 1)
//!   . X X X .          . . . . .            . . X . .
//!   . . . . .          . . . . .            . . . . .
//! ```

use crate::PerAxis;
use crate::error::parameter;
use crate::footprint::Footprint;
use crate::lines::{CarryOf, Sources, Targets, carried, replaced};
use std::borrow::Cow;
use stencil_core::compose::{Passes, Then, WithBoundary};
use stencil_core::engine::Job;
use stencil_core::explain::Stage;
use stencil_core::prelude::*;

/// Offsets on `D` axes, and the corners of the box around them and the centre.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Cells<const D: usize> {
    offsets: Vec<[isize; D]>,
    lowest: [isize; D],
    highest: [isize; D],
}

/// The kernels of one direction: a pass of a box, and footprints on one to three axes. A NaN is what is found if there
/// is one.
macro_rules! extremes {
    ($word:ident $among:ident: $line:ident $among_1:ident $among_2:ident $among_3:ident) => {
        #[stencil(simd, reach = (-(before as isize), after as isize))]
        fn $line<T: Element>(w: Window<T, 1>, before: usize, after: usize) -> T {
            w.$word()
        }
        extremes!(@among $among $among_1 1: 0);
        extremes!(@among $among $among_2 2: 0 1);
        extremes!(@among $among $among_3 3: 0 1 2);
    };
    (@among $among:ident $name:ident $dims:tt: $($axis:tt)*) => {
        #[stencil(simd, reach = ([$(cells.lowest[$axis]),*], [$(cells.highest[$axis]),*]))]
        fn $name<T: Element>(w: Window<T, $dims>, cells: Cells<$dims>) -> T {
            w.$among(&cells.offsets)
        }
    };
}
extremes!(min min_over: lowest_line lowest_1 lowest_2 lowest_3);
extremes!(max max_over: highest_line highest_1 highest_2 highest_3);

/// The smallest value under the footprint.
///
/// The halo is the footprint's. Agrees with `scipy.ndimage.grey_erosion(image, footprint=..)`, and on `bool` arrays with
/// `binary_erosion`. Under [`Boundary::Ignore`] pixels outside take no part, as in scikit-image; a window without any
/// pixel gives the largest value of the type. A NaN under the footprint makes the result NaN. Boxes run as one pass per
/// axis, other footprints look at cell by cell.
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

/// The footprint with a cell for each of its offsets on `D` axes.
fn cells<const D: usize>(footprint: &Footprint) -> Cells<D> {
    let offsets: Vec<[isize; D]> =
        footprint.cells(D).iter().map(|cell| std::array::from_fn(|axis| cell[axis])).collect();
    let side = |axis| footprint.halo().side(axis);
    let lowest = std::array::from_fn(|axis| -(side(axis).before as isize));
    let highest = std::array::from_fn(|axis| side(axis).after as isize);
    Cells { offsets, lowest, highest }
}

/// The axes along which a box is longer than a cell, the last one first; at least one.
fn long(sides: &PerAxis<(usize, usize)>, axes: usize) -> Vec<usize> {
    let long: Vec<usize> = (0..axes).rev().filter(|&axis| sides.get(axis) != (0, 0)).collect();
    if long.is_empty() { vec![0] } else { long }
}

/// The passes of a box along `axes` axes.
fn passes<K: Stencil>(sides: &PerAxis<(usize, usize)>, axes: usize, pass: impl Fn(usize, usize) -> K) -> Passes<K> {
    let along = |axis| (axis, pass(sides.get(axis).0, sides.get(axis).1));
    Passes::new(long(sides, axes).into_iter().map(along).collect())
}

/// What there is to do for a footprint: passes of a box with what they carry, or a look at each cell.
enum Work<Box, One, Two, Three> {
    /// The footprint is a box.
    Passes(Box),
    /// It lies on one axis.
    Line(One),
    /// On two.
    Plane(Two),
    /// On three.
    Space(Three),
}

macro_rules! one_way {
    ($filter:ident $carry:ident $name:literal: $line:ident $among_1:ident $among_2:ident $among_3:ident, neutral $neutral:expr) => {
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
                self.footprint.box_sides().map_or(0, |sides| long(&sides, axes).len() - 1)
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

        /// What there is to do for one footprint and number of axes.
        pub struct $carry<'s, T: Element>(
            Work<
                (WithBoundary<Passes<$line>>, CarryOf<'s, T, WithBoundary<Passes<$line>>>),
                WithBoundary<$among_1>,
                WithBoundary<$among_2>,
                WithBoundary<$among_3>,
            >,
        );

        impl<T: Element> Filter<(T,)> for $filter {
            type Out = (T,);
            type Carry<'s> = $carry<'s, T>;

            fn carry<'s>(&self, job: &Job<'s>) -> Self::Carry<'s> {
                let axes = job.space.axes.len();
                // An infinity stands for the end of every type.
                let beyond = replaced(job.space.boundary, axes, |boundary| match boundary {
                    Boundary::Ignore => Boundary::Constant($neutral),
                    other => other,
                });
                let footprint = &self.footprint;
                $carry(match (footprint.box_sides(), axes) {
                    (Some(sides), _) => {
                        Work::Passes(carried::<T, _>(passes(&sides, axes, $line).boundary(beyond), job))
                    }
                    (None, 1) => Work::Line($among_1(cells(footprint)).boundary(beyond)),
                    (None, 2) => Work::Plane($among_2(cells(footprint)).boundary(beyond)),
                    (None, _) => Work::Space($among_3(cells(footprint)).boundary(beyond)),
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
                    Work::Passes((passes, carry)) => passes.evaluate(job, carry, sources, targets),
                    Work::Line(among) => among.evaluate(job, &mut (), sources, targets),
                    Work::Plane(among) => among.evaluate(job, &mut (), sources, targets),
                    Work::Space(among) => among.evaluate(job, &mut (), sources, targets),
                }
            }
        }
    };
}
one_way!(Erode EachErosion "erode": lowest_line lowest_1 lowest_2 lowest_3, neutral f64::INFINITY);
one_way!(Dilate EachDilation "dilate": highest_line highest_1 highest_2 highest_3, neutral f64::NEG_INFINITY);

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
