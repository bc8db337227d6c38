use stencil_core::prelude::*;

const NEIGHBOURS: [(isize, isize); 2] = [(-1, 0), (3, 0)];

#[stencil(radius = 2)]
fn lattice(w: Window<f32, 2>) -> f32 {
    let mut sum = 0.0;
    for (dy, dx) in NEIGHBOURS {
        sum += w[[dy, dx]];
    }
    sum
}

fn main() {}
