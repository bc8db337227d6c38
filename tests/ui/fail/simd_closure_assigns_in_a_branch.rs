use stencil_core::prelude::*;

#[stencil(simd)]
fn counted(w: Window<f32, 1>) -> u32 {
    let mut count = 0;
    let mut one_more = || count += 1;
    if w[0] > 0.5 {
        one_more();
    }
    count
}

fn main() {}
