//! The engine against the oracle: kernels x shapes x boundaries x memory orders x tiles x threads x SIMD levels, bit for bit.

mod compositions;
mod errors;
mod kernels;
mod matrix;
mod runner;
mod threads;
