//! Kernels that no filter of the library has, written as a user would.

use stencil_core::prelude::*;

/// Five points.
#[stencil(simd)]
pub fn laplacian(w: Window<f32, 2>) -> f32 {
    w[[-1, 0]] + w[[1, 0]] + w[[0, -1]] + w[[0, 1]] - 4.0 * w[[0, 0]]
}

/// Mean of the squares minus the square of the mean, in one pass.
#[stencil(simd, radius = 2)]
pub fn local_variance(w: Window<f32, 2>) -> f32 {
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

/// Both derivatives at once: they share what they read.
#[stencil(simd)]
pub fn gradient(w: Window<u8, 2>) -> (i16, i16) {
    let at = |y: isize, x: isize| w[[y, x]] as i16;
    let (nw, n, ne) = (at(-1, -1), at(-1, 0), at(-1, 1));
    let (sw, s, se) = (at(1, -1), at(1, 0), at(1, 1));
    let (falling, rising) = (se - nw, sw - ne);
    (falling - rising + 2 * (at(0, 1) - at(0, -1)), falling + rising + 2 * (s - n))
}

/// The products of the derivatives: the structure tensor at one pixel.
#[stencil(simd)]
pub fn tensor(w: Window<f32, 2>) -> (f32, f32, f32) {
    let (falling, rising) = (w[[1, 1]] - w[[-1, -1]], w[[1, -1]] - w[[-1, 1]]);
    let x = falling - rising + 2.0 * (w[[0, 1]] - w[[0, -1]]);
    let y = falling + rising + 2.0 * (w[[1, 0]] - w[[-1, 0]]);
    (x * x, x * y, y * y)
}

/// The sums of three rows of it.
#[stencil(simd)]
pub fn three_rows(xx: Window<f32, 2>, xy: Window<f32, 2>, yy: Window<f32, 2>) -> (f32, f32, f32) {
    (
        xx[[-1, 0]] + xx[[0, 0]] + xx[[1, 0]],
        xy[[-1, 0]] + xy[[0, 0]] + xy[[1, 0]],
        yy[[-1, 0]] + yy[[0, 0]] + yy[[1, 0]],
    )
}

/// Harris' corner measure of the sums of three columns.
#[stencil(simd)]
pub fn corner(xx: Window<f32, 2>, xy: Window<f32, 2>, yy: Window<f32, 2>, sensitivity: f32) -> f32 {
    let a = xx[[0, -1]] + xx[[0, 0]] + xx[[0, 1]];
    let b = xy[[0, -1]] + xy[[0, 0]] + xy[[0, 1]];
    let c = yy[[0, -1]] + yy[[0, 0]] + yy[[0, 1]];
    a * c - b * b - sensitivity * (a + c) * (a + c)
}

/// White above the level, black elsewhere.
#[stencil(simd)]
pub fn above(w: Window<f32, 2>, level: f32) -> u8 {
    if w[[0, 0]] > level { 255 } else { 0 }
}

/// A mean whose weights fall with the distance in space and in value.
#[stencil(simd, radius = radius)]
pub fn bilateral(w: Window<f32, 2>, radius: usize, sigma_space: f32, sigma_value: f32) -> f32 {
    let r = radius as isize;
    let c = w[[0, 0]];
    let (mut sum, mut weight) = (0.0, 0.0);
    for dy in -r..=r {
        for dx in -r..=r {
            let near = -((dy * dy + dx * dx) as f32) / (2.0 * sigma_space * sigma_space);
            let v = w[[dy, dx]];
            let d = (v - c) / sigma_value;
            let k = (near - 0.5 * d * d).exp();
            sum += k * v;
            weight += k;
        }
    }
    sum / weight
}

/// Length and direction of the gradient.
#[stencil(simd)]
pub fn polar(w: Window<f32, 2>) -> (f32, f32) {
    let (falling, rising) = (w[[1, 1]] - w[[-1, -1]], w[[1, -1]] - w[[-1, 1]]);
    let x = falling - rising + 2.0 * (w[[0, 1]] - w[[0, -1]]);
    let y = falling + rising + 2.0 * (w[[1, 0]] - w[[-1, 0]]);
    (x.hypot(y), y.atan2(x))
}

/// One explicit step of the heat equation.
#[stencil(simd)]
pub fn heat(u: Window<f32, 2>, rate: f32) -> f32 {
    u[[0, 0]] + rate * (u[[-1, 0]] + u[[1, 0]] + u[[0, -1]] + u[[0, 1]] - 4.0 * u[[0, 0]])
}

/// The sharp steps of an image: a branch on pixel data.
#[stencil(simd)]
pub fn soft_edge(w: Window<f32, 2>, level: f32) -> f32 {
    let g = (w[[0, 1]] - w[[0, -1]]).abs() + (w[[1, 0]] - w[[-1, 0]]).abs();
    if g > level { g } else { 0.0 }
}

/// 3x3 weights without symmetry, rounded to the nearest grey level.
#[stencil(simd)]
pub fn weighted(w: Window<u8, 2>) -> u8 {
    const WEIGHTS: [[u16; 3]; 3] = [[1, 3, 1], [2, 4, 2], [0, 2, 1]];
    let mut sum = 8;
    for dy in -1..=1 {
        for dx in -1..=1 {
            sum += w[[dy, dx]] as u16 * WEIGHTS[(dy + 1) as usize][(dx + 1) as usize];
        }
    }
    (sum / 16) as u8
}

/// The mean of nine neighbours.
#[stencil(simd, radius = 1)]
pub fn box_mean(w: Window<f32, 2>) -> f32 {
    w.mean()
}

/// Weights along the rows that are known at run time only.
#[stencil(simd, radius = (0, taps.len() / 2))]
pub fn correlate_row(w: Window<f32, 2>, taps: Vec<f32>) -> f32 {
    let r = (taps.len() / 2) as isize;
    let mut sum = 0.0;
    for dx in -r..=r {
        sum += w[[0, dx]] * taps[(dx + r) as usize];
    }
    sum
}

/// The image as it is, to go beside a filter of it.
#[stencil(simd)]
pub fn same(w: Window<f32, 2>) -> f32 {
    w[[0, 0]]
}

/// The unsharp mask's last step: the image, and so much more of what smoothing took away.
#[stencil(simd)]
pub fn sharpen(image: Window<f32, 2>, smooth: Window<f32, 2>, amount: f32) -> f32 {
    image[[0, 0]] + amount * (image[[0, 0]] - smooth[[0, 0]])
}

/// The mean of 27 neighbours in space.
#[stencil(simd, radius = 1)]
pub fn box_mean_3d(w: Window<f32, 3>) -> f32 {
    w.mean()
}
