//! Lowering: the body for one pixel, and the body for a run of lanes.

use crate::model::Kernel;
use proc_macro2::{Span, TokenStream};
use quote::quote;

/// The two bodies of a kernel, as expressions that have the value of the function.
pub(crate) struct Lowered {
    /// For one pixel: windows and parameters are bound under the user's names.
    pub pixel: TokenStream,
    /// For lanes: the same names, and `__cx`, `__S`. `None` if the body cannot be lowered.
    pub lanes: Option<TokenStream>,
    /// The type for `Kernel::Width`.
    pub width: TokenStream,
    /// What keeps the body, or a call in it, from being SIMD.
    pub obstacles: Vec<Obstacle>,
}

/// One construct that has no form in lanes.
pub(crate) struct Obstacle {
    pub span: Span,
    pub what: String,
    pub instead: String,
}

/// Lowers the body of `kernel`.
pub(crate) fn lower(kernel: &Kernel) -> Lowered {
    let (outputs, body) = (&kernel.returns, &kernel.body);
    Lowered {
        pixel: quote!((move || -> #outputs #body)()),
        lanes: None,
        width: quote!(__stencil::B8),
        obstacles: vec![Obstacle {
            span: Span::call_site(),
            what: "this body is evaluated pixel by pixel".to_owned(),
            instead: "remove `simd`".to_owned(),
        }],
    }
}

/// `#[stencil_fn(args)] item`: so far the function as it stands, without its form on lanes.
pub(crate) fn stencil_fn(_args: TokenStream, item: TokenStream) -> TokenStream {
    item
}
