use stencil_core::prelude::*;

#[stencil]
fn sum(
    a: Window<f32, 1>,
    b: Window<f32, 1>,
    c: Window<f32, 1>,
    d: Window<f32, 1>,
    e: Window<f32, 1>,
    f: Window<f32, 1>,
    g: Window<f32, 1>,
) -> f32 {
    a[0] + b[0] + c[0] + d[0] + e[0] + f[0] + g[0]
}

fn main() {}
