//! `#[stencil_fn]`: a helper function that kernels may call with pixels.
//!
//! The function stays as it is. Beside it stands a type of the same name, which cannot clash with it, and whose
//! function `lanes` is the helper's form on lanes: one import brings both.

use super::ir::Role;
use super::resolve::{Source, SourceArg};
use super::types;
use super::{Input, Lowered, lower_input};
use crate::args::Args;
use crate::report::Errors;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::{FnArg, Ident, ItemFn, Pat, ReturnType, Type};

/// `#[stencil_fn(args)] item`.
pub(crate) fn stencil_fn(args: TokenStream, item: TokenStream) -> TokenStream {
    let Ok(function) = syn::parse2::<ItemFn>(item.clone()) else {
        let text = "`#[stencil_fn]` goes on a function; write `#[stencil_fn] fn name(a: f32, b: f32) -> f32 { ... }`";
        let error = syn::Error::new_spanned(&item, text).to_compile_error();
        return quote!(#error #item);
    };
    let mut errors = Errors::default();
    let args = Args::parse(args, &mut errors);
    args.check_for_helper(&mut errors);
    let lanes = errors.barrier().and_then(|()| lanes_of(&function, &args));
    let lanes = lanes.unwrap_or_else(|errors| errors);
    quote!(#function #lanes)
}

/// A parameter: its name, its type, whether it is `mut`.
type Param<'a> = (&'a Ident, &'a Type, bool);

fn lanes_of(function: &ItemFn, args: &Args) -> Result<TokenStream, TokenStream> {
    let params = function.sig.inputs.iter().map(param).collect::<Result<Vec<_>, _>>()?;
    let unit: Type = syn::parse_quote!(());
    let returns = match &function.sig.output {
        ReturnType::Default => &unit,
        ReturnType::Type(_, ty) => ty,
    };
    let role = |ty: &Type| if types::is_window(ty) { Role::Window } else { Role::Varying };
    let source_args =
        params.iter().map(|&(name, ty, mutable)| SourceArg { name, ty, role: role(ty), mutable }).collect();
    let input = Input {
        source: Source { args: source_args, body: &function.block, returns },
        generics: &function.sig.generics,
        with: &args.with,
    };
    let Lowered { lanes, obstacles, .. } = lower_input(&input);
    let Some(body) = lanes else {
        let errors = obstacles.iter().map(|obstacle| {
            syn::Error::new(obstacle.span, format!("{}; {}", obstacle.what, obstacle.instead)).to_compile_error()
        });
        return Err(errors.collect());
    };
    Ok(beside(function, args, &params, returns, &body))
}

/// The type beside the function.
fn beside(function: &ItemFn, args: &Args, params: &[Param<'_>], returns: &Type, body: &TokenStream) -> TokenStream {
    use super::shape::Shape;
    let library = args.crate_path.as_ref().map_or_else(|| quote!(::stencil_core), ToTokens::to_token_stream);
    let (vis, name) = (&function.vis, &function.sig.ident);
    let generics = &function.sig.generics;
    let lifetimes = generics.lifetimes();
    let others = generics.params.iter().filter(|param| !matches!(param, syn::GenericParam::Lifetime(_)));
    let bounds = &generics.where_clause;
    let params = params.iter().map(|(name, ty, mutable)| {
        let shape = if types::is_window(ty) { Shape::Window } else { Shape::Varying };
        let (ty, mutable) = (types::write(ty, &shape), mutable.then(|| quote!(mut)));
        quote!(#mutable #name: #ty)
    });
    let output = types::write(returns, &Shape::Varying);
    let helpers = super::helper_types(&args.with);
    quote! {
        #[doc(hidden)]
        #[allow(non_camel_case_types, dead_code, reason = "named like the function that it belongs to")]
        #vis struct #name {}
        const _: () = {
            #[allow(unused_imports, reason = "a helper may need nothing of it")]
            use #library::__private as __stencil;
            #helpers
            impl #name {
                #[doc(hidden)]
                #[inline(always)]
                #[allow(warnings, clippy::all, clippy::pedantic, reason = "generated")]
                pub fn lanes<#(#lifetimes,)* __S: __stencil::Simd, __W: __stencil::Width, #(#others),*>(
                    __cx: __stencil::Cx<__S, __W>, #(#params),*
                ) -> #output #bounds #body
            }
        };
    }
}

fn param(arg: &FnArg) -> Result<Param<'_>, TokenStream> {
    if let FnArg::Typed(typed) = arg
        && let Pat::Ident(pat) = &*typed.pat
    {
        return Ok((&pat.ident, &typed.ty, pat.mutability.is_some()));
    }
    let text = "a parameter of a helper is a plain name; take it apart in the body";
    Err(syn::Error::new_spanned(arg, text).to_compile_error())
}
