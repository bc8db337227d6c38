//! Kernels that know their ghost depth, and the engine that runs them.

pub mod boundary;
pub mod element;
pub mod engine;
pub mod error;
pub mod halo;
pub mod kernel;
pub mod lanes;
#[doc(hidden)]
pub mod offsets;
pub mod prelude;
pub mod scalar;
#[doc(hidden)]
pub mod sound;
pub mod window;

pub use halo::{Halo, Side};

/// What generated code names. Not part of the public interface.
#[doc(hidden)]
pub mod __private;
