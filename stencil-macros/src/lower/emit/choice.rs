//! `match`: kept on uniform values, a chain of masks on pixels.

use super::super::ir::{Arm, Expr};
use super::super::shape::Shape;
use super::Emit;
use super::binding::BIT_AND;
use super::control::{select, unbraced};
use proc_macro2::TokenStream;
use quote::quote;

impl Emit<'_> {
    pub(super) fn choice(&mut self, e: &Expr, scrutinee: &Expr, arms: &[Arm], wanted: &Shape) -> TokenStream {
        let shape = self.shape(scrutinee).clone();
        let unit = self.typing.is_unit(e);
        if shape.varies() {
            let value = if unit { Shape::Uniform } else { wanted.varied() };
            let name = self.temporary("value");
            let scrutinee = self.expr(scrutinee);
            let chain = self.arms(&quote!(#name), &shape, arms, &value, unit);
            return quote!({ let #name = #scrutinee; #chain });
        }
        let scrutinee = self.expr(scrutinee);
        let arms: Vec<_> = arms.iter().map(|arm| self.kept_arm(arm, wanted)).collect();
        quote!(match #scrutinee { #(#arms)* })
    }

    fn kept_arm(&mut self, arm: &Arm, wanted: &Shape) -> TokenStream {
        let pat = self.pattern(&arm.pat);
        let guard = arm.guard.as_ref().map(|guard| {
            let guard = self.expr(guard);
            quote!(if #guard)
        });
        let body = self.wanted(&arm.body, wanted).0;
        quote!(#pat #guard => { #body })
    }

    /// The first arm whose pattern matches and whose guard holds, in every lane.
    fn arms(&mut self, value: &TokenStream, shape: &Shape, arms: &[Arm], wanted: &Shape, unit: bool) -> TokenStream {
        let [arm, rest @ ..] = arms else { return TokenStream::new() };
        let matched = self.matches(value, shape, &arm.pat);
        let bindings = self.bindings(value, &arm.pat);
        // rustc has checked that the arms cover everything: the last one needs no condition.
        if rest.is_empty() || (matched.is_none() && arm.guard.is_none()) {
            let body = self.wanted(&arm.body, wanted).0;
            let semi = unit.then(|| quote!(;));
            return quote!({ #bindings #body #semi });
        }
        let guard = arm.guard.as_ref().map(|guard| {
            let guard = self.lanes_operand(guard, BIT_AND + 1);
            quote!({ #bindings #guard })
        });
        let cond = matched.into_iter().chain(guard).reduce(|a, b| quote!(#a & #b));
        let (mask, not) = (self.temporary("m"), self.temporary("m"));
        let (body, masked) = self.under(mask.clone(), |this| {
            let bindings = this.bindings(value, &arm.pat);
            let body = this.wanted(&arm.body, wanted).0;
            let semi = unit.then(|| quote!(;));
            quote!({ #bindings #body #semi })
        });
        let (others, others_masked) = self.under(not.clone(), |this| this.arms(value, shape, rest, wanted, unit));
        let not = others_masked.then(|| quote!(let #not = !#mask;));
        if unit {
            return quote!({ let #mask = #cond; #not #body #others });
        }
        if !masked && !others_masked {
            return select(&quote!(#cond), &unbraced(body), &unbraced(others));
        }
        let (yes, no) = (self.temporary("yes"), self.temporary("no"));
        let chosen = select(&quote!(#mask), &quote!(#yes), &quote!(#no));
        quote!({ let #mask = #cond; #not let #yes = #body; let #no = #others; #chosen })
    }
}
