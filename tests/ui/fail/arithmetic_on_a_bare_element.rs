use stencil_core::prelude::*;

#[stencil]
fn brighter<T: Element>(w: Window<T, 2>) -> T {
    w[[0, 0]] + w[[0, 1]]
}

fn main() {}
