//! Integer operations, on intervals or, where a constant is left to the compiler, on tokens.

use super::interval::{Interval, Op};
use super::value::{Value, Why};
use quote::quote;
use syn::{BinOp, UnOp};

/// Lists longer than this are kept as "any of them".
const LONG: i128 = 4096;

/// The integers from `start` to `last`.
pub(super) fn range_between(start: &Value, last: &Value) -> Value {
    if let (Some(start), Some(last)) = (start.single(), last.single())
        && last - start < LONG
    {
        return Value::List((start..=last).map(Value::at).collect());
    }
    let each = match (start, last) {
        (Value::Int(a), Value::Int(b)) if b.hi < a.lo => return Value::List(Vec::new()),
        (Value::Int(a), Value::Int(b)) => Value::Int(Interval {
            lo: a.lo,
            hi: b.hi,
            attained: a.attained && b.attained,
            varies: a.varies || b.varies,
        }),
        _ => match (start.to_symbolic(), last.to_symbolic()) {
            (Some(a), Some(b)) => Value::Symbolic(quote!(#a.to(#b))),
            (None, _) => Value::unknown(start.why()),
            _ => Value::unknown(last.why()),
        },
    };
    let count = apply(Op::Add, &apply(Op::Sub, last, start), &Value::at(1));
    Value::Elements { each: Box::new(each), len: Some(Box::new(count)) }
}

pub(super) fn apply_unary(op: &UnOp, value: Value) -> Value {
    match (op, value) {
        (UnOp::Deref(_), value) => value,
        (UnOp::Neg(_), Value::Int(interval)) => Value::Int(interval.neg()),
        (UnOp::Not(_), Value::Bool(value)) => Value::Bool(!value),
        (UnOp::Neg(_), value) => match value.to_symbolic() {
            Some(tokens) => Value::Symbolic(quote!(#tokens.neg())),
            None => Value::Unknown(value.why(), 0),
        },
        (_, value) => Value::Unknown(value.why(), 0),
    }
}

pub(super) fn apply_binary(op: &BinOp, left: &Value, right: &Value) -> Value {
    let op = match op {
        BinOp::Add(_) => Op::Add,
        BinOp::Sub(_) => Op::Sub,
        BinOp::Mul(_) => Op::Mul,
        BinOp::Div(_) => Op::Div,
        BinOp::Rem(_) => Op::Rem,
        BinOp::BitAnd(_) => Op::And,
        BinOp::BitOr(_) => Op::Or,
        BinOp::BitXor(_) => Op::Xor,
        BinOp::Shl(_) => Op::Shl,
        BinOp::Shr(_) => Op::Shr,
        comparison => return compare(comparison, left, right),
    };
    apply(op, left, right)
}

/// `left op right` on integers.
pub(super) fn apply(op: Op, left: &Value, right: &Value) -> Value {
    match (left, right) {
        (Value::Int(a), Value::Int(b)) => match a.apply(op, *b) {
            Some(out) => Value::Int(out),
            None => Value::unknown(Why::Arithmetic),
        },
        // Whatever the left side is, these have a bound.
        (Value::Unknown(..), Value::Int(b)) if matches!(op, Op::Rem | Op::RemEuclid | Op::And) => {
            let anything = Interval::new(-(1 << 60), 1 << 60).at_most().varied();
            anything.apply(op, *b).map_or(Value::unknown(left.why()), Value::Int)
        }
        _ => symbolic(op, left, right),
    }
}

fn symbolic(op: Op, left: &Value, right: &Value) -> Value {
    let (Some(a), Some(b)) = (left.to_symbolic(), right.to_symbolic()) else {
        let side = if left.to_symbolic().is_none() { left } else { right };
        return Value::Unknown(side.why(), left.windows() | right.windows());
    };
    Value::Symbolic(match op {
        Op::Add => quote!(#a.add(#b)),
        Op::Sub => quote!(#a.sub(#b)),
        Op::Mul => quote!(#a.mul(#b)),
        Op::Div => quote!(#a.div(#b)),
        Op::Min => quote!(#a.min(#b)),
        Op::Max => quote!(#a.max(#b)),
        Op::AbsDiff => quote!(#a.sub(#b).abs()),
        Op::Rem | Op::RemEuclid => quote!(#a.rem(#b)),
        _ => return Value::unknown(Why::Arithmetic),
    })
}

fn compare(op: &BinOp, left: &Value, right: &Value) -> Value {
    let outcome = match op {
        BinOp::Eq(_) => equal(left, right),
        BinOp::Ne(_) => equal(left, right).map(|equal| !equal),
        BinOp::Lt(_) => less(left, right),
        BinOp::Gt(_) => less(right, left),
        BinOp::Le(_) => less(right, left).map(|less| !less),
        BinOp::Ge(_) => less(left, right).map(|less| !less),
        _ => None,
    };
    outcome.map_or(Value::Unknown(left.why(), 0), Value::Bool)
}

fn less(left: &Value, right: &Value) -> Option<bool> {
    let (Value::Int(a), Value::Int(b)) = (left, right) else { return None };
    if a.varies || b.varies {
        return None;
    }
    if a.hi < b.lo {
        Some(true)
    } else if a.lo >= b.hi {
        Some(false)
    } else {
        None
    }
}

pub(super) fn equal(left: &Value, right: &Value) -> Option<bool> {
    match (left, right) {
        (Value::Int(a), Value::Int(b)) if a.varies || b.varies => None,
        (Value::Int(a), Value::Int(b)) => match (a.single(), b.single()) {
            (Some(a), Some(b)) => Some(a == b),
            _ if a.hi < b.lo || b.hi < a.lo => Some(false),
            _ => None,
        },
        (Value::Bool(a), Value::Bool(b)) => Some(a == b),
        (Value::Tuple(a), Value::Tuple(b)) | (Value::List(a), Value::List(b)) if a.len() == b.len() => {
            let parts: Vec<_> = a.iter().zip(b).map(|(a, b)| equal(a, b)).collect();
            if parts.contains(&Some(false)) {
                Some(false)
            } else {
                parts.iter().all(|part| *part == Some(true)).then_some(true)
            }
        }
        _ => None,
    }
}
