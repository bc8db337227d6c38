//! What would panic for some pixels only, and exits that depend on pixels: nothing happens that the pixels did not ask for.

use super::harness::{ALL, SMALL, one, one_two};
use stencil_core::prelude::*;

#[stencil(simd)]
fn divided_in_a_branch(w: Window<u8, 1>, n: u8) -> u8 {
    if w[0] > 100 { w[0] / n } else { w[1] }
}

#[stencil(simd)]
fn remainder_of_a_variable(w: Window<i32, 1>, n: i32) -> i32 {
    let mut v = w[0];
    if v > 1000 {
        v %= n;
        v = v.rem_euclid(n) + i32::rem_euclid(w[1], n);
    }
    v
}

#[stencil(simd)]
fn divided_counters(w: Window<f32, 1>, n: usize) -> f32 {
    let mut sum = 0.0;
    for i in 0..3 {
        if w[0] > 1e6 {
            let mut part = i / n;
            part %= n;
            sum += part as f32;
        }
    }
    sum
}

#[stencil(simd)]
fn divided_on_the_right(w: Window<u8, 1>, n: u8) -> bool {
    w[0] > 100 && w[1] / n > 2 || w[-1] == 3
}

#[stencil(simd)]
fn divided_in_an_arm(w: Window<u8, 1>, n: u8) -> u8 {
    match w[0] {
        100.. => w[1] / n,
        3..=5 => w[-1] / 2,
        v => v,
    }
}

#[stencil]
fn divided_by_pixels(w: Window<u8, 1>) -> u8 {
    if w[1] != 0 { w[0] / w[1] } else { w[-1] }
}

#[stencil]
fn divided_in_a_closure(w: Window<u8, 1>, n: u8) -> u8 {
    let part = |v: u8| v / n;
    if w[0] > 100 { part(w[1]) } else { 1 }
}

#[stencil]
fn divided_in_a_function(w: Window<u8, 1>, n: u8) -> u8 {
    fn part(v: u8, n: u8) -> u8 {
        v / n
    }
    if w[0] > 100 { part(w[1], n) } else { 1 }
}

#[stencil(simd)]
fn divided_by_a_negative(w: Window<i16, 1>) -> i16 {
    if w[0] > 3 { w[1] / -2 } else { w[1] % -7 }
}

#[stencil(simd)]
fn looked_up_in_a_branch(w: Window<f32, 1>, table: Vec<f32>, i: usize) -> f32 {
    let mut v = w[0];
    if w[0] > 1e6 {
        v = table[i];
        v += table[i + 1];
    }
    if w[1] > 1e6 { table[7] } else { v }
}

#[stencil(simd)]
fn stored_in_a_branch(w: Window<u8, 1>, i: usize) -> u8 {
    let mut seen = [0, w[0], 2];
    if w[1] > 100 {
        seen[i] = w[1];
        seen[i] += 1;
    }
    seen[0] + seen[1] / 2 + seen[2]
}

#[stencil]
fn looked_up_in_a_closure(w: Window<f32, 1>, table: Vec<f32>) -> f32 {
    let entry = |i: usize| table[i];
    if w[0] > 1e6 { entry(9) } else { w[1] }
}

#[stencil]
fn sliced_in_a_branch(w: Window<f32, 1>, table: Vec<f32>, n: usize) -> f32 {
    if w[0] > 1e6 { table[..n].iter().sum() } else { w[1] }
}

#[stencil]
fn unwrapped_in_a_branch(w: Window<f32, 1>, limit: Option<f32>) -> f32 {
    if w[0] > 1e6 { limit.unwrap() } else { w[1] }
}

#[stencil]
fn asserted(w: Window<f32, 1>, limit: f32) -> f32 {
    if w[0] > 1e6 {
        assert!(limit > 0.0, "no limit");
    }
    w[1]
}

#[stencil]
fn unreachable_arm(w: Window<u8, 1>) -> u8 {
    match w[0] % 3 {
        0 => 10,
        1 => w[1],
        2 => w[-1],
        _ => unreachable!(),
    }
}

#[stencil(radius = r)]
fn broken_off(w: Window<u8, 1>, r: isize) -> u8 {
    let mut found = 99;
    for d in -r..=r {
        if w[d] > 4 {
            found = (d + r) as u8;
            break;
        }
    }
    found
}

#[stencil(radius = r)]
fn returned_from(w: Window<u8, 1>, r: isize) -> u8 {
    for d in -r..=r {
        if w[d] > 4 {
            return (d + r) as u8;
        }
    }
    99
}

#[stencil(radius = (r, r))]
fn broken_off_outside(w: Window<u8, 2>, r: isize) -> (u8, u8) {
    let mut n = 0;
    let mut last = 0;
    'rows: for y in -r..=r {
        for x in -r..=r {
            if w[[y, x]] > 9 {
                break 'rows;
            }
            if w[[y, x]] < 2 {
                continue 'rows;
            }
            n += 1;
            last = w[[y, x]];
        }
    }
    (n, last)
}

#[stencil]
fn endless(w: Window<u8, 1>) -> (u8, u8) {
    let mut v = w[0];
    let steps = {
        let mut n = 0;
        loop {
            if v < 2 {
                break n;
            }
            v = if v % 2 == 0 { v / 2 } else { v - 1 };
            n += 1;
        }
    };
    (v, steps)
}

#[stencil(simd)]
fn first_of_five(w: Window<i16, 1>) -> (i16, i16) {
    let mut rest = 0;
    for (i, d) in (-2..=2).enumerate() {
        if w[d] == 5 {
            return (i as i16, rest);
        }
        if w[d] == 7 {
            break;
        }
        rest += 1;
    }
    (-1, rest)
}

#[test]
fn divisions_in_branches_are_kept_from_other_pixels() {
    for n in [0, 3] {
        let styles = if n == 0 { SMALL } else { ALL };
        one(&divided_in_a_branch(n), true, styles);
        one(&remainder_of_a_variable(i32::from(n)), true, styles);
        one(&divided_counters(usize::from(n)), true, styles);
        one(&divided_on_the_right(n), true, styles);
        one(&divided_in_an_arm(n), true, styles);
        one(&divided_in_a_closure(n), false, styles);
        one(&divided_in_a_function(n), false, styles);
    }
    one(&divided_by_a_negative, true, ALL);
    one(&divided_by_pixels, false, ALL);
}

#[test]
fn lookups_in_branches_are_kept_from_other_pixels() {
    let table = vec![1.0, 2.0, 3.0];
    one(&looked_up_in_a_branch(table.clone(), 9), true, SMALL);
    one(&looked_up_in_a_branch(vec![0.5; 11], 9), true, ALL);
    one(&stored_in_a_branch(9), true, SMALL);
    one(&stored_in_a_branch(2), true, SMALL);
    one(&looked_up_in_a_closure(table.clone()), false, SMALL);
    one(&sliced_in_a_branch(table, 9), false, SMALL);
}

#[test]
fn panics_in_branches_are_kept_from_other_pixels() {
    one(&unwrapped_in_a_branch(None), false, SMALL);
    one(&asserted(-1.0), false, SMALL);
    one(&unreachable_arm, false, ALL);
}

#[test]
fn exits_on_pixels() {
    one(&broken_off(2), false, ALL);
    one(&returned_from(2), false, ALL);
    one_two(&broken_off_outside(1), false, ALL);
    one_two(&endless, false, ALL);
    one_two(&first_of_five, true, ALL);
}
