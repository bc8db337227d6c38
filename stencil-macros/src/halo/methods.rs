//! Methods: of windows, of integers, of arrays and iterators.

use super::arith::apply;
use super::interval::{Interval, Op};
use super::value::{Value, Why};
use super::walk::{DEPTH, Finding, Walk};
use quote::quote;
use syn::{Expr, ExprCall, ExprMethodCall};

/// Words of a window that look at no neighbour.
const POINT_WORDS: [&str; 2] = ["center", "clone"];

/// Methods that leave their receiver as it is.
const PURE: [&str; 52] = [
    "abs",
    "abs_diff",
    "all",
    "any",
    "as_ref",
    "as_slice",
    "center",
    "chain",
    "clamp",
    "clone",
    "cloned",
    "copied",
    "cycle",
    "div_euclid",
    "enumerate",
    "filter",
    "first",
    "flat_map",
    "fold",
    "for_each",
    "get",
    "into",
    "into_iter",
    "is_empty",
    "iter",
    "last",
    "len",
    "map",
    "max",
    "mean",
    "median",
    "min",
    "neg",
    "pow",
    "powi",
    "product",
    "rank",
    "rem_euclid",
    "rev",
    "signum",
    "skip",
    "sqrt",
    "step_by",
    "sum",
    "take",
    "to_owned",
    "try_into",
    "unsigned_abs",
    "unwrap",
    "windows",
    "wrapping_add",
    "zip",
];

pub(super) fn is_pure(method: &str) -> bool {
    PURE.contains(&method) || operation(method).is_some()
}

/// The two-operand operation behind a method of integers.
fn operation(method: &str) -> Option<Op> {
    Some(match method {
        "min" => Op::Min,
        "max" => Op::Max,
        "pow" => Op::Pow,
        "abs_diff" => Op::AbsDiff,
        "rem_euclid" => Op::RemEuclid,
        "div_euclid" => Op::DivEuclid,
        "add" | "wrapping_add" | "saturating_add" | "strict_add" | "add_signed" | "checked_add" => Op::Add,
        "wrapping_sub" | "strict_sub" | "checked_sub" | "sub" => Op::Sub,
        "saturating_sub" => Op::SaturatingSub,
        "wrapping_mul" | "saturating_mul" | "strict_mul" | "mul" => Op::Mul,
        _ => return None,
    })
}

impl Walk {
    pub(super) fn method_call(&mut self, call: &ExprMethodCall) -> Value {
        let receiver = self.expr(&call.receiver);
        let method = call.method.to_string();
        match &receiver {
            Value::Window(windows) => return self.window_word(call, *windows, &method),
            Value::Unknown(_, windows) if *windows != 0 => {
                self.escape(*windows, &call.receiver, Why::Call(method.clone()))
            }
            _ => {}
        }
        let args: Vec<Value> = call.args.iter().map(|arg| self.expr(arg)).collect();
        if let Some(value) = integer_method(&receiver, &method, &args) {
            return value;
        }
        if let Some(value) = self.sequence_method(&receiver, &method, &args) {
            return value;
        }
        self.hand_over(&call.args, &args, &Why::Call(method.clone()));
        if !is_pure(&method) {
            let mut roots = Vec::new();
            super::state::targets(&call.receiver, &mut roots);
            self.state.forget_changes(&roots);
        }
        // What is unknown stays unknown for its own reason.
        let why = receiver.why();
        Value::Unknown(if why == Why::Form { Why::Call(method) } else { why }, receiver.windows())
    }

    fn window_word(&mut self, call: &ExprMethodCall, windows: u8, word: &str) -> Value {
        let args: Vec<Value> = call.args.iter().map(|arg| self.expr(arg)).collect();
        match (word, args.as_slice()) {
            ("clone", _) => return Value::Window(windows),
            ("at", [offset]) => self.access(windows, &call.args[0], offset),
            _ => {
                self.hand_over(&call.args, &args, &Why::Pixels);
                if !POINT_WORDS.contains(&word) {
                    self.found.push(Finding::Word { windows, word: call.method.clone() });
                }
            }
        }
        Value::unknown(Why::Pixels)
    }

    /// Arrays and iterators; `None` if nothing is known of the method.
    fn sequence_method(&mut self, receiver: &Value, method: &str, args: &[Value]) -> Option<Value> {
        if !matches!(receiver, Value::List(_) | Value::Elements { .. } | Value::Place(_)) {
            return None;
        }
        Some(match (method, args) {
            (
                "iter" | "into_iter" | "copied" | "cloned" | "by_ref" | "as_slice" | "to_vec" | "collect" | "peekable",
                [],
            ) => receiver.clone(),
            ("len" | "count", []) => receiver.len(),
            ("rev", []) => match receiver {
                Value::List(parts) => Value::List(parts.iter().rev().cloned().collect()),
                other => other.clone(),
            },
            ("enumerate", []) => enumerate(receiver),
            ("zip", [other]) => zip(receiver, other),
            ("step_by", [step]) => pick(receiver, step, |i, step| i % step.max(1) == 0),
            ("take", [count]) => pick(receiver, count, |i, count| i < count),
            ("skip", [count]) => pick(receiver, count, |i, count| i >= count),
            ("chain", [other]) => match (receiver, other) {
                (Value::List(a), Value::List(b)) => Value::List(a.iter().chain(b).cloned().collect()),
                (a, b) => Value::Elements { each: Box::new(a.each().join(&b.each())), len: None },
            },
            ("map", [function]) => self.map(receiver, function),
            (
                "for_each" | "any" | "all" | "flat_map" | "filter" | "inspect" | "position" | "find" | "filter_map",
                [function],
            ) => {
                let mapped = self.map(receiver, function);
                match method {
                    "filter" | "inspect" => some_of(receiver),
                    "flat_map" => Value::Elements { each: Box::new(mapped.each().each()), len: None },
                    _ => Value::unknown(mapped.why()),
                }
            }
            ("fold", [start, function]) => {
                self.for_items(receiver, |walk, item| walk.inline(function, &[start.forget(Why::Form), item.clone()]));
                Value::unknown(Why::Call(method.to_owned()))
            }
            ("sum" | "product" | "max" | "min", []) if receiver.each().windows() == 0 => match method {
                "sum" | "product" => Value::unknown(receiver.each().why()),
                _ => receiver.each(),
            },
            _ => return None,
        })
    }

    fn map(&mut self, receiver: &Value, function: &Value) -> Value {
        match receiver {
            Value::List(_) => {
                Value::List(self.for_items(receiver, |walk, item| walk.inline(function, std::slice::from_ref(item))))
            }
            other => {
                let each = self.inline(function, &[other.each()]);
                Value::Elements { each: Box::new(each), len: Some(Box::new(other.len())) }
            }
        }
    }

    fn for_items(&mut self, items: &Value, mut body: impl FnMut(&mut Self, &Value) -> Value) -> Vec<Value> {
        if self.calls >= DEPTH {
            return Vec::new();
        }
        match items {
            Value::List(parts) => parts.iter().map(|part| body(self, part)).collect(),
            other => vec![body(self, &other.each())],
        }
    }

    /// `i32::max(a, b)`, `std::cmp::min(a, b)`, `isize::from(a)`.
    pub(super) fn integer_function(&mut self, call: &ExprCall) -> Option<Value> {
        let Expr::Path(path) = &*call.func else { return None };
        let mut segments = path.path.segments.iter().rev();
        let function = segments.next()?.ident.to_string();
        let owner = segments.next()?.ident.to_string();
        let of_integer = owner != "f32" && owner != "f64" && crate::types::is_primitive(&syn::parse_str(&owner).ok()?);
        let of_cmp = owner == "cmp" && (function == "min" || function == "max");
        if !of_integer && !of_cmp {
            return None;
        }
        let args: Vec<Value> = call.args.iter().map(|arg| self.expr(arg)).collect();
        let (receiver, rest) = args.split_first()?;
        match function.as_str() {
            "from" | "try_from" => Some(receiver.clone()),
            _ => Some(integer_method(receiver, &function, rest).unwrap_or_else(|| Value::unknown(receiver.why()))),
        }
    }
}

fn integer_method(receiver: &Value, method: &str, args: &[Value]) -> Option<Value> {
    if let ("clamp", [lo, hi]) = (method, args) {
        return clamp(receiver, lo, hi);
    }
    if receiver.to_symbolic().is_none() {
        return match (operation(method), args) {
            (Some(Op::RemEuclid), [modulus @ Value::Int(_)]) => Some(apply(Op::RemEuclid, receiver, modulus)),
            _ => None,
        };
    }
    match (method, args) {
        ("abs" | "unsigned_abs" | "wrapping_abs" | "saturating_abs", []) => Some(match receiver {
            Value::Int(interval) => Value::Int(interval.abs()),
            other => other.to_symbolic().map(|tokens| Value::Symbolic(quote!(#tokens.abs())))?,
        }),
        ("signum", []) => Some(match receiver {
            Value::Int(interval) => Value::Int(Interval::new(interval.lo.signum(), interval.hi.signum())),
            _ => Value::Int(Interval::new(-1, 1).at_most()),
        }),
        ("clone" | "to_owned" | "into" | "try_into" | "unwrap" | "cast_signed" | "cast_unsigned", [])
        | ("expect", [_]) => {
            // A constant may be an array: then it is a sequence, and the same.
            Some(receiver.clone())
        }
        (_, [other]) => operation(method).map(|op| apply(op, receiver, other)),
        _ => None,
    }
}

/// Bounded whatever the receiver is.
fn clamp(receiver: &Value, lo: &Value, hi: &Value) -> Option<Value> {
    if receiver.to_symbolic().is_some() {
        return Some(apply(Op::Min, &apply(Op::Max, receiver, lo), hi));
    }
    match (lo, hi) {
        (Value::Int(lo), Value::Int(hi)) => Some(Value::Int(Interval::new(lo.lo, hi.hi).at_most())),
        _ => match (lo.to_symbolic(), hi.to_symbolic()) {
            (Some(lo), Some(hi)) => Some(Value::Symbolic(quote!(#lo.to(#hi)))),
            _ => None,
        },
    }
}

fn enumerate(items: &Value) -> Value {
    match items {
        Value::List(parts) => {
            let numbered =
                parts.iter().enumerate().map(|(i, part)| Value::Tuple(vec![Value::at(i as i128), part.clone()]));
            Value::List(numbered.collect())
        }
        other => {
            let last = apply(Op::Sub, &other.len(), &Value::at(1));
            let index = match (Value::at(0), last) {
                (Value::Int(_), Value::Int(last)) => Value::Int(Interval::new(0, last.hi.max(0))),
                (zero, last) => match (zero.to_symbolic(), last.to_symbolic()) {
                    (Some(zero), Some(last)) => Value::Symbolic(quote!(#zero.to(#last))),
                    _ => Value::unknown(last.why()),
                },
            };
            let each = Value::Tuple(vec![index, other.each()]);
            Value::Elements { each: Box::new(each), len: Some(Box::new(other.len())) }
        }
    }
}

fn zip(a: &Value, b: &Value) -> Value {
    match (a, b) {
        (Value::List(a), Value::List(b)) => {
            Value::List(a.iter().zip(b).map(|(a, b)| Value::Tuple(vec![a.clone(), b.clone()])).collect())
        }
        _ => Value::Elements { each: Box::new(Value::Tuple(vec![a.each(), b.each()])), len: None },
    }
}

/// The entries whose number passes; any of them if that is not known.
fn pick(items: &Value, by: &Value, passes: impl Fn(usize, usize) -> bool) -> Value {
    match (items, by.single().and_then(|by| usize::try_from(by).ok())) {
        (Value::List(parts), Some(by)) => {
            let picked = parts.iter().enumerate().filter(|(i, _)| passes(*i, by));
            Value::List(picked.map(|(_, part)| part.clone()).collect())
        }
        (items, _) => some_of(items),
    }
}

/// Some of the entries, it is not known which.
fn some_of(items: &Value) -> Value {
    let each = match items.each() {
        Value::Int(interval) => Value::Int(interval.at_most()),
        other => other,
    };
    Value::Elements { each: Box::new(each), len: None }
}
