//! The heat equation: a hot square cools; a hundred explicit steps, and the heat that is left is the heat there was.
//!
//! ```sh
//! cargo run --release --example heat
//! ```

use ndarray::{Array2, s};
use stencil_core::prelude::*;

/// One explicit Euler step of the heat equation, `rate` = diffusivity x step / spacing^2 (stable up to 1/4).
#[stencil(simd)]
fn heat(u: Window<f32, 2>, rate: f32) -> f32 {
    u[[0, 0]] + rate * (u[[-1, 0]] + u[[1, 0]] + u[[0, -1]] + u[[0, 1]] - 4.0 * u[[0, 0]])
}

fn main() -> Result<(), Error> {
    let mut plate = Array2::<f32>::zeros((256, 256));
    plate.slice_mut(s![96..160, 96..160]).fill(100.0);

    // `Reflect` is an insulated edge: no heat leaves.
    let after = apply_parallel(&plate, &heat(0.2).iterate(100).boundary(Boundary::Reflect))?;
    let total = |a: &Array2<f32>| a.iter().map(|&v| f64::from(v)).sum::<f64>();
    println!("hottest: {:.3} -> {:.3}", 100.0, after.fold(0.0_f32, |a, &b| a.max(b)));
    println!("total heat: {:.1} -> {:.1}", total(&plate), total(&after));
    assert!((total(&after) / total(&plate) - 1.0).abs() < 1e-4, "heat is conserved");
    Ok(())
}
