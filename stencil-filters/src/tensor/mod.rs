//! Symmetric matrices at each pixel: the structure tensor and the Hessian matrix, and their eigenvalues.
//!
//! ```text
//!   rr rc          rr rc rp        the upper half, row by row: rr rc cc;
//!      cc             cc cp        in space zz zy zx yy yx xx
//!                        pp
//! ```

mod eigenvalues;
mod element;
mod hessian;
mod structure;
mod volume;

pub use eigenvalues::{Eigenvalues, VolumeEigenvalues};
pub use element::MatrixElement;
pub use hessian::{HessianMatrix, hessian_matrix};
pub(crate) use structure::smoothing;
pub use structure::{StructureTensor, structure_tensor};
pub use volume::Volume;

use crate::recipe::{Real, Recipe};
use stencil_core::compose::Boxed;
use stencil_core::engine::Space;
use stencil_core::prelude::*;

/// Three outputs of one type: a symmetric matrix on two axes.
pub(crate) type Three<A> = (A, A, A);
/// Six outputs of one type: a symmetric matrix on three axes.
pub(crate) type Six<A> = (A, A, A, A, A, A);

/// A symmetric matrix at each pixel, of as many rows as the filter has axes.
pub trait Matrix: Recipe + Copy + 'static {
    /// The upper half on two axes.
    #[doc(hidden)]
    fn plane<A: Real>(&self, space: &Space) -> Boxed<(A,), Three<A>>;
    /// The upper half on three axes.
    #[doc(hidden)]
    fn volume<A: Real>(&self, space: &Space) -> Boxed<(A,), Six<A>>;
    /// One element, on any number of axes.
    #[doc(hidden)]
    fn element<A: Real>(&self, row: usize, column: usize, space: &Space) -> Boxed<(A,), (A,)>;
    /// How far one element reaches.
    #[doc(hidden)]
    fn element_halo(&self, row: usize, column: usize) -> Halo;
    /// How many axes the parameters are for, if they say.
    #[doc(hidden)]
    fn stated(&self) -> Option<usize>;
}

/// Whether a matrix filter for so many axes can be applied along `axes` of them.
fn spans(filter: &dyn Stencil, stated: Option<usize>, needs: usize, axes: usize) -> Result<(), Error> {
    let needs = if axes == needs { stated.unwrap_or(needs) } else { needs };
    if axes == needs { Ok(()) } else { Err(Error::AxisCount { filter: filter.name(), needs, given: axes }) }
}

/// The methods that all matrices have.
macro_rules! matrix_methods {
    () => {
        /// The matrix on three axes: six outputs, `zz`, `zy`, `zx`, `yy`, `yx`, `xx`.
        #[must_use]
        pub fn volume(self) -> Volume<Self> {
            Volume::new(self)
        }

        /// One element of the matrix, on any number of axes: of the `row`th and the `column`th of those that the filter is
        /// applied along.
        #[must_use]
        pub fn element(self, row: usize, column: usize) -> MatrixElement<Self> {
            MatrixElement::new(self, row, column)
        }

        /// The eigenvalues of the matrix on two axes: two outputs, the larger first. On three: `.volume().eigenvalues()`.
        #[must_use]
        pub fn eigenvalues(self) -> Eigenvalues<Self> {
            Eigenvalues::new(self)
        }
    };
}
use matrix_methods;
