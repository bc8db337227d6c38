//! What computing in 16 bits may change.

use crate::dtype::Dtype;
use stencil_core::kernel::Stencil;
use stencil_filters::Gaussian;

/// By how much a Gaussian of 8-bit pixels, which computes in 16 bits, may miss the exact sum before it is rounded.
pub fn gaussian_misses<T: Dtype>(filter: &Gaussian, axes: usize) -> f64 {
    let radii: Vec<usize> =
        (0..axes).map(|axis| filter.halo().side(axis).before).filter(|radius| *radius > 0).collect();
    let missed = 2 * radii.iter().sum::<usize>() + radii.len() + 1;
    if matches!(T::NAME, "u8" | "i8") { missed as f64 / 256.0 } else { 0.0 }
}
