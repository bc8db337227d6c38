use stencil_core::prelude::*;

#[stencil(radius = w[[0, 0]] as usize)]
fn mean(w: Window<u8, 2>) -> f32 {
    w.mean()
}

fn main() {}
