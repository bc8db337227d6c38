//! What is found at points of an image: local maxima, and blobs.
//!
//! ```text
//!   . 1 2 1 . . .
//!   1 5 9 4 1 . .            (1, 2)  9
//!   . 2 3 1 1 3 1     ->     (2, 5)  3       the brightest first
//!   . . . . . 1 .
//! ```

mod blob_dog;
mod blob_doh;
mod blob_log;
mod detect;
mod near;
mod peaks;
mod prune;
mod scales;

pub use blob_dog::{BlobDog, blob_dog};
pub use blob_doh::{BlobDoh, blob_doh};
pub use blob_log::{BlobLog, blob_log};
pub use detect::{Detect, Detector, How, detect, detect_parallel};
pub use peaks::{Peak, PeakLocalMax, peak_local_max};
pub use scales::Blob;

use ndarray::Dimension;
use std::cmp::Ordering;

/// A place in an array: what indexes it.
fn pattern<D: Dimension>(position: &[usize]) -> D::Pattern {
    let mut place = D::zeros(position.len());
    place.slice_mut().copy_from_slice(position);
    place.into_pattern()
}

/// The larger first; of equal ones, that which comes first in the array.
fn brightest_first(a: (f64, &[usize]), b: (f64, &[usize])) -> Ordering {
    b.0.partial_cmp(&a.0).unwrap_or(Ordering::Equal).then_with(|| a.1.cmp(b.1))
}

/// Whether a position is at least so far from every edge of an array of this shape.
fn away_from_edges(position: &[usize], shape: &[usize], border: impl Fn(usize) -> usize) -> bool {
    (0..shape.len()).all(|axis| {
        let border = border(axis);
        position[axis] >= border && shape[axis] - position[axis] > border
    })
}
