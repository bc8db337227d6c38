//! Assignments, plain and masked.

use super::super::ir::{Expr, Kind};
use super::super::shape::Shape;
use super::Emit;
use super::binding::{CAST, LOOSE, UNARY};
use super::control::select;
use super::expr::is_division;
use proc_macro2::{Ident, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::BinOp;

impl Emit<'_> {
    pub(super) fn assign(&mut self, place: &Expr, value: &Expr) -> TokenStream {
        if let Kind::Tuple(_) | Kind::Array(_) = &place.kind {
            return self.assign_parts(place, value);
        }
        let shape = self.shape(place).clone();
        let value = self.wanted(value, &shape).0;
        self.store(place, value)
    }

    /// `place = value`, for the pixels that get here.
    fn store(&mut self, place: &Expr, value: TokenStream) -> TokenStream {
        let mask = place.root().and_then(|root| self.mask_for(root));
        let place = self.operand(place, UNARY);
        match mask {
            None => quote!(#place = #value),
            Some(mask) => {
                let chosen = select(&mask, &value, &place);
                quote!(#place = #chosen)
            }
        }
    }

    /// `(a, b) = value`.
    fn assign_parts(&mut self, places: &Expr, value: &Expr) -> TokenStream {
        let shape = self.place_shape(places);
        let value = self.wanted(value, &shape).0;
        let mut masked = false;
        each_place(places, &mut |place| {
            masked |= place.root().is_some_and(|root| self.declared[root] < self.layers.len());
        });
        if !masked {
            let places = self.places(places);
            return quote!(#places = #value);
        }
        let mut stores = Vec::new();
        let pattern = self.part_names(places, &mut stores);
        let stores = stores.into_iter().map(|(place, name)| self.store(place, quote!(#name)));
        let stores: Vec<_> = stores.collect();
        quote!({ let #pattern = #value; #(#stores;)* })
    }

    fn place_shape(&self, place: &Expr) -> Shape {
        match &place.kind {
            Kind::Tuple(parts) => Shape::tuple(parts.iter().map(|part| self.place_shape(part)).collect()),
            Kind::Array(parts) => {
                Shape::array(parts.iter().fold(Shape::Never, |shape, part| shape.join(&self.place_shape(part))))
            }
            _ => self.shape(place).clone(),
        }
    }

    fn places(&mut self, place: &Expr) -> TokenStream {
        match &place.kind {
            Kind::Tuple(parts) => {
                let parts: Vec<_> = parts.iter().map(|part| self.places(part)).collect();
                quote!((#(#parts,)*))
            }
            Kind::Array(parts) => {
                let parts: Vec<_> = parts.iter().map(|part| self.places(part)).collect();
                quote!([#(#parts),*])
            }
            _ => self.operand(place, UNARY),
        }
    }

    /// A pattern with a name for each place.
    fn part_names<'e>(&mut self, place: &'e Expr, stores: &mut Vec<(&'e Expr, Ident)>) -> TokenStream {
        match &place.kind {
            Kind::Tuple(parts) => {
                let parts: Vec<_> = parts.iter().map(|part| self.part_names(part, stores)).collect();
                quote!((#(#parts,)*))
            }
            Kind::Array(parts) => {
                let parts: Vec<_> = parts.iter().map(|part| self.part_names(part, stores)).collect();
                quote!([#(#parts),*])
            }
            Kind::Hole => quote!(_),
            _ => {
                let name = self.temporary("part");
                stores.push((place, name.clone()));
                name.to_token_stream()
            }
        }
    }

    pub(super) fn assign_op(&mut self, op: &BinOp, place: &Expr, value: &Expr) -> TokenStream {
        let shape = self.shape(place).clone();
        if !shape.varies() {
            let place = self.operand(place, UNARY);
            let value = if is_division(op) { self.uniform_divisor(value, LOOSE) } else { self.expr(value) };
            return quote!(#place #op #value);
        }
        let shift = matches!(op, BinOp::ShlAssign(_) | BinOp::ShrAssign(_));
        let mask = place.root().and_then(|root| self.mask_for(root));
        // Under a mask, `x += value` is written `select(mask, x + value, x)`.
        let binding = if mask.is_some() { CAST } else { LOOSE };
        let operand = match shift {
            true => self.shift_count(value),
            false if is_division(op) => self.divided_by(value, binding),
            false => self.lanes_operand(value, binding),
        };
        // Rust computes the right side of numbers first.
        let first = value.any(&mut |e| matches!(e.kind, Kind::Assign(..) | Kind::AssignOp(..)));
        let (first, operand) = match first {
            true => {
                let name = self.temporary("value");
                (Some(quote!(let #name = #operand;)), quote!(#name))
            }
            false => (None, operand),
        };
        let place = self.operand(place, UNARY);
        let store = match mask {
            None => quote!(#place #op #operand),
            Some(mask) => {
                let op = without_equals(op);
                let chosen = select(&mask, &quote!(#place #op #operand), &place);
                quote!(#place = #chosen)
            }
        };
        match first {
            Some(first) => quote!({ #first #store; }),
            None => store,
        }
    }
}

fn each_place<'e>(place: &'e Expr, f: &mut dyn FnMut(&'e Expr)) {
    match &place.kind {
        Kind::Tuple(parts) | Kind::Array(parts) => parts.iter().for_each(|part| each_place(part, f)),
        _ => f(place),
    }
}

/// `+` of `+=`.
fn without_equals(op: &BinOp) -> TokenStream {
    let mut tokens: Vec<TokenTree> = op.to_token_stream().into_iter().collect();
    tokens.pop();
    if let Some(TokenTree::Punct(punct)) = tokens.last_mut() {
        let mut alone = proc_macro2::Punct::new(punct.as_char(), proc_macro2::Spacing::Alone);
        alone.set_span(punct.span());
        *punct = alone;
    }
    tokens.into_iter().collect()
}
