//! Expressions.

use super::super::ir::{Arm, Closure, Expr, If, Kind, Method, Opaque};
use super::mentions;
use super::scope::Name;
use super::value::Value;
use super::{Resolver, eval};
use crate::tokens::Matches;
use proc_macro2::Span;
use quote::ToTokens;
use syn::spanned::Spanned;
use syn::{ReturnType, Type, UnOp};

/// Macros that may end the program instead of giving a value.
const PANICKING: [&str; 10] = [
    "assert!",
    "assert_eq!",
    "assert_ne!",
    "debug_assert!",
    "debug_assert_eq!",
    "debug_assert_ne!",
    "panic!",
    "todo!",
    "unimplemented!",
    "unreachable!",
];

impl Resolver {
    pub(super) fn expr(&mut self, e: &syn::Expr) -> Expr {
        let kind = match e {
            syn::Expr::Paren(inner) => return self.expr(&inner.expr),
            syn::Expr::Group(inner) => return self.expr(&inner.expr),
            syn::Expr::Lit(lit) => Kind::Lit(lit.lit.clone()),
            syn::Expr::Path(path) => self.path(path),
            syn::Expr::Unary(unary) => self.unary(unary),
            syn::Expr::Binary(binary) => self.binary(binary),
            syn::Expr::Assign(assign) => self.assign(assign),
            syn::Expr::Cast(cast) => Kind::Cast(self.boxed(&cast.expr), (*cast.ty).clone()),
            syn::Expr::Index(index) => self.index(index),
            syn::Expr::Field(field) => Kind::Field(self.boxed(&field.base), field.member.clone()),
            syn::Expr::MethodCall(call) => self.method(call),
            syn::Expr::Call(call) => Kind::Call(self.boxed(&call.func), self.all(&call.args)),
            syn::Expr::Tuple(tuple) => Kind::Tuple(self.all(&tuple.elems)),
            syn::Expr::Array(array) => Kind::Array(self.all(&array.elems)),
            syn::Expr::Repeat(repeat) => Kind::Repeat(self.boxed(&repeat.expr), self.boxed(&repeat.len)),
            syn::Expr::Reference(reference) => self.reference(reference),
            syn::Expr::Range(range) => {
                let start = range.start.as_ref().map(|e| self.boxed(e));
                Kind::Range(start, range.limits, range.end.as_ref().map(|e| self.boxed(e)))
            }
            syn::Expr::Infer(_) => Kind::Hole,
            syn::Expr::Closure(closure) if closure.asyncness.is_none() => self.closure(closure),
            syn::Expr::Macro(mac) => return self.macro_call(&mac.mac),
            other => return self.control(other),
        };
        self.node(e.span(), kind)
    }

    /// Expressions that steer.
    fn control(&mut self, e: &syn::Expr) -> Expr {
        let kind = match e {
            syn::Expr::If(branch) => self.branch(branch),
            syn::Expr::Match(choice) => self.choice(choice),
            syn::Expr::Block(block) => {
                let mut inner = self.block(&block.block);
                inner.label = block.label.as_ref().map(|label| label.name.clone());
                if inner.label.is_some() {
                    self.forget(&mentions::changed(&block.block));
                }
                Kind::Block(inner)
            }
            syn::Expr::Let(condition) => {
                let value = self.boxed(&condition.expr);
                Kind::Let(Box::new(self.pattern(&condition.pat)), value)
            }
            syn::Expr::ForLoop(each) => self.for_loop(each),
            syn::Expr::While(each) => self.while_loop(each),
            syn::Expr::Loop(each) => self.endless_loop(each),
            syn::Expr::Break(exit) => self.break_out(exit),
            syn::Expr::Continue(exit) => self.continue_with(exit),
            syn::Expr::Return(exit) => Kind::Return(exit.expr.as_ref().map(|e| self.boxed(e))),
            other => return self.opaque_expr(other),
        };
        self.node(e.span(), kind)
    }

    pub(super) fn boxed(&mut self, e: &syn::Expr) -> Box<Expr> {
        Box::new(self.expr(e))
    }

    fn all<'a>(&mut self, exprs: impl IntoIterator<Item = &'a syn::Expr>) -> Vec<Expr> {
        exprs.into_iter().map(|e| self.expr(e)).collect()
    }

    fn path(&mut self, path: &syn::ExprPath) -> Kind {
        let name = path.path.get_ident().filter(|_| path.qself.is_none()).map(ToString::to_string);
        let last = path.path.segments.last().map(|segment| segment.ident.to_string());
        match name.and_then(|name| self.scopes.find(&name)) {
            Some(Name::Var(var)) => Kind::Local(var),
            Some(Name::Const(id)) => Kind::Const(id, path.clone()),
            Some(Name::Fun(id)) => Kind::Fun(id, path.clone()),
            Some(Name::Item) => Kind::Path(path.clone()),
            // `helper::<3>(..)`
            None => match last.filter(|_| path.path.segments.len() == 1).and_then(|name| self.scopes.find(&name)) {
                Some(Name::Fun(id)) => Kind::Fun(id, path.clone()),
                _ => Kind::Path(path.clone()),
            },
        }
    }

    fn unary(&mut self, unary: &syn::ExprUnary) -> Kind {
        let inner = self.expr(&unary.expr);
        match (&unary.op, inner.kind) {
            // Made by unrolling: `*&table[3]`.
            (UnOp::Deref(_), Kind::Ref(false, place)) => place.kind,
            (op, kind) => Kind::Unary(*op, Box::new(Expr { kind, ..inner })),
        }
    }

    fn binary(&mut self, binary: &syn::ExprBinary) -> Kind {
        if !mentions::is_assigning(&binary.op) {
            let left = self.boxed(&binary.left);
            return Kind::Binary(binary.op, left, self.boxed(&binary.right));
        }
        let value = self.boxed(&binary.right);
        let place = self.boxed(&binary.left);
        let result = eval::compound(&binary.op, &self.eval(&place), &self.eval(&value));
        self.store(&place, &result);
        Kind::AssignOp(binary.op, place, value)
    }

    fn assign(&mut self, assign: &syn::ExprAssign) -> Kind {
        let value = self.boxed(&assign.right);
        let place = self.boxed(&assign.left);
        let result = self.eval(&value);
        self.store(&place, &result);
        Kind::Assign(place, value)
    }

    /// Follows an assignment.
    fn store(&mut self, place: &Expr, value: &Value) {
        match &place.kind {
            Kind::Local(var) => {
                let before = self.known.get(var).map(Value::structure).unwrap_or_default();
                let value = if *value == Value::Unknown { before } else { value.clone() };
                self.set_known(*var, value);
            }
            Kind::Tuple(places) | Kind::Array(places) => {
                for (index, place) in places.iter().enumerate() {
                    self.store(place, &value.part(index));
                }
            }
            _ => {
                if let Some(root) = place.root() {
                    self.forget_var(root);
                }
            }
        }
    }

    fn index(&mut self, index: &syn::ExprIndex) -> Kind {
        let base = self.boxed(&index.expr);
        let at = self.expr(&index.index);
        let len = self.eval(&base).len();
        Kind::Index(base, Box::new(self.spelled_out(at, len)))
    }

    /// An index, as a literal where it is known. One that is out of bounds is left to fail as it would.
    fn spelled_out(&mut self, at: Expr, len: Option<usize>) -> Expr {
        let span = at.span;
        match (self.eval(&at), at.kind) {
            (_, kind @ Kind::Lit(_)) => Expr { kind, ..at },
            (Value::Int(value), kind) if len.is_none_or(|len| usize::try_from(value).is_ok_and(|i| i < len)) => {
                let from = Box::new(Expr { kind, ..at });
                self.node(span, Kind::Known(value, from))
            }
            (_, Kind::Array(parts)) => {
                let parts = parts.into_iter().map(|part| self.spelled_out(part, None)).collect();
                Expr { kind: Kind::Array(parts), ..at }
            }
            (Value::Array(parts), kind) if !parts.is_empty() && parts.iter().all(|part| part.as_int().is_some()) => {
                let whole = Expr { kind, ..at };
                let parts = parts.iter().enumerate().filter_map(|(i, part)| {
                    let value = part.as_int()?;
                    let i = self.usize_literal(i, span);
                    let from = self.node(span, Kind::Index(Box::new(whole.clone()), Box::new(i)));
                    Some(self.node(span, Kind::Known(value, Box::new(from))))
                });
                let parts = parts.collect();
                self.node(span, Kind::Array(parts))
            }
            (_, kind) => Expr { kind, ..at },
        }
    }

    fn method(&mut self, call: &syn::ExprMethodCall) -> Kind {
        let receiver = self.expr(&call.receiver);
        let args = self.all(&call.args);
        if let Some(root) = receiver.root().filter(|root| self.vars[*root].mutable)
            && !is_harmless(&call.method.to_string())
        {
            self.forget_var(root);
        }
        let mark = super::super::pixel::mark_of(&call.attrs);
        let (name, turbofish) = (call.method.clone(), call.turbofish.clone());
        Kind::Method(Box::new(Method { receiver, name, turbofish, args, mark }))
    }

    fn reference(&mut self, reference: &syn::ExprReference) -> Kind {
        let inner = self.boxed(&reference.expr);
        let mutable = reference.mutability.is_some();
        if let Some(root) = inner.root().filter(|_| mutable) {
            self.forget_var(root);
        }
        Kind::Ref(mutable, inner)
    }

    fn branch(&mut self, branch: &syn::ExprIf) -> Kind {
        self.scopes.enter();
        let cond = self.expr(&branch.cond);
        let taken = self.eval(&cond).as_bool().filter(|_| !self.plain);
        let before = self.known.clone();
        if taken == Some(true) {
            let then = self.block(&branch.then_branch);
            self.scopes.leave();
            return Kind::Block(then);
        }
        if taken == Some(false) {
            self.scopes.leave();
            return match &branch.else_branch {
                Some((_, otherwise)) => self.expr(otherwise).kind,
                None => Kind::Tuple(Vec::new()),
            };
        }
        let then = self.block(&branch.then_branch);
        self.scopes.leave();
        let after = std::mem::replace(&mut self.known, before);
        let otherwise = branch.else_branch.as_ref().map(|(_, e)| self.expr(e));
        self.meet(after);
        Kind::If(Box::new(If { cond, then, otherwise }))
    }

    fn choice(&mut self, choice: &syn::ExprMatch) -> Kind {
        let scrutinee = self.boxed(&choice.expr);
        let value = self.eval(&scrutinee);
        let before = self.known.clone();
        let mut ends = Vec::new();
        let mut arms = Vec::new();
        for arm in &choice.arms {
            self.known.clone_from(&before);
            self.scopes.enter();
            let (pat, guard) = match &arm.pat {
                syn::Pat::Guard(guarded) => (&*guarded.pat, Some(&guarded.guard)),
                pat => (pat, None),
            };
            let pat = self.pattern(pat);
            self.learn(&pat, &value);
            let guard = guard.map(|e| self.expr(e));
            let body = self.expr(&arm.body);
            self.scopes.leave();
            ends.push(self.known.clone());
            arms.push(Arm { pat, guard, body });
        }
        ends.into_iter().for_each(|end| self.meet(end));
        Kind::Match(scrutinee, arms)
    }

    /// Two paths join: keeps what holds on both.
    fn meet(&mut self, other: std::collections::HashMap<super::VarId, Value>) {
        for (var, value) in &mut self.known {
            *value = other.get(var).map_or(Value::Unknown, |other| value.meet(other));
        }
    }

    fn closure(&mut self, closure: &syn::ExprClosure) -> Kind {
        let before = self.known.clone();
        let loops = std::mem::take(&mut self.loops);
        let mutable: Vec<_> = self.known.keys().copied().filter(|var| self.vars[*var].mutable).collect();
        mutable.into_iter().for_each(|var| self.forget_var(var));
        self.scopes.enter();
        let params = closure.inputs.iter().map(|pat| match pat {
            syn::Pat::Type(typed) => (self.pattern(&typed.pat), Some((*typed.ty).clone())),
            pat => (self.pattern(pat), None),
        });
        let params = params.collect();
        let returns = match &closure.output {
            ReturnType::Default => None,
            ReturnType::Type(_, ty) => Some(Type::clone(ty)),
        };
        let body = self.expr(&closure.body);
        self.scopes.leave();
        self.loops = loops;
        self.known = before;
        Kind::Closure(Box::new(Closure { params, returns, body, moves: closure.capture.is_some() }))
    }

    pub(super) fn macro_call(&mut self, mac: &syn::Macro) -> Expr {
        let name = mac.path.segments.last().map(|segment| segment.ident.to_string()).unwrap_or_default();
        if name == "matches"
            && let Some(kind) = self.matches(mac)
        {
            return self.node(mac.span(), kind);
        }
        let acts = !matches!(&*name, "vec" | "cfg" | "concat" | "stringify" | "line" | "column" | "file" | "env");
        let panicking = PANICKING.iter().find(|panicking| panicking.strip_suffix('!') == Some(&name));
        self.opaque(mac, panicking.unwrap_or(&"this macro"), acts)
    }

    fn matches(&mut self, mac: &syn::Macro) -> Option<Kind> {
        let Matches { value, pat, guard } = mac.parse_body().ok()?;
        let scrutinee = self.boxed(&value);
        self.scopes.enter();
        let pat = Box::new(self.pattern(&pat));
        let guard = guard.map(|guard| self.boxed(&guard));
        self.scopes.leave();
        Some(Kind::Matches(scrutinee, pat, guard))
    }

    fn opaque_expr(&mut self, e: &syn::Expr) -> Expr {
        let (what, acts) = match e {
            syn::Expr::Struct(_) => ("this struct literal", false),
            syn::Expr::Const(_) => ("this `const` block", false),
            syn::Expr::Try(_) => ("`?`", true),
            syn::Expr::Unsafe(_) => ("this `unsafe` block", true),
            syn::Expr::Async(_) | syn::Expr::Await(_) => ("this `async` code", true),
            _ => ("this expression", true),
        };
        self.opaque(e, what, acts)
    }

    fn opaque(&mut self, node: &(impl ToTokens + Spanned), what: &'static str, acts: bool) -> Expr {
        let mentions = self.mentioned(node);
        let opaque = Opaque { tokens: node.to_token_stream(), mentions, what, acts };
        self.node(node.span(), Kind::Opaque(opaque))
    }

    pub(super) fn usize_literal(&mut self, value: usize, span: Span) -> Expr {
        let lit = syn::LitInt::new(&format!("{value}usize"), span);
        self.node(span, Kind::Lit(syn::Lit::Int(lit)))
    }
}

/// Methods that only look at an array.
fn is_harmless(name: &str) -> bool {
    matches!(
        name,
        "len"
            | "iter"
            | "into_iter"
            | "map"
            | "clone"
            | "is_empty"
            | "first"
            | "last"
            | "contains"
            | "as_slice"
            | "get"
    )
}
