//! [`Structure`]: a neighbourhood whose cells have heights.

use super::neighbourhood::Neighbourhood;
use crate::PerAxis;
use crate::footprint::{Footprint, Offset, Wrong};
use ndarray::{ArrayView, Dimension};
use std::sync::Arc;
use stencil_core::Halo;

/// An additive (not flat) structuring element, for [`erode`](crate::erode), [`dilate`](crate::dilate) and the filters made
/// of them: erosion is the smallest `pixel - height`, dilation the largest `pixel + height` under the reflected structure.
/// SciPy's `structure`, with its origin rule; on one to three axes.
///
/// Works on floats, which stay what they are, and on integers of 8 to 32 bits: each erosion and each dilation computes in
/// floats that hold the integers and their sums with heights (`f32` for 8 and 16 bits, `f64` for 32), rounds once, half to
/// even, and saturates; SciPy cuts off fractions and wraps. (64-bit integers would not be exact, and `bool` has no sums: both
/// do not compile.)
///
/// ```
/// use ndarray::arr1;
/// use stencil_core::prelude::*;
/// use stencil_filters::{Structure, dilate, erode};
///
/// let roof = Structure::from_array(arr1(&[0.0, 10.0, 0.0]).view());
/// let row = arr1(&[20_u8, 20, 50, 20, 250]);
/// assert_eq!(apply(&row, &dilate(roof.clone()))?, arr1(&[30, 50, 60, 250, 255]));
/// assert_eq!(apply(&row, &erode(roof))?, arr1(&[10, 10, 20, 10, 20]));
/// # Ok::<(), stencil_core::Error>(())
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Structure {
    cells: Footprint,
    /// Those of the cells before they are reflected, in C order.
    heights: Arc<[f64]>,
}

impl Structure {
    /// The heights of all cells; `-inf` where there is none.
    ///
    /// # Panics
    /// If the array has no dimension or more than [`Halo::MAX_DIM`].
    #[must_use]
    pub fn from_array<D: Dimension>(heights: ArrayView<'_, f64, D>) -> Self {
        let cells = heights.map(|height| *height != f64::NEG_INFINITY);
        let heights = heights.iter().copied().filter(|height| *height != f64::NEG_INFINITY).collect();
        Self { cells: Footprint::from_array(cells.view()), heights }
    }

    /// The same around another centre: see [`Footprint::origin`].
    #[must_use]
    pub fn origin(self, origin: impl Into<PerAxis<isize>>) -> Self {
        Self { cells: self.cells.origin(origin), ..self }
    }

    /// Offsets and heights of its cells on `dims` axes.
    pub(super) fn cells(&self, dims: usize) -> (Vec<Offset>, Vec<f64>) {
        let mut heights = self.heights.to_vec();
        if self.cells.is_reflected() {
            heights.reverse();
        }
        (self.cells.cells(dims), heights)
    }
}

impl Neighbourhood for Structure {
    fn reach(&self) -> Halo {
        self.cells.halo()
    }

    fn axes(&self) -> Option<usize> {
        self.cells.dims()
    }

    fn reflected(self) -> Self {
        Self { cells: self.cells.reflected(), ..self }
    }

    fn around(self, origin: PerAxis<isize>) -> Self {
        self.origin(origin)
    }

    fn repeated(&self, _: usize) -> Option<Self> {
        None
    }

    fn sound(&self) -> Result<(), Wrong> {
        if self.cells.is_empty() {
            return Err(("structure", "empty".into(), "at least one cell".into()));
        }
        match self.heights.iter().find(|height| !height.is_finite()) {
            Some(height) => Err(("structure", height.to_string(), "finite, or -inf where there is no cell".into())),
            None => self.cells.check(),
        }
    }

    fn fits(&self, axes: usize) -> Result<(), Wrong> {
        match axes {
            1..=3 => self.cells.small(axes),
            _ => Err(("axes", axes.to_string(), "1 to 3".into())),
        }
    }

    /// The floats that integers become, and their sums.
    fn between(&self, _: usize) -> usize {
        2
    }
}
