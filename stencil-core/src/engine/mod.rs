//! The engine: evaluates a kernel on a region of arrays.
//!
//! A region is cut into its interior, where windows point straight into the source, and edge boxes, which are gathered
//! through the boundary into a small padded scratch; both go through the same row loop. `README.md` beside this file
//! tells the whole story.

mod few;
mod job;
mod kernel;
pub(crate) mod memory;
mod pixelwise;
mod region;
mod runs;
mod scratch;
mod split;

pub use few::Few;
pub(crate) use job::Band;
pub use job::{Job, Reads, Space};
pub use kernel::run_kernel;
pub(crate) use kernel::{Sweep, run_sweep};
pub use memory::{Allocate, Elements, Source, Target};

pub use region::{Region, Span};
pub(crate) use scratch::Buffer;
pub use scratch::{Made, Scratch};
pub use split::{Split, split};

pub(crate) use memory::{
    Ahead, Ghosted, Layout, RowAxes, Strip, Walk, common_region, copy_into, dense, fastest_last, fill,
};
pub(crate) use pixelwise::evaluate_pixelwise;
