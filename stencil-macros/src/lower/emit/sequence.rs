//! Methods of arrays and iterators whose elements vary.

use super::super::infer::Ty;
use super::super::ir::{Expr, Kind, Method};
use super::super::shape::Shape;
use super::binding::{ATOM, LOOSE};
use super::control::select;
use super::{Emit, Term};
use proc_macro2::TokenStream;
use quote::{ToTokens, format_ident, quote};

impl Emit<'_> {
    /// Methods of arrays and iterators.
    pub(super) fn array_method(&mut self, e: &Expr, name: &str, method: &Method, receiver: &Shape) -> Option<Term> {
        let sequence =
            matches!(receiver, Shape::Array(_)) || matches!(self.typing.known(&method.receiver), Ty::Sequence(_));
        if !sequence {
            return None;
        }
        let own = self.shape(e).clone();
        let method_name = &method.name;
        if let ("swap", Some(mask)) = (name, method.receiver.root().and_then(|root| self.mask_for(root))) {
            return Some(Term(self.masked_swap(method, &mask), LOOSE));
        }
        let source = self.operand(&method.receiver, ATOM);
        Some(Term::atom(match (name, &*method.args) {
            (
                "len" | "is_empty" | "iter" | "into_iter" | "iter_mut" | "copied" | "cloned" | "rev" | "step_by"
                | "skip" | "take" | "enumerate" | "zip" | "swap" | "reverse",
                args,
            ) => {
                let args: Vec<_> = args.iter().map(|arg| self.argument(arg)).collect();
                quote!(#source.#method_name(#(#args),*))
            }
            ("chain", [other]) => {
                let source = self.wanted(&method.receiver, &own).within(ATOM);
                let other = self.wanted(other, &own).0;
                quote!(#source.#method_name(#other))
            }
            ("fill", [value]) => {
                let value = self.wanted(value, &receiver.element()).0;
                quote!(#source.#method_name(#value))
            }
            ("map" | "for_each", [f]) => {
                let f = self.callable(f, 1, &own.element());
                quote!(#source.#method_name(#f))
            }
            ("any" | "all", [f]) => {
                let f = self.callable(f, 1, &Shape::Varying);
                let (start, op) = if name == "any" { (quote!(false), quote!(|)) } else { (quote!(true), quote!(&)) };
                quote!(#source.map(#f).fold(__cx.splat(#start), #[inline(always)] |__a, __b| __a #op __b))
            }
            ("sum" | "product", []) => self.sum(e, method, &source),
            ("fold", [init, f]) => {
                let (init, f) = (self.wanted(init, &own).0, self.callable(f, 2, &own));
                quote!(#source.#method_name(#init, #f))
            }
            _ => return None,
        }))
    }

    /// `array.swap(i, j)`, for the pixels that get here.
    fn masked_swap(&mut self, method: &Method, mask: &TokenStream) -> TokenStream {
        let array = self.operand(&method.receiver, ATOM);
        let (i, j, x, y) = (self.temporary("i"), self.temporary("j"), self.temporary("x"), self.temporary("y"));
        let at = method.args.iter().map(|arg| self.expr(arg));
        let at: Vec<_> = at.map(|at| quote!(__stencil::ops::guard(#at, #array.len(), #mask))).collect();
        let (new_x, new_y) = (select(mask, &quote!(#y), &quote!(#x)), select(mask, &quote!(#x), &quote!(#y)));
        quote!({
            let (#i, #j) = (#(#at),*);
            let (#x, #y) = (#array[#i], #array[#j]);
            #array[#i] = #new_x;
            #array[#j] = #new_y;
        })
    }

    /// A sum starts where the standard library's does.
    fn sum(&mut self, e: &Expr, method: &Method, source: &TokenStream) -> TokenStream {
        let name = &method.name;
        let prim =
            self.typing.prim(e).map_or_else(|| quote!(_), |prim| format_ident!("{}", prim.name()).to_token_stream());
        let op = if name == "sum" { quote!(+) } else { quote!(*) };
        let item = if gives_references(&method.receiver) { quote!(*__b) } else { quote!(__b) };
        let start = quote!(::core::iter::empty::<#prim>().#name::<#prim>());
        quote!(#source.fold(__cx.splat(#start), #[inline(always)] |__a, __b| __a #op #item))
    }
}

/// Whether an iterator hands out references.
fn gives_references(iter: &Expr) -> bool {
    match &iter.kind {
        Kind::Method(method) => match &*method.name.to_string() {
            "iter" | "iter_mut" => true,
            "rev" | "skip" | "take" | "step_by" | "chain" | "filter" => gives_references(&method.receiver),
            "into_iter" => matches!(method.receiver.kind, Kind::Ref(..)),
            _ => false,
        },
        _ => false,
    }
}
