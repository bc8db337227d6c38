//! The constant that tells the engine what the body asks of the processor.

use crate::halo::WindowHalo;
use crate::lower::Effort;
use proc_macro2::{Literal, TokenStream};
use quote::quote;

/// `Kernel::EFFORT`, or nothing where there is no telling.
pub(super) fn effort(effort: Effort, halos: &[WindowHalo], dims: usize) -> TokenStream {
    let Some(values) = effort.values else { return TokenStream::new() };
    let (values, long, deep) = (Literal::usize_unsuffixed(values), effort.long, is_deep(halos, dims));
    quote! {
        const EFFORT: __stencil::Effort = __stencil::Effort { values: #values, long: #long, deep: #deep };
    }
}

/// Whether some window may read several rows: offsets along its last axis but one, or its only one.
fn is_deep(halos: &[WindowHalo], dims: usize) -> bool {
    let flat = |halo: &WindowHalo| halo.known.as_ref().is_some_and(|sides| sides[dims.saturating_sub(2)] == (0, 0));
    !halos.iter().all(flat)
}
