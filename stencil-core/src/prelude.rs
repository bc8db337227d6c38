//! What a program that writes or applies filters needs: `use stencil_core::prelude::*;`.

pub use crate::apply::{Apply, apply, apply_into, apply_parallel};
pub use crate::boundary::Boundary;
pub use crate::element::{Element, Float, Integer, Number};
pub use crate::error::Error;
pub use crate::halo::Halo;
pub use crate::kernel::{Filter, Kernel, Stencil};
pub use crate::map_overlap::map_overlap;
pub use crate::window::Window;
pub use stencil_macros::{stencil, stencil_fn};
