//! Lanes: a run of neighbouring pixels as one value.
//!
//! [`Lanes<S, T, W>`] holds [`W::LANES`](Width::LANES) values of type `T` in the registers of the SIMD level `S`.
//! It has the operators and methods of `T` under the same names, so that a body written for one pixel reads the
//! same for a run of them. Everything gives, lane by lane, the bits that scalar Rust gives.

pub(crate) mod cast;
mod division;
mod float;
mod high;
mod integer;
pub(crate) mod key;
pub(crate) mod lane;
mod level;
mod lift;
pub(crate) mod math;
pub(crate) mod memory;
mod methods;
pub(crate) mod native;
pub(crate) mod number;
mod operators;
pub mod ops;
pub(crate) mod ordinal;
mod pack;
pub(crate) mod rank;
mod reciprocal;
pub(crate) mod rows;
mod shape;
pub(crate) mod vector;
mod width;

pub use lane::Lane;
pub(crate) use lane::MAX_LANES;
pub use level::{SimdLevel, SimdLevelError};
pub use lift::Shape;
pub(crate) use methods::raise;
pub use pack::{Cx, Lanes, Uniform};
pub use reciprocal::Divisor;
pub use width::{B8, B16, B32, B64, Tall, Wider, Width};
