//! The part of the engine that holds pointers: located pieces of arrays, copies between them, and the row loop.
//!
//! Everything else in the engine deals with boxes of coordinates. Here a box and a pointer come together, once:
//! [`Source`] and [`Target`] can only be made from memory that is borrowed for their lifetime, their regions only
//! shrink, and each read or write is checked against the region before its address is formed.
#![allow(
    unsafe_code,
    reason = "pointers with strides stand for borrowed boxes of arrays; each use is checked against the box"
)]

mod ahead;
mod blocks;
mod copy;
mod elements;
mod gather;
mod ghosted;
mod ghosts;
mod row_axes;
mod rows;
mod source;
mod target;
mod target_rows;

pub(crate) use ahead::Ahead;
pub(crate) use copy::{copy_into, fastest_last, fill, mirror_onwards};
pub(crate) use elements::Windowing;
pub use elements::{Allocate, Elements};
pub(crate) use gather::gather;
pub(crate) use ghosted::{Ghosted, Strip};
pub(crate) use ghosts::fill_ghosts;
pub(crate) use row_axes::RowAxes;
pub(crate) use rows::{Operands, Walk, common_region, sweep};
pub use source::Source;
pub use target::Target;

use super::few::Few;
use super::region::Region;

/// Bytes of a cache line.
const LINE: usize = 64;

/// Where a box lies: its coordinates, and the distances between neighbours in elements.
#[derive(Clone, Copy, Debug)]
pub struct Layout {
    /// Coordinates of the box.
    pub region: Region,
    /// Element strides per axis.
    pub strides: Few<isize>,
}

impl Layout {
    /// Distance in elements from the first pixel of the box to the pixel at `position`.
    ///
    /// # Panics
    /// If the position is outside the box.
    fn offset(&self, position: &[isize]) -> isize {
        let mut offset = 0;
        assert!(position.len() == self.region.len(), "a position has one coordinate per axis");
        for ((span, stride), at) in self.region.iter().zip(self.strides.iter()).zip(position) {
            assert!(span.contains(*at), "{position:?} is outside {:?}", self.region);
            offset += (at - span.start) * stride;
        }
        offset
    }

    /// The last pixel's distance from the first.
    fn extent(&self) -> isize {
        self.region.iter().zip(self.strides.iter()).map(|(span, stride)| (span.len() as isize - 1) * stride).sum()
    }
}

/// The first pixel of a box.
pub(crate) fn start_of(region: &Region) -> Few<isize> {
    region.iter().map(|span| span.start).collect()
}

/// A dense layout, and how many elements it takes, for a box whose axes vary from slow to fast in `order`.
///
/// Strides are positive. Rows are padded to an odd number of cache lines: at any even pitch, columns of pixels would
/// compete for half of the sets of the cache, and at a power of two for a few of them.
pub(crate) fn dense(region: &Region, order: &[usize], element: usize) -> (Layout, usize) {
    let mut strides = Few::filled(region.len(), 0);
    let mut step = 1;
    for (place, &axis) in order.iter().rev().enumerate() {
        strides[axis] = step as isize;
        step *= region[axis].len();
        if place == 0 && order.len() > 1 {
            step = padded(step, element);
        }
    }
    (Layout { region: *region, strides }, step)
}

/// The pitch for rows of `len` elements: short rows stay dense, so that they can run on into each other.
fn padded(len: usize, element: usize) -> usize {
    if len * element < 4 * LINE {
        return len;
    }
    ((len * element).div_ceil(LINE) | 1) * LINE / element
}
