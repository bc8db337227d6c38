//! The stages in order, with a barrier after each group of checks.

use crate::args::Args;
use crate::model::Kernel;
use crate::report::Errors;
use crate::{check, errors, expand, fallback, halo, lower, pixels};
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::quote;
use syn::{Error, FnArg, Item, ItemFn, Result, parse2};

/// `#[stencil(args)] item`.
pub(crate) fn stencil(args: TokenStream, item: TokenStream) -> TokenStream {
    let function = match free_function(&item) {
        Ok(function) => function,
        Err(error) => {
            let error = error.to_compile_error();
            return quote!(#error #item);
        }
    };
    let mut errors = Errors::default();
    let args = Args::parse(args, &mut errors);
    let mut kernel = Kernel::from_fn(args, function, &mut errors);
    build(&mut kernel, &mut errors).unwrap_or_else(|errors| {
        let stub = fallback::stub(&kernel);
        quote!(#errors #stub)
    })
}

fn build(kernel: &mut Kernel, errors: &mut Errors) -> std::result::Result<TokenStream, TokenStream> {
    errors.barrier()?;
    let pixels = pixels::name(kernel);
    let study = halo::study(kernel);
    check::check_declared(kernel, &study, errors);
    errors.barrier()?;
    let lowered = lower::lower(kernel);
    let promises = check::check_reads(kernel, &study, errors);
    check::check_simd(kernel, &lowered, errors);
    errors.barrier()?;
    Ok(expand::expand(kernel, &study.halos(), &promises, &lowered, &pixels))
}

/// A kernel can only be made of a free function: there is no place for its struct elsewhere.
fn free_function(item: &TokenStream) -> Result<ItemFn> {
    let function = match parse2::<ItemFn>(item.clone()) {
        Ok(function) => function,
        Err(_) if parse2::<Item>(item.clone()).is_ok() => return Err(not_a_function(item)),
        Err(error) => return Err(error),
    };
    match function.sig.inputs.first() {
        Some(receiver @ FnArg::Receiver(_)) => Err(Error::new_spanned(receiver, errors::SELF_ARGUMENT)),
        _ => Ok(function),
    }
}

/// Points at the word that says what it is instead.
fn not_a_function(item: &TokenStream) -> Error {
    let words = item.clone().into_iter().filter_map(|token| match token {
        TokenTree::Ident(word) if word != "pub" => Some(word),
        _ => None,
    });
    let words: Vec<Ident> = words.collect();
    match (words.iter().find(|word| *word == "fn"), words.first()) {
        (Some(word), Some(first)) if is_before_fn(first) => Error::new(word.span(), errors::NO_BODY),
        (_, Some(first)) => Error::new(first.span(), errors::NOT_A_FUNCTION),
        (_, None) => Error::new_spanned(item, errors::NOT_A_FUNCTION),
    }
}

/// Whether an item that starts with this word and has an `fn` on its top level is a function.
fn is_before_fn(word: &Ident) -> bool {
    ["fn", "const", "async", "unsafe", "extern"].iter().any(|start| word == start)
}
