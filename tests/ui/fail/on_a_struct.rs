use stencil_core::prelude::*;

#[stencil]
struct Laplacian {
    radius: usize,
}

fn main() {}
