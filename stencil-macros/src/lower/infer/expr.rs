//! The types of expressions.

use super::super::ir::{Expr, Kind};
use super::{Callee, ClosureTy, Infer, Prim, Ty};
use syn::{BinOp, Lit, Member, UnOp};

impl Infer<'_> {
    pub(super) fn expr(&mut self, e: &Expr) -> Ty {
        let ty = self.expr_kind(e);
        self.unify(&self.typing.exprs[e.id].clone(), &ty);
        ty
    }

    fn expr_kind(&mut self, e: &Expr) -> Ty {
        match &e.kind {
            Kind::Lit(lit) => self.literal(lit),
            Kind::Local(var) => self.typing.vars[*var].clone(),
            Kind::Path(path) => self.constant_path(path),
            Kind::Const(id, _) => self.typing.types.written(&self.program.consts[*id]),
            Kind::Known(_, from) => self.expr(from),
            Kind::Unary(op, inner) => {
                let inner = self.expr(inner);
                if matches!(op, UnOp::Not(_) | UnOp::Neg(_) | UnOp::Deref(_)) { inner } else { Ty::Other }
            }
            Kind::Binary(op, a, b) => self.binary(op, a, b),
            Kind::Assign(place, value) => {
                let (value, place) = (self.expr(value), self.expr(place));
                self.unify(&place, &value);
                Ty::UNIT
            }
            Kind::AssignOp(op, place, value) => {
                let (value, place) = (self.expr(value), self.expr(place));
                if !matches!(op, BinOp::ShlAssign(_) | BinOp::ShrAssign(_)) {
                    self.unify(&place, &value);
                }
                Ty::UNIT
            }
            Kind::Cast(inner, ty) => {
                self.expr(inner);
                self.typing.types.written(ty)
            }
            Kind::Index(base, index) => self.index(base, index),
            Kind::Field(base, member) => self.field(base, member),
            Kind::Method(method) => self.method(method),
            Kind::Call(callee, args) => self.call(callee, args),
            Kind::Tuple(parts) => Ty::Tuple(parts.iter().map(|e| self.expr(e)).collect()),
            Kind::Array(parts) => {
                let element = self.typing.types.open();
                for part in parts {
                    let part = self.expr(part);
                    self.unify(&element, &part);
                }
                Ty::Sequence(Box::new(element))
            }
            Kind::Repeat(element, len) => {
                let len = self.expr(len);
                self.unify(&len, &Ty::Prim(Prim::Usize));
                Ty::Sequence(Box::new(self.expr(element)))
            }
            Kind::Ref(_, inner) => self.expr(inner),
            Kind::Range(start, _, end) => {
                let element = self.typing.types.open();
                for bound in start.iter().chain(end) {
                    let bound = self.expr(bound);
                    self.unify(&element, &bound);
                }
                Ty::Sequence(Box::new(element))
            }
            _ => self.control(e),
        }
    }

    fn control(&mut self, e: &Expr) -> Ty {
        match &e.kind {
            Kind::Block(block) => self.block(block),
            Kind::If(branch) => {
                self.condition(&branch.cond);
                let then = self.block(&branch.then);
                match &branch.otherwise {
                    Some(otherwise) => {
                        let otherwise = self.expr(otherwise);
                        self.unify(&then, &otherwise);
                        then
                    }
                    None => Ty::UNIT,
                }
            }
            Kind::Match(scrutinee, arms) => {
                let (scrutinee, value) = (self.expr(scrutinee), self.typing.types.open());
                for arm in arms {
                    self.pattern(&arm.pat, &scrutinee);
                    arm.guard.iter().for_each(|guard| self.condition(guard));
                    let body = self.expr(&arm.body);
                    self.unify(&value, &body);
                }
                value
            }
            Kind::Let(pat, value) => {
                let value = self.expr(value);
                self.pattern(pat, &value);
                Ty::BOOL
            }
            Kind::Matches(value, pat, guard) => {
                let value = self.expr(value);
                self.pattern(pat, &value);
                guard.iter().for_each(|guard| self.condition(guard));
                Ty::BOOL
            }
            Kind::For(each) => {
                let (iter, element) = (self.expr(&each.iter), self.typing.types.open());
                self.unify(&iter, &Ty::Sequence(Box::new(element.clone())));
                self.pattern(&each.pat, &element);
                self.block(&each.body);
                Ty::UNIT
            }
            Kind::While(_, cond, body) => {
                self.condition(cond);
                self.block(body);
                Ty::UNIT
            }
            Kind::Loop(label, body) => {
                let value = self.typing.types.open();
                self.breaks.push((label.as_ref().map(|label| label.ident.to_string()), value.clone()));
                self.block(body);
                self.breaks.pop();
                value
            }
            Kind::Closure(closure) => {
                let params: Vec<_> = closure.params.iter().map(|(_, ty)| self.annotated(ty.as_ref())).collect();
                for ((pat, _), ty) in closure.params.iter().zip(&params) {
                    self.pattern(pat, ty);
                }
                let value = self.annotated(closure.returns.as_ref());
                self.closures.insert(Callee::Expr(e.id), ClosureTy { params, value: value.clone() });
                self.returns.push(value.clone());
                let body = self.expr(&closure.body);
                self.unify(&body, &value);
                self.returns.pop();
                Ty::Other
            }
            _ => self.exit(e),
        }
    }

    fn exit(&mut self, e: &Expr) -> Ty {
        match &e.kind {
            Kind::Return(Some(value)) => {
                let value = self.expr(value);
                if let Some(returns) = self.returns.last().cloned() {
                    self.unify(&value, &returns);
                }
            }
            Kind::Break(label, Some(value)) => {
                let value = self.expr(value);
                let name = label.as_ref().map(|label| label.ident.to_string());
                let target = self.breaks.iter().rev().find(|(label, _)| name.is_none() || *label == name).cloned();
                if let Some((_, target)) = target {
                    self.unify(&value, &target);
                }
            }
            _ => {}
        }
        self.typing.types.open()
    }

    fn condition(&mut self, e: &Expr) {
        let ty = self.expr(e);
        self.unify(&ty, &Ty::BOOL);
    }

    fn literal(&mut self, lit: &Lit) -> Ty {
        match lit {
            Lit::Bool(_) => Ty::BOOL,
            Lit::Int(lit) => match Prim::named(lit.suffix()) {
                Some(prim) => Ty::Prim(prim),
                None => self.typing.types.integer(),
            },
            Lit::Float(lit) => match Prim::named(lit.suffix()) {
                Some(prim) => Ty::Prim(prim),
                None => self.typing.types.float(),
            },
            Lit::Byte(_) => Ty::Prim(Prim::U8),
            _ => Ty::Other,
        }
    }

    fn binary(&mut self, op: &BinOp, a: &Expr, b: &Expr) -> Ty {
        let (a, b) = (self.expr(a), self.expr(b));
        match op {
            BinOp::Shl(_) | BinOp::Shr(_) => a,
            BinOp::And(_) | BinOp::Or(_) => Ty::BOOL,
            BinOp::Eq(_) | BinOp::Ne(_) | BinOp::Lt(_) | BinOp::Le(_) | BinOp::Gt(_) | BinOp::Ge(_) => {
                self.unify(&a, &b);
                Ty::BOOL
            }
            _ => {
                // Arithmetic between two types is the user's own: nothing follows from it.
                if [&a, &b].iter().any(|ty| self.typing.types.shallow(ty) == Ty::Other) {
                    return self.typing.types.open();
                }
                self.unify(&a, &b);
                a
            }
        }
    }

    fn index(&mut self, base: &Expr, index: &Expr) -> Ty {
        let (base, index) = (self.expr(base), self.expr(index));
        match self.typing.types.shallow(&base) {
            Ty::Window(element) => {
                match self.typing.types.shallow(&index) {
                    Ty::Sequence(axis) => self.unify(&axis, &Ty::Prim(Prim::Isize)),
                    single => self.unify(&single, &Ty::Prim(Prim::Isize)),
                }
                *element
            }
            Ty::Sequence(element) => match self.typing.types.shallow(&index) {
                // A slice: `v[1..]`.
                Ty::Sequence(bound) => {
                    self.unify(&bound, &Ty::Prim(Prim::Usize));
                    Ty::Sequence(element)
                }
                single => {
                    self.unify(&single, &Ty::Prim(Prim::Usize));
                    *element
                }
            },
            _ => self.typing.types.open(),
        }
    }

    fn field(&mut self, base: &Expr, member: &Member) -> Ty {
        let base = self.expr(base);
        match (self.typing.types.shallow(&base), member) {
            (Ty::Tuple(parts), Member::Unnamed(index)) => {
                parts.get(index.index as usize).cloned().unwrap_or_else(|| self.typing.types.open())
            }
            _ => self.typing.types.open(),
        }
    }

    /// `f32::MAX`, `std::f32::consts::PI`, `T::ONE`.
    fn constant_path(&mut self, path: &syn::ExprPath) -> Ty {
        let segments: Vec<_> = path.path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let prim = segments.iter().rev().skip(1).find_map(|name| Prim::named(name));
        match (prim, segments.last().map(String::as_str)) {
            (Some(_), Some("BITS" | "DIGITS" | "MANTISSA_DIGITS" | "RADIX")) => Ty::Prim(Prim::U32),
            (Some(prim), Some(name)) if !name.starts_with(char::is_lowercase) => Ty::Prim(prim),
            _ => self.typing.types.open(),
        }
    }
}
