//! The struct, its constructor, and the traits that every value has.

use super::Expansion;
use crate::attributes::{Attributes, is_doc};
use crate::model::Param;
use crate::tokens::mentions;
use crate::types;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote, quote_spanned};
use syn::ext::IdentExt;
use syn::spanned::Spanned;
use syn::{Attribute, FnArg, Generics, Token, Type, parse_quote};

impl Expansion<'_> {
    /// The struct with its constructor, and the impls of the traits that every value has.
    pub(crate) fn structure(&self, doc: &str) -> (TokenStream, TokenStream) {
        let (kernel, generics) = (self.kernel, &self.generics);
        let name = &kernel.name;
        let unit = kernel.params.is_empty() && generics.phantom.is_empty();
        let derives = self.all_plain().then(|| derives(unit));
        let Attributes { item, cfg, lints, notes } = &self.attributes;
        let vis = &kernel.vis;
        let own = &generics.own;
        let clause = &own.where_clause;
        let (body, constructor) = if unit {
            (quote!(#clause;), None)
        } else {
            let fields = self.fields();
            (quote!(#clause { #fields }), Some(self.constructor()))
        };
        let blank = item.iter().any(|attr| is_doc(attr)).then(|| quote!(#[doc = ""]));
        let token = Token![struct](name.span());
        let structure = quote! {
            #(#item)*
            #blank
            #[doc = #doc]
            #(#notes)*
            #(#cfg)*
            #(#lints)*
            #[allow(non_camel_case_types, reason = "a kernel has the name of its function")]
            #derives
            #vis #token #name #own #body
            #constructor
        };
        let impls = if self.all_plain() { TokenStream::new() } else { self.conditional_impls() };
        (structure, impls)
    }

    /// Whether every field is known to be `Copy` and the like, so that deriving is enough.
    fn all_plain(&self) -> bool {
        self.generics.phantom.is_empty() && self.kernel.params.iter().all(|param| param.by_value)
    }

    fn fields(&self) -> TokenStream {
        let vis = &self.kernel.vis;
        let fields = self.kernel.params.iter().map(|Param { name, ty, original, .. }| {
            let docs = param_docs(original);
            let doc = docs.is_empty().then(|| {
                let text = format!("The parameter `{}`.", name.unraw());
                quote!(#[doc = #text])
            });
            quote!(#(#docs)* #doc #vis #name: #ty,)
        });
        let phantom = self.phantom_type().map(|ty| quote!(#[doc(hidden)] __types: #ty,));
        quote!(#(#fields)* #phantom)
    }

    fn phantom_type(&self) -> Option<TokenStream> {
        let phantom = &self.generics.phantom;
        (!phantom.is_empty()).then(|| quote!(::core::marker::PhantomData<fn() -> (#(#phantom,)*)>))
    }

    fn constructor(&self) -> TokenStream {
        let (kernel, own) = (self.kernel, &self.generics.own);
        let Attributes { cfg, lints, notes, .. } = &self.attributes;
        let (vis, name) = (&kernel.vis, &kernel.name);
        let (_, type_generics, clause) = own.split_for_impl();
        let names = kernel.params.iter().map(|param| &param.name);
        let arguments = kernel.params.iter().map(|Param { name, ty, .. }| quote!(#name: #ty));
        let phantom = self.phantom_type().map(|_| quote!(__types: ::core::marker::PhantomData));
        let must_use = (!notes.iter().any(|note| note.path().is_ident("must_use"))).then(|| quote!(#[must_use]));
        let doc = format!("The kernel [`{0}`](struct@{0}) with these parameters.", name.unraw());
        quote! {
            #[doc = #doc]
            #must_use
            #(#notes)*
            #(#cfg)*
            #(#lints)*
            #[allow(deprecated, non_snake_case, clippy::too_many_arguments, reason = "it is made from the kernel's function")]
            #[inline]
            #vis const fn #name #own (#(#arguments),*) -> #name #type_generics #clause {
                #name { #(#names,)* #phantom }
            }
        }
    }

    /// `Clone`, `Copy`, `PartialEq` where the parameters have them, and `Debug`.
    fn conditional_impls(&self) -> TokenStream {
        let fields: Vec<_> = self.kernel.params.iter().map(|param| &param.name).collect();
        let phantom = self.phantom_type().map(|_| quote!(__types: ::core::marker::PhantomData));
        let clone = self.conditional(
            &quote!(::core::clone::Clone),
            &quote! {
                #[inline]
                fn clone(&self) -> Self {
                    Self { #(#fields: ::core::clone::Clone::clone(&self.#fields),)* #phantom }
                }
            },
        );
        let copy = self.conditional(&quote!(::core::marker::Copy), &TokenStream::new());
        let equal = self.conditional(
            &quote!(::core::cmp::PartialEq),
            &quote! {
                #[inline]
                fn eq(&self, __other: &Self) -> bool {
                    true #(&& self.#fields == __other.#fields)*
                }
            },
        );
        let debug = self.debug();
        quote!(#clone #copy #equal #debug)
    }

    fn conditional(&self, of: &TokenStream, items: &TokenStream) -> TokenStream {
        let mut generics = self.generics.own.clone();
        for param in &self.kernel.params {
            require(&mut generics, &param.ty, of);
        }
        let name = &self.kernel.name;
        let (impl_generics, type_generics, clause) = generics.split_for_impl();
        quote! {
            #[automatically_derived]
            impl #impl_generics #of for #name #type_generics #clause { #items }
        }
    }

    /// Fields of a type of which only a user's trait is known, such as a closure, show the name of their type.
    fn debug(&self) -> TokenStream {
        let fields = self.kernel.params.iter().map(|Param { name, ty, .. }| {
            let label = name.unraw().to_string();
            if self.generics.opaque.iter().any(|opaque| mentions(ty, &opaque.to_string())) {
                quote!(.field(#label, &::core::format_args!("{}", ::core::any::type_name::<#ty>())))
            } else {
                quote_spanned!(ty.span()=> .field(#label, &self.#name))
            }
        });
        let name = &self.kernel.name;
        let label = name.unraw().to_string();
        let (impl_generics, type_generics, clause) = self.generics.own.split_for_impl();
        quote! {
            #[automatically_derived]
            impl #impl_generics ::core::fmt::Debug for #name #type_generics #clause {
                fn fmt(&self, __f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                    __f.debug_struct(#label) #(#fields)* .finish()
                }
            }
        }
    }
}

fn derives(unit: bool) -> TokenStream {
    let all = quote!(::core::clone::Clone, ::core::marker::Copy, ::core::fmt::Debug, ::core::cmp::PartialEq);
    if unit {
        quote!(#[derive(#all, ::core::cmp::Eq, ::core::default::Default)])
    } else {
        quote! {
            #[allow(clippy::derive_partial_eq_without_eq, reason = "parameters may be floats")]
            #[derive(#all)]
        }
    }
}

/// Adds `ty: bound` to the where clause, in a form that may also turn out false.
fn require(generics: &mut Generics, ty: &Type, bound: &TokenStream) {
    if !types::is_all_primitive(ty) {
        generics.make_where_clause().predicates.push(parse_quote!(for<'__any> #ty: #bound));
    }
}

fn param_docs(original: &FnArg) -> Vec<&Attribute> {
    let FnArg::Typed(typed) = original else { return Vec::new() };
    typed.attrs.iter().filter(|attr| is_doc(attr)).collect()
}

/// The kernel's type, with its generics.
pub(super) fn self_type(expansion: &Expansion<'_>) -> TokenStream {
    let (_, type_generics, _) = expansion.generics.own.split_for_impl();
    let name = &expansion.kernel.name;
    let mut ty = name.to_token_stream();
    type_generics.to_tokens(&mut ty);
    ty
}
