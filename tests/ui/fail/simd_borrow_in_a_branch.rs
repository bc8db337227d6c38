use stencil_core::prelude::*;

#[stencil(simd)]
fn counted(w: Window<f32, 1>) -> u32 {
    let mut count = 0;
    if w[0] > 0.5 {
        let one_more = &mut count;
        *one_more += 1;
    }
    count
}

fn main() {}
