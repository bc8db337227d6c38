//! Expressions: what value comes out, which accesses happen on the way.

use super::arith::{apply, apply_binary, apply_unary, range_between};
use super::interval::{LIMIT, Op};
use super::place::Place;
use super::state;
use super::value::{Value, Why};
use super::walk::Walk;
use quote::quote;
use syn::{Arm, BinOp, Expr, ExprBinary, ExprIf, ExprIndex, ExprMatch, ExprPath, ExprRange, Lit, Member, RangeLimits};

impl Walk {
    pub(crate) fn expr(&mut self, expr: &Expr) -> Value {
        if self.state.dead {
            return Value::unknown(Why::Form);
        }
        self.burn();
        match expr {
            Expr::Lit(lit) => literal(&lit.lit),
            Expr::Path(path) => self.path(path),
            Expr::Paren(inner) => self.expr(&inner.expr),
            Expr::Group(inner) => self.expr(&inner.expr),
            Expr::Reference(inner) => self.reference(&inner.expr, inner.mutability.is_some()),
            Expr::Unary(unary) => {
                let value = self.expr(&unary.expr);
                apply_unary(&unary.op, value)
            }
            Expr::Binary(binary) => self.binary(binary),
            Expr::Cast(cast) => {
                let value = self.expr(&cast.expr);
                self.cast(value, &cast.ty)
            }
            Expr::Tuple(parts) => Value::Tuple(parts.elems.iter().map(|part| self.expr(part)).collect()),
            Expr::Array(parts) => Value::List(parts.elems.iter().map(|part| self.expr(part)).collect()),
            Expr::Repeat(repeat) => {
                let (each, len) = (self.expr(&repeat.expr), self.expr(&repeat.len));
                repeated(each, len)
            }
            Expr::Range(range) => self.range(range),
            Expr::Index(index) => self.index(index),
            Expr::Field(field) => {
                let base = self.expr(&field.base);
                match &field.member {
                    Member::Unnamed(index) => base.field(index.index as usize),
                    Member::Named(_) => Value::Unknown(base.why(), base.windows()),
                }
            }
            Expr::MethodCall(call) => self.method_call(call),
            Expr::Call(call) => self.function_call(call),
            Expr::Closure(closure) => self.closure(closure),
            other => self.control(other),
        }
    }

    /// Expressions that are about where to go on.
    fn control(&mut self, expr: &Expr) -> Value {
        match expr {
            Expr::If(code) => self.branch(code),
            Expr::Match(code) => self.match_arms(code),
            Expr::Let(code) => {
                let value = self.expr(&code.expr);
                self.bind(&code.pat, &value).into_value()
            }
            Expr::Block(block) => self.labelled_block(block.label.as_ref(), &block.block),
            Expr::Unsafe(block) => self.block(&block.block),
            Expr::Const(block) => self.block(&block.block),
            Expr::ForLoop(code) => self.for_loop(code),
            Expr::While(code) => self.while_loop(code),
            Expr::Loop(code) => self.endless_loop(code),
            Expr::Continue(code) => self.jump(code.label.as_ref(), None, true),
            Expr::Break(code) => {
                let value = code.expr.as_ref().map(|value| self.expr(value));
                self.jump(code.label.as_ref(), value, false)
            }
            Expr::Return(code) => {
                let value = code.expr.as_ref().map_or(Value::Tuple(Vec::new()), |value| self.expr(value));
                self.returned.push(value.clone());
                self.state.dead = true;
                value
            }
            Expr::Assign(code) => {
                let value = self.expr(&code.right);
                self.assign(&code.left, &value);
                Value::Tuple(Vec::new())
            }
            Expr::Macro(code) => self.macro_call(&code.mac),
            Expr::Struct(code) => {
                let parts = code.fields.iter().map(|field| &field.expr).chain(code.rest.as_deref());
                let windows = parts.fold(0, |set, part| set | self.expr(part).windows());
                Value::Unknown(Why::Form, windows)
            }
            Expr::Try(code) => {
                let value = self.expr(&code.expr);
                Value::Unknown(value.why(), value.windows())
            }
            Expr::Async(code) => self.block(&code.block),
            _ => Value::unknown(Why::Form),
        }
    }

    fn path(&mut self, path: &ExprPath) -> Value {
        let first = path.path.segments.first().map(|segment| segment.ident.to_string()).unwrap_or_default();
        if path.qself.is_some() || self.type_params.contains(&first) {
            return Value::unknown(Why::Form);
        }
        match path.path.get_ident().and_then(|name| self.state.get(&name.to_string())) {
            Some(value) if self.varying.contains(&first) => value.varied(),
            Some(value) => value.clone(),
            None => Value::Place(Place::new(quote!(#path))),
        }
    }

    fn reference(&mut self, inner: &Expr, mutable: bool) -> Value {
        let value = self.expr(inner);
        if mutable {
            let mut roots = Vec::new();
            state::targets(inner, &mut roots);
            self.state.forget_changes(&roots);
            self.varying.extend(roots);
        }
        value
    }

    fn binary(&mut self, binary: &ExprBinary) -> Value {
        match (&binary.op, state::assigned_operator(&binary.op)) {
            (BinOp::And(_) | BinOp::Or(_), _) => self.short_circuit(binary),
            (_, Some(op)) => {
                let right = self.expr(&binary.right);
                let left = self.expr(&binary.left);
                self.assign(&binary.left, &apply_binary(&op, &left, &right));
                Value::Tuple(Vec::new())
            }
            (op, None) => {
                let (left, right) = (self.expr(&binary.left), self.expr(&binary.right));
                apply_binary(op, &left, &right)
            }
        }
    }

    fn short_circuit(&mut self, binary: &ExprBinary) -> Value {
        let decides = matches!(binary.op, BinOp::Or(_));
        match self.expr(&binary.left) {
            Value::Bool(value) if value == decides => Value::Bool(decides),
            Value::Bool(_) => self.expr(&binary.right),
            unknown => match self.either(|walk| walk.expr(&binary.right), |_| Value::unknown(Why::Form)) {
                Value::Bool(value) if value == decides => Value::Bool(decides),
                _ => Value::Unknown(unknown.why(), 0),
            },
        }
    }

    fn cast(&mut self, value: Value, ty: &syn::Type) -> Value {
        let float = crate::types::as_ident(ty).is_some_and(|name| name == "f32" || name == "f64");
        match value {
            _ if float => Value::unknown(Why::Float),
            Value::Bool(value) => Value::at(i128::from(value)),
            Value::Int(interval) => Value::Int(interval),
            Value::Place(place) => Value::Place(place.cast(ty)),
            other => other,
        }
    }

    fn range(&mut self, range: &ExprRange) -> Value {
        let start = range.start.as_ref().map_or(Value::at(0), |start| self.expr(start));
        let Some(end) = &range.end else {
            return Value::Counting(Box::new(start));
        };
        let end = self.expr(end);
        let last = match range.limits {
            RangeLimits::Closed(_) => end,
            RangeLimits::HalfOpen(_) => apply(Op::Sub, &end, &Value::at(1)),
        };
        range_between(&start, &last)
    }

    fn index(&mut self, index: &ExprIndex) -> Value {
        let base = self.expr(&index.expr);
        let offset = self.expr(&index.index);
        match base {
            Value::Window(windows) => {
                self.access(windows, &index.index, &offset);
                Value::unknown(Why::Pixels)
            }
            Value::Unknown(_, windows) if windows != 0 => {
                self.escape(windows, &index.expr, Why::Form);
                Value::unknown(Why::Pixels)
            }
            other if matches!(offset, Value::Elements { .. } | Value::Counting(_)) => {
                Value::Elements { each: Box::new(other.each()), len: None }
            }
            other => other.entry(&offset),
        }
    }

    fn branch(&mut self, code: &ExprIf) -> Value {
        self.state.push();
        let otherwise = |walk: &mut Self| match &code.else_branch {
            Some((_, code)) => walk.expr(code),
            None => Value::Tuple(Vec::new()),
        };
        let value = match self.expr(&code.cond) {
            Value::Bool(true) => self.block(&code.then_branch),
            Value::Bool(false) => otherwise(self),
            _ => self.either(|walk| walk.block(&code.then_branch), otherwise),
        };
        self.state.pop();
        value
    }

    fn match_arms(&mut self, code: &ExprMatch) -> Value {
        let subject = self.expr(&code.expr);
        self.arms(&subject, &code.arms)
    }

    fn arms(&mut self, subject: &Value, arms: &[Arm]) -> Value {
        let Some((arm, rest)) = arms.split_first() else { return Value::Tuple(Vec::new()) };
        self.state.push();
        let (pattern, guard) = super::pattern::split_guard(&arm.pat);
        let mut fits = self.bind(pattern, subject).into_value();
        if let (Some(guard), false) = (guard, matches!(fits, Value::Bool(false))) {
            fits = match (fits, self.expr(guard)) {
                (fits, Value::Bool(true)) | (fits @ Value::Unknown(..), _) => fits,
                // A guard that never holds: lanes go through the arm all the same, if pixels are matched.
                (_, Value::Bool(false)) if subject.varies() => Value::unknown(Why::Form),
                (_, other) => other,
            };
        }
        let body = |walk: &mut Self| walk.expr(&arm.body);
        let value = match fits {
            Value::Bool(true) => body(self),
            Value::Bool(false) => self.arms(subject, rest),
            _ if rest.is_empty() => body(self),
            _ => self.either(body, |walk| walk.arms(subject, rest)),
        };
        self.state.pop();
        value
    }
}

fn literal(lit: &Lit) -> Value {
    match lit {
        Lit::Int(int) => match int.base10_parse::<i128>() {
            _ if int.suffix().starts_with('f') => Value::unknown(Why::Float),
            Ok(value) if value < LIMIT => Value::at(value),
            _ => Value::unknown(Why::Arithmetic),
        },
        Lit::Byte(byte) => Value::at(i128::from(byte.value())),
        Lit::Bool(value) => Value::Bool(value.value),
        Lit::Float(_) => Value::unknown(Why::Float),
        _ => Value::unknown(Why::Form),
    }
}

fn repeated(each: Value, len: Value) -> Value {
    match len.single() {
        Some(len @ 0..=256) => Value::List((0..len).map(|_| each.clone()).collect()),
        _ => Value::Elements { each: Box::new(each), len: Some(Box::new(len)) },
    }
}
