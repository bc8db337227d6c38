//! The halo of bodies as people write them.

mod bodies;
mod declared;
mod random;

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
