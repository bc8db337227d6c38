//! Kernels that know their ghost depth, and the engine that runs them.

pub mod boundary;
pub mod element;
pub mod engine;
pub mod error;
pub mod halo;
pub mod kernel;
pub mod lanes;
pub mod prelude;
pub mod scalar;
pub mod window;

pub use halo::{Halo, Side};

/// What generated code names. Not part of the public interface.
#[doc(hidden)]
pub mod __private;
