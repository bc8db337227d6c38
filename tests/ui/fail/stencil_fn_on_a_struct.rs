use stencil_core::prelude::*;

#[stencil_fn]
struct Helper;

fn main() {}
