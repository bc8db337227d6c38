use stencil_core::prelude::*;

#[stencil(simd)]
fn middle(w: Window<f32, 1>) -> f32 {
    let mut values = vec![w[-1], w[0], w[1]];
    values.sort_by(f32::total_cmp);
    values[1]
}

fn main() {}
