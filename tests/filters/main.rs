//! Integration tests of the filters, one binary: compared with nested loops, with SciPy, and with what must hold.

mod footprints;

mod bad_input;
mod boundaries;
mod halo;
mod laws;
mod oracle;
mod scipy;
mod traits;
