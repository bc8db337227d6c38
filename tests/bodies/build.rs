//! Writes the bodies: `BODIES` of them (200), from the seed `SEED` (1).

mod generate;

use std::path::Path;
use std::{env, fs};

/// The number in a variable of the environment.
fn number(variable: &str, default: u64) -> u64 {
    println!("cargo:rerun-if-env-changed={variable}");
    env::var(variable).map_or(default, |text| text.parse().expect("a number"))
}

fn main() {
    let bodies = generate::bodies(number("SEED", 1), number("BODIES", 200));
    let path = Path::new(&env::var_os("OUT_DIR").expect("cargo says where")).join("bodies.rs");
    fs::write(path, bodies).expect("it can be written to");
    println!("cargo:rerun-if-changed=build.rs");
    println!("cargo:rerun-if-changed=generate");
}
