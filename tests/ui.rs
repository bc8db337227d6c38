//! What a user sees of `#[stencil]`: the messages for each mistake, and that what should compile does.
//!
//! * `ui/fail/*.rs`: one mistake each, named after it, with the message pinned next to it. After a deliberate change run
//!   `TRYBUILD=overwrite cargo test --test ui mistakes` and read the difference as a newcomer would: does it underline
//!   the smallest thing, say what is wrong *and* what to write instead, and name nothing that the user did not write?
//! * `ui/pass/*.rs`: modules of this binary, so that they share one build, run, and are seen by clippy.

use std::io::Write as _;
use std::process::Command;

/// Bodies, names and surroundings that must compile, and what comes out of them.
#[path = "ui/pass"]
pub mod pass {
    pub mod attributes;
    #[allow(clippy::non_minimal_cfg, reason = "a condition that always holds")]
    pub mod conditional_compilation;
    pub mod const_generics;
    pub mod control_flow;
    pub mod doc_comments;
    pub mod element_types;
    pub mod generics;
    pub mod helper_functions;
    pub mod in_constants;
    pub mod in_functions;
    pub mod in_modules;
    pub mod lifetimes;
    pub mod macro_rules;
    pub mod mutable_parameters;
    pub mod names;
    pub mod nested_functions;
    pub mod no_prelude;
    pub mod own_type_parameters;
    pub mod reach;
    pub mod reexported_crate;
    pub mod several_outputs;
    pub mod several_windows;
    pub mod shadowed_names;
    pub mod unused;
    pub mod user_lints;
    pub mod vec_parameters;
}

/// The compiler whose words are pinned: the workspace's `rust-version`.
const PINNED: &str = env!("CARGO_PKG_RUST_VERSION");

#[test]
fn mistakes() {
    let compiler = compiler();
    if is_release(&compiler, PINNED) {
        trybuild::TestCases::new().compile_fail("tests/ui/fail/*.rs");
        return;
    }
    // Not `eprintln!`: the test runner would swallow it.
    let skipped = format!("SKIPPED ui/fail: messages are pinned to rustc {PINNED}, this is {compiler}\n");
    std::io::stderr().write_all(skipped.as_bytes()).expect("stderr is open");
}

#[test]
fn only_the_pinned_compiler_is_asked() {
    assert!(is_release("rustc 1.95.0 (59807616e 2026-04-14)", "1.95"));
    assert!(is_release("rustc 1.95.1 (59807616e 2026-05-14)", "1.95"));
    assert!(!is_release("rustc 1.96.0 (59807616e 2026-05-28)", "1.95"));
    assert!(!is_release("rustc 1.95.0-nightly (59807616e 2026-02-14)", "1.95"));
    assert!(!is_release("rustc 1.9.0 (59807616e 2016-05-26)", "1.95"));
}

/// What `rustc --version` says.
fn compiler() -> String {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let output = Command::new(rustc).arg("--version").output().expect("rustc runs");
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

/// Whether `rustc --version` names a stable release of `series`, as `1.95.1` is one of `1.95`.
fn is_release(version: &str, series: &str) -> bool {
    let number = version.split(' ').nth(1).unwrap_or_default();
    let patch = number.strip_prefix(series).and_then(|rest| rest.strip_prefix('.'));
    patch.is_some_and(|patch| patch.bytes().all(|byte| byte.is_ascii_digit()))
}
