use stencil_core::prelude::*;

#[stencil(simd)]
fn collatz(w: Window<u32, 1>) -> u32 {
    fn steps(n: u32) -> u32 {
        if n < 2 { 0 } else { 1 + steps(if n % 2 == 0 { n / 2 } else { 3 * n + 1 }) }
    }
    steps(w[0])
}

fn main() {}
