//! What the tests of the filters share: element types, layouts, cases, the oracle, and the answers of SciPy and scikit-image.

#![allow(clippy::missing_panics_doc, reason = "panicking is how a test speaks")]

pub mod agreement;
pub mod dtype;
pub mod fixed_point;
pub mod fixtures;
pub mod layout;
#[cfg(target_arch = "x86_64")]
pub mod lowering;
pub mod probe;
pub mod random;
pub mod reference;
pub mod runner;
