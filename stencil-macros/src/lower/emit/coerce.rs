//! Bringing a value to a wanted shape.

use super::super::infer::Ty;
use super::super::ir::{Expr, Kind};
use super::super::shape::Shape;
use super::binding::{LOOSE, UNARY};
use super::{Emit, Term};
use proc_macro2::TokenStream;
use quote::quote;

impl Emit<'_> {
    /// `e` in the shape `wanted`.
    pub(super) fn wanted(&mut self, e: &Expr, wanted: &Shape) -> Term {
        let own = self.shape(e);
        if own == wanted || matches!(own, Shape::Never | Shape::Closure(_)) {
            return self.own(e, wanted);
        }
        match &e.kind {
            Kind::Tuple(parts) if !parts.is_empty() => {
                let parts = parts.iter().enumerate().map(|(index, part)| self.wanted(part, &wanted.part(index)).0);
                let parts: Vec<_> = parts.collect();
                Term::atom(quote!((#(#parts,)*)))
            }
            Kind::Array(parts) => {
                let element = wanted.element();
                let parts: Vec<_> = parts.iter().map(|part| self.wanted(part, &element).0).collect();
                Term::atom(quote!([#(#parts),*]))
            }
            Kind::Repeat(element, len) => {
                let (element, len) = (self.wanted(element, &wanted.element()).0, self.expr(len));
                Term::atom(quote!([#element; #len]))
            }
            Kind::Ref(mutable, inner) => {
                let inner = self.wanted(inner, wanted).within(UNARY);
                let mutable = mutable.then(|| quote!(mut));
                Term(quote!(& #mutable #inner), UNARY)
            }
            Kind::Block(_) | Kind::If(_) | Kind::Match(..) | Kind::Loop(..) => self.own(e, wanted),
            _ => {
                let term = self.own(e, own);
                self.coerce(term, own, wanted, self.typing.is_scalar(e))
            }
        }
    }

    /// A value of shape `own` as one of shape `wanted`.
    pub(super) fn coerce(&mut self, term: Term, own: &Shape, wanted: &Shape, scalar: bool) -> Term {
        match (own, wanted) {
            (own, wanted) if own == wanted => term,
            (Shape::Never, _) | (_, Shape::Never | Shape::Uniform) => term,
            (Shape::Uniform, Shape::Varying) => {
                let value = term.within(LOOSE);
                Term::atom(if scalar { quote!(__cx.splat(#value)) } else { quote!(__cx.lift(#value)) })
            }
            (Shape::Uniform, wanted) if !wanted.is_special() && *wanted == own.varied() => term,
            (Shape::Uniform | Shape::Tuple(_), Shape::Tuple(parts)) => self.tuple(term, own, &parts.clone()),
            (Shape::Tuple(parts), Shape::Varying) => self.tuple(term, own, &vec![Shape::Varying; parts.len()]),
            (Shape::Uniform, Shape::Array(element)) if **element == Shape::Varying => {
                let value = term.within(LOOSE);
                Term::atom(quote!(__cx.lift(#value)))
            }
            (Shape::Uniform | Shape::Array(_), Shape::Array(to)) => self.array(term, &own.element(), to),
            (Shape::Array(from), Shape::Varying) if **from != Shape::Varying => self.array(term, from, &Shape::Varying),
            _ => term,
        }
    }

    /// Takes a tuple apart to bring each part to its shape.
    fn tuple(&mut self, term: Term, own: &Shape, wanted: &[Shape]) -> Term {
        let names: Vec<_> = wanted.iter().map(|_| self.temporary("part")).collect();
        let parts: Vec<TokenStream> = names
            .iter()
            .zip(wanted)
            .enumerate()
            .map(|(index, (name, wanted))| {
                let own = if own.is_uniform() { Shape::Uniform } else { own.part(index) };
                self.coerce(Term::atom(quote!(#name)), &own, wanted, false).0
            })
            .collect();
        let value = term.0;
        Term::atom(quote!({ let (#(#names,)*) = #value; (#(#parts,)*) }))
    }

    fn array(&mut self, term: Term, own: &Shape, wanted: &Shape) -> Term {
        let name = self.temporary("element");
        let element = self.coerce(Term::atom(quote!(#name)), own, wanted, false).0;
        let value = term.within(super::binding::ATOM);
        Term::atom(quote!(#value.map(#[inline(always)] |#name| #element)))
    }

    /// Some value of a type, for a variable that is assigned later.
    pub(super) fn blank(&self, ty: &Ty) -> Option<TokenStream> {
        match self.typing.shallow(ty) {
            Ty::Prim(prim) => {
                let name = proc_macro2::Ident::new(prim.name(), proc_macro2::Span::call_site());
                Some(quote!(__cx.splat(<#name as ::core::default::Default>::default())))
            }
            Ty::Param(name) => {
                let name = proc_macro2::Ident::new(&name, proc_macro2::Span::call_site());
                Some(quote!(__cx.splat(<#name as ::core::default::Default>::default())))
            }
            Ty::Tuple(parts) => {
                let parts = parts.iter().map(|part| self.blank(part)).collect::<Option<Vec<_>>>()?;
                Some(quote!((#(#parts,)*)))
            }
            _ => None,
        }
    }
}
