//! Whether the lanes of a kernel should span several rows.
//!
//! A loop that ends where a parameter says stays a loop, and each turn of it waits for the sum of the turn before. With
//! lanes on several rows there are as many sums to work on meanwhile, and what is the same for all lanes (a weight, a check of
//! the offset) is done once for all of them. That only pays while the values of all lanes fit the registers.

use super::ir::{Expr, Kind, Program, Role};
use super::vary::Varying;

/// The most values per pixel that a body may name: with more, registers spill.
const VALUES: usize = 5;

/// Methods that need many registers of their own.
const HEAVY: [&str; 24] = [
    "exp", "exp2", "exp_m1", "ln", "ln_1p", "log", "log2", "log10", "powf", "powi", "sin", "cos", "tan", "sin_cos",
    "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "cbrt", "median", "rank",
];

/// Whether the body has a loop of run-time length and little else.
pub(super) fn tall(program: &Program, vary: &Varying) -> bool {
    let bodies = || std::iter::once(&program.body).chain(program.funs.iter().flatten().map(|fun| &fun.body));
    let parameters = program.arguments.iter().any(|argument| argument.role == Role::Uniform);
    bodies().any(|body| body.any(&mut |e| is_long(e) || (parameters && is_word(e))))
        && !bodies().any(|body| body.any(&mut |e| is_heavy(e, vary)))
        && values(program, vary) <= VALUES
        && vary.obstacles.is_empty()
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

fn is_heavy(e: &Expr, vary: &Varying) -> bool {
    match &e.kind {
        Kind::Method(method) => vary.of(e).varies() && HEAVY.contains(&method.name.to_string().as_str()),
        _ => false,
    }
}

/// How many variables differ from pixel to pixel, windows apart.
fn values(program: &Program, vary: &Varying) -> usize {
    let windows = program.arguments.iter().filter(|argument| argument.role == Role::Window).count();
    vary.vars.iter().filter(|var| var.varies()).count().saturating_sub(windows)
}
