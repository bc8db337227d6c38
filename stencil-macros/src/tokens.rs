//! Questions that one asks of names in code.

use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::ToTokens;
use syn::parse::{Parse, ParseStream};
use syn::visit::{self, Visit};
use syn::{Block, Expr, Pat, PatIdent, Token};

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

/// Whether a variable or an argument in `body` is called `name`.
pub(crate) fn is_bound(body: &Block, name: &Ident) -> bool {
    struct Find<'a>(&'a Ident, bool);
    impl Visit<'_> for Find<'_> {
        fn visit_pat_ident(&mut self, pattern: &PatIdent) {
            self.1 |= pattern.ident == *self.0;
            visit::visit_pat_ident(self, pattern);
        }
    }
    let mut find = Find(name, false);
    find.visit_block(body);
    find.1
}

/// What stands in the parentheses of `matches!`.
pub(crate) struct Matches {
    pub value: Expr,
    pub pat: Pat,
    pub guard: Option<Expr>,
}

impl Parse for Matches {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let value = input.parse()?;
        input.parse::<Token![,]>()?;
        let pat = Pat::parse_multi_with_leading_vert(input)?;
        let guard = if input.parse::<Option<Token![if]>>()?.is_some() { Some(input.parse()?) } else { None };
        input.parse::<Option<Token![,]>>()?;
        Ok(Self { value, pat, guard })
    }
}
