//! Local thresholds, corners, edges, blobs and denoising: compared with scikit-image, with nested loops, and with
//! themselves in other tiles.

mod corners;
mod denoise;
mod edges;
mod outputs;
mod points;
mod tensors;
mod thresholds;
mod tiles;
