//! The lowering: for every construct, and for pairs of them, lanes equal pixels.

pub(crate) mod harness;
