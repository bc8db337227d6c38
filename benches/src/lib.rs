//! What the benchmarks have in common: kernels as users would write them, and arrays of noise to run them on.

mod kernels;
mod noise;

pub use kernels::{
    above, bilateral, box_mean, box_mean_3d, corner, correlate_row, gradient, heat, laplacian, local_variance, polar,
    same, sharpen, soft_edge, tensor, three_rows, weighted,
};
pub use noise::noise;
