//! Variables that have the kernel's own name, as in `fn mean(..) { let mean = ..; mean }`.
//!
//! A function may do that. The kernel without parameters is a unit struct, and the compiler takes its name in a pattern
//! for the struct, so the variable steps aside.

use crate::tokens;
use proc_macro2::{Group, Ident, TokenStream, TokenTree};
use quote::format_ident;
use syn::ext::IdentExt;
use syn::visit_mut::{self, VisitMut};
use syn::{Block, ExprPath, FieldPat, FieldValue, Macro, PatIdent, Token};

/// Renames variables called `name` in `body`.
pub(crate) fn step_aside(body: &mut Block, name: &Ident) {
    if tokens::is_bound(body, name) {
        Rename { from: name, to: format_ident!("{}_", name.unraw()) }.visit_block_mut(body);
    }
}

struct Rename<'a> {
    from: &'a Ident,
    to: Ident,
}

impl Rename<'_> {
    fn ident(&self, ident: &mut Ident) {
        if ident == self.from {
            *ident = Ident::new(&self.to.to_string(), ident.span());
        }
    }

    /// Names in a macro's arguments, but not those of fields and methods.
    fn tokens(&self, tokens: TokenStream) -> TokenStream {
        let mut after_dot = false;
        let rename = |mut token| {
            match &mut token {
                TokenTree::Ident(ident) if !after_dot => self.ident(ident),
                TokenTree::Group(group) => {
                    let mut inner = Group::new(group.delimiter(), self.tokens(group.stream()));
                    inner.set_span(group.span());
                    token = TokenTree::Group(inner);
                }
                _ => {}
            }
            after_dot = matches!(&token, TokenTree::Punct(punct) if punct.as_char() == '.');
            token
        };
        tokens.into_iter().map(rename).collect()
    }
}

impl VisitMut for Rename<'_> {
    fn visit_pat_ident_mut(&mut self, pattern: &mut PatIdent) {
        self.ident(&mut pattern.ident);
        visit_mut::visit_pat_ident_mut(self, pattern);
    }
    fn visit_expr_path_mut(&mut self, path: &mut ExprPath) {
        if path.qself.is_none() && path.path.get_ident().is_some() {
            self.ident(&mut path.path.segments[0].ident);
        }
        visit_mut::visit_expr_path_mut(self, path);
    }
    // `Point { mean }` stands for `Point { mean: mean }`.
    fn visit_field_value_mut(&mut self, field: &mut FieldValue) {
        field.colon_token.get_or_insert_with(<Token![:]>::default);
        visit_mut::visit_field_value_mut(self, field);
    }
    fn visit_field_pat_mut(&mut self, field: &mut FieldPat) {
        field.colon_token.get_or_insert_with(<Token![:]>::default);
        visit_mut::visit_field_pat_mut(self, field);
    }
    fn visit_macro_mut(&mut self, mac: &mut Macro) {
        mac.tokens = self.tokens(std::mem::take(&mut mac.tokens));
    }
}
