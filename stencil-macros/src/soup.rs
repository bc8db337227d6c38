//! Token soup: whatever is written, there is an answer and never a panic.

use crate::driver::stencil;
use proc_macro2::TokenStream;
use std::panic::catch_unwind;

const ARGS: [&str; 24] = [
    "radius",
    "reach",
    "simd",
    "with",
    "crate",
    "=",
    ",",
    "(",
    ")",
    "(w)",
    "2",
    "-1",
    "1.5",
    "\"a::b\"",
    "(2, 1)",
    "([-1, 0], [2, 0])",
    "[1]",
    "()",
    "w",
    "n",
    "::",
    "r.len() / 2",
    "true",
    "#",
];

const SIGNATURE: [&str; 24] = [
    "w: Window<f32, 2>",
    "v: Window<u8, 2>",
    "u: Window<T, 1>",
    "w: Window<f32>",
    "w: Window",
    "&self",
    "self",
    "n: isize",
    "mut n: usize",
    "k: [f32; 5]",
    "(a, b): (f32, f32)",
    "_: f32",
    "f: impl Fn()",
    "x: &mut [u8]",
    "y: &[u8]",
    "t: T",
    "w: &Window<f32, 2>",
    "w: Window<f32, 0>",
    "w: Window<f32, 99>",
    "r: Vec<Window<f32, 2>>",
    "z: Option<&'a str>",
    "c: usize, ...",
    "w: Window<usize, 2>",
    "w: Window<'_, f32, D>",
];

const BODY: [&str; 60] = [
    "w",
    "[",
    "]",
    "[[",
    "]]",
    "(",
    ")",
    "{",
    "}",
    ";",
    ",",
    "0",
    "-1",
    "2",
    "1.5",
    "n",
    "k",
    "let",
    "mut",
    "a",
    "b",
    "=",
    "+=",
    "+",
    "-",
    "*",
    "/",
    "%",
    "<<",
    "<",
    "==",
    "&&",
    "if",
    "else",
    "for",
    "in",
    "..",
    "..=",
    "while",
    "loop",
    "break",
    "continue",
    "return",
    "match",
    "=>",
    "_",
    "|x|",
    "as",
    "isize",
    "f32",
    ".abs()",
    ".min(2)",
    ".mean()",
    ".iter()",
    "const C: isize = 3;",
    "fn g(w: Window<f32, 2>) -> f32 { w[[1, 1]] }",
    "g(w)",
    "'a:",
    "&",
    "panic!()",
];

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((self.0 >> 33) as usize) % sides
    }

    fn soup(&mut self, pieces: &[&str], most: usize, between: &str) -> String {
        let count = self.roll(most + 1);
        (0..count).map(|_| pieces[self.roll(pieces.len())]).collect::<Vec<_>>().join(between)
    }
}

/// Expands, if the pieces make tokens at all.
#[track_caller]
fn serve(args: &str, item: &str) {
    let (Ok(args), Ok(item)) = (args.parse::<TokenStream>(), item.parse::<TokenStream>()) else { return };
    let (shown_args, shown_item) = (args.to_string(), item.to_string());
    let served = catch_unwind(|| stencil(args, item).is_empty());
    assert!(matches!(served, Ok(false)), "no answer to #[stencil({shown_args})] {shown_item}");
}

#[test]
fn arguments() {
    let item = "fn kernel<T: Number>(w: Window<T, 2>, n: usize, r: Vec<f32>) -> T { w[[0, 0]] }";
    for seed in 0..3000 {
        serve(&Dice(seed).soup(&ARGS, 6, " "), item);
    }
}

#[test]
fn signatures() {
    for seed in 0..1000 {
        let mut dice = Dice(seed);
        let qualifier = ["", "pub", "const", "async", "unsafe", "extern \"C\""][dice.roll(6)];
        let generics = ["", "<T>", "<'a, T: Element>", "<const D: usize>", "<T> where T: Copy"][dice.roll(5)];
        let output =
            ["", "-> f32", "-> (f32, u8)", "-> ()", "-> impl Copy", "-> &f32", "-> T", "-> [f32; 2]"][dice.roll(8)];
        let inputs = dice.soup(&SIGNATURE, 4, ", ");
        serve("", &format!("{qualifier} fn kernel{generics}({inputs}) {output} {{ 0.0 }}"));
    }
}

#[test]
fn bodies() {
    for seed in 0..6000 {
        let body = Dice(seed).soup(&BODY, 9, " ");
        serve("radius = 2, simd", &format!("fn kernel(w: Window<f32, 2>, n: isize, k: [f32; 5]) -> f32 {{ {body} }}"));
    }
}
