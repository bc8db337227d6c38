use stencil_core::prelude::*;

const FAR: isize = 3;

#[stencil(radius = 2)]
fn ahead(w: Window<f32, 2>) -> f32 {
    w[[0, FAR]]
}

fn main() {}
