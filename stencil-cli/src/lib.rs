//! Filters by name, on arrays whose element type is known at run time: what the command `stencil` stands on.
//!
//! A library of its own for one reason: here every filter is compiled for every element type, which takes long, and the
//! command and its tests link the result. No stable interface.

pub mod chain;
pub mod differences;
mod drawn;
pub mod dtype;
pub mod finds;
pub mod floats;
pub mod given;
pub mod image;
pub mod rows;
pub mod stage;
pub mod step;
pub mod table;
pub mod types;
pub mod value;
pub mod whole;
