//! `#[stencil_fn]`: a helper function that kernels may call with pixels.

use proc_macro2::TokenStream;

/// `#[stencil_fn(args)] item`: the function as it stands, and its form on lanes.
pub(crate) fn stencil_fn(_args: TokenStream, item: TokenStream) -> TokenStream {
    item
}
