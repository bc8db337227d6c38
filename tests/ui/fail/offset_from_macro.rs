use stencil_core::prelude::*;

macro_rules! far {
    () => {
        3
    };
}

#[stencil]
fn shifted(w: Window<f32, 2>) -> f32 {
    w[[0, far!()]]
}

fn main() {}
