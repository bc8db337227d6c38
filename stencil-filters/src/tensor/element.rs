//! Single elements of a matrix, on any number of axes.

use super::Matrix;
use crate::error::parameter;
use crate::recipe::{Real, applied, of_the_made, recipe};
use std::borrow::Cow;
use stencil_core::compose::Boxed;
use stencil_core::engine::Space;
use stencil_core::prelude::*;

/// One element of a matrix: what [`StructureTensor::element`](crate::StructureTensor::element) and its like make.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MatrixElement<M> {
    matrix: M,
    row: usize,
    column: usize,
}

impl<M: Matrix> MatrixElement<M> {
    pub(super) fn new(matrix: M, row: usize, column: usize) -> Self {
        Self { matrix, row, column }
    }

    fn made<A: Real>(&self, space: &Space) -> Boxed<(A,), (A,)> {
        self.matrix.element(self.row, self.column, space)
    }
}
recipe!([M: Matrix] MatrixElement<M>: |A| (A,));
applied!([M: Matrix] MatrixElement<M>, |filter, T| *filter);

impl<M: Matrix> Stencil for MatrixElement<M> {
    fn name(&self) -> Cow<'static, str> {
        self.matrix.name()
    }

    fn halo(&self) -> Halo {
        if self.row.max(self.column) < Halo::MAX_DIM {
            self.matrix.element_halo(self.row, self.column)
        } else {
            self.matrix.halo()
        }
    }

    fn dims(&self) -> Option<usize> {
        self.matrix.stated()
    }

    fn validate(&self) -> Result<(), Error> {
        self.matrix.validate()
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        let below = format!("below {axes}, the number of axes");
        match self.dims() {
            Some(needs) if needs != axes => Err(Error::AxisCount { filter: self.name(), needs, given: axes }),
            _ if self.row >= axes => Err(parameter(self, "row", self.row, below)),
            _ if self.column >= axes => Err(parameter(self, "column", self.column, below)),
            _ => self.made::<f32>(&crate::recipe::plain(axes)).fits(axes),
        }
    }

    of_the_made!();
}
