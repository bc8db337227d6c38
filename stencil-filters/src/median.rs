//! The median.
//!
//! ```text
//!   1 2 3
//!   9 2 4   ->   1 2 2 2 3 3 4 5 9   ->   3
//!   5 2 3
//! ```

use crate::PerAxis;
use crate::error::parameter;
use crate::lines::{Sources, Targets};
use std::borrow::Cow;
use stencil_core::engine::Job;
use stencil_core::prelude::*;

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
/// Applying it fails with [`Error::Parameter`] if a size is even or zero, or on more than three axes.
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
            _ => Ok(()),
        }
    }
}

impl<T: Element> Filter<(T,)> for Median {
    type Out = (T,);
    type Carry<'s> = ();

    fn carry<'s>(&self, _: &Job<'s>) {}

    fn evaluate<'s>(&self, job: &Job<'s>, carry: &mut (), sources: Sources<'_, T>, targets: Targets<'_, T>) {
        let axes = job.space.axes.len();
        let sizes: Vec<usize> = (0..axes).map(|axis| self.size.get(axis)).collect();
        match sizes[..] {
            [size] => Filter::<(T,)>::evaluate(&median_row(size), job, carry, sources, targets),
            [rows, columns] => Filter::<(T,)>::evaluate(&median_rectangle(rows, columns), job, carry, sources, targets),
            [planes, rows, columns] => {
                Filter::<(T,)>::evaluate(&median_box(planes, rows, columns), job, carry, sources, targets);
            }
            _ => unreachable!("`fits` allows one to three axes"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_that_make_no_sense_are_named() {
        let wrong = |filter: Median| filter.validate().expect_err("it is wrong").to_string();
        assert_eq!(wrong(median(0)), "`median`: `size` is 0, but must be odd");
        assert_eq!(wrong(median([3, 4])), "`median`: `size` is 4, but must be odd");
        assert_eq!(median(1).validate(), Ok(()));
    }
}
