//! The functions of `f64`.

mod angle;
mod arc;
mod exponential;
mod extended;
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
pub(super) use root::{cbrt, hypot, inverse_cbrt_guess};
