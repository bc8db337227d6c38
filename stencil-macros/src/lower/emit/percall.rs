//! Calls of functions that nothing is known of: made once per lane.

use super::super::ir::{Expr, Kind};
use super::super::vary::percall;
use super::Emit;
use super::binding::ATOM;
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};

impl Emit<'_> {
    /// A call made once per pixel: its lanes are taken apart, everything else in it is computed each time.
    pub(super) fn per_lane(&mut self, e: &Expr) -> TokenStream {
        let (vary, typing) = (self.vary, self.typing);
        let leaves = percall::leaves(e, &|e| vary.of(e).varies(), &|e| typing.is_scalar(e)).unwrap_or_default();
        let names: Vec<_> =
            (0..leaves.len()).map(|index| format_ident!("__l{index}", span = Span::mixed_site())).collect();
        let lanes: Vec<_> = leaves.iter().map(|leaf| self.lanes(leaf)).collect();
        let named: Vec<_> = leaves.into_iter().zip(names.iter().cloned()).collect();
        let call = self.one_lane(e, &named, true);
        let map = format_ident!("map{}", names.len());
        quote!(__cx.#map(#(#lanes,)* |#(#names),*| #call))
    }

    /// `e` with its lanes replaced by one of them.
    fn one_lane(&mut self, e: &Expr, leaves: &[(&Expr, Ident)], whole: bool) -> TokenStream {
        if let Some((_, name)) = leaves.iter().find(|(leaf, _)| !whole && percall::same_place(leaf, e)) {
            return name.to_token_stream();
        }
        if !self.shape(e).varies() {
            return self.expr(e);
        }
        let all = |this: &mut Self, parts: &[Expr]| -> Vec<_> {
            parts.iter().map(|part| this.one_lane(part, leaves, false)).collect()
        };
        match &e.kind {
            Kind::Call(callee, args) => {
                let args = all(self, args);
                let callee = self.operand(callee, ATOM);
                quote!(#callee(#(#args),*))
            }
            Kind::Method(method) => {
                let args = all(self, &method.args);
                let receiver = self.one_lane(&method.receiver, leaves, false);
                let (name, turbofish) = (&method.name, &method.turbofish);
                quote!((#receiver).#name #turbofish (#(#args),*))
            }
            Kind::Tuple(parts) => {
                let parts = all(self, parts);
                quote!((#(#parts,)*))
            }
            Kind::Array(parts) => {
                let parts = all(self, parts);
                quote!([#(#parts),*])
            }
            Kind::Ref(_, inner) => {
                let inner = self.one_lane(inner, leaves, false);
                quote!(&(#inner))
            }
            Kind::Unary(op, inner) => {
                let inner = self.one_lane(inner, leaves, false);
                quote!(#op (#inner))
            }
            _ => self.expr(e),
        }
    }
}
