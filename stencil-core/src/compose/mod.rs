//! Filters made of filters. One file per combinator; the methods of [`Stencil`](crate::kernel::Stencil) make them.
//!
//! A composition evaluates its stages region by region: what a later stage reads of an earlier one's result is computed
//! into scratch, and nothing more. The result is, bit for bit, that of running the stages one after another on whole
//! arrays, at every boundary and for every tiling.

mod along;
mod each_axis;
mod iterate;
mod stage;
mod then;
mod with_boundary;
mod zip;

pub use along::Along;
pub use each_axis::EachAxis;
pub use iterate::Iterate;
pub use then::Then;
pub use with_boundary::WithBoundary;
pub use zip::{Join, Zip};
