//! Calls.

use super::super::ir::{Expr, Kind, Method};
use super::super::known::{self, Known};
use super::super::methods::{self, Arg, Word};
use super::super::scalar::Through;
use super::super::shape::Shape;
use super::binding::{ATOM, LOOSE, UNARY};
use super::control::select;
use super::{Emit, Term};
use proc_macro2::TokenStream;
use quote::{format_ident, quote};
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
    pub(super) fn argument(&mut self, e: &Expr) -> TokenStream {
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

    /// Something callable in argument position: a closure, or a function by name.
    pub(super) fn callable(&mut self, f: &Expr, arity: usize, value: &Shape) -> TokenStream {
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
        if let (Kind::Path(path), [a, b]) = (&callee.kind, args)
            && known::callee(&path.path, self.with) == Some(Known::Swap)
        {
            return Term(self.swap(&path.path, a, b), LOOSE);
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
