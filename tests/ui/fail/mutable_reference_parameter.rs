use stencil_core::prelude::*;

#[stencil]
fn counted(w: Window<f32, 2>, seen: &mut u32) -> f32 {
    *seen += 1;
    w[[0, 0]]
}

fn main() {}
