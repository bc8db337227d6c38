//! The design's table: the same bodies through `#[stencil]` and written by hand on explicit vectors, side by side.
//!
//! ```sh
//! cargo bench --bench table
//! ```
//!
//! Every row first checks that both give the same array, then times them in turn, and prints the median of the ratios
//! pair by pair. One thread, the interior of a 2048 x 2048 image, memcpy of the same bytes beside it.

mod twins;

use ndarray::Array2;
use std::hint::black_box;
use std::time::Instant;
use stencil_core::prelude::*;
use twins::Image;

#[stencil(simd)]
fn laplacian(w: Window<f32, 2>) -> f32 {
    w[[-1, 0]] + w[[1, 0]] + w[[0, -1]] + w[[0, 1]] - w[[0, 0]] * 4.0
}

#[stencil(simd)]
fn variance(w: Window<f32, 2>) -> f32 {
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

#[stencil(simd, radius = (0, taps.len() / 2))]
fn correlate(w: Window<f32, 2>, taps: Vec<f32>) -> f32 {
    let r = (taps.len() / 2) as isize;
    let mut sum = 0.0;
    for dx in -r..=r {
        sum += w[[0, dx]] * taps[(dx + r) as usize];
    }
    sum
}

#[stencil(simd)]
fn median<T: Element>(w: Window<T, 2>) -> T {
    fn order<T: Element>(a: T, b: T) -> (T, T) {
        if a < b { (a, b) } else { (b, a) }
    }
    let mut v = [w[[0, 0]]; 9];
    let mut n = 0;
    for dy in -1..=1 {
        for dx in -1..=1 {
            v[n] = w[[dy, dx]];
            n += 1;
        }
    }
    const NETWORK: [(usize, usize); 19] = [
        (1, 2),
        (4, 5),
        (7, 8),
        (0, 1),
        (3, 4),
        (6, 7),
        (1, 2),
        (4, 5),
        (7, 8),
        (0, 3),
        (5, 8),
        (4, 7),
        (3, 6),
        (1, 4),
        (2, 5),
        (4, 7),
        (4, 2),
        (6, 4),
        (4, 2),
    ];
    for (i, j) in NETWORK {
        (v[i], v[j]) = order(v[i], v[j]);
    }
    v[4]
}

#[stencil(simd)]
fn sobel_x(w: Window<u8, 2>) -> i16 {
    let row = |dy: isize| w[[dy, 1]] as i16 - w[[dy, -1]] as i16;
    row(-1) + 2 * row(0) + row(1)
}

#[stencil(simd)]
fn sobel_magnitude(w: Window<u8, 2>) -> u8 {
    let (nw, n, ne) = (w[[-1, -1]] as f32, w[[-1, 0]] as f32, w[[-1, 1]] as f32);
    let (ww, e) = (w[[0, -1]] as f32, w[[0, 1]] as f32);
    let (sw, s, se) = (w[[1, -1]] as f32, w[[1, 0]] as f32, w[[1, 1]] as f32);
    let gx = ne + e * 2.0 + se - nw - ww * 2.0 - sw;
    let gy = sw + s * 2.0 + se - nw - n * 2.0 - ne;
    (gx * gx + gy * gy).sqrt() as u8
}

const SIDE: usize = 2048;
const PAIRS: usize = 31;

/// Nanoseconds per pixel of one call.
fn once(call: &mut dyn FnMut()) -> f64 {
    let start = Instant::now();
    call();
    start.elapsed().as_secs_f64() * 1e9 / (SIDE * SIDE) as f64
}

fn middle(values: &mut [f64]) -> f64 {
    values.sort_by(f64::total_cmp);
    values[values.len() / 2]
}

/// Times two calls in turn; prints each one's median and the median of the ratios of neighbours.
fn pair(name: &str, mut ours: impl FnMut(), mut twin: impl FnMut()) {
    let (mut a, mut b, mut ratios) = (vec![], vec![], vec![]);
    for _ in 0..PAIRS {
        let (ours, twin) = (once(&mut ours), once(&mut twin));
        a.push(ours);
        b.push(twin);
        ratios.push(ours / twin);
    }
    println!("| {name} | {:.3} | {:.3} | {:.2} |", middle(&mut a), middle(&mut b), middle(&mut ratios));
}

/// A row: checks equality on the interior, then times.
fn row<T, U, F>(
    name: &str,
    filter: &F,
    input: &Array2<T>,
    radius: (usize, usize),
    twin: impl Fn(Image<'_, T>, &mut [U]),
) where
    T: Element,
    U: Element,
    F: Filter<(T,), Out = (U,)>,
{
    let (rows, cols) = input.dim();
    let shape = (rows - 2 * radius.0, cols - 2 * radius.1);
    let image = Image { data: input.as_slice().expect("row-major"), rows, cols };
    let mut by_hand = Array2::from_elem(shape, U::default());
    let mut out = by_hand.clone();
    let run = Apply::new(filter).boundary(Boundary::Valid);
    twin(image, by_hand.as_slice_mut().expect("row-major"));
    run.run_into(input, &mut out).expect("a valid call");
    assert!(out == by_hand, "{name}: the macro's kernel and the one by hand differ");
    pair(
        name,
        || run.run_into(black_box(input), &mut out).expect("a valid call"),
        || twin(black_box(image), by_hand.as_slice_mut().expect("row-major")),
    );
}

fn noise<T>(convert: impl Fn(u64) -> T) -> Array2<T> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    Array2::from_shape_simple_fn((SIDE, SIDE), || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        convert(state >> 40)
    })
}

fn main() {
    let floats = noise(|v| v as f32 / 16_777_216.0);
    let bytes = noise(|v| v as u8);
    let shorts = noise(|v| v as u16);
    let taps: Vec<f32> = (1..=17).map(|k| 1.0 / k as f32).collect();

    println!("| kernel | `#[stencil]` ns/px | by hand ns/px | ratio |\n| --- | --: | --: | --: |");
    let copy =
        |from: &[f32], to: &mut Array2<f32>| to.as_slice_mut().expect("row-major").copy_from_slice(black_box(from));
    let (mut first, mut second) = (floats.clone(), floats.clone());
    let from = floats.as_slice().expect("row-major");
    pair("memcpy f32 (both columns)", || copy(from, &mut first), || copy(from, &mut second));
    row("5-point Laplacian f32", &laplacian, &floats, (1, 1), twins::laplacian);
    row("5x5 variance f32", &variance, &floats, (2, 2), twins::variance);
    row("17 run-time taps f32", &correlate(taps.clone()), &floats, (0, 8), |image, out| {
        twins::correlate(image, out, &taps)
    });
    row("3x3 median u8", &median, &bytes, (1, 1), twins::median_u8);
    row("3x3 median u16", &median, &shorts, (1, 1), twins::median_u16);
    row("3x3 median f32", &median, &floats, (1, 1), twins::median_f32);
    row("Sobel x u8 -> i16", &sobel_x, &bytes, (1, 1), twins::sobel_x);
    row("Sobel magnitude u8 -> f32 -> u8", &sobel_magnitude, &bytes, (1, 1), twins::sobel_magnitude);
}
