use stencil_core::prelude::*;

trait Curve {
    fn curve(self) -> Self;
}

impl Curve for f32 {
    fn curve(self) -> Self {
        self * self
    }
}

#[stencil(simd)]
fn curved(w: Window<f32, 2>) -> f32 {
    w[[0, 0]].curve()
}

fn main() {}
