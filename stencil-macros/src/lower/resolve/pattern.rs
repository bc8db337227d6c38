//! Patterns: declare their variables, and hand them what is known of the value.

use super::super::ir::{Pat, VarId};
use super::scope::Name;
use super::value::Value;
use super::{Resolver, mentions};
use proc_macro2::Ident;
use std::collections::HashMap;
use syn::visit::{self, Visit};

/// The variables of one pattern by name: both cases of `(x, 0) | (0, x)` bind the same one.
type Bound = HashMap<String, VarId>;

impl Resolver {
    /// Resolves a pattern and declares what it binds in the current scope.
    pub(super) fn pattern(&mut self, pat: &syn::Pat) -> Pat {
        self.sub_pattern(pat, &mut Bound::new())
    }

    fn sub_pattern(&mut self, pat: &syn::Pat, bound: &mut Bound) -> Pat {
        let mut all = |this: &mut Self, pats: &mut dyn Iterator<Item = &syn::Pat>| -> Vec<Pat> {
            pats.map(|pat| this.sub_pattern(pat, bound)).collect()
        };
        match pat {
            syn::Pat::Wild(_) => Pat::Wild,
            syn::Pat::Rest(_) => Pat::Rest,
            syn::Pat::Ident(ident) => self.ident_pattern(ident, bound),
            syn::Pat::Tuple(tuple) => Pat::Tuple(all(self, &mut tuple.elems.iter())),
            syn::Pat::Slice(slice) => Pat::Slice(all(self, &mut slice.elems.iter())),
            syn::Pat::Or(or) => Pat::Or(all(self, &mut or.cases.iter())),
            syn::Pat::Paren(inner) => self.sub_pattern(&inner.pat, bound),
            syn::Pat::Reference(inner) => {
                Pat::Ref(inner.mutability.is_some(), Box::new(self.sub_pattern(&inner.pat, bound)))
            }
            syn::Pat::Lit(lit) => Pat::Value(self.expr(&syn::Expr::Lit(lit.clone()))),
            syn::Pat::Const(block) => Pat::Value(self.expr(&syn::Expr::Const(block.clone()))),
            syn::Pat::Path(path) => Pat::Value(self.expr(&syn::Expr::Path(path.clone()))),
            syn::Pat::Range(range) => {
                let start = range.start.as_ref().map(|e| self.expr(e));
                Pat::Range(start, range.limits, range.end.as_ref().map(|e| self.expr(e)))
            }
            syn::Pat::Type(typed) => self.sub_pattern(&typed.pat, bound),
            other => self.opaque_pattern(other, bound),
        }
    }

    fn ident_pattern(&mut self, pat: &syn::PatIdent, bound: &mut Bound) -> Pat {
        let plain = pat.by_ref.is_none() && pat.mutability.is_none() && pat.subpat.is_none();
        if plain && self.names_a_constant(&pat.ident) {
            let path = syn::Path::from(pat.ident.clone());
            return Pat::Value(self.expr(&syn::Expr::Path(syn::ExprPath { attrs: Vec::new(), qself: None, path })));
        }
        let var = self.bind(&pat.ident, pat.mutability.is_some(), bound);
        let sub = pat.subpat.as_ref().map(|(_, sub)| Box::new(self.sub_pattern(sub, bound)));
        Pat::Bind { var, by_ref: pat.by_ref.is_some(), sub }
    }

    fn names_a_constant(&self, ident: &Ident) -> bool {
        let name = ident.to_string();
        match self.scopes.find(&name) {
            Some(Name::Const(_)) => true,
            _ => name.starts_with(char::is_uppercase),
        }
    }

    fn bind(&mut self, ident: &Ident, mutable: bool, bound: &mut Bound) -> VarId {
        if let Some(var) = bound.get(&ident.to_string()) {
            return *var;
        }
        let var = self.declare(ident, mutable);
        bound.insert(ident.to_string(), var);
        var
    }

    fn opaque_pattern(&mut self, pat: &syn::Pat, bound: &mut Bound) -> Pat {
        let mut names = BoundNames::default();
        names.visit_pat(pat);
        let mut vars = Vec::new();
        for (ident, mutable) in names.found {
            if !self.names_a_constant(&ident) {
                vars.push(self.bind(&ident, mutable, bound));
            }
        }
        Pat::Opaque(pat.clone(), vars)
    }

    /// Records what is known of the variables of `pat` when it takes `value`.
    pub(super) fn learn(&mut self, pat: &Pat, value: &Value) {
        match pat {
            Pat::Bind { var, by_ref: _, sub } => {
                self.set_known(*var, value.clone());
                if let Some(sub) = sub {
                    self.learn(sub, value);
                }
            }
            Pat::Tuple(pats) | Pat::Slice(pats) if !pats.iter().any(|pat| matches!(pat, Pat::Rest)) => {
                for (index, pat) in pats.iter().enumerate() {
                    self.learn(pat, &value.part(index));
                }
            }
            Pat::Ref(_, pat) => self.learn(pat, value),
            _ => {}
        }
    }

    pub(super) fn set_known(&mut self, var: VarId, value: Value) {
        let Some(declared) = self.vars.get(var) else { return };
        let unseen = declared.mutable && self.volatile.contains(&declared.ident.to_string());
        self.known.insert(var, if unseen { value.structure() } else { value });
    }

    /// Keeps only the structure of the variables that `names` may change.
    pub(super) fn forget(&mut self, names: &std::collections::HashSet<String>) {
        for name in names {
            if let Some(var) = self.scopes.find_var(name) {
                self.forget_var(var);
            }
        }
    }

    pub(super) fn forget_var(&mut self, var: VarId) {
        if let Some(value) = self.known.get_mut(&var) {
            *value = value.structure();
        }
    }

    /// The variables in scope that `node` mentions.
    pub(super) fn mentioned(&self, node: &impl quote::ToTokens) -> Vec<VarId> {
        let mut vars: Vec<_> = mentions::idents(node).iter().filter_map(|name| self.scopes.find_var(name)).collect();
        vars.sort_unstable();
        vars
    }
}

#[derive(Default)]
struct BoundNames {
    found: Vec<(Ident, bool)>,
}

impl<'ast> Visit<'ast> for BoundNames {
    fn visit_pat_ident(&mut self, pat: &'ast syn::PatIdent) {
        self.found.push((pat.ident.clone(), pat.mutability.is_some()));
        visit::visit_pat_ident(self, pat);
    }
}
