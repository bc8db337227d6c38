use stencil_core::prelude::*;

#[stencil]
fn shifted(u: Window<f32, 2>, v: Window<f32, 2>, by: isize) -> f32 {
    u[[0, by]] - v.mean() + u[[by, 0]]
}

fn main() {}
