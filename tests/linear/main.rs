//! Weighted sums, derivatives and edges: compared with SciPy and scikit-image, and with what must hold.

mod bad_input;
mod bits;
mod halo;
mod laws;
mod nan;
mod scipy;
