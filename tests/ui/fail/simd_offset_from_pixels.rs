use stencil_core::prelude::*;

#[stencil(simd, radius = 3)]
fn displace(w: Window<f32, 2>, by: Window<i8, 2>) -> f32 {
    w[[0, (by[[0, 0]] as isize).clamp(-3, 3)]]
}

fn main() {}
