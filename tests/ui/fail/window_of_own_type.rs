use stencil_core::prelude::*;

#[derive(Clone, Copy)]
struct Rgb(u8, u8, u8);

#[stencil]
fn red(w: Window<Rgb, 2>) -> u8 {
    w[[0, 0]].0
}

fn main() {}
