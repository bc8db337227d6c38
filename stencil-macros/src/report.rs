//! The collector that shows all mistakes of one kernel at once.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use std::fmt::Display;

/// Collects errors until a barrier; complains if it is dropped unread.
#[derive(Default)]
pub(crate) struct Errors {
    found: Vec<syn::Error>,
    read: bool,
}

impl Errors {
    /// An error that underlines `node`.
    pub(crate) fn at(&mut self, node: impl ToTokens, text: impl Display) {
        self.push(syn::Error::new_spanned(node, text));
    }

    /// An error that underlines `span`.
    pub(crate) fn at_span(&mut self, span: Span, text: impl Display) {
        self.push(syn::Error::new(span, text));
    }

    pub(crate) fn push(&mut self, error: syn::Error) {
        self.found.push(error);
    }

    /// Keeps the value of a step that can fail by itself, or its error.
    pub(crate) fn ok<T>(&mut self, result: syn::Result<T>) -> Option<T> {
        result.map_err(|error| self.push(error)).ok()
    }

    /// Ends a stage: all errors so far as `compile_error!`s, or nothing if there are none.
    pub(crate) fn barrier(&mut self) -> Result<(), TokenStream> {
        self.read = true;
        let found = std::mem::take(&mut self.found);
        if found.is_empty() { Ok(()) } else { Err(found.iter().map(syn::Error::to_compile_error).collect()) }
    }
}

impl Drop for Errors {
    fn drop(&mut self) {
        if !std::thread::panicking() {
            assert!(self.read && self.found.is_empty(), "errors were collected and never shown");
        }
    }
}
