//! Ways of writing things: what people reach for when they know Rust and nothing of lanes.

use super::harness::{ALL, SMALL, Style, one, one_near, one_three, one_two, two};
use stencil_core::prelude::*;

const WEIGHTS: [[f32; 3]; 3] = [[1.0, 2.0, 1.0], [2.0, 4.0, 2.0], [1.0, 2.0, 1.0]];
static GAINS: [f32; 2] = [0.5, 0.25];

#[stencil(simd)]
fn table_outside(w: Window<f32, 2>) -> f32 {
    let mut sum = 0.0;
    for (y, row) in WEIGHTS.iter().enumerate() {
        for (x, k) in row.iter().enumerate() {
            sum += k * w[[y as isize - 1, x as isize - 1]];
        }
    }
    sum * GAINS[0] / 8.0 + GAINS[1]
}

const fn half(n: usize) -> f32 {
    n as f32 / 2.0
}

#[stencil(simd)]
fn constants_of_types(w: Window<f32, 1>) -> f32 {
    const SCALE: f32 = half(3);
    let limit = f32::EPSILON + std::f32::consts::PI;
    let mut least = f32::INFINITY;
    for d in [-1, 1] {
        least = least.min(w[d] * SCALE);
    }
    if least > limit { f32::MAX } else { least }
}

#[stencil(simd)]
fn swapped(w: Window<i16, 1>) -> (i16, i16, i16) {
    let (mut a, mut b, c) = (w[-1], w[0], w[1]);
    if a > b {
        std::mem::swap(&mut a, &mut b);
    }
    let mut rest = [b, c];
    if rest[0] > rest[1] {
        rest.swap(0, 1);
    }
    (a, rest[0], rest[1])
}

#[stencil(simd)]
fn swapped_always(w: Window<u8, 1>) -> u8 {
    let mut line = [w[-1], w[0], w[1], 7];
    line.swap(0, 3);
    line.reverse();
    line[0] / 2 + line[3] / 4
}

#[stencil(simd)]
fn parts_of_tuples(w: Window<f32, 1>) -> (f32, f32) {
    let mut range = (f32::INFINITY, f32::NEG_INFINITY);
    let mut pairs = [(0.0, 0u8); 2];
    for d in -2..=2 {
        range.0 = range.0.min(w[d]);
        range.1 = range.1.max(w[d]);
        pairs[(d & 1) as usize].0 += w[d];
        if w[d] > 1.0 {
            pairs[0].1 += 1;
        }
    }
    let (low, ..) = range;
    (range.1 - low, pairs[0].0 * pairs[1].0 + f32::from(pairs[0].1))
}

#[stencil(simd)]
fn closure_that_keeps_count(w: Window<f32, 1>) -> f32 {
    let mut total = 0.0;
    let mut add = |v: f32| total += v;
    add(w[-1]);
    add(w[1] * 2.0);
    total
}

#[stencil(simd)]
fn closure_that_returns(w: Window<f32, 1>) -> f32 {
    let clip = |v: f32| {
        if v < 0.0 {
            return 0.0;
        }
        if v > 1.0 { 1.0 } else { v }
    };
    clip(w[-1]) + clip(w[0]) + clip(w[1])
}

#[stencil(simd)]
fn labelled_block(w: Window<f32, 1>, fast: bool) -> f32 {
    let v = 'found: {
        if fast {
            break 'found w[0];
        }
        if w[-1] > 0.0 {
            break 'found w[-1];
        }
        if w[1] > 0.0 {
            break 'found w[1];
        }
        -1.0
    };
    v * 2.0
}

#[stencil(simd)]
fn many_conditions(w: Window<u8, 1>) -> bool {
    let (a, b, c) = (w[-1], w[0], w[1]);
    a > 1
        && b > 1
        && c > 1
        && a < 200
        && b < 200
        && c < 200
        && a != b
        && b != c
        && a != 7
        && b != 7
        && c != 7
        && a != 8
        && b != 8
        && c != 8
        && a != 9
        && b != 9
        && c != 9
        && (a > b || b > c)
        && (a < 9 || c < 9 || b == 3)
        && !(a == 10 || b == 10 || c == 10 || a == 11 || b == 11 || c == 11)
}

#[stencil(simd)]
fn many_returns(w: Window<u8, 1>) -> u8 {
    for d in -6..=6 {
        if w[d] == 3 {
            return (d + 6) as u8;
        }
        if w[d] > 10 {
            break;
        }
    }
    200
}

#[stencil(simd)]
fn conversions(w: Window<u8, 1>) -> (f32, f64, i16) {
    let a: f32 = w[0].into();
    let b = f64::from(w[1]) / 3.0;
    let c: i16 = i16::from(w[0]) - i16::from(w[-1]);
    (a.sqrt(), b.floor(), -c.abs())
}

#[stencil(simd)]
fn narrow_and_wide(w: Window<u8, 1>, gain: f64) -> u8 {
    let v = (w[0] as f64 * gain + 0.5) as u8;
    v.max((w[1] as f32 * 0.1) as u8)
}

#[stencil(simd)]
fn in_three_dimensions(w: Window<i32, 3>) -> i32 {
    let mut best = i32::MIN;
    for (z, y, x) in [(0, 0, 1), (0, 1, 0), (1, 0, 0)] {
        best = best.max(w[[z, y, x]]).max(w[[-z, -y, -x]]);
    }
    best
}

#[stencil(simd, radius = 1)]
fn words(w: Window<u8, 2>) -> (u8, u8) {
    let spread = w.max() - w.min();
    let cross = w.fold_over(&[[-1, 0], [0, -1], [0, 1], [1, 0]], 0u8, |most, v| if v > most { v } else { most });
    (spread.max(w.median()), cross / 2 + w.center() / 2)
}

#[stencil(simd)]
fn counted(w: Window<bool, 1>) -> u8 {
    let near = [w[-2], w[-1], w[1], w[2]];
    let mut n = 0;
    for &set in &near {
        n += u8::from(set);
    }
    if w[0] && n > 1 { n } else { 0 }
}

#[stencil(simd)]
fn matches_before_an_operator(w: Window<u8, 1>) -> bool {
    let mut low = w[-1];
    if w[1] > low {
        low = 3;
    }
    matches!(low, 0..=3) ^ (w[0] > 5)
}

#[stencil(simd)]
fn never_called(w: Window<i16, 1>) -> i16 {
    let _larger = |limit: i16| if w[1] > limit { limit } else { w[0].max(limit) };
    w[0] / 2
}

#[derive(Clone, Debug, PartialEq)]
struct Bank {
    taps: [f64; 3],
    offset: f64,
    on: bool,
}

#[stencil(simd)]
fn fields(w: Window<f64, 1>, bank: Bank) -> f64 {
    let Bank { taps, offset, .. } = bank;
    let mut sum = *offset;
    for i in 0..3 {
        sum += taps[i] * w[i as isize - 1];
    }
    if bank.on && sum > 0.0 { sum - bank.taps[1] } else { sum }
}

#[stencil(simd)]
fn uniform_options(w: Window<f32, 1>, low: Option<f32>, high: Option<f32>) -> f32 {
    let low = low.unwrap_or(-1.0);
    let range = high.map_or(f32::MAX, |high| high.max(low));
    w[0].max(low).min(range)
}

#[stencil(simd, radius = weights.len())]
fn one_sided(w: Window<f32, 1>, weights: &[f32]) -> f32 {
    let mut sum = w[0];
    let mut d = 1;
    while let Some(k) = weights.get(d as usize - 1) {
        sum += k * (w[d] + w[-d]);
        d += 1;
    }
    sum
}

#[stencil(simd)]
fn waves(w: Window<f64, 1>, phase: f64) -> f64 {
    (w[0] + phase).sin()
}

#[stencil(simd)]
fn logistic(w: Window<f32, 1>) -> f32 {
    1.0 / (1.0 + (-w[0]).exp())
}

#[stencil(simd)]
fn state_machine(w: Window<u8, 1>) -> u8 {
    let mut state = 0;
    for d in -3..=3 {
        state = match (state, w[d] % 4) {
            (0, 1) => 1,
            (1, 2 | 3) => 2,
            (2, 0) => 0,
            (s @ 1..=2, 1) => s + 10,
            (s, _) => s,
        };
    }
    state
}

#[stencil(simd)]
fn run_lengths(w: Window<u8, 1>) -> (u8, u8) {
    let mut run = 0u8;
    let mut best = (0, 0);
    for d in 1..=5 {
        let same = w[d] == w[0];
        run = if same { run + 1 } else { 0 };
        if run > best.0 {
            best = (run, d as u8);
        }
    }
    best
}

#[stencil(simd)]
fn typed_bindings(w: Window<i8, 1>) -> i32 {
    let wide: [i32; 2] = [w[-1] as i32, i32::from(w[1])];
    let pair: (i32, i32) = (wide[0] * 3, wide[1] << 2);
    let total: i32 = pair.0 - pair.1;
    let sign: i32 = if total < 0 { -1 } else { 1 };
    sign * total.pow(2) / 5
}

#[stencil(simd)]
fn edges_of_two(a: Window<f32, 2>, b: Window<u8, 2>) -> f32 {
    let slope = |y: isize, x: isize| a[[y, x]] - a[[-y, -x]];
    let inside = b[[0, 0]] != 0;
    match (inside, slope(0, 1) > slope(1, 0)) {
        (true, true) => slope(0, 1),
        (true, false) => slope(1, 0),
        (false, _) => 0.0,
    }
}

#[stencil]
fn sorted(w: Window<u8, 1>) -> u8 {
    let mut line = [w[-2], w[-1], w[0], w[1], w[2]];
    line.sort_unstable();
    line[2]
}

#[stencil]
fn by_order(w: Window<f32, 1>) -> f32 {
    let line = [w[-1], w[0], w[1]];
    line.iter().copied().min_by(|a, b| a.total_cmp(b)).unwrap_or(0.0)
}

#[stencil]
fn own_macro(w: Window<f32, 1>) -> f32 {
    macro_rules! square {
        ($e:expr) => {
            $e * $e
        };
    }
    let v = w[0];
    square!(v)
}

#[stencil]
fn checked(w: Window<u8, 1>) -> u8 {
    w[0].checked_add(w[1]).unwrap_or(u8::MAX)
}

#[test]
fn tables_and_constants() {
    one(&table_outside, true, ALL);
    one(&constants_of_types, true, ALL);
    one(&never_called, true, ALL);
    one(&matches_before_an_operator, true, ALL);
    let bank = Bank { taps: [0.5, -1.0, 2.0], offset: 0.25, on: true };
    one(&fields(bank), true, ALL);
    one(&uniform_options(Some(-0.5), None), true, ALL);
    one(&uniform_options(None, Some(0.5)), true, ALL);
    one(&one_sided(&[0.5, 0.25]), true, ALL);
}

#[test]
fn values_that_move() {
    one_three(&swapped, true, ALL);
    one(&swapped_always, true, ALL);
    one_two(&parts_of_tuples, true, ALL);
    one(&closure_that_keeps_count, true, ALL);
    one(&closure_that_returns, true, ALL);
}

#[test]
fn choices() {
    one(&labelled_block(false), true, ALL);
    one(&labelled_block(true), true, ALL);
    one(&many_conditions, true, ALL);
    one(&many_returns, true, ALL);
    one(&state_machine, true, ALL);
    one_two(&run_lengths, true, SMALL);
    two(&edges_of_two, true, ALL);
}

#[test]
fn types() {
    one_three(&conversions, true, ALL);
    one(&narrow_and_wide(1.7), true, ALL);
    one(&in_three_dimensions, true, ALL);
    one(&typed_bindings, true, ALL);
    one(&counted, true, ALL);
    one_two(&words, true, ALL);
}

#[test]
fn functions_with_an_error_of_their_own() {
    // The call alone.
    one_near(&waves(0.5), &[Style::Small, Style::Plain], 2.0, |w: Window<'_, f64, 1>| [(w[0] + 0.5).sin().abs()]);
    // The call, the sum, the quotient.
    one_near(&logistic, ALL, 4.0, |_: Window<'_, f32, 1>| [1.0]);
}

#[test]
fn what_falls_back() {
    one(&sorted, false, ALL);
    one(&by_order, false, ALL);
    one(&own_macro, false, ALL);
    one(&checked, true, ALL);
}
