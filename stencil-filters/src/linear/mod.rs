//! The machine behind the linear filters: sums of separable terms, each a row of weights per axis, and what is made of them.
//!
//! ```text
//!   pixels -> lift -> [ row along the last axis -> ... -> row along the first ] -> combine -> round -> pixels
//! ```
//!
//! A filter says as a [`Node`] what is to be computed; [`Lift`] puts it between the element type of an array and the floating
//! point that it is computed in. Nodes work on `f32` and `f64` alone and are not generic, so that the kernels in them are
//! compiled once, with this crate, and not with every crate that uses a filter. The rows are parameters of few kernels.
//!
//! Beyond a constant edge the *image* goes on as the constant: each pass sees there what the passes before it make of a
//! constant image. So the result is that of all weights at once.

mod combine;
mod lift;
mod node;
mod row;
mod taps;
mod term;

pub(crate) use combine::Change;
pub(crate) use lift::{Lift, Lifted, Omitting, Real, Same, Signed, Straight, Whole, linear};
pub(crate) use node::Node;
pub(crate) use row::Row;
pub(crate) use taps::{MOST_AXES, Taps};
pub(crate) use term::Term;
