//! Sequences whose items are known at expansion: ranges, arrays, and what common adaptors make of them.

use super::super::ir::{Expr, Kind, Method, Stmt};
use super::Resolver;
use super::loops::Item;
use super::value::Value;
use std::collections::HashSet;
use syn::{Lit, RangeLimits, UnOp};

/// Bindings to make before the loop, and the items.
type Sequence = (Vec<Stmt>, Vec<Item>);

/// Longer loops are not worth looking at.
const MAX_ITEMS: usize = 512;

impl Resolver {
    /// The items of `iter`, if they are known. `changed` names what the loop's body may change.
    pub(super) fn sequence(&mut self, iter: &Expr, changed: &HashSet<String>) -> Option<Sequence> {
        match &iter.kind {
            Kind::Range(Some(start), limits, Some(end)) => Some((Vec::new(), self.range(start, *limits, end)?)),
            Kind::Method(method) => self.adapted(method, changed),
            Kind::Ref(mutable, place) => self.borrowed(place, *mutable),
            Kind::Array(elements) => Some(self.elements(elements)),
            Kind::Local(var) => {
                // The loop takes a copy: items may be read in place only if nothing changes them meanwhile.
                let name = self.vars[*var].ident.to_string();
                if changed.contains(&name) { None } else { self.in_place(iter, None) }
            }
            Kind::Const(..) | Kind::Index(..) | Kind::Field(..) => self.in_place(iter, None),
            _ => None,
        }
    }

    fn range(&mut self, start: &Expr, limits: RangeLimits, end: &Expr) -> Option<Vec<Item>> {
        let first = self.eval(start).as_int()?;
        let last = self.eval(end).as_int()? - i128::from(matches!(limits, RangeLimits::HalfOpen(_)));
        if last - first >= MAX_ITEMS as i128 {
            return None;
        }
        // The type may stand at either end: `0..9u8`.
        let typed = if is_bare_literal(start) { end } else { start };
        let from = Box::new(typed.clone());
        let item = |value| (self.node(start.span, Kind::Known(value, from.clone())), Value::Int(value));
        Some((first..=last).map(item).collect())
    }

    /// An array literal: constants stay where they are, other elements are computed before the loop.
    fn elements(&mut self, elements: &[Expr]) -> Sequence {
        let mut lets = Vec::new();
        let mut items = Vec::new();
        for element in elements {
            let value = self.eval(element);
            let item = match is_constant(element) {
                true => element.clone(),
                false => {
                    let (binding, item) = self.made_let("item", element.clone());
                    lets.push(binding);
                    item
                }
            };
            items.push((item, value));
        }
        (lets, items)
    }

    /// The elements of an array with a name, by index: by value, or by reference.
    fn in_place(&mut self, array: &Expr, reference: Option<bool>) -> Option<Sequence> {
        let value = self.eval(array);
        let reference = if matches!(value, Value::Shared(_)) { reference.or(Some(false)) } else { reference };
        let Value::Array(values) = value.target() else { return None };
        if values.len() > MAX_ITEMS {
            return None;
        }
        let items = values.into_iter().enumerate().map(|(index, value)| {
            let from = self.usize_literal(index, array.span);
            let index = self.node(array.span, Kind::Known(index as i128, Box::new(from)));
            let element = self.node(array.span, Kind::Index(Box::new(array.clone()), Box::new(index)));
            match reference {
                None => (element, value),
                Some(mutable) => (self.node(array.span, Kind::Ref(mutable, Box::new(element))), value.shared()),
            }
        });
        Some((Vec::new(), items.collect()))
    }

    fn borrowed(&mut self, array: &Expr, mutable: bool) -> Option<Sequence> {
        if let Kind::Array(elements) = &array.kind {
            let (lets, items) = self.elements(elements);
            let borrow =
                |(item, value): Item| (self.node(array.span, Kind::Ref(mutable, Box::new(item))), value.shared());
            return Some((lets, items.into_iter().map(borrow).collect()));
        }
        let place = matches!(array.kind, Kind::Local(_) | Kind::Const(..) | Kind::Index(..) | Kind::Field(..));
        let sequence = if place { self.in_place(array, Some(mutable)) } else { None };
        sequence.filter(|_| !mutable || array.root().is_some_and(|root| self.vars[root].mutable))
    }

    fn adapted(&mut self, method: &Method, changed: &HashSet<String>) -> Option<Sequence> {
        let name = method.name.to_string();
        match (&*name, &*method.args) {
            ("iter", []) => self.borrowed_receiver(&method.receiver, false),
            ("iter_mut", []) => self.borrowed_receiver(&method.receiver, true),
            ("into_iter", []) => self.sequence(&method.receiver, changed),
            ("copied" | "cloned", []) => {
                let (lets, items) = self.sequence(&method.receiver, changed)?;
                Some((lets, items.into_iter().map(|item| self.copied(item)).collect()))
            }
            ("rev", []) => {
                let (lets, mut items) = self.sequence(&method.receiver, changed)?;
                items.reverse();
                Some((lets, items))
            }
            ("enumerate", []) => {
                let (lets, items) = self.sequence(&method.receiver, changed)?;
                Some((lets, items.into_iter().enumerate().map(|(i, item)| self.counted(i, item)).collect()))
            }
            ("step_by" | "skip" | "take", [count]) => {
                let count = usize::try_from(self.eval(count).as_int()?).ok()?;
                if *name == *"take"
                    && count <= MAX_ITEMS
                    && let Some(items) = self.counting_from(&method.receiver, count)
                {
                    return Some((Vec::new(), items));
                }
                let (lets, items) = self.sequence(&method.receiver, changed)?;
                let items: Vec<_> = match &*name {
                    "step_by" if count > 0 => items.into_iter().step_by(count).collect(),
                    "skip" => items.into_iter().skip(count).collect(),
                    "take" => items.into_iter().take(count).collect(),
                    _ => return None,
                };
                Some((lets, items))
            }
            ("zip", [other]) => self.zipped(&method.receiver, other, changed),
            ("chain", [other]) => {
                let (mut lets, mut items) = self.sequence(&method.receiver, changed)?;
                let (more, others) = self.sequence(other, changed)?;
                lets.extend(more);
                items.extend(others);
                Some((lets, items))
            }
            _ => None,
        }
    }

    /// `x.iter()`: a reference to each element, also if `x` is a reference itself.
    fn borrowed_receiver(&mut self, receiver: &Expr, mutable: bool) -> Option<Sequence> {
        match &receiver.kind {
            Kind::Ref(_, place) => self.borrowed(place, mutable),
            _ => self.borrowed(receiver, mutable),
        }
    }

    fn copied(&mut self, (item, value): Item) -> Item {
        let span = item.span;
        match item.kind {
            Kind::Ref(_, place) => (*place, value),
            kind => {
                let star = UnOp::Deref(syn::token::Star(span));
                (self.node(span, Kind::Unary(star, Box::new(Expr { kind, ..item }))), value)
            }
        }
    }

    fn counted(&mut self, index: usize, (item, value): Item) -> Item {
        let span = item.span;
        let from = self.usize_literal(index, span);
        let count = self.node(span, Kind::Known(index as i128, Box::new(from)));
        (self.node(span, Kind::Tuple(vec![count, item])), Value::Tuple(vec![Value::Int(index as i128), value]))
    }

    fn zipped(&mut self, first: &Expr, second: &Expr, changed: &HashSet<String>) -> Option<Sequence> {
        let (mut lets, items, more, others) = match (self.sequence(first, changed), self.sequence(second, changed)) {
            (Some((lets, items)), Some((more, others))) => (lets, items, more, others),
            (Some((lets, items)), None) => {
                let others = self.counting_from(second, items.len())?;
                (lets, items, Vec::new(), others)
            }
            (None, Some((lets, others))) => {
                let items = self.counting_from(first, others.len())?;
                (lets, items, Vec::new(), others)
            }
            (None, None) => return None,
        };
        lets.extend(more);
        let pair =
            |((a, x), (b, y)): (Item, Item)| (self.node(a.span, Kind::Tuple(vec![a, b])), Value::Tuple(vec![x, y]));
        Some((lets, items.into_iter().zip(others).map(pair).collect()))
    }

    /// The first items of `start..`.
    fn counting_from(&mut self, range: &Expr, len: usize) -> Option<Vec<Item>> {
        let Kind::Range(Some(start), _, None) = &range.kind else { return None };
        let first = self.eval(start).as_int()?;
        let item = |value| (self.node(range.span, Kind::Known(value, start.clone())), Value::Int(value));
        Some((first..first + len as i128).map(item).collect())
    }
}

/// A number without a type: `3`, `-1`.
fn is_bare_literal(e: &Expr) -> bool {
    match &e.kind {
        Kind::Lit(Lit::Int(lit)) => lit.suffix().is_empty(),
        Kind::Unary(UnOp::Neg(_), e) => is_bare_literal(e),
        _ => false,
    }
}

/// Whether computing `e` again, or later, gives the same.
fn is_constant(e: &Expr) -> bool {
    match &e.kind {
        Kind::Lit(_) | Kind::Const(..) | Kind::Path(_) | Kind::Known(..) => true,
        Kind::Unary(_, e) | Kind::Ref(false, e) => is_constant(e),
        Kind::Tuple(parts) | Kind::Array(parts) => parts.iter().all(is_constant),
        Kind::Binary(_, a, b) => is_constant(a) && is_constant(b),
        _ => false,
    }
}
