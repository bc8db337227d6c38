use stencil_core::prelude::*;

struct Sharpen;

impl Sharpen {
    #[stencil]
    fn sharpen(w: Window<f32, 2>) -> f32 {
        2.0 * w[[0, 0]]
    }
}

fn main() {}
