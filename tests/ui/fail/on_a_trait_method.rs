use stencil_core::prelude::*;

trait Rule {
    #[stencil]
    fn next(w: Window<f32, 2>) -> f32;
}

fn main() {}
