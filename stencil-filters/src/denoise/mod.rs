//! Smoothing that keeps edges.
//!
//! ```text
//!   . : . : | # | # #            . . . . | # # # #
//!   : . . . | # # | #     ->     . . . . | # # # #       only what is alike is averaged
//!   . . : . | | # # #            . . . . | # # # #
//! ```

mod bilateral;
mod non_local_means;

pub use bilateral::{Bilateral, bilateral};
pub use non_local_means::{NonLocalMeans, non_local_means};
