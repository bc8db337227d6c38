//! Expressions in their own shape.

use super::super::bounds;
use super::super::ir::{Expr, Kind};
use super::super::known::{self, Known};
use super::super::shape::Shape;
use super::binding::{AND, ATOM, BIT_AND, BIT_OR, BIT_XOR, CAST, COMPARE, LOOSE, OR, PRODUCT, SHIFT, SUM, UNARY};
use super::control::select;
use super::{Binding, Emit, Term};
use proc_macro2::{Ident, Literal, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::{BinOp, UnOp};

impl Emit<'_> {
    /// `e` in its own shape, standing alone.
    pub(super) fn expr(&mut self, e: &Expr) -> TokenStream {
        let own = self.shape(e);
        self.own(e, own).0
    }

    /// `e` in its own shape, as an operand.
    pub(super) fn operand(&mut self, e: &Expr, binding: Binding) -> TokenStream {
        let own = self.shape(e);
        self.own(e, own).within(binding)
    }

    /// `e` as lanes.
    pub(super) fn lanes(&mut self, e: &Expr) -> TokenStream {
        self.wanted(e, &Shape::Varying).0
    }

    pub(super) fn lanes_operand(&mut self, e: &Expr, binding: Binding) -> TokenStream {
        self.wanted(e, &Shape::Varying).within(binding)
    }

    /// `e` in its own shape; block-like expressions give `wanted`.
    pub(super) fn own(&mut self, e: &Expr, wanted: &Shape) -> Term {
        match &e.kind {
            Kind::Lit(lit) => Term::atom(lit.to_token_stream()),
            Kind::Path(path) => Term::atom(match known::callee(&path.path, &[]) {
                Some(Known::Method(name)) => super::scalar_path(&path.path, name).unwrap_or_else(|| quote!(#path)),
                _ => path.to_token_stream(),
            }),
            Kind::Const(_, path) | Kind::Fun(_, path) => Term::atom(path.to_token_stream()),
            Kind::Local(var) => {
                let mut ident = self.ident(*var).clone();
                ident.set_span(ident.span().located_at(e.span));
                Term::atom(ident.to_token_stream())
            }
            Kind::Known(value, _) => self.known(e, *value),
            Kind::Unary(op, inner) => self.unary(op, inner),
            Kind::Binary(op, a, b) => self.binary(e, op, a, b),
            Kind::Assign(place, value) => Term(self.assign(place, value), LOOSE),
            Kind::AssignOp(op, place, value) => Term(self.assign_op(op, place, value), LOOSE),
            Kind::Cast(inner, ty) if self.shape(e).varies() => {
                let inner = self.lanes_operand(inner, ATOM);
                Term::atom(quote!(#inner.cast::<#ty>()))
            }
            Kind::Cast(inner, ty) => {
                let inner = self.operand(inner, CAST);
                Term(quote!(#inner as #ty), CAST)
            }
            Kind::Index(base, index) => self.index(base, index),
            Kind::Field(base, member) => {
                let base = self.operand(base, ATOM);
                Term::atom(quote!(#base.#member))
            }
            Kind::Method(method) => self.method(e, method),
            Kind::Call(callee, args) => self.call(e, callee, args),
            Kind::Tuple(parts) => {
                let parts: Vec<_> = parts.iter().map(|part| self.expr(part)).collect();
                Term::atom(quote!((#(#parts,)*)))
            }
            Kind::Array(parts) => {
                let element = self.shape(e).element();
                let parts: Vec<_> = parts.iter().map(|part| self.wanted(part, &element).0).collect();
                Term::atom(quote!([#(#parts),*]))
            }
            Kind::Repeat(element, len) => {
                let shape = self.shape(e).element();
                let (element, len) = (self.wanted(element, &shape).0, self.expr(len));
                Term::atom(quote!([#element; #len]))
            }
            Kind::Ref(mutable, inner) => {
                let inner = self.operand(inner, UNARY);
                let mutable = mutable.then(|| quote!(mut));
                Term(quote!(& #mutable #inner), UNARY)
            }
            Kind::Range(start, limits, end) => {
                let start = start.as_ref().map(|e| self.operand(e, OR));
                let end = end.as_ref().map(|e| self.operand(e, OR));
                Term(quote!(#start #limits #end), LOOSE)
            }
            Kind::Hole => Term::atom(quote!(_)),
            Kind::Opaque(opaque) => Term(opaque.tokens.clone(), LOOSE),
            _ => self.control(e, wanted),
        }
    }

    /// A number known at expansion that is not an index: with its type, if that is known.
    fn known(&mut self, e: &Expr, value: i128) -> Term {
        let suffix = self.typing.prim(e).filter(|prim| prim.is_int()).map_or("", super::super::infer::Prim::name);
        number(value, suffix, e.span)
    }

    /// An index or offset: literals where it is known.
    pub(super) fn index_value(&mut self, e: &Expr) -> TokenStream {
        match &e.kind {
            Kind::Known(value, _) => number(*value, "", e.span).0,
            Kind::Array(parts) => {
                let parts: Vec<_> = parts.iter().map(|part| self.index_value(part)).collect();
                quote!([#(#parts),*])
            }
            _ => self.expr(e),
        }
    }

    fn unary(&mut self, op: &UnOp, inner: &Expr) -> Term {
        let inner = self.operand(inner, UNARY);
        Term(quote!(#op #inner), UNARY)
    }

    fn index(&mut self, base: &Expr, index: &Expr) -> Term {
        let shape = self.shape(base);
        let guarded = *shape != Shape::Window
            && !bounds::is_within(self.program, base, index)
            && bounds::has_length(self.typing, shape, base, index);
        let mask = if guarded { self.active() } else { None };
        let (base, index) = (self.operand(base, ATOM), self.index_value(index));
        Term::atom(match (shape, mask) {
            (Shape::Window, _) => quote!(#base.at(#index)),
            (_, Some(mask)) => quote!(#base[__stencil::ops::guard(#index, #base.len(), #mask)]),
            (_, None) => quote!(#base[#index]),
        })
    }

    fn binary(&mut self, e: &Expr, op: &BinOp, a: &Expr, b: &Expr) -> Term {
        let (left, right, own) = binding_of(op);
        // `a as usize < b` and `a as u32 << b` would parse as generics.
        let generic = matches!(op, BinOp::Lt(_) | BinOp::Shl(_)) && ends_with_cast(a);
        let left = if generic { ATOM } else { left };
        if !self.shape(e).varies() {
            let a = self.operand(a, left);
            let b = if is_division(op) { self.uniform_divisor(b, right) } else { self.operand(b, right) };
            return Term(quote!(#a #op #b), own);
        }
        if let Some(name) = comparison(op) {
            let (a, b) = (self.lanes(a), self.lanes(b));
            let name = Ident::new(name, op.span_of());
            return Term::atom(quote!(__stencil::ops::#name(#a, #b)));
        }
        match op {
            BinOp::And(_) | BinOp::Or(_) => self.logical(matches!(op, BinOp::And(_)), a, b),
            BinOp::Shl(_) | BinOp::Shr(_) => {
                let (a, b) = (self.lanes_operand(a, left), self.shift_count(b));
                Term(quote!(#a #op #b), own)
            }
            _ => {
                let a = self.lanes_operand(a, left);
                let b = if is_division(op) { self.divided_by(b, right) } else { self.lanes_operand(b, right) };
                Term(quote!(#a #op #b), own)
            }
        }
    }

    /// The right side of a division: one divisor for all lanes, or one for each.
    pub(super) fn divided_by(&mut self, divisor: &Expr, binding: Binding) -> TokenStream {
        let uniform = !self.shape(divisor).varies() && self.typing.is_scalar(divisor) && !self.typing.is_float(divisor);
        // In a branch, -1 may be the divisor of lanes that do not take it.
        if uniform && (bounds::divides_all(divisor) || self.active().is_none()) {
            let divisor = self.expr(divisor);
            return quote!(__cx.divisor(#divisor));
        }
        self.divisor(divisor, binding)
    }

    /// A divisor as lanes: 1 for the pixels that do not get here, if it could be 0.
    pub(super) fn divisor(&mut self, divisor: &Expr, binding: Binding) -> TokenStream {
        let safe = self.typing.is_float(divisor) || bounds::divides_all(divisor);
        match (if safe { None } else { self.active() }, self.lanes_operand(divisor, binding)) {
            (None, divisor) => divisor,
            (Some(mask), divisor) => select(&mask, &divisor, &quote!(__cx.splat(1))),
        }
    }

    /// The same for a division that is the same for all pixels.
    pub(super) fn uniform_divisor(&mut self, divisor: &Expr, binding: Binding) -> TokenStream {
        let number = self.typing.prim(divisor).is_some_and(super::super::infer::Prim::is_int);
        let safe = !number || bounds::divides_all(divisor);
        match (if safe { None } else { self.active() }, self.operand(divisor, binding)) {
            (None, divisor) => divisor,
            (Some(mask), divisor) => quote!((if __stencil::ops::any(#mask) { #divisor } else { 1 })),
        }
    }

    /// The right side of a shift: one count for all lanes, or one for each.
    pub(super) fn shift_count(&mut self, count: &Expr) -> TokenStream {
        if self.shape(count).varies() {
            let count = self.lanes_operand(count, ATOM);
            return quote!(#count.cast::<_>());
        }
        let count = self.operand(count, CAST);
        quote!((#count as u32))
    }

    /// `&&` and `||`: on pixels both sides are computed, unless the left is the same for all.
    fn logical(&mut self, and: bool, a: &Expr, b: &Expr) -> Term {
        if !self.shape(a).varies() {
            let (a, b) = (self.expr(a), self.lanes(b));
            return Term::atom(match and {
                true => quote!(if #a { #b } else { __cx.splat(false) }),
                false => quote!(if #a { __cx.splat(true) } else { #b }),
            })
            .parenthesised();
        }
        let mask = self.temporary("m");
        let left = self.wanted(a, &Shape::Varying);
        let (right, used) = self.under(mask.clone(), |this| this.wanted(b, &Shape::Varying));
        let (op, binding) = if and { (quote!(&), BIT_AND) } else { (quote!(|), BIT_OR) };
        if !used {
            let (left, right) = (left.within(binding), right.within(binding + 1));
            return Term(quote!(#left #op #right), binding);
        }
        // The right side assigns, or may panic: only where the left side does not decide.
        let (left, right) = (left.0, right.within(binding + 1));
        let deciding = if and { quote!(#mask) } else { quote!(!#mask) };
        let whole = self.temporary("m");
        let masks = quote!(let #whole = #left; let #mask = #whole; let #mask = #deciding;);
        Term::atom(quote!({ #masks #whole #op #right })).parenthesised()
    }
}

impl Term {
    fn parenthesised(self) -> Self {
        let tokens = self.0;
        Self::atom(quote!((#tokens)))
    }
}

/// How tightly the operands of `op` must bind, and how tightly the whole then does.
fn binding_of(op: &BinOp) -> (Binding, Binding, Binding) {
    let own = match op {
        BinOp::Or(_) => OR,
        BinOp::And(_) => AND,
        BinOp::Eq(_) | BinOp::Ne(_) | BinOp::Lt(_) | BinOp::Le(_) | BinOp::Gt(_) | BinOp::Ge(_) => {
            return (COMPARE + 1, COMPARE + 1, COMPARE);
        }
        BinOp::BitOr(_) => BIT_OR,
        BinOp::BitXor(_) => BIT_XOR,
        BinOp::BitAnd(_) => BIT_AND,
        BinOp::Shl(_) | BinOp::Shr(_) => SHIFT,
        BinOp::Add(_) | BinOp::Sub(_) => SUM,
        _ => PRODUCT,
    };
    (own, own + 1, own)
}

/// Whether the operator, assigning or not, divides.
pub(super) fn is_division(op: &BinOp) -> bool {
    matches!(op, BinOp::Div(_) | BinOp::Rem(_) | BinOp::DivAssign(_) | BinOp::RemAssign(_))
}

fn ends_with_cast(e: &Expr) -> bool {
    match &e.kind {
        Kind::Cast(..) => true,
        Kind::Binary(_, _, e) | Kind::Unary(_, e) | Kind::Ref(_, e) => ends_with_cast(e),
        _ => false,
    }
}

fn comparison(op: &BinOp) -> Option<&'static str> {
    Some(match op {
        BinOp::Eq(_) => "eq",
        BinOp::Ne(_) => "ne",
        BinOp::Lt(_) => "lt",
        BinOp::Le(_) => "le",
        BinOp::Gt(_) => "gt",
        BinOp::Ge(_) => "ge",
        _ => return None,
    })
}

/// A literal, with a sign in front if it needs one.
fn number(value: i128, suffix: &str, span: proc_macro2::Span) -> Term {
    let text = format!("{}{suffix}", value.unsigned_abs());
    let literal = text.parse::<Literal>().map(|mut literal| {
        literal.set_span(span);
        TokenTree::from(literal).to_token_stream()
    });
    let literal = literal.unwrap_or_default();
    if value < 0 { Term(quote!(-#literal), UNARY) } else { Term::atom(literal) }
}

/// The span of an operator's first character.
trait OpSpan {
    fn span_of(&self) -> proc_macro2::Span;
}
impl OpSpan for BinOp {
    fn span_of(&self) -> proc_macro2::Span {
        syn::spanned::Spanned::span(self)
    }
}
