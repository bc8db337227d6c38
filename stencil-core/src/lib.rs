//! Kernels that know their ghost depth, and the engine that runs them.
//!
//! Write the rule for one pixel as a plain function. `#[stencil]` turns it into a kernel that knows how far it reads,
//! and [`apply()`] and [`apply_parallel`] run it as SIMD over arrays of any number of dimensions, memory order and size,
//! with any [`Boundary`], giving the same bits however the array is cut.
//!
//! - **Kernels and filters**: [`Stencil`] and its combinators, [`Kernel`], [`Filter`]; [`compose`] holds what they make.
//! - **Windows**: [`Window`], what a kernel sees; its element types are in [`element`].
//! - **Ghosts**: [`Halo`], how far a filter reads; [`Boundary`], what it finds beyond the edge.
//! - **Applying**: [`apply()`], [`apply_parallel`], [`apply_into`], [`Apply`]; [`map_overlap`] for opaque functions.
//! - **Looking inside**: [`Stencil::explain`], [`plan`], [`engine`].

pub mod apply;
pub mod array;
pub mod boundary;
pub mod compose;
pub mod element;
pub mod engine;
pub mod error;
mod execution;
pub mod explain;
pub mod extrema;
pub mod halo;
pub mod kernel;
pub mod lanes;
mod map_overlap;
#[doc(hidden)]
pub mod offsets;
mod parallel;
pub mod plan;
pub mod prelude;
pub mod rank;
pub mod scalar;
#[doc(hidden)]
pub mod sound;
pub mod sums;
pub mod window;

pub use apply::{Apply, apply, apply_into, apply_parallel};
pub use boundary::{Boundaries, Boundary};
pub use error::Error;
pub use halo::{Halo, Side};
pub use kernel::{Elements, Filter, Kernel, Stencil};
pub use map_overlap::map_overlap;
pub use parallel::ThreadPool;
#[doc = include_str!("stencil.md")]
pub use stencil_macros::stencil;
pub use stencil_macros::stencil_fn;
pub use window::Window;

/// What generated code names. Not part of the public interface.
#[doc(hidden)]
pub mod __private;

#[cfg(test)]
mod tests;
