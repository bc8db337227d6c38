use stencil_core::prelude::*;

#[stencil]
fn run(w: Window<u8, 1>) -> u32 {
    let mut length = 0;
    while w[length] == w[0] {
        length += 1;
    }
    length as u32
}

fn main() {}
