use stencil_core::prelude::*;

#[stencil(simd)]
fn difference(w: Window<u8, 2>) -> u8 {
    if let Some(d) = w[[0, 1]].checked_sub(w[[0, -1]]) { d } else { 0 }
}

fn main() {}
