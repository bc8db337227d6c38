//! Integration tests of kernels, one binary. Those of the filters are in `tests/filters`.

mod cancel;
#[cfg(target_arch = "x86_64")]
#[allow(clippy::all, reason = "bodies as people write them")]
mod corpus;
#[cfg(target_arch = "x86_64")]
#[allow(clippy::all, reason = "bodies as people write them")]
mod lowering;
mod taps;
