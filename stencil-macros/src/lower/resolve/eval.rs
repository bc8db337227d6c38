//! Evaluation at expansion: integers, booleans, and tuples and arrays of them.

use super::super::ir::{Expr, Kind, Method};
use super::Resolver;
use super::scope::Name;
use super::value::Value;
use syn::{BinOp, Lit, Member, Type, UnOp};

/// Results beyond this are not followed: whether they overflow depends on a type that is not known here.
const LIMIT: i128 = 1 << 31;

impl Resolver {
    /// As much of the value of `e` as is known at this point of the walk.
    pub(super) fn eval(&self, e: &Expr) -> Value {
        match &e.kind {
            Kind::Lit(Lit::Int(lit)) => lit.base10_parse().map_or(Value::Unknown, Value::Int),
            Kind::Lit(Lit::Bool(lit)) => Value::Bool(lit.value),
            Kind::Known(value, _) => Value::Int(*value),
            Kind::Local(var) => self.known.get(var).cloned().unwrap_or_default(),
            Kind::Const(id, _) => self.consts[*id].value.clone(),
            Kind::Unary(op, e) => unary(op, self.eval(e)),
            Kind::Ref(mutable, e) => match self.eval(e) {
                Value::Array(_) if *mutable => Value::Unknown,
                value => value.shared(),
            },
            Kind::Binary(op, a, b) => self.eval_binary(op, a, b),
            Kind::Cast(e, ty) => cast(&self.eval(e), ty),
            Kind::Index(base, index) => match self.eval(index) {
                Value::Int(index) => usize::try_from(index).map_or(Value::Unknown, |i| self.eval(base).part(i)),
                _ => Value::Unknown,
            },
            Kind::Field(base, Member::Unnamed(field)) => self.eval(base).part(field.index as usize),
            Kind::Tuple(parts) => Value::Tuple(parts.iter().map(|e| self.eval(e)).collect()),
            Kind::Array(parts) => Value::Array(parts.iter().map(|e| self.eval(e)).collect()),
            Kind::Repeat(e, len) => match self.eval(len).as_int().map(usize::try_from) {
                Some(Ok(len)) => Value::array(&self.eval(e), len),
                _ => Value::Unknown,
            },
            Kind::Method(method) => self.eval_method(method),
            _ => Value::Unknown,
        }
    }

    fn eval_binary(&self, op: &BinOp, a: &Expr, b: &Expr) -> Value {
        let dropped = a.only_looks();
        let (a, b) = (self.eval(a), self.eval(b));
        match (op, &a, &b) {
            (BinOp::And(_), Value::Bool(false), _) => Value::Bool(false),
            (BinOp::And(_), _, Value::Bool(false)) if dropped => Value::Bool(false),
            (BinOp::Or(_), _, Value::Bool(true)) if dropped => Value::Bool(true),
            (BinOp::Or(_), Value::Bool(true), _) => Value::Bool(true),
            (BinOp::And(_), Value::Bool(true), Value::Bool(b)) => Value::Bool(*b),
            (BinOp::Or(_), Value::Bool(false), Value::Bool(b)) => Value::Bool(*b),
            (BinOp::Eq(_), a, b) => equal(a, b).map_or(Value::Unknown, Value::Bool),
            (BinOp::Ne(_), a, b) => equal(a, b).map_or(Value::Unknown, |same| Value::Bool(!same)),
            (_, Value::Int(a), Value::Int(b)) => arithmetic(op, *a, *b),
            _ => Value::Unknown,
        }
    }

    fn eval_method(&self, method: &Method) -> Value {
        let receiver = self.eval(&method.receiver);
        let arg = method.args.first().map(|arg| self.eval(arg));
        let name = method.name.to_string();
        match (receiver, arg) {
            (array, None) if name == "len" => array.len().map_or(Value::Unknown, |len| Value::Int(len as i128)),
            (array @ Value::Array(_), None) if name == "clone" => array,
            (array @ (Value::Array(_) | Value::Shared(_)), None) if name == "as_slice" => array.shared(),
            (Value::Int(a), None) => match &*name {
                "abs" | "unsigned_abs" => Value::Int(a.abs()),
                "signum" => Value::Int(a.signum()),
                "clone" => Value::Int(a),
                _ => Value::Unknown,
            },
            (Value::Int(a), Some(Value::Int(b))) => match &*name {
                "min" => Value::Int(a.min(b)),
                "max" => Value::Int(a.max(b)),
                "abs_diff" => Value::Int((a - b).abs()),
                "rem_euclid" if b != 0 => Value::Int(a.rem_euclid(b)),
                "div_euclid" if b != 0 => Value::Int(a.div_euclid(b)),
                _ => Value::Unknown,
            },
            _ => Value::Unknown,
        }
    }

    fn constant_int(&self, path: &syn::Path) -> Option<i128> {
        match self.scopes.find(&path.get_ident()?.to_string()) {
            Some(Name::Const(id)) => self.consts[id].value.as_int(),
            _ => None,
        }
    }

    /// What follows from a type alone.
    pub(super) fn value_of_type(&self, ty: &Type) -> Value {
        match ty {
            Type::Tuple(tuple) => Value::Tuple(tuple.elems.iter().map(|ty| self.value_of_type(ty)).collect()),
            Type::Array(array) => match &array.len {
                syn::Expr::Lit(syn::ExprLit { lit: Lit::Int(len), .. }) => {
                    len.base10_parse().map_or(Value::Unknown, |len| Value::array(&self.value_of_type(&array.elem), len))
                }
                syn::Expr::Path(path) => match self.constant_int(&path.path).map(usize::try_from) {
                    Some(Ok(len)) => Value::array(&self.value_of_type(&array.elem), len),
                    _ => Value::Unknown,
                },
                _ => Value::Unknown,
            },
            Type::Reference(inner) if inner.mutability.is_none() => self.value_of_type(&inner.elem).shared(),
            Type::Paren(inner) => self.value_of_type(&inner.elem),
            Type::Group(inner) => self.value_of_type(&inner.elem),
            _ => Value::Unknown,
        }
    }
}

fn unary(op: &UnOp, value: Value) -> Value {
    match (op, value) {
        (UnOp::Deref(_), value) => value.target(),
        (UnOp::Neg(_), Value::Int(value)) => Value::Int(-value),
        (UnOp::Not(_), Value::Bool(value)) => Value::Bool(!value),
        _ => Value::Unknown,
    }
}

/// Whether two values are equal, if enough of them is known to tell.
fn equal(a: &Value, b: &Value) -> Option<bool> {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => Some(a == b),
        (Value::Bool(a), Value::Bool(b)) => Some(a == b),
        (Value::Tuple(a), Value::Tuple(b)) | (Value::Array(a), Value::Array(b)) if a.len() == b.len() => {
            let parts: Vec<_> = a.iter().zip(b).map(|(a, b)| equal(a, b)).collect();
            match parts.contains(&Some(false)) {
                true => Some(false),
                false => parts.into_iter().collect::<Option<Vec<_>>>().map(|_| true),
            }
        }
        _ => None,
    }
}

fn arithmetic(op: &BinOp, a: i128, b: i128) -> Value {
    let value = match op {
        BinOp::Add(_) | BinOp::AddAssign(_) => a.checked_add(b),
        BinOp::Sub(_) | BinOp::SubAssign(_) => a.checked_sub(b),
        BinOp::Mul(_) | BinOp::MulAssign(_) => a.checked_mul(b),
        BinOp::Div(_) | BinOp::DivAssign(_) => a.checked_div(b),
        BinOp::Rem(_) | BinOp::RemAssign(_) => a.checked_rem(b),
        BinOp::Lt(_) => return Value::Bool(a < b),
        BinOp::Le(_) => return Value::Bool(a <= b),
        BinOp::Gt(_) => return Value::Bool(a > b),
        BinOp::Ge(_) => return Value::Bool(a >= b),
        _ => None,
    };
    value.filter(|value| value.abs() < LIMIT).map_or(Value::Unknown, Value::Int)
}

/// The value of `a op= b`.
pub(super) fn compound(op: &BinOp, a: &Value, b: &Value) -> Value {
    match (a, b) {
        (Value::Int(a), Value::Int(b)) => arithmetic(op, *a, *b),
        _ => Value::Unknown,
    }
}

/// Casts between integers that keep the value.
fn cast(value: &Value, ty: &Type) -> Value {
    let (Value::Int(value), Type::Path(path)) = (value, ty) else { return Value::Unknown };
    let range = match path.path.get_ident().map(ToString::to_string).as_deref() {
        Some("u8") => 0..1 << 8,
        Some("u16") => 0..1 << 16,
        Some("u32" | "u64" | "usize") => 0..1 << 32,
        Some("i8") => -(1 << 7)..1 << 7,
        Some("i16") => -(1 << 15)..1 << 15,
        Some("i32" | "i64" | "isize") => -(1 << 31)..1 << 31,
        _ => return Value::Unknown,
    };
    if range.contains(value) { Value::Int(*value) } else { Value::Unknown }
}
