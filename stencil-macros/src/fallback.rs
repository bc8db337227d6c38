//! After a mistake: a kernel of the same name that never runs, so that its uses add no errors of their own.

use crate::expand::Expansion;
use crate::model::Kernel;
use crate::types;
use proc_macro2::{Literal, TokenStream};
use quote::quote;
use syn::{GenericParam, Generics, parse_quote};

/// The struct, its constructor, and impls that fit every use.
pub(crate) fn stub(kernel: &Kernel) -> TokenStream {
    let expansion = Expansion::new(kernel);
    let (structure, structure_impls) = expansion.structure("This kernel has mistakes.");
    let name = &kernel.name;
    let label = name.to_string();
    let own = &expansion.generics.own;
    let (impl_generics, type_generics, clause) = own.split_for_impl();
    let stencil = quote! {
        impl #impl_generics __stencil::Stencil for #name #type_generics #clause {
            fn name(&self) -> ::std::borrow::Cow<'static, str> {
                ::std::borrow::Cow::Borrowed(#label)
            }
            fn halo(&self) -> __stencil::Halo {
                __stencil::Halo::ZERO
            }
            fn dims(&self) -> ::core::option::Option<usize> {
                ::core::option::Option::None
            }
        }
    };
    let filter = any_input(kernel, own);
    let impls = expansion.wrap(&quote!(#structure_impls #stencil #filter));
    quote!(#structure #impls)
}

/// `Kernel` and `Filter` for whatever inputs.
fn any_input(kernel: &Kernel, own: &Generics) -> TokenStream {
    let (_, type_generics, _) = own.split_for_impl();
    let (mut generics, name) = (own.clone(), &kernel.name);
    generics.params.push(GenericParam::Type(parse_quote!(__In: __stencil::Elements)));
    let (filter_generics, _, clause) = generics.split_for_impl();
    let outs = outputs(kernel);
    let filter = quote! {
        impl #filter_generics __stencil::Filter<__In> for #name #type_generics #clause {
            type Out = #outs;
            type Carry<'__s> = ();
            fn carry<'__s>(&self, _: &__stencil::Job<'__s>) {}
            fn evaluate<'__s>(
                &self,
                _: &__stencil::Job<'__s>,
                _: &mut (),
                _: <__In as __stencil::Elements>::Sources<'_>,
                _: <#outs as __stencil::Elements>::Targets<'_>,
            ) {
                ::core::unreachable!()
            }
        }
    };
    let dims = Literal::usize_unsuffixed(kernel.dims.max(1));
    let stub = quote! {
        impl #filter_generics __stencil::Kernel<__In, #dims> for #name #type_generics #clause {
            type Out = #outs;
            type Width = __stencil::B64;
            const VECTORIZED: bool = false;
            fn halos(&self) -> __In::Halos {
                ::core::unreachable!()
            }
            fn pixel(&self, _: __In::Windows<'_, #dims>) -> #outs {
                ::core::unreachable!()
            }
            fn lanes<__S: __stencil::Simd, __W: __stencil::Width>(
                &self,
                _: __stencil::Cx<__S, __W>,
                _: __In::LaneWindows<'_, __S, __W, #dims>,
            ) -> <#outs as __stencil::Elements>::Packs<__S, __W> {
                ::core::unreachable!()
            }
        }
    };
    quote!(#filter #stub)
}

/// What the user said comes out, if that can be; what goes in otherwise.
fn outputs(kernel: &Kernel) -> TokenStream {
    let outputs = &kernel.outputs;
    let fine = !outputs.is_empty() && outputs.iter().all(types::is_element);
    if fine { quote!((#(#outputs,)*)) } else { quote!(__In) }
}
