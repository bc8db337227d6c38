//! A tour: kernels from plain functions, boundaries, chains, and what a chain says of itself.
//!
//! ```sh
//! cargo run --release --example tour
//! ```

use ndarray::Array2;
use stencil_core::prelude::*;
use stencil_filters::{gaussian, sobel};

/// Five-point Laplacian. Nobody typed a radius: it is 1, read from the offsets.
#[stencil]
fn laplacian(w: Window<f32, 2>) -> f32 {
    w[[-1, 0]] + w[[1, 0]] + w[[0, -1]] + w[[0, 1]] - 4.0 * w[[0, 0]]
}

/// A declared radius is a promise; the compiler holds you to it.
#[stencil(radius = 2)]
fn local_variance(w: Window<f32, 2>) -> f32 {
    let (mut sum, mut squares) = (0.0, 0.0);
    for dy in -2..=2 {
        for dx in -2..=2 {
            let v = w[[dy, dx]];
            sum += v;
            squares += v * v;
        }
    }
    let mean = sum / 25.0;
    squares / 25.0 - mean * mean
}

/// Other arguments are parameters: they become the kernel's public fields and its constructor's arguments.
#[stencil]
fn soft_edge(w: Window<f32, 2>, level: f32) -> f32 {
    let g = (w[[0, 1]] - w[[0, -1]]).abs() + (w[[1, 0]] - w[[-1, 0]]).abs();
    if g > level { g } else { 0.0 }
}

fn main() -> Result<(), Error> {
    let image = Array2::from_shape_fn((480, 640), |(y, x)| ((y / 40 + x / 40) % 2) as f32);

    let edges = apply_parallel(&image, &laplacian)?; // overlap: from the kernel
    assert_eq!(laplacian.halo(), Halo::from_sides([(1, 1), (1, 1)]));
    assert_eq!((edges[[20, 20]], edges[[40, 20]]), (0.0, -1.0));
    println!("laplacian: halo {}, sum of squares {}", laplacian.halo(), edges.mapv(|v| v * v).sum());

    let calm = apply_parallel(&image, &local_variance)?;
    assert_eq!(local_variance.halo(), Halo::from_sides([(2, 2), (2, 2)]));
    let largest = calm.fold(0.0, |a: f32, &b| a.max(b));
    assert!((0.24..=0.25).contains(&largest), "12 of 25 pixels differ from the rest where four squares meet");
    println!("local variance: at most {largest}");

    let edges = apply_parallel(&image, &soft_edge(0.2).boundary(Boundary::Wrap))?;
    assert_eq!(soft_edge(0.2).level, 0.2);
    assert_eq!((edges[[20, 39]], edges[[20, 38]]), (1.0, 0.0));
    println!("soft edges: {} pixels", edges.iter().filter(|&&v| v > 0.0).count());

    let edges = apply_parallel(&image, &gaussian(2.0).then(sobel()))?; // halos add up; one pass over memory
    assert_eq!(gaussian(2.0).then(sobel()).halo(), Halo::uniform(8 + 1));
    assert_eq!(edges, apply(&apply(&image, &gaussian(2.0))?, &sobel())?, "the bits of one stage after the other");
    println!("smooth edges: at most {}", edges.fold(0.0, |a: f32, &b| a.max(b)));

    assert_eq!(gaussian(5.0).halo(), Halo::uniform(20));
    println!("{}", gaussian(1.0).then(sobel()).explain(&[4096, 4096])); // where each pixel of depth comes from
    Ok(())
}
