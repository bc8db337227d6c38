//! The median.
//!
//! ```text
//!   1 2 3
//!   9 2 4   ->   1 2 2 2 3 3 4 5 9   ->   3
//!   5 2 3
//! ```

#![allow(clippy::eq_op, reason = "a NaN is what differs from itself")]

use crate::PerAxis;
use crate::error::{TOO_MANY, few, parameter};
use crate::lines::{Sources, Targets};
use std::borrow::Cow;
use stencil_core::engine::{Job, run_kernel};
use stencil_core::prelude::*;
use stencil_core::rank::Medians;

/// The kernels.
macro_rules! medians {
    ($($name:ident, $dims:tt axes ($($size:ident),*);)*) => {$(
        #[stencil(simd, radius = ($($size / 2,)*))]
        fn $name<T: Element>(w: Window<T, $dims>, $($size: usize),*) -> T {
            w.median()
        }
    )*};
}
medians! {
    median_row, 1 axes (size);
    median_rectangle, 2 axes (rows, columns);
    median_box, 3 axes (planes, rows, columns);
}

/// The value in the middle of each window of this many pixels, sorted: `median(3)` looks at 3 x 3 pixels on two axes,
/// `median([1, 5])` at five in a row. For any element type, `bool` included.
///
/// The halo is `size / 2` on both sides. Made to agree with `scipy.ndimage.median_filter`. Under [`Boundary::Ignore`] the
/// pixels outside are left out, and of an even number of values the upper of the two in the middle is taken. A NaN in
/// the window makes the result NaN.
/// Windows of up to 961 pixels whose rows lie along one of the array's axes run as sorting networks that neighbouring
/// pixels share; larger ones of bytes are counted in sums that neighbours share, at a cost that hardly grows with the
/// window. Larger ones of other types, and those under `Ignore`, are counted pixel by pixel.
///
/// ```
/// use ndarray::arr2;
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::median;
///
/// let speck = arr2(&[[7_u8, 7, 8], [7, 255, 8], [7, 8, 8]]);
/// assert_eq!(apply(&speck, &median(3))?[[1, 1]], 8);
/// assert_eq!(median([5, 7]).halo(), Halo::from_sides([(2, 2), (3, 3)]));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// Applying it fails with [`Error::Parameter`] if a size is even or zero, on more than three axes, or if a
/// window has more than 16,777,216 pixels.
#[must_use]
pub fn median(size: impl Into<PerAxis<usize>>) -> Median {
    Median { size: size.into() }
}

/// See [`median`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Median {
    size: PerAxis<usize>,
}

impl Stencil for Median {
    fn name(&self) -> Cow<'static, str> {
        "median".into()
    }

    fn halo(&self) -> Halo {
        self.size.map(|n| (n / 2, n / 2)).halo()
    }

    fn dims(&self) -> Option<usize> {
        self.size.dims()
    }

    fn ignores(&self) -> bool {
        true
    }

    fn validate(&self) -> Result<(), Error> {
        match self.size.values().iter().find(|size| **size % 2 == 0) {
            Some(size) => Err(parameter(self, "size", size, "odd")),
            None => Ok(()),
        }
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        match self.dims() {
            Some(needs) if needs != axes => Err(Error::AxisCount { filter: self.name(), needs, given: axes }),
            _ if !(1..=3).contains(&axes) => Err(parameter(self, "axes", axes, "1 to 3")),
            _ if !few((0..axes).map(|axis| self.size.get(axis))) => {
                let size = self.size.values().iter().max().expect("at least one value");
                Err(parameter(self, "size", size, TOO_MANY))
            }
            _ => Ok(()),
        }
    }
}

impl<T: Element> Filter<(T,)> for Median {
    type Out = (T,);
    type Carry<'s> = ();

    fn carry<'s>(&self, _: &Job<'s>) {}

    fn evaluate<'s>(&self, job: &Job<'s>, (): &mut (), sources: Sources<'_, T>, targets: Targets<'_, T>) {
        let axes = job.space.axes.len();
        let sizes: Vec<usize> = (0..axes).map(|axis| self.size.get(axis)).collect();
        match sizes[..] {
            [size] => run_kernel::<(T,), _, 1>(&Medians(median_row(size)), job, sources, targets),
            [rows, columns] => {
                run_kernel::<(T,), _, 2>(&Medians(median_rectangle(rows, columns)), job, sources, targets);
            }
            [planes, rows, columns] => {
                run_kernel::<(T,), _, 3>(&Medians(median_box(planes, rows, columns)), job, sources, targets);
            }
            _ => unreachable!("`fits` allows one to three axes"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::ArrayD;

    /// The median as its description has it: of all pixels of the window, put in order.
    fn plain<T: Element>(image: &ArrayD<T>, size: &[usize], ignore: bool) -> ArrayD<T> {
        let mirrored = |at: isize, len: isize| {
            let at = at.rem_euclid(2 * len);
            at.min(2 * len - 1 - at) as usize
        };
        ArrayD::from_shape_fn(image.shape(), |centre| {
            let mut values: Vec<T> = ndarray::indices(size)
                .into_iter()
                .filter_map(|cell| {
                    let at = |axis: usize| centre[axis] as isize + cell[axis] as isize - (size[axis] / 2) as isize;
                    let len = |axis: usize| image.shape()[axis] as isize;
                    let inside = (0..size.len()).all(|axis| (0..len(axis)).contains(&at(axis)));
                    let position: Vec<usize> = (0..size.len()).map(|axis| mirrored(at(axis), len(axis))).collect();
                    (inside || !ignore).then(|| image[&position[..]])
                })
                .collect();
            match values.iter().find(|value| *value != *value) {
                Some(nan) => *nan,
                None => {
                    values.sort_by(|a, b| a.partial_cmp(b).expect("none is a NaN"));
                    values[values.len() / 2]
                }
            }
        })
    }

    /// Every size through whatever computes it, against the plain median.
    fn agrees<T: Element>(value: impl Fn(u32) -> T) {
        let cases: [(&[usize], &[usize]); 19] = [
            (&[300], &[3]),
            (&[150], &[9]),
            (&[40, 70], &[3, 3]),
            (&[9, 200], &[5, 5]),
            (&[33, 41], &[7, 7]),
            (&[40, 90], &[9, 9]),
            (&[20, 50], &[13, 5]),
            (&[20, 50], &[1, 5]),
            (&[20, 50], &[5, 1]),
            (&[3, 4], &[5, 5]),
            (&[1, 200], &[3, 3]),
            (&[30, 40], &[17, 17]),
            (&[45, 300], &[19, 21]),
            (&[20, 30], &[45, 41]),
            (&[2, 3], &[363, 365]),
            (&[5, 6, 70], &[9, 7, 11]),
            (&[9, 10, 40], &[3, 3, 3]),
            (&[4, 10, 35], &[3, 5, 3]),
            (&[4, 10, 35], &[1, 3, 5]),
        ];
        for (shape, size) in cases {
            let mut state = 1_u32;
            let image = ArrayD::from_shape_simple_fn(shape, || {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                value(state >> 8)
            });
            let sizes = match size {
                [a] => median(*a),
                [a, b] => median([*a, *b]),
                _ => median([size[0], size[1], size[2]]),
            };
            for ignore in [false, true] {
                let boundary = if ignore { Boundary::Ignore } else { Boundary::Reflect };
                let found = apply(&image, &sizes.boundary(boundary)).expect("it fits");
                let same = found.iter().zip(&plain(&image, size, ignore)).all(|(a, b)| a == b || (a != a && b != b));
                assert!(same, "{} {shape:?} {size:?}, {boundary:?}", T::NAME);
            }
        }
    }

    #[test]
    fn every_size_is_the_middle_of_the_sorted_window() {
        agrees(|bits| bits as u8);
        // Of the other types some are in `tests/filters`: each takes its time to compile.
        agrees(|bits| if bits % 97 == 0 { f32::NAN } else { (bits as f32 - 8e6) / 256.0 });
    }

    #[test]
    fn sizes_that_make_no_sense_are_named() {
        let wrong = |filter: Median| filter.validate().expect_err("it is wrong").to_string();
        assert_eq!(wrong(median(0)), "`median`: `size` is 0, but must be odd");
        assert_eq!(wrong(median([3, 4])), "`median`: `size` is 4, but must be odd");
        assert_eq!(median(1).validate(), Ok(()));
    }
}
