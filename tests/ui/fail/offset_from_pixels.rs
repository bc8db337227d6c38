use stencil_core::prelude::*;

#[stencil]
fn displaced(w: Window<f32, 2>, by: Window<i8, 2>) -> f32 {
    w[[0, by[[0, 0]] as isize]]
}

fn main() {}
