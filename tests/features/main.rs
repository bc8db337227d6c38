//! Local thresholds, corners, edges, blobs and denoising: compared with scikit-image, with nested loops, and with
//! themselves in other tiles.

mod corners;
mod denoise;
mod edges;
mod laws;
mod outputs;
mod points;
mod tensors;
mod thresholds;
mod tiles;
mod traits;
