use stencil_core::prelude::*;

struct Sharpen {
    amount: f32,
}

impl Sharpen {
    #[stencil]
    fn sharpen(&self, w: Window<f32, 2>) -> f32 {
        self.amount * w[[0, 0]]
    }
}

fn main() {}
