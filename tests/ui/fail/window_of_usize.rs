use stencil_core::prelude::*;

#[stencil]
fn centre(w: Window<usize, 2>) -> u64 {
    w[[0, 0]] as u64
}

fn main() {}
