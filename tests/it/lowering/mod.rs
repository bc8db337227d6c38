//! The lowering: for every construct, and for pairs of them, lanes equal pixels.

mod branches;
mod faults;
mod functions;
pub(crate) mod harness;
mod integers;
mod loops;
