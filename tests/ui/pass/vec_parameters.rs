//! Parameters that own memory.

use ndarray::arr1;
use stencil_core::prelude::*;

#[stencil(radius = weights.len() / 2)]
fn correlate(w: Window<f32, 1>, weights: Vec<f32>) -> f32 {
    let r = weights.len() as isize / 2;
    let mut sum = 0.0;
    for (i, weight) in weights.iter().enumerate() {
        sum += weight * w[i as isize - r];
    }
    sum
}

#[stencil]
fn looked_up(w: Window<u8, 1>, name: String, table: Box<[f32; 256]>) -> f32 {
    if name.is_empty() { 0.0 } else { table[w[0] as usize] }
}

#[stencil(radius = 1)]
fn borrowed(w: Window<f32, 1>, weights: Vec<f32>) -> f32 {
    let mut sum = total(&weights);
    for (x, weight) in (-1..=1).zip(&weights) {
        sum += weight * w[x];
    }
    for weight in &weights {
        sum -= weight;
    }
    sum
}

fn total(weights: &[f32]) -> f32 {
    weights.iter().sum()
}

#[test]
fn the_constructor_takes_them() {
    let smooth = correlate(vec![0.5, 0.5, 0.0]);
    assert_eq!(smooth.weights.len(), 3);
    assert_eq!(smooth.halo(), Halo::from_sides([(1, 1)]));
    assert_eq!(apply(&arr1(&[2.0, 4.0]), &smooth.clone()).unwrap(), arr1(&[2.0, 3.0]));
    assert_eq!(apply(&arr1(&[1.0, 2.0]), &borrowed(vec![0.0, 2.0, 0.0])).unwrap(), arr1(&[2.0, 4.0]));
    let _ = looked_up("gamma".to_owned(), Box::new([0.0; 256]));
}
