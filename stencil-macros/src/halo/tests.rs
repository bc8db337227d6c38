//! The halo of bodies as people write them.

use super::study;
use crate::args::Args;
use crate::check;
use crate::model::Kernel;
use crate::report::Errors;
use proc_macro2::TokenStream;
use quote::quote;

/// The known halo of each window as `[before, after]` per axis, or the tokens that compute it.
fn halos(args: TokenStream, function: TokenStream) -> Vec<String> {
    let mut errors = Errors::default();
    let args = Args::parse(args, &mut errors);
    let kernel = Kernel::from_fn(args, syn::parse2(function).expect("a function"), &mut errors);
    let study = study(&kernel);
    check::check_declared(&kernel, &study, &mut errors);
    check::check_reads(&kernel, &study, &mut errors);
    if let Err(errors) = errors.barrier() {
        return vec![errors.to_string()];
    }
    let shown = study.halos().windows.into_iter().map(|halo| match halo.known {
        Some(axes) => axes.iter().map(|(before, after)| format!("[{before}, {after}]")).collect::<Vec<_>>().join(" x "),
        None => halo.tokens.to_string(),
    });
    shown.collect()
}

/// Asserts the halo of a body with one window `w: Window<f32, 2>` and without a declared reach.
#[track_caller]
fn assert_body(expected: &str, body: TokenStream) {
    let found =
        halos(quote!(), quote!(fn kernel(w: Window<f32, 2>, level: f32, n: isize, k: [f32; 5]) -> f32 { #body }));
    assert_eq!(found, [expected], "of {body}");
}

/// Asserts that a body without a declared reach is refused, with a text that holds `reason`.
#[track_caller]
fn assert_open(reason: &str, body: TokenStream) {
    let found =
        halos(quote!(), quote!(fn kernel(w: Window<f32, 2>, level: f32, n: isize, k: [f32; 5]) -> f32 { #body }));
    assert!(found[0].contains("compile_error") && found[0].contains(reason), "{body} gave {found:?}");
}

#[test]
fn literals_are_exact_per_axis_and_side() {
    assert_body("[0, 0] x [0, 0]", quote!(w[[0, 0]]));
    assert_body("[1, 1] x [1, 1]", quote!(w[[-1, 0]] + w[[1, 0]] + w[[0, -1]] + w[[0, 1]] - 4.0 * w[[0, 0]]));
    assert_body("[2, 0] x [0, 3]", quote!(w[[-2, 3]]));
    assert_body("[0, 0] x [0, 0]", quote!(w.center() * level));
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
    assert_open("`mean` looks at the whole window", quote!(w.mean()));
    // A bound is a bound, wherever the value comes from.
    assert_body("[0, 0] x [3, 3]", quote!(w[[0, (w[[0, 0]] as isize).clamp(-3, 3)]]));
    assert_body("[0, 3] x [0, 0]", quote!(w[[n.rem_euclid(4), 0]]));
}

#[test]
fn a_declared_radius_is_kept_and_checked() {
    let kernel = |body: TokenStream| quote!(fn kernel(w: Window<f32, 2>, r: usize, k: [f32; 5]) -> f32 { #body });
    assert_eq!(halos(quote!(radius = 2), kernel(quote!(w[[0, 0]]))), ["[2, 2] x [2, 2]"]);
    assert_eq!(halos(quote!(radius = (2, 1)), kernel(quote!(w.mean()))), ["[2, 2] x [1, 1]"]);
    assert_eq!(halos(quote!(reach = ([-1, 0], [2, 0])), kernel(quote!(w.mean()))), ["[1, 2] x [0, 0]"]);
    assert_eq!(halos(quote!(radius = k.len() / 2), kernel(quote!(w.mean()))), ["[2, 2] x [2, 2]"]);
    let found = halos(quote!(radius = r), kernel(quote!(w[[0, 99]])));
    assert!(found[0].contains("__stencil :: depth (r)"), "{found:?}");
    let found = halos(quote!(radius = 2), kernel(quote!(w[[0, 3]])));
    assert!(found[0].contains("offset 3 on axis 1 is outside of the declared radius 2"), "{found:?}");
    let found = halos(
        quote!(radius = 2),
        kernel(quote!({
            for d in -3..=2 {
                w[[d, 0]];
            }
            0.0
        })),
    );
    assert!(found[0].contains("offset -3 on axis 0"), "{found:?}");
    // Whether these go too far is only known at run time.
    assert_eq!(halos(quote!(radius = 2), kernel(quote!(w[[0, r as isize]]))), ["[2, 2] x [2, 2]"]);
    assert_eq!(halos(quote!(radius = 2), kernel(quote!(w[[0, (r as isize).min(5)]]))), ["[2, 2] x [2, 2]"]);
}

#[test]
fn a_window_with_bounded_reads_keeps_its_own_halo() {
    let displace = quote! {
        fn displace(w: Window<f32, 2>, by: Window<i8, 2>) -> f32 { w[[0, by[[0, 0]] as isize]] }
    };
    assert_eq!(halos(quote!(radius = 3), displace.clone()), ["[3, 3] x [3, 3]", "[0, 0] x [0, 0]"]);
    assert_eq!(halos(quote!(radius(w) = 3), displace), ["[3, 3] x [3, 3]", "[0, 0] x [0, 0]"]);
    let point = quote!(
        fn add(a: Window<f32, 1>, b: Window<f32, 1>) -> f32 {
            a[0] + b[0]
        }
    );
    // If no window needs the radius, it is a promise for all.
    assert_eq!(halos(quote!(radius = 1), point.clone()), ["[1, 1]", "[1, 1]"]);
    assert_eq!(halos(quote!(radius(b) = 1), point), ["[0, 0]", "[1, 1]"]);
}
