//! The rank filters: compared with nested loops, with SciPy and scikit-image, and with what must hold.

mod halo;
mod laws;
mod oracle;
mod reference;
mod refused;
mod scipy;
