use stencil_core::prelude::*;

macro_rules! twice {
    ($v:expr) => {
        $v + $v
    };
}

#[stencil(simd)]
fn bright(w: Window<f32, 2>) -> f32 {
    twice!(w[[0, 0]])
}

fn main() {}
