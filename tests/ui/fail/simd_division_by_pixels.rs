use stencil_core::prelude::*;

#[stencil(simd)]
fn ratio(w: Window<i32, 2>) -> i32 {
    w[[0, 1]] / w[[0, -1]]
}

fn main() {}
