use stencil_core::prelude::*;

#[derive(Debug)]
struct Curve {
    points: Vec<f32>,
}

#[stencil(simd)]
fn graded(w: Window<f32, 2>, curve: Curve, n: usize) -> f32 {
    if w[[0, 0]] > 0.0 { curve.points[n] } else { w[[0, 0]] }
}

fn main() {}
