//! Element types that go by a name of the user's own: `type Pixel = u8`, or a struct that is no element at all.
//!
//! The expansion names an element type in every impl, and the compiler would complain of a wrong one in each of them.
//! So it stands in one place: a constant that exists only if the type is an element, and an alias that needs the
//! constant (see `stencil_core::sound`). Whatever is made of the alias of a wrong type is passed over in silence.

use crate::generics::name_of;
use crate::model::{Kernel, WindowArg};
use crate::{tokens, types};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{Generics, Ident, Type, parse_quote_spanned};

/// Puts aliases in the place of such types, and gives back their declarations.
pub(crate) fn name(kernel: &mut Kernel) -> TokenStream {
    let elements = kernel.windows.iter().map(|window| &window.element);
    let mut own: Vec<Type> = Vec::new();
    for ty in elements.chain(&kernel.outputs) {
        if is_own(ty, &kernel.generics) && !own.contains(ty) {
            own.push(ty.clone());
        }
    }
    own.iter().enumerate().map(|(number, ty)| alias(kernel, number, ty)).collect()
}

fn is_own(ty: &Type, generics: &Generics) -> bool {
    let mut params = generics.params.iter().map(name_of);
    types::is_path(ty) && !types::is_primitive(ty) && !params.any(|param| tokens::mentions(ty, &param))
}

fn alias(kernel: &mut Kernel, number: usize, ty: &Type) -> TokenStream {
    let (alias, proof) = (format_ident!("__Pixel{}", number), format_ident!("__PIXEL{}", number));
    let mut replace = Replace { ty, alias: &alias };
    for WindowArg { element, written, .. } in &mut kernel.windows {
        replace.visit_type_mut(element);
        replace.visit_type_mut(written);
    }
    kernel.outputs.iter_mut().for_each(|output| replace.visit_type_mut(output));
    replace.visit_type_mut(&mut kernel.returns);
    quote! {
        const #proof: bool = {
            let _ = __stencil::pixel::<#ty>;
            true
        };
        type #alias = <__stencil::Sound<#proof> as __stencil::Same<#ty>>::Out;
    }
}

struct Replace<'a> {
    ty: &'a Type,
    alias: &'a Ident,
}

impl VisitMut for Replace<'_> {
    fn visit_type_mut(&mut self, ty: &mut Type) {
        if ty == self.ty {
            let alias = self.alias;
            *ty = parse_quote_spanned!(ty.span()=> #alias);
        } else {
            visit_mut::visit_type_mut(self, ty);
        }
    }
}
