//! Patterns: as they are where the value is uniform or made of lanes, as conditions where they compare pixels.

use super::super::ir::{Expr, Pat, VarId};
use super::super::shape::Shape;
use super::Emit;
use super::binding::BIT_AND;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::RangeLimits;

impl Emit<'_> {
    /// The pattern itself. Its variables are declared here.
    pub(super) fn pattern(&mut self, pat: &Pat) -> TokenStream {
        match pat {
            Pat::Wild => quote!(_),
            Pat::Rest => quote!(..),
            Pat::Bind { var, by_ref, sub } => {
                let name = self.binding(*var, *by_ref);
                match sub {
                    Some(sub) => {
                        let sub = self.pattern(sub);
                        quote!(#name @ #sub)
                    }
                    None => name,
                }
            }
            Pat::Tuple(pats) => {
                let pats: Vec<_> = pats.iter().map(|pat| self.pattern(pat)).collect();
                match &*pats {
                    [only] if !matches!(pat, Pat::Tuple(inner) if matches!(&**inner, [Pat::Rest])) => quote!((#only,)),
                    _ => quote!((#(#pats),*)),
                }
            }
            Pat::Slice(pats) => {
                let pats: Vec<_> = pats.iter().map(|pat| self.pattern(pat)).collect();
                quote!([#(#pats),*])
            }
            Pat::Ref(mutable, pat) => {
                let (mutable, pat) = (mutable.then(|| quote!(mut)), self.pattern(pat));
                quote!(& #mutable #pat)
            }
            Pat::Value(value) => self.expr(value),
            Pat::Range(start, limits, end) => {
                let start = start.as_ref().map(|e| self.expr(e));
                let end = end.as_ref().map(|e| self.expr(e));
                quote!(#start #limits #end)
            }
            Pat::Or(pats) => {
                let pats: Vec<_> = pats.iter().map(|pat| self.pattern(pat)).collect();
                quote!((#(#pats)|*))
            }
            Pat::Opaque(pat, vars) => {
                vars.iter().for_each(|var| self.declare(*var));
                pat.to_token_stream()
            }
        }
    }

    pub(super) fn declare(&mut self, var: VarId) {
        self.declared[var] = self.layers.len();
    }

    fn binding(&mut self, var: VarId, by_ref: bool) -> TokenStream {
        self.declare(var);
        let (by_ref, name) = (by_ref.then(|| quote!(ref)), self.ident(var));
        let mutable = self.program.vars[var].mutable.then(|| quote!(mut));
        quote!(#by_ref #mutable #name)
    }

    /// The shape that a value must have for the variables of `pat` to have theirs; `own` is that of the value.
    pub(super) fn taken(&self, pat: &Pat, own: &Shape) -> Shape {
        match pat {
            Pat::Bind { var, .. } => self.vary.vars[*var].join(own),
            Pat::Tuple(pats) if !pats.iter().any(|pat| matches!(pat, Pat::Rest)) => {
                if *own == Shape::Varying {
                    return Shape::Varying;
                }
                Shape::tuple(pats.iter().enumerate().map(|(index, pat)| self.taken(pat, &own.part(index))).collect())
            }
            Pat::Slice(pats) => {
                let element = own.element();
                let taken = pats.iter().fold(element.clone(), |taken, pat| taken.join(&self.taken(pat, &element)));
                Shape::array(taken)
            }
            Pat::Ref(_, pat) => self.taken(pat, own),
            _ => own.clone(),
        }
    }

    /// Whether `value` matches, as a mask; `None` if it always does.
    pub(super) fn matches(&mut self, value: &TokenStream, shape: &Shape, pat: &Pat) -> Option<TokenStream> {
        match pat {
            Pat::Wild | Pat::Rest | Pat::Bind { sub: None, .. } => None,
            Pat::Bind { sub: Some(pat), .. } => self.matches(value, shape, pat),
            Pat::Ref(_, pat) => self.matches(&quote!((*#value)), shape, pat),
            Pat::Tuple(pats) => {
                let parts = pats.iter().enumerate().filter_map(|(index, pat)| {
                    let field = syn::Index::from(index);
                    self.matches(&quote!(#value.#field), &shape.part(index), pat)
                });
                parts.reduce(|all, part| quote!(#all & #part))
            }
            Pat::Or(pats) => {
                let mut any: Option<TokenStream> = None;
                for pat in pats {
                    let one = self.matches(value, shape, pat)?;
                    any = Some(any.map_or(one.clone(), |any| quote!(#any | (#one))));
                }
                any.map(|any| quote!((#any)))
            }
            _ if !shape.varies() => {
                let pat = self.pattern(pat);
                Some(quote!(__cx.splat(::core::matches!(#value, #pat))))
            }
            Pat::Value(expected) => Some(self.equals(value, expected)),
            Pat::Range(start, limits, end) => {
                let bound = |this: &mut Self, name: TokenStream, bound: &Expr| {
                    let bound = this.lanes(bound);
                    quote!(__stencil::ops::#name(#value, #bound))
                };
                let start = start.as_ref().map(|e| bound(self, quote!(ge), e));
                let name = if matches!(limits, RangeLimits::Closed(_)) { quote!(le) } else { quote!(lt) };
                let end = end.as_ref().map(|e| bound(self, name, e));
                start.into_iter().chain(end).reduce(|a, b| quote!(#a & #b))
            }
            Pat::Slice(_) | Pat::Opaque(..) => None,
        }
    }

    fn equals(&mut self, value: &TokenStream, expected: &Expr) -> TokenStream {
        use super::super::ir::Kind;
        match &expected.kind {
            Kind::Lit(syn::Lit::Bool(lit)) if lit.value => quote!(#value),
            Kind::Lit(syn::Lit::Bool(_)) => quote!(!#value),
            _ => {
                let expected = self.lanes(expected);
                quote!(__stencil::ops::eq(#value, #expected))
            }
        }
    }

    /// `let`s for the variables of a pattern that is known to match.
    pub(super) fn bindings(&mut self, value: &TokenStream, pat: &Pat) -> TokenStream {
        match pat {
            Pat::Bind { var, by_ref, sub } => {
                let name = self.binding(*var, *by_ref);
                let sub = sub.as_ref().map(|sub| self.bindings(value, sub));
                quote!(let #name = #value; #sub)
            }
            Pat::Tuple(pats) => {
                let parts = pats.iter().enumerate().map(|(index, pat)| {
                    let field = syn::Index::from(index);
                    self.bindings(&quote!(#value.#field), pat)
                });
                parts.collect()
            }
            Pat::Ref(_, pat) => self.bindings(&quote!((*#value)), pat),
            _ => TokenStream::new(),
        }
    }

    /// `matches!(value, pat if guard)` on pixels.
    pub(super) fn matches_macro(&mut self, value: &Expr, pat: &Pat, guard: Option<&Expr>) -> TokenStream {
        let shape = self.shape(value).clone();
        let name = self.temporary("value");
        let scrutinee = self.expr(value);
        let matched = self.matches(&quote!(#name), &shape, pat);
        let bindings = self.bindings(&quote!(#name), pat);
        let guard = guard.map(|guard| self.lanes_operand(guard, BIT_AND + 1));
        let all = matched.into_iter().chain(guard).reduce(|a, b| quote!(#a & #b));
        let all = all.unwrap_or_else(|| quote!(__cx.splat(true)));
        quote!({ let #name = #scrutinee; #bindings #all })
    }
}
