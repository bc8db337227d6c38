//! Integration tests, one binary.

#[cfg(target_arch = "x86_64")]
mod corpus;
#[cfg(target_arch = "x86_64")]
mod lowering;

mod dtype;
mod fixtures;
mod layout;
mod random;
mod reference;
mod runner;

mod bad_input;
mod boundaries;
mod filters;
mod filters_fixtures;
mod filters_halo;
mod filters_laws;
mod traits;
