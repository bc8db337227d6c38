//! Matrices on three axes.

use super::{Matrix, Six, VolumeEigenvalues, spans};
use crate::recipe::{Real, applied, of_the_made, recipe};
use std::borrow::Cow;
use stencil_core::compose::Boxed;
use stencil_core::engine::Space;
use stencil_core::prelude::*;

/// A matrix on three axes: what [`StructureTensor::volume`](crate::StructureTensor::volume) and its like make.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Volume<M> {
    matrix: M,
}

impl<M: Matrix> Volume<M> {
    pub(super) fn new(matrix: M) -> Self {
        Self { matrix }
    }

    /// The eigenvalues: three outputs, the largest first.
    #[must_use]
    pub fn eigenvalues(self) -> VolumeEigenvalues<M> {
        VolumeEigenvalues::new(self.matrix)
    }

    fn made<A: Real>(&self, space: &Space) -> Boxed<(A,), Six<A>> {
        self.matrix.volume(space)
    }
}
recipe!([M: Matrix] Volume<M>: |A| Six<A>);
applied!([M: Matrix] Volume<M>, |filter, T| *filter);

impl<M: Matrix> Stencil for Volume<M> {
    fn name(&self) -> Cow<'static, str> {
        self.matrix.name()
    }

    fn halo(&self) -> Halo {
        self.matrix.halo()
    }

    fn dims(&self) -> Option<usize> {
        Some(3)
    }

    fn validate(&self) -> Result<(), Error> {
        self.matrix.validate()
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        spans(self, self.matrix.stated(), 3, axes)
    }

    of_the_made!();
}
