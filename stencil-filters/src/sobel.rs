//! Sobel's gradient: its length, and its parts along each axis.
//!
//! ```text
//!   -1  .  1        -1 -2 -1
//!   -2  .  2         .  .  .        sqrt(x * x + y * y)
//!   -1  .  1         1  2  1
//! ```

use crate::Pixel;
use crate::edges::{Gradient, SOBEL};
use crate::error::parameter;
use crate::lines::{CarryOf, Sources, Targets, carried, replaced};
use std::borrow::Cow;
use stencil_core::compose::{Along, Passes, Then, WithBoundary};
use stencil_core::engine::Job;
use stencil_core::prelude::*;
use stencil_core::scalar::Scalar;

/// `1 2 1`. Twice the middle as a sum: exact for every type, and no constant is needed.
#[stencil_fn]
fn smooth<T: Number>(before: T, centre: T, after: T) -> T {
    (before + after) + (centre + centre)
}

/// The difference along a row.
#[stencil(simd)]
fn difference<T: Pixel>(w: Window<T, 1>) -> T::Difference {
    w[1].cast::<T::Difference>() - w[-1].cast::<T::Difference>()
}

/// `1 2 1` along a row of differences.
#[stencil(simd, with(smooth))]
fn smooth_line<T: Number>(w: Window<T, 1>) -> T {
    smooth(w[-1], w[0], w[1])
}

/// The derivative along the first of two axes.
#[stencil(simd, with(smooth))]
fn down<T: Pixel>(w: Window<T, 2>) -> T::Difference {
    let at = |y: isize, x: isize| w[[y, x]].cast::<T::Difference>();
    smooth(at(1, -1), at(1, 0), at(1, 1)) - smooth(at(-1, -1), at(-1, 0), at(-1, 1))
}

/// The derivative along the second of two axes.
#[stencil(simd, with(smooth))]
fn across<T: Pixel>(w: Window<T, 2>) -> T::Difference {
    let at = |y: isize, x: isize| w[[y, x]].cast::<T::Difference>();
    smooth(at(-1, 1), at(0, 1), at(1, 1)) - smooth(at(-1, -1), at(0, -1), at(1, -1))
}

/// The length of the gradient on one axis.
#[stencil(simd)]
fn length_1<T: Pixel>(w: Window<T, 1>) -> T {
    let d = (w[1].cast::<T::Difference>() - w[-1].cast::<T::Difference>()).cast::<T::Length>();
    d.abs().cast::<T>()
}

/// The length of the gradient on two axes.
#[stencil(simd, with(smooth))]
fn length_2<T: Pixel>(w: Window<T, 2>) -> T {
    let at = |y: isize, x: isize| w[[y, x]].cast::<T::Difference>();
    let y = smooth(at(1, -1), at(1, 0), at(1, 1)) - smooth(at(-1, -1), at(-1, 0), at(-1, 1));
    let x = smooth(at(-1, 1), at(0, 1), at(1, 1)) - smooth(at(-1, -1), at(0, -1), at(1, -1));
    let (y, x) = (y.cast::<T::Length>(), x.cast::<T::Length>());
    let length = (y * y + x * x).sqrt();
    if T::WHOLE { length.round_ties_even().cast::<T>() } else { length.cast::<T>() }
}

/// The length of the gradient on three axes.
#[stencil(simd, radius = 1, with(smooth))]
fn length_3<T: Pixel>(w: Window<T, 3>) -> T {
    let at = |z: isize, y: isize, x: isize| w[[z, y, x]].cast::<T::Difference>();
    // `1 2 1` along x, on every line; a plane of those is smoothed along y, and so on.
    let line = |z: isize, y: isize| smooth(at(z, y, -1), at(z, y, 0), at(z, y, 1));
    let plane = |z: isize| smooth(line(z, -1), line(z, 0), line(z, 1));
    let wall = |y: isize| smooth(line(-1, y), line(0, y), line(1, y));
    let column = |y: isize, x: isize| smooth(at(-1, y, x), at(0, y, x), at(1, y, x));
    let side = |x: isize| smooth(column(-1, x), column(0, x), column(1, x));
    let z = (plane(1) - plane(-1)).cast::<T::Length>();
    let y = (wall(1) - wall(-1)).cast::<T::Length>();
    let x = (side(1) - side(-1)).cast::<T::Length>();
    let length = (z * z + y * y + x * x).sqrt();
    if T::WHOLE { length.round_ties_even().cast::<T>() } else { length.cast::<T>() }
}

/// The length of the gradient: how steep the image is at each pixel, in the element type of the array.
///
/// The square root of the sum of squares of the derivatives along all axes (one to three), with SciPy's weights:
/// `-1 0 1` along the axis, `1 2 1` along the others, not normalised. Agrees with
/// `scipy.ndimage.generic_gradient_magnitude(image, scipy.ndimage.sobel)`, except that integers neither wrap (they
/// saturate) nor lose their fractions between the steps (they are rounded once, half to even), and that beyond a
/// constant edge the image goes on as the constant, not its derivative.
///
/// ```
/// use ndarray::{Array2, arr2};
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::sobel;
///
/// let step = arr2(&[[0_u8, 0, 10, 10]; 3]);
/// assert_eq!(apply(&step, &sobel())?, arr2(&[[0, 40, 40, 0]; 3]));
/// // The derivative along one axis has a sign, so `u8` becomes `i16`.
/// let across: Array2<i16> = apply(&(255 - step), &sobel().axis(1))?;
/// assert_eq!(across, arr2(&[[0, -40, -40, 0]; 3]));
/// assert_eq!(sobel().halo(), Halo::uniform(1));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// Applying it fails with [`Error::Parameter`] on more than three axes: choose some with `.axes(..)`, the others are
/// then worked through one by one.
#[must_use]
pub fn sobel() -> Sobel {
    Sobel
}

/// See [`sobel`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Sobel;

impl Sobel {
    /// The derivative along one axis (the `axis`th of those that the filter is applied along, counted from 0), of one to
    /// four.
    ///
    /// The result has a sign and room for every difference: `i16` for 8-bit integers, `i32` for 16-bit, `i64` for 32-bit,
    /// `f64` for 64-bit, and the floats themselves.
    ///
    /// # Errors
    /// Applying it fails with [`Error::Parameter`] if there is no such axis, or if there are more than four.
    #[must_use]
    pub fn axis(self, axis: usize) -> SobelAxis {
        SobelAxis { axis }
    }

    /// With weights as scikit-image has them: those along each smoothed axis add up to one, and the length is divided by the
    /// root of the number of axes. Agrees with `skimage.filters.sobel`; any number of axes will do.
    ///
    /// ```
    /// use ndarray::arr2;
    /// use stencil_core::prelude::*;
    /// use stencil_filters::sobel;
    ///
    /// let step = arr2(&[[0.0_f32, 0.0, 8.0, 8.0]; 3]);
    /// let across = apply(&step, &sobel().normalized().axis(1))?;
    /// assert_eq!(across, arr2(&[[0.0, 8.0, 8.0, 0.0]; 3]));
    /// # Ok::<(), stencil_core::Error>(())
    /// ```
    #[must_use]
    pub fn normalized(self) -> Gradient {
        Gradient::new(SOBEL).normalized()
    }
}

/// See [`Sobel::axis`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct SobelAxis {
    axis: usize,
}

impl Stencil for Sobel {
    fn name(&self) -> Cow<'static, str> {
        "sobel".into()
    }

    fn halo(&self) -> Halo {
        Halo::uniform(1)
    }

    fn dims(&self) -> Option<usize> {
        None
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        if (1..=3).contains(&axes) { Ok(()) } else { Err(parameter(self, "axes", axes, "1 to 3")) }
    }
}

impl<T: Pixel> Filter<(T,)> for Sobel {
    type Out = (T,);
    type Carry<'s> = ();

    fn carry<'s>(&self, _: &Job<'s>) {}

    fn evaluate<'s>(&self, job: &Job<'s>, carry: &mut (), sources: Sources<'_, T>, targets: Targets<'_, T>) {
        match job.space.axes.len() {
            1 => Filter::<(T,)>::evaluate(&length_1, job, carry, sources, targets),
            2 => Filter::<(T,)>::evaluate(&length_2, job, carry, sources, targets),
            _ => Filter::<(T,)>::evaluate(&length_3, job, carry, sources, targets),
        }
    }
}

impl Stencil for SobelAxis {
    fn name(&self) -> Cow<'static, str> {
        "sobel".into()
    }

    fn halo(&self) -> Halo {
        Halo::uniform(1)
    }

    fn dims(&self) -> Option<usize> {
        None
    }

    fn between(&self, axes: usize) -> usize {
        if axes > 2 { axes - 1 } else { 0 }
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        if !(1..=4).contains(&axes) {
            return Err(parameter(self, "axes", axes, "1 to 4"));
        }
        if self.axis < axes {
            Ok(())
        } else {
            Err(parameter(self, "axis", self.axis, format!("below {axes}, the number of axes")))
        }
    }
}

/// A difference along one axis, smoothed along the others: where there is no kernel that does both.
type Separate = Then<Along<difference>, WithBoundary<Passes<smooth_line>>>;

/// It, with what it carries, on three axes and more.
pub struct Separately<'s, T: Pixel>(Option<(Separate, CarryOf<'s, T, Separate>)>);

impl<T: Pixel> Filter<(T,)> for SobelAxis {
    type Out = (T::Difference,);
    type Carry<'s> = Separately<'s, T>;

    fn carry<'s>(&self, job: &Job<'s>) -> Self::Carry<'s> {
        let axes = job.space.axes.len();
        let separate = || {
            // The difference of a constant is zero.
            let beyond = replaced(job.space.boundary, axes, |boundary| match boundary {
                Boundary::Constant(_) => Boundary::Constant(0.0),
                other => other,
            });
            let others = (0..axes).rev().filter(|&axis| axis != self.axis).map(|axis| (axis, smooth_line)).collect();
            difference.along(self.axis).then(Passes::new(others).boundary(beyond))
        };
        Separately((axes > 2).then(|| carried::<T, _>(separate(), job)))
    }

    fn evaluate<'s>(
        &self,
        job: &Job<'s>,
        carry: &mut Self::Carry<'s>,
        sources: Sources<'_, T>,
        targets: Targets<'_, T::Difference>,
    ) {
        match (&mut carry.0, job.space.axes.len(), self.axis) {
            (Some((separate, carry)), ..) => separate.evaluate(job, carry, sources, targets),
            (None, 1, _) => Filter::<(T,)>::evaluate(&difference, job, &mut (), sources, targets),
            (None, _, 0) => Filter::<(T,)>::evaluate(&down, job, &mut (), sources, targets),
            (None, ..) => Filter::<(T,)>::evaluate(&across, job, &mut (), sources, targets),
        }
    }
}
