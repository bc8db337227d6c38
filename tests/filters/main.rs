//! Integration tests of the filters, one binary: compared with nested loops, with SciPy, and with what must hold.

mod dtype;
mod fixed_point;
mod fixtures;
mod footprints;
mod layout;
mod random;
mod reference;
mod runner;

mod bad_input;
mod boundaries;
mod halo;
mod laws;
mod oracle;
mod scipy;
mod traits;
