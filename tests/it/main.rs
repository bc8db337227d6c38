//! Integration tests, one binary.

#[cfg(target_arch = "x86_64")]
mod corpus;
#[cfg(target_arch = "x86_64")]
mod lowering;
