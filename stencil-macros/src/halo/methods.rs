//! Methods of windows and of integers.

use super::arith::apply;
use super::interval::{Interval, Op};
use super::value::{Value, Why};
use super::walk::{Finding, Walk};
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
            self.varying.extend(roots);
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
            (word, [offsets, ..]) if word.ends_with("_over") => {
                self.footprint(windows, &call.args[0], offsets);
                self.hand_over(&call.args, &args, &Why::Pixels);
            }
            _ => {
                self.hand_over(&call.args, &args, &Why::Pixels);
                if !POINT_WORDS.contains(&word) {
                    self.found.push(Finding::Word { windows, word: call.method.clone() });
                }
            }
        }
        Value::unknown(Why::Pixels)
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
            Value::Int(interval) => {
                Value::Int(Interval { lo: interval.lo.signum(), hi: interval.hi.signum(), ..*interval })
            }
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
        (Value::Int(lo), Value::Int(hi)) => Some(Value::Int(Interval::new(lo.lo, hi.hi).at_most().varied())),
        _ => match (lo.to_symbolic(), hi.to_symbolic()) {
            (Some(lo), Some(hi)) => Some(Value::Symbolic(quote!(#lo.to(#hi)))),
            _ => None,
        },
    }
}
