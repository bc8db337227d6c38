//! Filters made of filters. One file per combinator; the methods of [`Stencil`](crate::kernel::Stencil) make them.
//!
//! A composition evaluates its stages band by band: what a later stage reads of an earlier one's result is computed
//! into scratch that stays in the cache, and rows that the next band reads too are kept. The result is, bit for bit, that of running the stages one after another on whole
//! arrays, at every boundary and for every tiling.

mod along;
mod boxed;
mod chain;
mod each;
mod each_axis;
mod iterate;
mod rolling;
mod sequence;
mod then;
mod with_boundary;
mod zip;

pub use along::Along;
pub use boxed::{Boxed, BoxedCarry};
pub use chain::ChainCarry;
pub use each::Each;
pub use each_axis::EachAxis;
pub use iterate::Iterate;
pub use rolling::Rolling;
pub use sequence::{Passes, Sequence};
pub use then::Then;
pub use with_boundary::WithBoundary;
pub use zip::{Join, Zip};
