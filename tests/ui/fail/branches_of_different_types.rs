use stencil_core::prelude::*;

#[stencil]
fn bright(w: Window<u8, 2>) -> u8 {
    if w[[0, 0]] > 128 { 255 } else { 0.0 }
}

fn main() {}
