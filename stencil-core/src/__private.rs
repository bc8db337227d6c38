//! What generated code names.

pub use crate::apply::apply_pixelwise;
pub use crate::element::{Element, Float, Integer, Number};
pub use crate::engine::{Elements, Job, run_kernel};
pub use crate::error::Error;
pub use crate::halo::Halo;
pub use crate::kernel::{Effort, Filter, Kernel, Stencil, taps};
pub use crate::lanes::{B8, B16, B32, B64, Cx, Lane, Lanes, Shape, Uniform, Wider, Width, ops};
pub use crate::offsets::{Offsets, after, before, depth};
pub use crate::scalar::Scalar;
pub use crate::sound::{Same, Sound, pixel, sound};
pub use crate::window::{LaneWindow, Offset, Window};
pub use fearless_simd::Simd;
pub use std::borrow::Cow;
