//! Loops: unrolled, kept, with counters, tables and exits.

use super::harness::{ALL, SMALL, one, one_two, two};
use stencil_core::prelude::*;

#[stencil(simd)]
fn nested_ranges(w: Window<f32, 2>) -> f32 {
    let mut sum = 0.0;
    for dy in -1..=1 {
        for dx in -1..2 {
            sum += w[[dy, dx]];
        }
    }
    sum
}

#[stencil(simd)]
fn weights_of_counters(w: Window<f32, 2>) -> f32 {
    let mut sum = 0.0;
    for dy in -2isize..=2 {
        for dx in -2isize..=2 {
            let weight = (3 - dy.abs()) * (3 - dx.abs());
            sum += w[[dy, dx]] * weight as f32;
        }
    }
    sum / 81.0
}

#[stencil(simd)]
fn counters_inferred(w: Window<f32, 2>) -> f32 {
    let mut sum = 0.0;
    for dy in -1..=1 {
        for dx in -1..=1 {
            let near = (dy * dy + dx * dx) as f32;
            sum += w[[dy, dx]] / (1.0 + near);
        }
    }
    sum
}

#[stencil(simd)]
fn gather_then_index(w: Window<i32, 2>) -> i32 {
    let mut v = [0; 9];
    let mut n = 0;
    for dy in -1..=1 {
        for dx in -1..=1 {
            v[n] = w[[dy, dx]];
            n += 1;
        }
    }
    v[0].max(v[8]).min(v[4].max(v[n - 1]))
}

#[stencil(simd)]
fn index_from_counters(w: Window<u8, 2>) -> u8 {
    let mut v = [[0u8; 3]; 3];
    for y in 0..3 {
        for x in 0..3 {
            v[y][x] = w[[y as isize - 1, x as isize - 1]];
        }
    }
    let mut best = 0;
    for i in 0..3 {
        best = best.max(v[i][2 - i]);
    }
    best
}

#[stencil(simd)]
fn bubble_sort(w: Window<u8, 2>) -> u8 {
    let mut v = [w[[0, 0]], w[[0, 1]], w[[0, -1]], w[[1, 0]], w[[-1, 0]]];
    for i in 0..v.len() {
        for j in 0..v.len() - 1 - i {
            if v[j] > v[j + 1] {
                let t = v[j];
                v[j] = v[j + 1];
                v[j + 1] = t;
            }
        }
    }
    v[2]
}

#[stencil(simd)]
fn const_table(w: Window<f32, 2>) -> f32 {
    const OFFSETS: [(isize, isize); 4] = [(-1, 0), (1, 0), (0, -1), (0, 1)];
    const WEIGHTS: [f32; 4] = [0.1, 0.2, 0.3, 0.4];
    let mut sum = 0.0;
    for (i, &(dy, dx)) in OFFSETS.iter().enumerate() {
        sum += WEIGHTS[i] * w[[dy, dx]];
    }
    sum
}

#[stencil(simd)]
fn table_of_records(w: Window<f32, 2>) -> f32 {
    const TAPS: &[(isize, isize, f32)] = &[(-1, -1, 1.0), (0, 0, -2.0), (1, 1, 1.0)];
    let mut sum = 0.0;
    for &(dy, dx, k) in TAPS {
        sum += w[[dy, dx]] * k;
    }
    sum
}

#[stencil(simd)]
fn table_by_reference(w: Window<f32, 1>) -> f32 {
    let table = [(-1, 0.25), (0, 0.5), (1, 0.25)];
    let mut sum = 0.0;
    for (d, k) in &table {
        sum += *k * w[*d];
    }
    for pair in table.iter() {
        sum -= pair.1 * w[pair.0] * 0.5;
    }
    sum
}

#[stencil(simd)]
fn offsets_as_values(w: Window<f32, 2>) -> f32 {
    let mut sum = 0.0;
    for offset in [[-1, 0], [1, 0], [0, 1]] {
        sum += w[offset];
    }
    sum
}

#[stencil(simd)]
fn zipped_tables(w: Window<f32, 1>) -> f32 {
    let weights = [0.25, 0.5, 0.25];
    let mut sum = 0.0;
    for (d, k) in (-1..=1).zip(weights) {
        sum += w[d] * k;
    }
    for (k, d) in weights.iter().zip(-1..) {
        sum += w[d] * k;
    }
    sum
}

#[stencil(simd)]
fn backwards_and_stepped(w: Window<f64, 1>) -> f64 {
    let mut acc = 0.0;
    for d in (-3..=3).rev() {
        acc = acc * 0.5 + w[d];
    }
    for d in (-3..=3).step_by(3) {
        acc += w[d];
    }
    for d in (-3..=3).skip(2).take(2) {
        acc -= w[d];
    }
    acc
}

#[stencil(simd)]
fn elements_that_vary(w: Window<f32, 1>) -> f32 {
    let mut product = 1.0;
    for v in [w[-1], w[0], w[1]] {
        product *= v;
    }
    let values = [w[-1], w[1]];
    for v in values {
        product += v;
    }
    for v in values.iter() {
        product += *v;
    }
    for (i, v) in values.iter().enumerate() {
        product += i as f32 * v;
    }
    product
}

#[stencil(simd)]
fn elements_changed(w: Window<f32, 1>) -> f32 {
    let mut v = [w[-1], w[0], w[1]];
    for x in v.iter_mut() {
        if *x < 0.0 {
            *x = 0.0;
        }
    }
    for x in &mut v {
        *x += 1.0;
    }
    v[0] * v[1] * v[2]
}

#[stencil(simd, radius = radius)]
fn runtime_radius(w: Window<f32, 2>, radius: isize) -> f32 {
    let mut best = f32::NEG_INFINITY;
    for dy in -radius..=radius {
        for dx in -radius..=radius {
            if dy * dy + dx * dx <= radius * radius {
                best = best.max(w[[dy, dx]]);
            }
        }
    }
    best
}

#[stencil(simd, radius = weights.len() / 2)]
fn runtime_weights(w: Window<f32, 1>, weights: Vec<f32>) -> f32 {
    let r = weights.len() as isize / 2;
    let mut sum = 0.0;
    for (i, k) in weights.iter().enumerate() {
        sum += k * w[i as isize - r];
    }
    sum
}

#[stencil(simd, radius = 2)]
fn while_on_counters(w: Window<f32, 1>) -> f32 {
    let mut d = -2;
    let mut sum = 0.0;
    while d <= 2 {
        sum += w[d];
        d += 1;
    }
    loop {
        if d == 0 {
            break;
        }
        d -= 1;
        if d == 2 {
            continue;
        }
        sum *= 0.5;
    }
    sum
}

#[stencil(simd)]
fn loop_with_value(w: Window<f32, 1>, steps: u32) -> f32 {
    let mut x = w[0];
    let mut n = 0;
    let last = loop {
        x = x * 0.5 + w[1];
        n += 1;
        if n >= steps {
            break x - w[-1];
        }
    };
    last + x
}

#[stencil(simd)]
fn fixed_iteration(w: Window<f32, 1>) -> u32 {
    let (mut x, mut n) = (w[0], 0);
    for _ in 0..20 {
        if x * x < 4.0 {
            x = x * x + 0.3;
            n += 1;
        }
    }
    n
}

#[stencil(simd)]
fn uniform_continue(w: Window<f32, 2>, skip: isize) -> f32 {
    let mut sum = 0.0;
    for dy in -1..=1 {
        if dy == skip {
            continue;
        }
        for dx in -1..=1 {
            if dx == dy {
                continue;
            }
            if dx == skip + 1 {
                break;
            }
            sum += w[[dy, dx]];
        }
    }
    sum
}

#[stencil(simd)]
fn labelled(w: Window<f32, 2>, limit: isize) -> f32 {
    let mut sum = 0.0;
    'rows: for dy in -1..=1 {
        for dx in -1..=1 {
            if dy + dx > limit {
                break 'rows;
            }
            if dx == limit {
                continue 'rows;
            }
            sum += w[[dy, dx]];
        }
        sum *= 2.0;
    }
    sum
}

#[stencil(simd)]
fn continue_on_pixels(w: Window<f32, 1>) -> (f32, f32) {
    let mut sum = 0.0;
    let mut n = 0.0;
    for d in -2..=2 {
        let v = w[d];
        if v < 0.0 {
            continue;
        }
        n += 1.0;
        if v > 100.0 {
            continue;
        }
        sum += v;
    }
    (sum, n)
}

#[stencil(simd, radius = r)]
fn continue_on_pixels_at_run_time(w: Window<f32, 1>, r: isize) -> (f32, f32) {
    let mut sum = 0.0;
    let mut n = 0.0;
    for d in -r..=r {
        let v = w[d];
        if v < 0.0 {
            continue;
        }
        n += 1.0;
        sum += v;
    }
    (sum, n)
}

#[stencil(simd)]
fn break_on_pixels(w: Window<u8, 1>, level: u8) -> u8 {
    let mut found = 99;
    for d in 0..=4 {
        if w[d] > level {
            found = d as u8;
            break;
        }
    }
    found
}

#[stencil(simd)]
fn count_run(w: Window<u8, 1>) -> u8 {
    let c = w[0];
    let mut run = 0;
    let mut longest = 0;
    for d in 1..=6 {
        if w[d] > c {
            run += 1;
            longest = longest.max(run);
        } else {
            run = 0;
        }
    }
    longest
}

#[stencil(simd)]
fn big_loop_stays_one(w: Window<f32, 1>, gain: f32) -> f32 {
    let mut sum = 0.0;
    for i in 0..100 {
        let a = i as f32 * gain;
        let b = a + w[0];
        let c = b * b;
        let d = c - w[1];
        let e = d * 0.5;
        let f = e + 1.0;
        sum += f;
        sum *= 0.9;
    }
    sum
}

#[stencil(simd)]
fn arrays_of_windows(a: Window<f32, 1>, b: Window<f32, 1>) -> f32 {
    let mut sum = 0.0;
    for w in [a, b] {
        sum += w[1] - w[-1];
    }
    sum
}

#[stencil(simd)]
fn static_conditions(w: Window<f32, 2>) -> f32 {
    let mut ring = 0.0;
    for dy in -2..=2 {
        for dx in -2..=2 {
            if dy == -2 || dy == 2 || dx == -2 || dx == 2 {
                ring += w[[dy, dx]];
            }
        }
    }
    ring
}

#[stencil(simd)]
fn two_sums(w: Window<u16, 2>) -> (u32, u32) {
    let (mut a, mut b) = (0, 0);
    for (i, dy) in (-1..=1).enumerate() {
        for dx in -1..=1 {
            let v = w[[dy, dx]] as u32;
            if (i as isize + dx) % 2 == 0 {
                a += v;
            } else {
                b += v;
            }
        }
    }
    (a, b)
}

#[test]
fn loops_over_ranges() {
    one(&nested_ranges, true, ALL);
    one(&weights_of_counters, true, ALL);
    one(&counters_inferred, true, ALL);
    one(&backwards_and_stepped, true, ALL);
    one(&static_conditions, true, ALL);
    one_two(&two_sums, true, ALL);
    one(&count_run, true, ALL);
}

#[test]
fn loops_that_fill_arrays() {
    one(&gather_then_index, true, ALL);
    one(&index_from_counters, true, ALL);
    one(&bubble_sort, true, ALL);
    one(&elements_that_vary, true, ALL);
    one(&elements_changed, true, ALL);
}

#[test]
fn loops_over_tables() {
    one(&const_table, true, ALL);
    one(&table_of_records, true, ALL);
    one(&table_by_reference, true, ALL);
    one(&offsets_as_values, true, ALL);
    one(&zipped_tables, true, ALL);
    two(&arrays_of_windows, true, ALL);
}

#[test]
fn loops_that_stay_loops() {
    one(&runtime_radius(2), true, ALL);
    one(&runtime_weights(vec![0.25, 0.5, 0.25]), true, ALL);
    one(&while_on_counters, true, ALL);
    one(&loop_with_value(3), true, ALL);
    one(&fixed_iteration, true, ALL);
    one(&big_loop_stays_one(0.1), true, ALL);
}

#[test]
fn exits_from_loops() {
    for skip in -2..=1 {
        one(&uniform_continue(skip), true, ALL);
        one(&labelled(skip), true, ALL);
    }
    one_two(&continue_on_pixels, true, ALL);
    one_two(&continue_on_pixels_at_run_time(3), true, ALL);
    one(&break_on_pixels(4), true, ALL);
    one(&break_on_pixels(200), true, ALL);
}

#[test]
fn counters_do_not_overflow() {
    one(&two_sums_small, true, SMALL);
}

#[stencil(simd)]
fn two_sums_small(w: Window<u8, 2>) -> u8 {
    let mut sum = 0;
    for dy in -1..=1 {
        for dx in -1..=1 {
            sum += w[[dy, dx]] * (dy * dy + dx * dx) as u8;
        }
    }
    sum
}
