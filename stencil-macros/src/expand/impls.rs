//! The halo and the impls of `Stencil`, `Kernel` and `Filter`.

use super::Expansion;
use super::structure::self_type;
use crate::attributes::is_lint;
use crate::halo::WindowHalo;
use crate::lower::Lowered;
use crate::model::{Param, WindowArg};
use crate::tokens::mentions;
use proc_macro2::{Literal, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::ext::IdentExt;
use syn::{Attribute, FnArg, Ident, Token, Type};

impl Expansion<'_> {
    /// The function that states the halo of every window; whoever wants to know asks it.
    pub(crate) fn halos(&self, halos: &[WindowHalo], promises: &[TokenStream]) -> TokenStream {
        let (generic, plain): (Vec<_>, Vec<_>) = promises.iter().partition(|promise| self.generics.concern(promise));
        let tokens: Vec<_> = halos.iter().map(|halo| &halo.tokens).collect();
        let all = quote!(#(#tokens)*);
        let kernel = quote!(__kernel);
        let used = self.kernel.params.iter().filter(|param| mentions(&all, &param.name.to_string()));
        let bindings = used.map(|param| bind(param, &kernel));
        let this = self_type(self);
        let (impl_generics, _, clause) = self.generics.own.split_for_impl();
        let count = Literal::usize_unsuffixed(halos.len());
        quote! {
            #(
                #[allow(clippy::all, reason = "generated from the offsets in the body")]
                const _: () = #plain;
            )*
            #[allow(unused, clippy::all, reason = "generated from the offsets in the body")]
            #[inline(always)]
            fn __halos #impl_generics (__kernel: &#this) -> [__stencil::Halo; #count] #clause {
                #(const { #generic };)*
                #(#bindings)*
                [#(#tokens),*]
            }
        }
    }

    pub(crate) fn impl_stencil(&self, ignores: bool) -> TokenStream {
        let this = self_type(self);
        let (impl_generics, _, clause) = self.generics.own.split_for_impl();
        let name = self.kernel.name.unraw().to_string();
        let dims = Literal::usize_unsuffixed(self.kernel.dims);
        let each: Vec<_> = (0..self.kernel.windows.len()).map(|i| format_ident!("__halo{}", i)).collect();
        let (first, rest) = (&each[0], &each[1..]);
        let ignores = ignores.then(|| {
            quote! {
                fn ignores(&self) -> bool {
                    true
                }
            }
        });
        quote! {
            #[automatically_derived]
            impl #impl_generics __stencil::Stencil for #this #clause {
                fn name(&self) -> ::std::borrow::Cow<'static, str> {
                    ::std::borrow::Cow::Borrowed(#name)
                }
                fn halo(&self) -> __stencil::Halo {
                    let [#(#each),*] = __halos(self);
                    #first #(.union(#rest))*
                }
                fn dims(&self) -> ::core::option::Option<usize> {
                    ::core::option::Option::Some(#dims)
                }
                #ignores
            }
        }
    }

    pub(crate) fn impl_kernel(&self, lowered: &Lowered, effort: &TokenStream) -> TokenStream {
        let (this, ins, outs) = (self_type(self), self.inputs(), self.outputs());
        let (impl_generics, _, clause) = self.generics.all.split_for_impl();
        let dims = Literal::usize_unsuffixed(self.kernel.dims);
        let count = Literal::usize_unsuffixed(self.kernel.windows.len());
        let width = &lowered.width;
        let vectorized = lowered.lanes.is_some();
        let pixel = self.pixel(lowered);
        let lanes = self.lanes(lowered);
        let taps = lowered.taps.as_ref().map(|list| {
            quote! {
                const LISTED: bool = true;
                fn taps(&self) -> usize {
                    self.#list.len()
                }
            }
        });
        // Not `automatically_derived`: the compiler would no longer warn of what is unused in the body.
        let token = self.impl_token();
        quote! {
            #token #impl_generics __stencil::Kernel<#ins, #dims> for #this #clause {
                type Out = #outs;
                type Width = #width;
                const VECTORIZED: bool = #vectorized;
                #effort
                #taps
                #[inline(always)]
                fn halos(&self) -> [__stencil::Halo; #count] {
                    __halos(self)
                }
                #pixel
                #lanes
            }
        }
    }

    fn pixel(&self, lowered: &Lowered) -> TokenStream {
        let outs = self.outputs();
        let (names, types) = self.windows();
        let bindings = self.kernel.params.iter().map(|param| {
            let (lints, binding, name) = (lints_of(&param.original), bind(param, &quote!(self)), &param.name);
            // A parameter that only says how far the windows reach is used.
            let used = self.kernel.args.reach_mentions(name).then(|| quote!(let _ = &#name;));
            quote!(#(#lints)* #binding #used)
        });
        let value = self.tuple(&lowered.pixel);
        quote! {
            #[allow(unused_braces, reason = "the body is a block inside of a tuple")]
            #[inline]
            fn pixel(&self, (#(#names,)*): (#(#types,)*)) -> #outs {
                #(#bindings)*
                #value
            }
        }
    }

    fn lanes(&self, lowered: &Lowered) -> TokenStream {
        let dims = Literal::usize_unsuffixed(self.kernel.dims);
        let windows = self
            .kernel
            .windows
            .iter()
            .map(|WindowArg { element, .. }| quote!(__stencil::LaneWindow<'_, __S, #element, __W, #dims>));
        let packs = self.kernel.outputs.iter().map(|ty| quote!(__stencil::Lanes<__S, #ty, __W>));
        let (windows, packs) = (quote!((#(#windows,)*)), quote!((#(#packs,)*)));
        let (pattern, body) = match &lowered.lanes {
            Some(lanes) => {
                let names = self.kernel.windows.iter().map(|window| &window.name);
                let (bindings, value) = (self.bindings_of(&quote!(self), lowered.taps.as_ref()), self.tuple(lanes));
                let names = quote!((#(#names,)*));
                let sound = self
                    .generics
                    .witnesses()
                    .map(|_| quote!(let (__cx, #names) = __stencil::sound::<__SOUND, _>((__cx, #names));));
                (names, quote!(#sound #bindings #value))
            }
            None => {
                let ins = self.inputs();
                let pixel = quote!(__stencil::Kernel::<#ins, #dims>::pixel(self, __pixel));
                (quote!(__windows), quote!(__cx.each_pixel(__windows, #[inline(always)] |__pixel| #pixel)))
            }
        };
        let lanes = |name: TokenStream, taps: TokenStream, pattern: &TokenStream, body: &TokenStream| {
            quote! {
                #[allow(
                    unused, unconditional_panic, arithmetic_overflow, clippy::all, clippy::pedantic,
                    reason = "lints speak of the body for one pixel"
                )]
                #[inline(always)]
                fn #name<__S: __stencil::Simd, __W: __stencil::Width #taps>(
                    &self,
                    __cx: __stencil::Cx<__S, __W>,
                    #pattern: #windows,
                ) -> #packs {
                    #body
                }
            }
        };
        if lowered.taps.is_none() {
            return lanes(quote!(lanes), TokenStream::new(), &pattern, &body);
        }
        let (ins, all) = (self.inputs(), quote!(__windows));
        let any = quote!(__stencil::Kernel::<#ins, #dims>::lanes_of::<__S, __W, 0>(self, __cx, __windows));
        let any = lanes(quote!(lanes), TokenStream::new(), &all, &any);
        let some = lanes(quote!(lanes_of), quote!(, const __TAPS: usize), &pattern, &body);
        quote!(#any #some)
    }

    /// A constant that exists only if the body is free of errors: see `stencil_core::sound`.
    pub(crate) fn sound(&self, lowered: &Lowered) -> TokenStream {
        let Some(witnesses) = self.generics.witnesses().filter(|_| lowered.lanes.is_some()) else {
            return TokenStream::new();
        };
        let this = self_type(self);
        let (impl_generics, _, clause) = self.generics.all.split_for_impl();
        let (names, types) = self.windows();
        let (bindings, value) = (self.bindings_of(&quote!(__this), None), self.tuple(&lowered.pixel));
        let outs = self.outputs();
        quote! {
            #[allow(unused, clippy::all, clippy::pedantic, reason = "lints speak of the body for one pixel")]
            const __SOUND: bool = {
                const fn __body #impl_generics () -> bool #clause {
                    let _ = |__this: &#this, (#(#names,)*): (#(#types,)*)| -> #outs { #bindings #value };
                    true
                }
                __body::<#(#witnesses),*>()
            };
        }
    }

    pub(crate) fn impl_filter(&self) -> TokenStream {
        let (this, ins, outs) = (self_type(self), self.inputs(), self.outputs());
        let (impl_generics, _, clause) = self.generics.all.split_for_impl();
        let dims = Literal::usize_unsuffixed(self.kernel.dims);
        let token = self.impl_token();
        quote! {
            #[automatically_derived]
            #token #impl_generics __stencil::Filter<#ins> for #this #clause {
                type Out = #outs;
                type Carry<'__s> = ();
                fn carry<'__s>(&self, _: &__stencil::Job<'__s>) {}
                fn evaluate<'__s>(
                    &self,
                    __job: &__stencil::Job<'__s>,
                    (): &mut (),
                    __sources: <#ins as __stencil::Elements>::Sources<'_>,
                    __targets: <#outs as __stencil::Elements>::Targets<'_>,
                ) {
                    __stencil::run_kernel::<#ins, Self, #dims>(self, __job, __sources, __targets)
                }
            }
        }
    }

    /// `impl`, at the kernel's name: where messages that speak of the impl will point.
    fn impl_token(&self) -> Token![impl] {
        Token![impl](self.kernel.name.span())
    }

    /// The element types that go in, as a tuple.
    fn inputs(&self) -> TokenStream {
        let elements = self.kernel.windows.iter().map(|window| &window.element);
        quote!((#(#elements,)*))
    }

    /// The element types that come out, as a tuple.
    fn outputs(&self) -> TokenStream {
        let outputs = &self.kernel.outputs;
        quote!((#(#outputs,)*))
    }

    /// The body's value as a tuple of outputs.
    fn tuple(&self, value: &TokenStream) -> TokenStream {
        if self.kernel.tuple_output { value.clone() } else { quote!((#value,)) }
    }

    /// The windows' names and types as written.
    fn windows(&self) -> (Vec<&Ident>, Vec<&Type>) {
        self.kernel.windows.iter().map(|window| (&window.name, &window.written)).unzip()
    }

    /// The parameters under their names; `taps` as a slice of as many elements as `__TAPS` says.
    fn bindings_of(&self, this: &TokenStream, taps: Option<&Ident>) -> TokenStream {
        let one = |param: &Param| {
            let name = &param.name;
            let bound = match taps {
                Some(list) if list == name => quote!(let #name = __stencil::taps::<__TAPS, _>(&#this.#name);),
                _ => bind(param, this),
            };
            // A parameter that only the reach mentions is used.
            let used = self.kernel.args.mentions(&name.to_string()).then(|| quote!(let _ = &#name;));
            quote!(#bound #used)
        };
        self.kernel.params.iter().map(one).collect()
    }
}

fn bind(param: &Param, this: &TokenStream) -> TokenStream {
    let Param { name, by_value, mutable, .. } = param;
    let name = name.to_token_stream();
    match (by_value, mutable) {
        (true, true) => quote!(let mut #name = #this.#name;),
        (true, false) => quote!(let #name = #this.#name;),
        (false, _) => quote!(let #name = &#this.#name;),
    }
}

/// The `#[allow]`s and their like on a parameter.
fn lints_of(original: &FnArg) -> Vec<&Attribute> {
    let FnArg::Typed(typed) = original else { return Vec::new() };
    typed.attrs.iter().filter(|attr| is_lint(attr)).collect()
}
