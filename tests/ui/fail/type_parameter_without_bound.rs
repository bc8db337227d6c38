use stencil_core::prelude::*;

#[stencil]
fn centre<T>(w: Window<T, 2>) -> T {
    w[[0, 0]]
}

fn main() {}
