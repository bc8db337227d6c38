//! Expansions, read as text.

use super::{Lowered, lower};
use crate::args::Args;
use crate::model::Kernel;
use crate::report::Errors;
use proc_macro2::TokenStream;
use quote::quote;

/// Lowers `#[stencil(args)] fn`.
pub(super) fn lowered(args: TokenStream, function: TokenStream) -> Lowered {
    let function = syn::parse2(function).expect("a function");
    let mut errors = Errors::default();
    let args = Args::parse(args, &mut errors);
    let kernel = Kernel::from_fn(args, function, &mut errors);
    errors.barrier().expect("no errors");
    lower(&kernel)
}

/// An expression, formatted.
pub(super) fn pretty(tokens: &TokenStream) -> String {
    let file = quote!(fn f() { #tokens });
    match syn::parse2(file) {
        Ok(file) => prettyplease::unparse(&file),
        Err(error) => format!("{error}\n{tokens}"),
    }
}

#[test]
fn show() {
    let Ok(path) = std::env::var("SHOW") else { return };
    let text = std::fs::read_to_string(path).expect("readable");
    let file = syn::parse_file(&text).expect("parses");
    for item in file.items {
        let syn::Item::Fn(mut function) = item else { continue };
        let Some(at) = function.attrs.iter().position(|attr| attr.path().is_ident("stencil")) else { continue };
        let attr = function.attrs.remove(at);
        let args = match attr.meta {
            syn::Meta::List(list) => list.tokens,
            _ => TokenStream::new(),
        };
        println!("=== {}", function.sig.ident);
        let lowered = lowered(args, quote!(#function));
        for obstacle in &lowered.obstacles {
            println!("  !! {} -> {}", obstacle.what, obstacle.instead);
        }
        println!("width {}", lowered.width);
        println!("pixel {}", pretty(&lowered.pixel));
        if let Some(lanes) = lowered.lanes {
            println!("lanes {}", pretty(&lanes));
        }
    }
}

#[test]
fn a_helper_gets_a_form_on_lanes_beside_it() {
    let out = super::stencil_fn(
        quote!(),
        quote!(
            pub(crate) fn order<T: Element>(a: T, b: T) -> (T, T) {
                if a < b { (a, b) } else { (b, a) }
            }
        ),
    );
    let text = prettyplease::unparse(&syn::parse2(out).expect("items"));
    assert!(text.contains("pub(crate) struct order {}"), "{text}");
    assert!(text.contains("a: __stencil::Lanes<__S, T, __W>"), "{text}");
    assert!(text.contains("-> (__stencil::Lanes<__S, T, __W>, __stencil::Lanes<__S, T, __W>)"), "{text}");
    assert!(text.contains("__stencil::ops::select(__stencil::ops::lt(a, b), (a, b), (b, a))"), "{text}");
}

#[test]
fn a_list_that_is_used_as_a_slice_sets_the_number_of_taps() {
    let taps = |body: TokenStream| {
        let function = quote!(fn f(w: Window<f32, 1>, scale: f32, weights: Vec<f32>) -> f32 { #body });
        lowered(quote!(radius = weights.len()), function).taps.map(|list| list.to_string())
    };
    let body = |on_list: TokenStream| quote!({ let mut sum = scale; #on_list sum });
    let sum = quote!(for k in 0..weights.len() {
        sum += weights[k] * w[k as isize];
    });
    assert_eq!(taps(body(sum.clone())).as_deref(), Some("weights"));
    let sum_of_all = quote!(for (k, weight) in weights.iter().enumerate() {
        sum += *weight * w[k as isize];
    });
    assert_eq!(taps(body(sum_of_all)).as_deref(), Some("weights"));
    // Only a `Vec` has a capacity, and only a `Vec` goes where one is asked for.
    assert_eq!(taps(body(quote!(#sum sum += weights.capacity() as f32;))), None);
    assert_eq!(taps(body(quote!(#sum sum += total(weights);))), None);
    // No loop, no taps.
    assert_eq!(taps(quote!(w[0] * weights[0])), None);
}
