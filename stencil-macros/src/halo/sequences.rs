//! Methods of arrays and iterators, which are the same thing here: entries in order.

use super::arith::{apply, range_between};
use super::interval::{Interval, Op};
use super::value::{Value, Why};
use super::walk::{DEPTH, Walk};
use quote::quote;

impl Walk {
    /// Arrays and iterators; `None` if nothing is known of the method.
    pub(super) fn sequence_method(&mut self, receiver: &Value, method: &str, args: &[Value]) -> Option<Value> {
        if !matches!(receiver, Value::List(_) | Value::Elements { .. } | Value::Counting(_) | Value::Place(_)) {
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
            ("take", [count]) if matches!(receiver, Value::Counting(_)) => first_of(receiver, count),
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

/// The first items of `start..`, as many as `count` says; anything else as it is.
fn first_of(items: &Value, count: &Value) -> Value {
    match items {
        Value::Counting(start) => {
            let last = apply(Op::Sub, &apply(Op::Add, start, count), &Value::at(1));
            range_between(start, &last)
        }
        other => other.clone(),
    }
}

fn zip(a: &Value, b: &Value) -> Value {
    match (a, b) {
        (Value::Counting(_), Value::Counting(_)) => {
            Value::Elements { each: Box::new(Value::Tuple(vec![a.each(), b.each()])), len: None }
        }
        (Value::Counting(_), b) => zip(&first_of(a, &b.len()), b),
        (a, Value::Counting(_)) => zip(a, &first_of(b, &a.len())),
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
