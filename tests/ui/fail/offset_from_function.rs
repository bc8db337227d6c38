use stencil_core::prelude::*;

fn far() -> isize {
    3
}

#[stencil]
fn shifted(w: Window<f32, 2>) -> f32 {
    w[[0, far()]]
}

fn main() {}
