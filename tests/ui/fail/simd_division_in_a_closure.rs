use stencil_core::prelude::*;

#[stencil(simd)]
fn shared(w: Window<u8, 2>, n: u8) -> u8 {
    let part = |v: u8| v / n;
    if w[[0, 0]] > 100 { part(w[[0, 1]]) } else { 1 }
}

fn main() {}
