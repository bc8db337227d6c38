//! The functions of `f32`.
//!
//! The most used ones (`exp`, `exp2`, `ln`, `sin`, `cos` and the arcs) stay in `f32`, but for the reduction of angles.
//! The others are short polynomials in `f64`, rounded once.

mod angle;
mod arc;
mod exponential;
mod hyperbolic;
mod logarithm;
mod power;
mod root;

pub(super) use angle::{cos, sin, sin_cos, tan};
pub(super) use arc::{acos, asin, atan, atan2};
pub(super) use exponential::{exp, exp_m1, exp2};
pub(super) use hyperbolic::{cosh, sinh, tanh};
pub(super) use logarithm::{ln, ln_1p, log, log2, log10};
pub(super) use power::powf;
pub(super) use root::{cbrt, hypot};

/// Below this, odd functions are their own argument, and so is `eˣ - 1`.
const TINY: f32 = 1.0 / (1_u32 << 30) as f32;
