//! The lowering: for every construct, and for pairs of them, lanes equal pixels.

mod branches;
pub(crate) mod harness;
mod loops;
