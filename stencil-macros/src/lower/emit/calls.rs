//! Calls.

use super::super::ir::{Expr, Kind, Method};
use super::super::known::{self, Known};
use super::super::methods::{self, Arg, Word};
use super::super::scalar::Through;
use super::super::shape::Shape;
use super::super::vary::percall;
use super::binding::{ATOM, LOOSE, UNARY};
use super::control::select;
use super::{Emit, Term};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens, format_ident, quote};
use syn::Path;

impl Emit<'_> {
    pub(super) fn method(&mut self, e: &Expr, method: &Method) -> Term {
        let receiver = self.shape(&method.receiver).clone();
        if receiver == Shape::Window {
            return Term::atom(self.word(e, method));
        }
        let pixels = !receiver.is_uniform() || method.args.iter().any(|arg| !self.is_plain(arg));
        if !pixels {
            return self.plain_method(method);
        }
        let name = method.name.to_string();
        if matches!(&*name, "clone" | "to_owned") {
            let (receiver, name) = (self.operand(&method.receiver, ATOM), &method.name);
            return Term::atom(quote!(#receiver.#name()));
        }
        if let Some(term) = self.array_method(e, &name, method, &receiver) {
            return term;
        }
        match methods::find(&name) {
            Some(known) if known.args.len() == method.args.len() => self.number_method(method, known.args),
            _ if name == "cast" => {
                let (receiver, turbofish) = (self.lanes_operand(&method.receiver, ATOM), &method.turbofish);
                Term::atom(quote!(#receiver.cast #turbofish ()))
            }
            _ if name == "into" && self.typing.prim(e).is_some() => {
                let receiver = self.lanes_operand(&method.receiver, ATOM);
                let prim = format_ident!("{}", self.typing.prim(e).map_or("_", super::super::infer::Prim::name));
                Term::atom(quote!(#receiver.cast::<#prim>()))
            }
            _ => Term::atom(self.per_lane(e)),
        }
    }

    /// Whether an argument has nothing to do with pixels.
    pub(super) fn is_plain(&self, e: &Expr) -> bool {
        match self.shape(e) {
            Shape::Closure(id) => self.vary.closures.get(id).is_none_or(|closure| !closure.pixels),
            shape => shape.is_uniform(),
        }
    }

    /// A method call on the user's own values.
    fn plain_method(&mut self, method: &Method) -> Term {
        let args: Vec<_> = method.args.iter().map(|arg| self.argument(arg)).collect();
        let (name, turbofish) = (&method.name, &method.turbofish);
        match self.values.through(method, self.program, self.typing) {
            Some(Through::Value) => {
                let receiver = self.expr(&method.receiver);
                Term::atom(quote!(__stencil::Scalar::#name(#receiver #(, #args)*)))
            }
            Some(Through::Borrow(prim)) => {
                let (receiver, prim) = (self.operand(&method.receiver, UNARY), format_ident!("{}", prim.name()));
                let receiver = quote!(*::core::borrow::Borrow::<#prim>::borrow(&#receiver));
                Term::atom(quote!(__stencil::Scalar::#name(#receiver #(, #args)*)))
            }
            None => {
                let receiver = self.operand(&method.receiver, ATOM);
                Term::atom(quote!(#receiver.#name #turbofish (#(#args),*)))
            }
        }
    }

    /// An argument in its own shape; closures without braces.
    fn argument(&mut self, e: &Expr) -> TokenStream {
        match &e.kind {
            Kind::Closure(closure) => self.bare_closure(e, closure),
            _ => self.expr(e),
        }
    }

    fn number_method(&mut self, method: &Method, args: &[Arg]) -> Term {
        let (receiver, name) = (self.lanes_operand(&method.receiver, ATOM), &method.name);
        let divides = methods::divides(&name.to_string());
        let args = args.iter().zip(&method.args).map(|(kind, arg)| match kind {
            Arg::Same if divides => self.divisor(arg, LOOSE),
            Arg::Same => self.lanes(arg),
            Arg::Count => self.expr(arg),
        });
        let args: Vec<_> = args.collect();
        Term::atom(quote!(#receiver.#name(#(#args),*)))
    }

    fn word(&mut self, e: &Expr, method: &Method) -> TokenStream {
        let (window, name, turbofish) = (self.operand(&method.receiver, ATOM), &method.name, &method.turbofish);
        match (methods::word(&name.to_string()), &*method.args) {
            (Some(Word::Fold(_)), [offsets @ .., init, f]) => {
                let acc = self.shape(e).clone();
                let offsets: Vec<_> = offsets.iter().map(|arg| self.argument(arg)).collect();
                let (init, f) = (self.wanted(init, &acc).0, self.callable(f, 2, &acc));
                quote!(#window.#name #turbofish (#(#offsets,)* #init, #f))
            }
            (_, args) => {
                let args: Vec<_> = args.iter().map(|arg| self.argument(arg)).collect();
                quote!(#window.#name #turbofish (#(#args),*))
            }
        }
    }

    /// Methods of arrays and iterators.
    fn array_method(&mut self, e: &Expr, name: &str, method: &Method, receiver: &Shape) -> Option<Term> {
        use super::super::infer::Ty;
        let sequence =
            matches!(receiver, Shape::Array(_)) || matches!(self.typing.known(&method.receiver), Ty::Sequence(_));
        if !sequence {
            return None;
        }
        let own = self.shape(e).clone();
        let method_name = &method.name;
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

    /// Something callable in argument position: a closure, or a function by name.
    fn callable(&mut self, f: &Expr, arity: usize, value: &Shape) -> TokenStream {
        let args: Vec<_> = (0..arity).map(|index| format_ident!("__a{index}")).collect();
        let body = match &f.kind {
            Kind::Closure(closure) => return self.bare_closure_giving(f, closure, Some(value)),
            Kind::Fun(id, path) if self.vary.funs[*id].pixels => {
                let name = self.lanes_path(*id, &path.path);
                quote!(#name(__cx, #(#args),*))
            }
            Kind::Path(path) => match known::callee(&path.path, self.with) {
                Some(Known::Method(name) | Known::MinMax(name)) => {
                    let (name, first, rest) = (format_ident!("{name}"), &args[0], &args[1..]);
                    quote!(#first.#name(#(#rest),*))
                }
                Some(Known::Cast(prim)) => {
                    let (prim, first) = (format_ident!("{}", prim.name()), &args[0]);
                    quote!(#first.cast::<#prim>())
                }
                Some(Known::Helper) => {
                    let name = self.helper_path(&path.path);
                    quote!(#name(__cx, #(#args),*))
                }
                _ => return self.expr(f),
            },
            _ => return self.expr(f),
        };
        quote!(#[inline(always)] |#(#args),*| #body)
    }

    pub(super) fn call(&mut self, e: &Expr, callee: &Expr, args: &[Expr]) -> Term {
        if let (Kind::Path(path), [a, b]) = (&callee.kind, args) {
            if known::callee(&path.path, self.with) == Some(Known::Swap) {
                return Term(self.swap(&path.path, a, b), LOOSE);
            }
        }
        if let Shape::Closure(id) = self.shape(callee) {
            return Term::atom(self.closure_call(*id, callee, args));
        }
        let plain = args.iter().all(|arg| self.is_plain(arg));
        match &callee.kind {
            Kind::Fun(id, path) if !plain => {
                let name = self.lanes_path(*id, &path.path);
                let shapes = self.param_shapes(*id);
                let args = args.iter().zip(shapes).map(|(arg, shape)| self.wanted(arg, &shape).0);
                let args: Vec<_> = args.collect();
                Term::atom(quote!(#name(__cx, #(#args),*)))
            }
            Kind::Path(path) => match known::callee(&path.path, self.with) {
                Some(Known::FromFn) if !plain => {
                    let f = self.callable(&args[0], 1, &self.shape(e).element());
                    Term::atom(quote!(#path(#f)))
                }
                Some(known) if !plain => self.known_call(e, known, &path.path, args),
                _ if !plain => Term::atom(self.per_lane(e)),
                _ => self.plain_call(callee, args),
            },
            _ if !plain => Term::atom(self.per_lane(e)),
            _ => self.plain_call(callee, args),
        }
    }

    fn plain_call(&mut self, callee: &Expr, args: &[Expr]) -> Term {
        let callee = self.operand(callee, ATOM);
        let args: Vec<_> = args.iter().map(|arg| self.argument(arg)).collect();
        Term::atom(quote!(#callee(#(#args),*)))
    }

    fn known_call(&mut self, e: &Expr, known: Known, path: &Path, args: &[Expr]) -> Term {
        match (known, args) {
            (Known::Method(name), [receiver, rest @ ..]) => {
                let kinds = methods::find(name).map_or(&[][..], |method| method.args);
                if kinds.len() != rest.len() {
                    return Term::atom(self.per_lane(e));
                }
                let (receiver, name) = (self.lanes_operand(receiver, ATOM), format_ident!("{name}"));
                let divides = methods::divides(&name.to_string());
                let rest = kinds.iter().zip(rest).map(|(kind, arg)| match kind {
                    Arg::Same if divides => self.divisor(arg, LOOSE),
                    Arg::Same => self.lanes(arg),
                    Arg::Count => self.expr(arg),
                });
                let rest: Vec<_> = rest.collect();
                Term::atom(quote!(#receiver.#name(#(#rest),*)))
            }
            (Known::MinMax(name), [a, b]) => {
                let (a, b, name) = (self.lanes_operand(a, ATOM), self.lanes(b), format_ident!("{name}"));
                Term::atom(quote!(#a.#name(#b)))
            }
            (Known::Cast(prim), [value]) => {
                let (value, prim) = (self.lanes_operand(value, ATOM), format_ident!("{}", prim.name()));
                Term::atom(quote!(#value.cast::<#prim>()))
            }
            (Known::Helper, args) => {
                let name = self.helper_path(path);
                let args = args.iter().map(|arg| match self.shape(arg) {
                    Shape::Window => self.expr(arg),
                    _ => self.lanes(arg),
                });
                let args: Vec<_> = args.collect();
                Term::atom(quote!(#name(__cx, #(#args),*)))
            }
            _ => Term::atom(self.per_lane(e)),
        }
    }

    /// The form on lanes of an annotated helper.
    fn helper_path(&self, path: &Path) -> TokenStream {
        let index = self.with.iter().position(|helper| known::same(helper, path)).unwrap_or_default();
        let name = super::super::helper_name(index);
        quote!(#name::lanes)
    }

    fn swap(&mut self, path: &Path, a: &Expr, b: &Expr) -> TokenStream {
        let place = |e: &Expr| if let Kind::Ref(true, place) = &e.kind { Expr::clone(place) } else { deref(e) };
        let (x, y) = (place(a), place(b));
        let masks = [x.root().and_then(|root| self.mask_for(root)), y.root().and_then(|root| self.mask_for(root))];
        if masks.iter().all(Option::is_none) {
            let (a, b) = (self.expr(a), self.expr(b));
            return quote!(#path(#a, #b));
        }
        let (x, y) = (self.operand(&x, UNARY), self.operand(&y, UNARY));
        let (old_x, old_y) = (self.temporary("x"), self.temporary("y"));
        let [mask_x, mask_y] = masks.map(|mask| mask.unwrap_or_else(|| quote!(__cx.splat(true))));
        let new_x = select(&mask_x, &quote!(#old_y), &quote!(#old_x));
        let new_y = select(&mask_y, &quote!(#old_x), &quote!(#old_y));
        quote!({ let (#old_x, #old_y) = (#x, #y); #x = #new_x; #y = #new_y; })
    }

    /// A call made once per pixel: its lanes are taken apart, everything else in it is computed each time.
    fn per_lane(&mut self, e: &Expr) -> TokenStream {
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

/// `*e`.
fn deref(e: &Expr) -> Expr {
    let star = syn::UnOp::Deref(syn::token::Star(e.span));
    Expr { id: e.id, span: e.span, kind: Kind::Unary(star, Box::new(e.clone())) }
}

/// `<f32 as Scalar>::max` for `f32::max`.
pub(in crate::lower) fn scalar_path(path: &Path, name: &str) -> Option<TokenStream> {
    let prim = path.segments.iter().rev().nth(1).filter(|_| methods::in_trait(name))?;
    let (prim, method) = (&prim.ident, &path.segments.last()?.ident);
    Some(quote!(<#prim as __stencil::Scalar>::#method))
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
