//! Tokens: the kernel's struct and its impls. Nothing fails here.
//!
//! Everything but the struct and its constructor stands in one anonymous constant, where `__stencil` names the
//! library's private module: no other name of the user's module is touched, and none of the user's can get in the way.

mod docs;
mod effort;
mod impls;
mod structure;

use crate::attributes::Attributes;
use crate::generics::Divided;
use crate::halo::Halos;
use crate::lower::{Lowered, helper_types};
use crate::model::Kernel;
use proc_macro2::TokenStream;
use quote::quote;

/// What the parts of the expansion draw on.
pub(crate) struct Expansion<'a> {
    pub kernel: &'a Kernel,
    pub generics: Divided,
    pub attributes: Attributes<'a>,
}

impl<'a> Expansion<'a> {
    pub(crate) fn new(kernel: &'a Kernel) -> Self {
        Self { kernel, generics: Divided::of(kernel), attributes: Attributes::of(kernel) }
    }

    /// Impls in the anonymous constant.
    pub(crate) fn wrap(&self, impls: &TokenStream) -> TokenStream {
        let Attributes { cfg, lints, .. } = &self.attributes;
        let library = match &self.kernel.args.crate_path {
            Some(path) => quote!(#path),
            None => quote!(::stencil_core),
        };
        quote! {
            #(#cfg)*
            #(#lints)*
            #[allow(deprecated, reason = "the kernel itself may be")]
            const _: () = {
                use #library::__private as __stencil;
                #impls
            };
        }
    }
}

/// The kernel. `promises` are assertions that only the compiler can decide, `pixels` declares what `kernel` calls its
/// element types.
pub(crate) fn expand(
    kernel: &Kernel,
    halos: &Halos,
    promises: &[TokenStream],
    lowered: &Lowered,
    pixels: &TokenStream,
) -> TokenStream {
    let expansion = Expansion::new(kernel);
    let effort = effort::effort(lowered.effort, &halos.windows, kernel.dims);
    let (structure, structure_impls) = expansion.structure(&docs::halo_sentence(kernel, &halos.windows));
    let stencil = expansion.impl_stencil(halos.ignores);
    let halos = expansion.halos(&halos.windows, promises);
    let sound = expansion.sound(lowered);
    let kernel = expansion.impl_kernel(lowered, &effort);
    let filter = expansion.impl_filter();
    let helpers = if lowered.lanes.is_some() { helper_types(&expansion.kernel.args.with) } else { TokenStream::new() };
    let impls = expansion.wrap(&quote!(#helpers #structure_impls #pixels #halos #stencil #sound #kernel #filter));
    quote!(#structure #impls)
}

#[cfg(test)]
mod tests;
