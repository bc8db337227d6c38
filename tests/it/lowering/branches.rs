//! Branches on pixels: `if`, `match`, early returns, `&&` and `||`.

use super::harness::{ALL, SMALL, one, one_two, two};
use stencil_core::prelude::*;

#[stencil(simd)]
fn choose(w: Window<f32, 2>) -> f32 {
    if w[[0, 0]] > w[[0, 1]] { w[[0, 0]] } else { w[[0, 1]] * 2.0 }
}

#[stencil(simd)]
fn chain_of_ifs(w: Window<i16, 1>) -> i16 {
    let v = w[0];
    if v < 2 {
        0
    } else if v < 5 {
        w[1]
    } else if v == 7 {
        w[-1]
    } else {
        v
    }
}

#[stencil(simd)]
fn statement_if(w: Window<f32, 1>) -> f32 {
    let mut best = w[0];
    if w[1] > best {
        best = w[1];
    }
    if w[-1] > best {
        best = w[-1];
    } else {
        best += 0.5;
    }
    best
}

#[stencil(simd)]
fn nested_ifs(w: Window<f32, 1>) -> f32 {
    let mut out = 0.0;
    let a = w[0];
    if a > 0.0 {
        out = 1.0;
        if w[1] > a {
            out += w[1];
            let extra = out * 2.0;
            if w[-1] < extra {
                out -= extra;
            } else {
                out *= 3.0;
            }
        }
        out += 10.0;
    } else if w[1] < 0.0 {
        out = -1.0;
    }
    out
}

#[stencil(simd)]
fn uniform_condition(w: Window<f32, 1>, up: bool, level: f32) -> f32 {
    let x = if up { w[1] } else { w[-1] };
    let y = if level > 1.0 { 0.5 } else { x };
    if up && x > level { x } else { y }
}

#[stencil(simd)]
fn mixed_logic(w: Window<u8, 1>, on: bool, off: bool) -> bool {
    (on && w[0] > 3) || (off || w[1] < 2) && !(w[-1] == w[0])
}

#[stencil(simd)]
fn logic_as_values(w: Window<u8, 2>) -> u8 {
    let a = w[[0, 0]] > w[[0, 1]];
    let b = w[[0, 0]] > w[[1, 0]];
    let c = a ^ b;
    let d = a & b | !c;
    let e = a == b;
    (a as u8) + (b as u8) * 2 + (c as u8) * 4 + (d as u8) * 8 + u8::from(e) * 16
}

#[stencil(simd)]
fn early_return(w: Window<f32, 1>) -> f32 {
    if w[0] < 0.0 {
        return 0.0;
    }
    let s = w[-1] + w[1];
    if s > 10.0 {
        return s;
    }
    if s < -10.0 {
        return -s;
    }
    s * w[0]
}

#[stencil(simd)]
fn early_return_deep(w: Window<f32, 1>, fast: bool) -> f32 {
    let a = w[0];
    if fast {
        return a;
    }
    if a > 0.0 {
        let b = a + w[1];
        if b > 5.0 {
            return b;
        }
        if w[-1] > b {
            return w[-1];
        }
    } else if a < -3.0 {
        return a * a;
    }
    let b = a - 1.0;
    b + w[1]
}

#[stencil(simd)]
fn shadowed_in_return(w: Window<i32, 1>) -> i32 {
    let x = w[0] % 16;
    if x > 3 {
        let x = x * 2;
        if x > 12 {
            return x;
        }
    }
    x + 1
}

#[stencil(simd)]
fn return_from_a_let(w: Window<f32, 1>) -> f32 {
    let root = if w[0] >= 0.0 { w[0].sqrt() } else { return -1.0 };
    root + w[1]
}

#[stencil(simd)]
fn return_from_a_loop(w: Window<u8, 1>, level: u8) -> u8 {
    for d in -2..=2 {
        if w[d] > level {
            return (d + 3) as u8;
        }
    }
    0
}

#[stencil(simd)]
fn else_returns(w: Window<f32, 1>) -> f32 {
    let x;
    if w[0] > 1.0 {
        x = w[1];
    } else {
        return 0.25;
    }
    x * 2.0
}

#[stencil(simd)]
fn tail_match(w: Window<u8, 1>) -> u8 {
    match w[0] {
        0 => 10,
        1 | 2 => w[1],
        3..=6 => w[-1],
        7.. => 99,
    }
}

#[stencil(simd)]
fn match_with_guards(w: Window<i16, 1>) -> i16 {
    match w[0] {
        n if n > w[1] => n,
        n @ 0..=3 if w[-1] > 2 => n + 100,
        0..=3 => 7,
        _ if w[1] == 5 => 5,
        other => other - 1,
    }
}

#[stencil(simd)]
fn match_on_a_tuple(w: Window<f32, 2>) -> f32 {
    match (w[[0, 0]] > 0.0, w[[0, 1]] > 0.0) {
        (true, true) => w[[0, 0]] + w[[0, 1]],
        (true, false) => w[[0, 0]],
        (false, true) => w[[0, 1]],
        (false, false) => 0.0,
    }
}

#[stencil(simd)]
fn match_as_statement(w: Window<u8, 1>) -> u8 {
    let mut low = 0;
    let mut high = 1;
    match w[0] {
        0..=2 => low += 1,
        3 => {
            low = w[1];
            high = w[-1];
        }
        _ => high = 9,
    }
    low / 2 + high / 2
}

#[stencil(simd)]
fn match_uniform(w: Window<f32, 1>, mode: u32) -> f32 {
    match mode {
        0 => w[0],
        1 => 0.5,
        2 | 3 => {
            let d = w[1] - w[-1];
            if d < 0.0 { -d } else { d }
        }
        n => n as f32,
    }
}

#[stencil(simd)]
fn match_mixed(w: Window<u8, 1>, mode: u8) -> u8 {
    match (mode, w[0]) {
        (0, _) => w[1],
        (1, 0..=4) => 1,
        (_, 5) => 2,
        (m, v) if v > m => m,
        _ => 77,
    }
}

#[stencil(simd)]
fn matches_macro(w: Window<u8, 1>) -> bool {
    matches!(w[0], 1..=3 | 7) != matches!(w[1], n if n > w[0])
}

#[stencil(simd)]
fn constants_in_patterns(w: Window<u8, 1>) -> u8 {
    const LOW: u8 = 2;
    match w[0] {
        LOW => 1,
        u8::MAX => 2,
        _ => 3,
    }
}

#[stencil(simd)]
fn tuple_of_ifs(w: Window<f32, 1>) -> (f32, f32) {
    let (lo, hi) = if w[0] < w[1] { (w[0], w[1]) } else { (w[1], w[0]) };
    (if hi > 2.0 { 2.0 } else { hi }, if lo < 0.0 { 0.0 } else { lo })
}

#[stencil(simd)]
fn blocks_as_values(w: Window<f32, 1>) -> f32 {
    let x = {
        let a = w[0];
        let b = { a * 2.0 };
        a + b
    };
    let y = {
        let mut t = 1.0;
        if x > 1.0 {
            t = x;
        }
        t
    };
    x * y
}

#[stencil(simd)]
fn masks_kept(w: Window<f32, 2>) -> f32 {
    let edge = w[[0, 0]] > w[[0, -1]];
    let mut n = 0.0;
    if edge {
        n += 1.0;
    }
    let both = edge && w[[0, 0]] > w[[-1, 0]];
    if both || !edge {
        n += 2.0;
    }
    if edge { n } else { -n }
}

#[stencil(simd)]
fn equal_tuples(a: Window<u8, 1>, b: Window<u8, 1>) -> bool {
    (a[0], b[0]) == (a[1], b[1]) || (a[0], b[1]) != (b[0], a[1])
}

#[stencil(simd)]
fn logic_with_effects(w: Window<f32, 1>) -> f32 {
    let mut seen = 0.0;
    let both = w[0] > 0.0 && {
        seen += 1.0;
        w[1] > 0.0
    };
    if both || {
        seen += 2.0;
        w[-1] > 1.0
    } {
        seen += 4.0;
    }
    seen
}

#[allow(unused_assignments, reason = "a branch without an effect has to be lowered too")]
#[stencil(simd)]
fn pair_after_a_branch(w: Window<f32, 1>, level: f32) -> (f32, f32) {
    if w[0] > 1.0 {
        return (0.0, 1.0);
    }
    if w[1] > 2.0 {
        let mut line = [w[0], level];
        line[1] -= 2.0;
    }
    (w[0], w[1])
}

#[stencil(simd, radius = r)]
fn asked_within_reach(w: Window<f32, 1>, r: isize) -> (f32, f32) {
    let (mut sum, mut last) = (0.0, 0.0);
    for d in -r..=r {
        if d < r && w[d] > 0.0 {
            sum += w[d + 1];
        }
        if w[d].abs() > 2.0 && d < r {
            sum -= w[d + 1];
        }
        last = if d < r && w[d] > 1.0 && w[d] < 9.0 { w[d + 1] } else { last * 0.5 };
    }
    (sum, last)
}

#[stencil(simd)]
fn asked_within_the_halo(w: Window<f32, 1>) -> f32 {
    let mut sum = 0.0;
    for d in -2..=2 {
        if w[d].abs() > 1.0 && d < 2 {
            sum += w[d + 1];
        }
    }
    sum
}

#[stencil(simd)]
fn never_taken(w: Window<i16, 1>) -> i16 {
    if w[0].rem_euclid(3) != 8 { w[0] } else { w[2] }
}

#[stencil(simd)]
fn unit_branches(w: Window<f32, 1>) -> f32 {
    let mut a = 0.0;
    let mut b = 0.0;
    if w[0] > 0.0 {
        if w[1] > 0.0 { a = 1.0 } else { b = 1.0 }
    } else {
        a = w[1];
    };
    a * 10.0 + b
}

#[test]
fn branches_are_masks() {
    one(&choose, true, ALL);
    one(&chain_of_ifs, true, ALL);
    one(&statement_if, true, ALL);
    one(&nested_ifs, true, ALL);
    one(&uniform_condition(true, 1.5), true, ALL);
    one(&uniform_condition(false, 0.5), true, ALL);
    one(&masks_kept, true, ALL);
    one(&unit_branches, true, ALL);
    one(&blocks_as_values, true, ALL);
    one_two(&tuple_of_ifs, true, ALL);
}

#[test]
fn logic_is_done_on_masks() {
    for (on, off) in [(false, false), (false, true), (true, false), (true, true)] {
        one(&mixed_logic(on, off), true, ALL);
    }
    one(&logic_as_values, true, ALL);
    one(&logic_with_effects, true, ALL);
    two(&equal_tuples, true, ALL);
}

#[test]
fn early_returns_are_branches() {
    one(&early_return, true, ALL);
    one(&early_return_deep(false), true, ALL);
    one(&early_return_deep(true), true, ALL);
    one(&shadowed_in_return, true, ALL);
    one(&return_from_a_let, true, ALL);
    one(&return_from_a_loop(5), true, ALL);
    one(&else_returns, true, ALL);
    one(&never_taken, true, ALL);
    one(&asked_within_the_halo, true, ALL);
    one_two(&asked_within_reach(3), true, ALL);
    one_two(&pair_after_a_branch(0.5), true, ALL);
}

#[test]
fn matches_are_chains_of_masks() {
    one(&tail_match, true, ALL);
    one(&match_with_guards, true, SMALL);
    one(&match_on_a_tuple, true, ALL);
    one(&match_as_statement, true, ALL);
    for mode in 0..5 {
        one(&match_uniform(u32::from(mode)), true, ALL);
        one(&match_mixed(mode), true, ALL);
    }
    one(&matches_macro, true, ALL);
    one(&constants_in_patterns, true, ALL);
}
