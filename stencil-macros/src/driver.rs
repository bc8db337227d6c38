//! The stages in order, with a barrier after each group of checks.

use crate::args::Args;
use crate::errors;
use crate::lower;
use crate::model::Kernel;
use crate::report::Errors;
use proc_macro2::TokenStream;
use quote::quote;
use syn::ItemFn;

/// `#[stencil(args)] item`.
pub(crate) fn stencil(args: TokenStream, item: TokenStream) -> TokenStream {
    let Ok(function) = syn::parse2::<ItemFn>(item.clone()) else {
        let error = syn::Error::new_spanned(&item, errors::NOT_A_FUNCTION).to_compile_error();
        return quote!(#error #item);
    };
    build(args, function).unwrap_or_else(|errors| errors)
}

fn build(args: TokenStream, function: ItemFn) -> Result<TokenStream, TokenStream> {
    let mut errors = Errors::default();
    let args = Args::parse(args, &mut errors);
    let kernel = Kernel::from_fn(args, function, &mut errors);
    errors.barrier()?;
    let Some(kernel) = kernel else { return Ok(TokenStream::new()) };
    let lowered = lower::lower(&kernel);
    Ok(lowered.pixel)
}
