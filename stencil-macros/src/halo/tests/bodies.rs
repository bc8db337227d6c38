//! What is inferred from a body alone.

use super::{assert_body, assert_open, halos};
use quote::quote;

#[test]
fn literals_are_exact_per_axis_and_side() {
    assert_body("[0, 0] x [0, 0]", quote!(w[[0, 0]]));
    assert_body("[1, 1] x [1, 1]", quote!(w[[-1, 0]] + w[[1, 0]] + w[[0, -1]] + w[[0, 1]] - 4.0 * w[[0, 0]]));
    assert_body("[2, 0] x [0, 3]", quote!(w[[-2, 3]]));
    assert_body("[0, 0] x [0, 0]", quote!(w.center() * level));
}

#[test]
fn lanes_take_both_sides_of_what_pixels_decide() {
    // The condition always holds, but where pixels are masks, the other side is computed too.
    assert_body("[0, 2] x [0, 0]", quote!(if (w[[0, 0]] as i32).rem_euclid(3) != 8 { 0.0 } else { w[[2, 0]] }));
    assert_body(
        "[0, 3] x [0, 0]",
        quote!({
            let n = if w[[0, 0]] > 1.0 { 1 } else { 2 };
            match n {
                0 => w[[3, 0]],
                _ => 0.0,
            }
        }),
    );
    assert_body(
        "[0, 3] x [0, 0]",
        quote!(match w[[0, 0]] {
            _ if false => w[[3, 0]],
            _ => 0.0,
        }),
    );
    // A variable that pixels decide somewhere varies everywhere.
    assert_body(
        "[0, 3] x [0, 0]",
        quote!({
            let mut n = 1;
            let line = [w[[0, 0]] as i32, 7];
            let far = if n == 2 || line[1] < 7 { w[[3, 0]] } else { 0.0 };
            if w[[0, 0]] > 1.0 {
                n = 2;
            }
            far + n as f32
        }),
    );
    assert_body(
        "[0, 3] x [0, 0]",
        quote!(match (false, w[[0, 0]] > 1.0) {
            (true, true) => w[[3, 0]],
            _ => 0.0,
        }),
    );
}

#[test]
fn one_dimension_takes_plain_numbers() {
    let found = halos(
        quote!(),
        quote!(
            fn backward(w: Window<f64, 1>, c: f64) -> f64 {
                w[0] - c * (w[0] - w[-1])
            }
        ),
    );
    assert_eq!(found, ["[1, 0]"]);
}

#[test]
fn loops_over_ranges_reach_their_ends() {
    assert_body(
        "[2, 2] x [2, 2]",
        quote! {
            let (mut sum, mut squares) = (0.0, 0.0);
            for dy in -2..=2 {
                for dx in -2..=2 {
                    let v = w[[dy, dx]];
                    sum += v;
                    squares += v * v;
                }
            }
            sum - squares
        },
    );
    // An open end is left out, and nothing is read at all if the range is empty.
    assert_body(
        "[0, 2] x [0, 0]",
        quote!({
            for dy in 0..3 {
                w[[dy, 0]];
            }
            0.0
        }),
    );
    assert_body(
        "[0, 0] x [0, 0]",
        quote!({
            for dy in 3..3 {
                w[[dy, 0]];
            }
            0.0
        }),
    );
    assert_body(
        "[2, 2] x [0, 4]",
        quote!({
            for dy in (-2..=2).rev() {
                for dx in (0..=5).step_by(2) {
                    w[[dy, dx]];
                }
            }
            0.0
        }),
    );
    // Too many rounds to run one by one.
    assert_body(
        "[500, 500] x [500, 500]",
        quote!({
            for dy in -500..=500 {
                for dx in -500..=500 {
                    w[[dy, dx]];
                }
            }
            0.0
        }),
    );
    assert_body(
        "[90000, 0] x [0, 0]",
        quote!({
            for dy in -90000..0 {
                w[[dy, 0]];
            }
            0.0
        }),
    );
}

#[test]
fn tables_and_tuples() {
    assert_body(
        "[2, 2] x [2, 2]",
        quote! {
            for (oy, ox) in [(-2, -2), (-2, 0), (0, -2), (0, 0)] {
                for dy in 0..3 { for dx in 0..3 { w[[oy + dy, ox + dx]]; } }
            }
            0.0
        },
    );
    assert_body(
        "[1, 1] x [1, 1]",
        quote! {
            for (bit, (dy, dx)) in [(-1, -1), (0, 1), (1, 0)].into_iter().enumerate() { w[[dy, dx]]; bit; }
            0.0
        },
    );
    assert_body(
        "[1, 3] x [0, 2]",
        quote! {
            const TABLE: [(isize, isize); 2] = [(-1, 2), (3, 0)];
            for &(dy, dx) in TABLE.iter() { w[[dy, dx]]; }
            0.0
        },
    );
    assert_body(
        "[1, 0] x [0, 4]",
        quote!({
            for o in [[-1, 0], [0, 4]] {
                w[o];
            }
            0.0
        }),
    );
    assert_body(
        "[0, 4] x [0, 1]",
        quote!({
            let offsets = [(4, 1), (2, 0)];
            w[[offsets[0].0, offsets[1].1 + 1]]
        }),
    );
    // The other entries of the table are not read.
    assert_body(
        "[0, 2] x [0, 0]",
        quote!({
            let offsets = [9, 2, 7];
            w[[offsets[1], 0]]
        }),
    );
}

#[test]
fn constants_and_arithmetic() {
    assert_body(
        "[4, 4] x [0, 1]",
        quote! {
            const R: isize = 2;
            const TWICE: isize = R * 2;
            for d in -TWICE..=TWICE { w[[d, 0]]; }
            let half = (R + 1) / 2;
            w[[0, half]]
        },
    );
    assert_body("[0, 7] x [5, 0]", quote!(w[[(1 << 3) - 1, -(5i32 % 8) as isize]]));
    assert_body("[0, 3] x [0, 2]", quote!(w[[(-3isize).abs(), isize::max(1, 2)]]));
    // The length of an array is known from its type.
    assert_body(
        "[2, 2] x [0, 0]",
        quote! {
            let half = (k.len() / 2) as isize;
            for (i, x) in k.iter().enumerate() { w[[i as isize - half, 0]]; x; }
            0.0
        },
    );
    // A counter is followed round by round.
    assert_body(
        "[0, 4] x [0, 0]",
        quote!({
            let mut n = 0;
            for _ in 0..4 {
                n += 1;
                w[[n, 0]];
            }
            0.0
        }),
    );
    assert_body(
        "[0, 8] x [0, 0]",
        quote!({
            let mut d = 1;
            while d < 10 {
                w[[d, 0]];
                d *= 2;
            }
            0.0
        }),
    );
    assert_body(
        "[0, 3] x [0, 0]",
        quote!({
            let mut d = 0;
            loop {
                w[[d, 0]];
                if d == 3 {
                    break;
                }
                d += 1;
            }
            0.0
        }),
    );
}

#[test]
fn conditions_are_decided_or_joined() {
    // A disk: the corners are skipped, but the axes reach the radius.
    assert_body(
        "[2, 2] x [2, 2]",
        quote! {
            for dy in -2..=2isize { for dx in -2..=2isize { if dy * dy + dx * dx <= 4 { w[[dy, dx]]; } } }
            0.0
        },
    );
    assert_body(
        "[1, 1] x [1, 1]",
        quote! {
            for dy in -2..=2isize { for dx in -2..=2isize { if dy.abs() > 1 || dx.abs() > 1 { continue; } w[[dy, dx]]; } }
            0.0
        },
    );
    assert_body("[1, 2] x [0, 0]", quote!(if level > 0.5 { w[[-1, 0]] } else { w[[2, 0]] }));
    assert_body(
        "[1, 3] x [0, 0]",
        quote!({
            let d = if level > 0.5 { -1 } else { 3 };
            w[[d, 0]]
        }),
    );
    assert_body(
        "[0, 5] x [0, 0]",
        quote!({
            let d;
            if level > 0.5 {
                d = 5
            } else {
                d = 0
            }
            w[[d, 0]]
        }),
    );
    assert_body(
        "[0, 2] x [0, 0]",
        quote!({
            let d = match 1 {
                0 => 7,
                1 => 2,
                _ => 9,
            };
            w[[d, 0]]
        }),
    );
    assert_body(
        "[0, 9] x [0, 0]",
        quote!({
            let d = match n {
                0 => 7,
                1 => 2,
                _ => 9,
            };
            w[[d, 0]]
        }),
    );
    // What is behind a `return` on every path does not count.
    assert_body(
        "[0, 1] x [0, 0]",
        quote!({
            if level > 0.5 {
                return w[[1, 0]];
            } else {
                return 0.0;
            }
            w[[9, 0]]
        }),
    );
    // What a `break` may leave behind does.
    assert_body(
        "[0, 3] x [0, 0]",
        quote! {
            let mut d = 0;
            for i in 0..4 { d = i; if level > 0.5 { break; } }
            w[[d, 0]]
        },
    );
}

#[test]
fn closures_and_nested_functions_are_followed() {
    let found = halos(
        quote!(),
        quote! {
            fn gray_scott(u: Window<f32, 2>, v: Window<f32, 2>) -> (f32, f32) {
                let lap = |w: Window<f32, 2>, d: isize| w[[-d, 0]] + w[[d, 0]];
                (lap(u, 1), lap(v, 2))
            }
        },
    );
    assert_eq!(found, ["[1, 1] x [0, 0]", "[2, 2] x [0, 0]"]);
    assert_body(
        "[0, 2] x [1, 0]",
        quote! {
            fn pair(w: Window<f32, 2>, d: isize) -> f32 { w[[d, 0]] + w[[0, 1 - d]] }
            pair(w, 2)
        },
    );
    assert_body("[3, 3] x [0, 0]", quote!((-3..=3).map(|d| w[[d, 0]]).sum::<f32>()));
    assert_body("[1, 0] x [0, 2]", quote!([(-1, 0), (0, 2)].iter().fold(0.0, |sum, &(dy, dx)| sum + w[[dy, dx]])));
    assert_body(
        "[0, 1] x [0, 0]",
        quote!({
            let v = w;
            v[[1, 0]]
        }),
    );
}

#[test]
fn constants_from_outside_are_left_to_the_compiler() {
    let found = halos(
        quote!(),
        quote!(
            fn star<const R: isize>(w: Window<i32, 1>) -> i32 {
                for d in -R..=R {
                    w[d];
                }
                0
            }
        ),
    );
    assert!(found[0].starts_with("const { __stencil :: Halo :: from_sides"), "{found:?}");
    assert!(found[0].contains("at ((R) as i128) . neg ()"), "{found:?}");
    let found = halos(
        quote!(),
        quote!(
            fn table(w: Window<i32, 2>) -> i32 {
                for (y, x) in OFFSETS {
                    w[[y, x]];
                }
                0
            }
        ),
    );
    assert!(found[0].contains("let __table0 = & OFFSETS"), "{found:?}");
}

#[test]
fn what_has_no_bound_says_why() {
    assert_open("comes from the parameter `n`", quote!(w[[0, n]]));
    assert_open(
        "comes from the parameter `n`",
        quote!({
            for d in -n..=n {
                w[[d, 0]];
            }
            0.0
        }),
    );
    assert_open("comes from pixels", quote!(w[[w[[0, 0]] as isize, 0]]));
    assert_open("arithmetic without a bound", quote!(w[[170141183460469231731687303715884105727 + 1, 0]]));
    assert_open("arithmetic without a bound", quote!(w[[1 << 70, 1 / 0]]));
    assert_open("comes from floating-point", quote!(w[[(2.0 * 1.5) as isize, 0]]));
    assert_open("comes out of `far`", quote!(w[[far(3), 0]]));
    assert_open("goes into `helper`", quote!(helper(w)));
    assert_open(
        "comes from `d`",
        quote!({
            let mut d = 0;
            while level > w[[d, 0]] {
                d += 1;
            }
            0.0
        }),
    );
    // A window cannot hide: not in a struct, a macro, or behind one of two closures.
    assert_open(
        "goes into `sum`",
        quote!({
            let s = Pair { w, n };
            s.sum()
        }),
    );
    assert_open(
        "goes into `call`",
        quote!({
            let p = if n > 0 { (w, 1) } else { (w, 2) };
            call(p)
        }),
    );
    assert_open("stands in `weird!`", quote!(weird! { w => 1 }));
    assert_open(
        "is stored where",
        quote!({
            let f = if n > 0 { |d| w[[d, 0]] } else { |d| w[[-d, 0]] };
            f(3)
        }),
    );
    assert_open(
        "goes into `hand`",
        quote!({
            fn deep(w: Window<f32, 2>) -> f32 {
                hand(w)
            }
            deep(w)
        }),
    );
    assert_open("`mean` looks at the whole window", quote!(w.mean()));
    // A bound is a bound, wherever the value comes from.
    assert_body("[0, 0] x [3, 3]", quote!(w[[0, (w[[0, 0]] as isize).clamp(-3, 3)]]));
    assert_body("[0, 3] x [0, 0]", quote!(w[[n.rem_euclid(4), 0]]));
}

#[test]
fn footprints_of_words_are_offsets() {
    assert_body("[1, 1] x [1, 1]", quote!(w.max_over(&[[-1, 0], [0, -1], [0, 0], [0, 1], [1, 0]])));
    assert_body(
        "[0, 2] x [3, 0]",
        quote! {
            const CORNER: [[isize; 2]; 2] = [[0, -3], [2, 0]];
            w.fold_over(&CORNER, 0.0, |sum, v| sum + v)
        },
    );
    assert_open("comes out of `offsets_of`", quote!(w.sum_over(&offsets_of(3))));
    assert_open("comes from the parameter `n`", quote!(w.sum_over(&[[0, 1], [n, 0]])));
}

#[test]
fn matches_is_looked_into() {
    assert_body("[0, 0] x [0, 2]", quote!(if matches!(w[[0, 1]] as u8, 1..=3 | 7) { w[[0, 2]] } else { 0.0 }));
    assert_body("[0, 0] x [3, 0]", quote!(f32::from(matches!(n, k if w[[0, -3]] > k as f32))));
    // Known not to match: the guard is never asked.
    assert_body("[0, 0] x [0, 0]", quote!(f32::from(matches!(1, 2 if w[[0, 9]] > 0.0))));
}

#[test]
fn counting_ends_with_what_it_is_zipped_with() {
    assert_body(
        "[0, 0] x [2, 2]",
        quote! {
            let mut sum = 0.0;
            for (x, d) in k.iter().zip(-2..) {
                sum += x * w[[0, d]];
            }
            sum
        },
    );
    assert_body(
        "[1, 1] x [0, 0]",
        quote! {
            let mut sum = 0.0;
            for (d, x) in (-1..).zip([0.25, 0.5, 0.25]) {
                sum += x * w[[d, 0]];
            }
            sum
        },
    );
    assert_body(
        "[0, 0] x [3, 1]",
        quote!({
            for d in (-3..).take(5) {
                w[[0, d]];
            }
            0.0
        }),
    );
    assert_open(
        "cannot follow",
        quote!({
            for d in 0.. {
                w[[0, d]];
            }
            0.0
        }),
    );
}
