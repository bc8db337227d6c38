use stencil_core::prelude::*;

#[stencil]
fn count(w: Window<u8, 2>) -> usize {
    w[[0, 0]] as usize
}

fn main() {}
