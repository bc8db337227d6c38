//! The command `stencil`.

mod dtype;
mod error;
mod image;
mod io;

fn main() {}
