//! Random bodies of kernels: typed, valid Rust, and made of constructs that have a form in lanes (but for a few that are
//! marked as having something without).

mod body;
mod choice;
mod condition;
mod kernel;
mod loops;
#[path = "../../support/src/random.rs"]
#[allow(dead_code, unreachable_pub, reason = "shared with the tests, which use all of it")]
mod random;
mod reads;
mod scope;
mod statement;
mod text;
mod types;
mod value;

use random::Random;

/// So many modules with a kernel, the function as it stands, and what compares them; and a table of them.
pub(crate) fn bodies(seed: u64, count: u64) -> String {
    let (mut modules, mut table) = (String::new(), String::new());
    for index in 0..count {
        let name = format!("body_{seed}_{index}");
        let (text, lanes) = kernel::module(&name, Random::new(seed.wrapping_mul(1_000_003).wrapping_add(index)));
        modules += &text;
        table += &format!("(\"{name}\", Lanes::{lanes}, {name}::check),\n");
    }
    format!("{modules}\nconst BODIES: &[(&str, Lanes, fn() -> bool)] = &[\n{table}];\n")
}
