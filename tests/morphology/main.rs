//! Tests of morphology, as a user sees it.

mod agree;
mod bad_input;
mod halo;
mod laws;
mod oracle;
