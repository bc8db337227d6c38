//! The command `stencil`.

fn main() {}
