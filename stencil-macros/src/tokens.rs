//! Questions that one asks of tokens.

use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;

/// All identifiers in it, also in groups; lifetimes with their tick.
pub(crate) fn idents(tokens: TokenStream) -> Vec<String> {
    let mut words = Vec::new();
    let mut tick = "";
    for token in tokens {
        match &token {
            TokenTree::Ident(ident) => words.push(format!("{tick}{ident}")),
            TokenTree::Group(group) => words.extend(idents(group.stream())),
            _ => {}
        }
        tick = if matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '\'') { "'" } else { "" };
    }
    words
}

/// Whether an identifier (or a lifetime, with its tick) occurs in it.
pub(crate) fn mentions(tokens: &(impl ToTokens + ?Sized), name: &str) -> bool {
    idents(tokens.to_token_stream()).iter().any(|word| word == name)
}
