//! Conway's Game of Life: a kernel over bytes, a torus for a boundary, many steps in one pass over memory.
//!
//! ```sh
//! cargo run --release --example life
//! ```

use ndarray::{Array2, s};
use stencil_core::prelude::*;

/// One generation: a cell lives with three neighbours, or with two if it lives already.
#[stencil(simd)]
fn life(cell: Window<u8, 2>) -> u8 {
    let mut neighbours = 0u8;
    for dy in -1..=1 {
        for dx in -1..=1 {
            if (dy, dx) != (0, 0) {
                neighbours += cell[[dy, dx]];
            }
        }
    }
    if neighbours == 3 || (neighbours == 2 && cell[[0, 0]] == 1) { 1 } else { 0 }
}

fn main() -> Result<(), Error> {
    let mut world = Array2::<u8>::zeros((16, 48));
    let glider = ndarray::arr2(&[[0, 1, 0], [0, 0, 1], [1, 1, 1]]);
    world.slice_mut(s![2..5, 2..5]).assign(&glider);

    // A glider moves by one cell every four generations: 48 of them bring it 12 further, around the torus.
    let generations = life.iterate(48).boundary(Boundary::Wrap);
    println!("48 generations need a halo of {}", generations.halo());
    let later = apply_parallel(&world, &generations)?;
    for row in later.rows() {
        println!("{}", row.iter().map(|&cell| if cell == 1 { '#' } else { '.' }).collect::<String>());
    }
    let at = |i: usize, n: usize| (i + 12) % n;
    for ((y, x), &cell) in world.indexed_iter() {
        assert_eq!(later[[at(y, 16), at(x, 48)]], cell, "the glider arrived whole");
    }
    Ok(())
}
