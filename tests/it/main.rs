//! Integration tests of kernels, one binary. Those of the filters are in `tests/filters`.

#[cfg(target_arch = "x86_64")]
mod corpus;
#[cfg(target_arch = "x86_64")]
mod lowering;
