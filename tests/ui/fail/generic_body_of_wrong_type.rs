use stencil_core::prelude::*;

#[stencil]
fn bright<T: Number>(w: Window<T, 2>) -> T {
    if w[[0, 0]] > 0.5 { w[[0, 1]] } else { w[[0, 0]] }
}

fn main() {}
