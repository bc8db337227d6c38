//! What a body asks of the processor: on it the engine decides how many pixels are evaluated together.
//!
//! Pixels of several rows share what they read, and give the processor several sums to work on where one would wait for
//! each addition. That pays while the values of all of them fit the registers.

use super::ir::{Expr, Kind, Program, Role};
use super::shape::Shape;
use super::vary::Varying;
use std::collections::BTreeSet;
use syn::Lit;

/// See `stencil_core::kernel::Effort`.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Effort {
    /// About how many values per pixel are alive at once; `None` if there is no telling.
    pub values: Option<usize>,
    /// Whether there is a loop whose length is not known to the compiler: it stays a loop, and reads no element twice.
    pub long: bool,
}

/// Methods with some values of their own: their steps wait for each other, so that in a loop several rows pay.
const CHAINS: [&str; 2] = ["exp", "exp2"];

/// How many values these have.
const CHAINED: usize = 4;

/// Methods that need many registers of their own.
const HEAVY: [&str; 22] = [
    "exp_m1", "ln", "ln_1p", "log", "log2", "log10", "powf", "powi", "sin", "cos", "tan", "sin_cos", "asin", "acos",
    "atan", "atan2", "sinh", "cosh", "tanh", "cbrt", "median", "rank",
];

/// Values that an array holds whose length the macro does not know.
const SOME: usize = 16;

pub(super) fn effort(program: &Program, vary: &Varying) -> Effort {
    let bodies = || std::iter::once(&program.body).chain(program.funs.iter().flatten().map(|fun| &fun.body));
    let parameters = program.arguments.iter().any(|argument| argument.role == Role::Uniform);
    let long = bodies().any(|body| body.any(&mut |e| is_long(e) || (parameters && is_word(e))));
    let calls = |names: &[&str]| bodies().any(|body| body.any(&mut |e| is_call(e, names, vary)));
    let chains = calls(&CHAINS);
    let clear = !calls(&HEAVY) && (long || !chains) && vary.obstacles.is_empty();
    let values = || values(program, vary) + if chains { CHAINED } else { 0 };
    Effort { values: clear.then(values), long }
}

/// Whether this is a loop whose length is not known to the compiler.
fn is_long(e: &Expr) -> bool {
    match &e.kind {
        Kind::For(each) => {
            each.iter.any(&mut |part| matches!(part.kind, Kind::Local(_) | Kind::Opaque(_) | Kind::Call(..)))
        }
        Kind::While(..) | Kind::Loop(..) => true,
        _ => false,
    }
}

/// Whether this may be a word that looks at a whole window: a loop as long as the window, which parameters may set.
fn is_word(e: &Expr) -> bool {
    match &e.kind {
        Kind::Method(method) => ["sum", "mean", "min", "max", "fold"].iter().any(|word| {
            let name = method.name.to_string();
            name == format!("{word}_over") || (name == *word && method.args.len() == 2 * usize::from(*word == "fold"))
        }),
        _ => false,
    }
}

fn is_call(e: &Expr, names: &[&str], vary: &Varying) -> bool {
    match &e.kind {
        Kind::Method(method) => vary.of(e).varies() && names.contains(&method.name.to_string().as_str()),
        _ => false,
    }
}

/// How many variables differ from pixel to pixel, windows apart; of an array, each element is one. Turns of a loop that
/// was unrolled reuse their variables' registers: they have the same names.
fn values(program: &Program, vary: &Varying) -> usize {
    let varying = program.vars.iter().zip(&vary.vars).filter(|(_, shape)| shape.varies() && **shape != Shape::Window);
    let names: BTreeSet<_> = varying.map(|(var, _)| var.ident.to_string()).collect();
    let mut longest = 0;
    program.body.each(&mut |e: &Expr| {
        if vary.of(e).varies() {
            longest = longest.max(len(e));
        }
    });
    (names.len() + longest).max(1)
}

/// How many values an array that is spelled out holds.
fn len(e: &Expr) -> usize {
    match &e.kind {
        Kind::Array(elements) => elements.len(),
        Kind::Repeat(_, len) => match &len.kind {
            Kind::Known(len, _) => usize::try_from(*len).unwrap_or(SOME),
            Kind::Lit(Lit::Int(len)) => len.base10_parse().unwrap_or(SOME),
            _ => SOME,
        },
        _ => 0,
    }
}
