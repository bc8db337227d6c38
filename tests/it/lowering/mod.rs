//! The lowering: for every construct, and for pairs of them, lanes equal pixels.

mod branches;
mod faults;
mod functions;
mod idioms;
mod integers;
mod loops;

pub(crate) use stencil_testing::lowering as harness;
