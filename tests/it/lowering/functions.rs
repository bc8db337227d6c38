//! Functions within kernels: nested ones, closures, annotated helpers, methods of own types, generic bodies.

use super::harness::{ALL, SMALL, one, one_two, two, two_two};
use stencil_core::prelude::*;

#[stencil(simd)]
fn tuple_from_a_function(w: Window<f32, 1>) -> (f32, f32) {
    fn ordered(a: f32, b: f32) -> (f32, f32) {
        if a < b { (a, b) } else { (b, a) }
    }
    let (low, middle) = ordered(w[-1], w[0]);
    let (middle, high) = ordered(middle, w[1]);
    (low + middle, high)
}

#[stencil(simd)]
fn closures_in_closures(w: Window<f32, 2>, gain: f32) -> f32 {
    let at = |y: isize, x: isize| w[[y, x]] * gain;
    let slope = |y: isize| {
        let difference = |x: isize| at(y, x) - at(y, -x);
        difference(1) + 0.5 * difference(2)
    };
    slope(-1) + 2.0 * slope(0) + slope(1)
}

#[stencil(simd)]
fn closure_over_a_table(w: Window<f32, 1>) -> f32 {
    let weights = [0.25, 0.5, 0.25];
    let term = |i: usize| weights[i] * w[i as isize - 1];
    (0..3).map(term).sum()
}

#[stencil(simd)]
fn returns_within_a_function(w: Window<i32, 1>) -> i32 {
    fn sign(v: i32) -> i32 {
        if v > 0 {
            return 1;
        }
        if v < 0 {
            return -1;
        }
        0
    }
    sign(w[0].wrapping_sub(w[-1])) + 3 * sign(w[1].wrapping_sub(w[0]))
}

#[stencil(simd)]
fn function_of_a_window(w: Window<f32, 2>) -> f32 {
    fn along(w: Window<f32, 2>, y: isize, x: isize) -> f32 {
        w[[y, x]] - 2.0 * w[[0, 0]] + w[[-y, -x]]
    }
    along(w, 0, 1).max(along(w, 1, 0)).max(along(w, 1, 1))
}

#[stencil(simd)]
fn function_with_const_argument(w: Window<f32, 1>) -> f32 {
    fn step<const D: usize>(a: f32, b: f32) -> f32 {
        (a - b) / D as f32
    }
    step::<1>(w[1], w[0]) + step::<2>(w[1], w[-1])
}

/// Soft threshold: kept apart from the kernels that use it.
#[stencil_fn]
fn shrink(v: f32, by: f32) -> f32 {
    let size = (v.abs() - by).max(0.0);
    if v < 0.0 { -size } else { size }
}

#[stencil_fn(with(shrink))]
fn shrink_pair(a: f32, b: f32, by: f32) -> (f32, f32) {
    (shrink(a, by), shrink(b, by * 2.0))
}

#[stencil(simd, with(shrink, shrink_pair))]
fn denoised(w: Window<f32, 1>, by: f32) -> (f32, f32) {
    let (low, high) = shrink_pair(w[0] + w[1], w[0] - w[1], by);
    (shrink(low, 1.0), high)
}

#[derive(Clone, Copy, Debug, PartialEq)]
struct Affine {
    scale: f32,
    shift: f32,
}

impl Affine {
    fn scale(&self) -> f32 {
        self.scale
    }

    fn then(self, other: Self) -> Self {
        Self { scale: self.scale * other.scale, shift: self.shift * other.scale + other.shift }
    }
}

#[stencil(simd)]
fn own_struct(w: Window<f32, 1>, map: Affine) -> f32 {
    let twice = map.then(*map);
    w[0] * map.scale() + map.shift + (w[1] * twice.scale + twice.shift)
}

#[derive(Clone, Copy, Debug, PartialEq)]
enum Side {
    Left,
    Right,
    Both,
}

#[stencil]
fn guarded_by_pixels(w: Window<f32, 1>, side: Side) -> f32 {
    match side {
        Side::Left if w[0] > 0.0 => w[-1],
        Side::Left | Side::Right => w[1],
        Side::Both => w[0],
    }
}

#[stencil(simd)]
fn own_enum(w: Window<f32, 1>, side: Side) -> f32 {
    match side {
        Side::Left => w[-1],
        Side::Right => w[1],
        Side::Both => {
            if w[0] > 0.0 {
                w[-1]
            } else {
                w[1]
            }
        }
    }
}

#[stencil(simd)]
fn optional(w: Window<f32, 1>, limit: Option<f32>) -> f32 {
    let v = if let Some(limit) = limit { w[0].min(*limit) } else { w[0] };
    let Some(limit) = limit else { return v };
    if w[1] > *limit { *limit } else { v }
}

#[stencil(simd, radius = weights.len() / 2)]
fn slice_of_weights(w: Window<f32, 1>, weights: &[f32]) -> f32 {
    let r = (weights.len() / 2) as isize;
    weights.iter().zip(-r..).map(|(k, d)| k * w[d]).sum()
}

#[stencil(simd, radius = taps.iter().map(|tap| tap.0.unsigned_abs()).max().unwrap_or(0))]
fn vec_of_pairs(w: Window<f64, 1>, taps: Vec<(isize, f64)>) -> f64 {
    let mut sum = 0.0;
    for &(d, k) in taps {
        sum += k * w[d];
    }
    sum
}

#[stencil(simd)]
fn array_of_weights(w: Window<f64, 1>, weights: [f64; 3]) -> f64 {
    let mut sum = 0.0;
    for i in 0..3 {
        sum = w[i as isize - 1].mul_add(weights[i], sum);
    }
    sum
}

#[stencil(simd)]
fn box_sum<const R: isize>(w: Window<u32, 2>) -> u32 {
    let mut sum = 0u32;
    for y in -R..=R {
        for x in -R..=R {
            sum = sum.wrapping_add(w[[y, x]]);
        }
    }
    sum
}

#[stencil(simd)]
fn clipped<T: Element>(w: Window<T, 1>, low: T, high: T) -> T {
    if w[0] < low {
        low
    } else if w[0] > high {
        high
    } else {
        w[0]
    }
}

#[stencil(simd)]
fn second_difference<T: Number>(w: Window<T, 1>) -> T {
    w[-1] + w[1] - (w[0] + w[0])
}

#[stencil(simd)]
fn length<T: Float>(w: Window<T, 2>) -> T {
    let (y, x) = (w[[1, 0]] - w[[-1, 0]], w[[0, 1]] - w[[0, -1]]);
    (y * y + x * x).sqrt()
}

#[stencil(simd)]
fn maximum_of_two<T: Element>(a: Window<T, 1>, b: Window<T, 1>) -> (T, T) {
    let pick = |x: T, y: T| if x > y { x } else { y };
    (pick(a[0], b[0]), pick(a[1], b[-1]))
}

#[stencil(simd)]
fn weighted<T: Float>(values: Window<T, 1>, weights: Window<T, 1>) -> T {
    let mut sum = values[0] * weights[0];
    for d in [-1, 1] {
        sum += values[d] * weights[d];
    }
    sum
}

#[stencil(simd)]
fn borrowed(w: Window<f32, 1>) -> f32 {
    let values = [w[-1], w[0], w[1]];
    let largest = values.iter().fold(f32::MIN, |a, b| a.max(*b));
    let mut total = 0.0;
    for v in &values {
        total += v;
        if v == &largest {
            total -= -v;
        }
    }
    total * &largest
}

#[stencil(simd)]
fn destructured(w: Window<f32, 1>) -> f32 {
    let [a, b, c] = [w[-1], w[0], w[1]];
    let ((d, e), f) = ((a, b), 2.0);
    let (mut x, mut y) = (d * f, e);
    (x, y) = (y, x);
    x += c;
    x - y
}

#[stencil(simd)]
fn asked_of_all(w: Window<i16, 1>, level: i16) -> bool {
    let line = [w[-2], w[-1], w[0], w[1], w[2]];
    line.iter().all(|v| *v >= level) || line.iter().any(|v| *v > 3 && v < &7)
}

#[stencil(simd, radius = 1)]
fn collected(w: Window<f32, 1>) -> f32 {
    let squares: [f32; 3] = std::array::from_fn(|i| w[i as isize - 1] * w[i as isize - 1]);
    let doubled = squares.map(|v| v + v);
    doubled.iter().copied().fold(0.0, |sum, v| sum + v) - squares.iter().rev().skip(1).sum::<f32>()
}

#[stencil]
fn scan(w: Window<i16, 1>) -> bool {
    let line = [w[-2], w[-1], w[0], w[1], w[2]];
    let rising = line.windows(2).all(|pair| pair[0] <= pair[1]);
    rising && line.iter().any(|v| *v > 3)
}

#[test]
fn functions_and_closures() {
    one_two(&tuple_from_a_function, true, ALL);
    one(&closures_in_closures(0.3), true, ALL);
    one(&closure_over_a_table, true, ALL);
    one(&returns_within_a_function, true, ALL);
    one(&function_of_a_window, true, ALL);
    one(&function_with_const_argument, true, ALL);
    one_two(&denoised(0.75), true, ALL);
}

#[test]
fn parameters_of_any_type() {
    one(&own_struct(Affine { scale: 1.5, shift: -0.25 }), true, ALL);
    for side in [Side::Left, Side::Right, Side::Both] {
        one(&own_enum(side), true, ALL);
        one(&guarded_by_pixels(side), false, ALL);
    }
    one(&optional(None), true, ALL);
    one(&optional(Some(1.5)), true, ALL);
    one(&slice_of_weights(&[0.1, 0.2, 0.4, 0.2, 0.1]), true, ALL);
    one(&vec_of_pairs(vec![(-2, 0.5), (0, 1.0), (1, -0.25)]), true, ALL);
    one(&array_of_weights([0.5, -1.0, 0.25]), true, ALL);
}

#[test]
fn generic_bodies() {
    one(&box_sum::<1>, true, ALL);
    one(&box_sum::<2>, true, ALL);
    one::<u8, _, _, 1>(&clipped(2, 9), true, ALL);
    one::<f64, _, _, 1>(&clipped(-0.5, 1.0), true, ALL);
    one::<i32, _, _, 1>(&second_difference, true, SMALL);
    one::<f32, _, _, 1>(&second_difference, true, ALL);
    one::<f32, _, _, 2>(&length, true, ALL);
    one::<f64, _, _, 2>(&length, true, ALL);
    two_two::<u16, u16, _, _, _, 1>(&maximum_of_two, true, ALL);
    two_two::<bool, bool, _, _, _, 1>(&maximum_of_two, true, ALL);
    two::<f64, f64, _, _, 1>(&weighted, true, ALL);
}

#[test]
fn values_taken_apart() {
    one(&borrowed, true, ALL);
    one(&destructured, true, ALL);
}

#[test]
fn sequences() {
    one(&asked_of_all(2), true, ALL);
    one(&collected, true, ALL);
    one(&scan, false, ALL);
}
