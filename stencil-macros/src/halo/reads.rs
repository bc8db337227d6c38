//! What happens to windows: indices, and ways out of sight.

use super::value::{Access, Value, Why, WindowSet};
use super::walk::{Finding, Walk};
use syn::{Expr, Lit};

impl Walk {
    /// Notes an offset into a window.
    pub(super) fn access(&mut self, windows: WindowSet, index: &Expr, offset: &Value) {
        if let Some(at) = misfit(strip(index), offset, self.dims) {
            self.found.push(Finding::Misfit { windows, at: at.clone() });
            return;
        }
        let parts: Vec<&Expr> = match strip(index) {
            Expr::Array(parts) if parts.elems.len() == self.dims => parts.elems.iter().collect(),
            _ => vec![index; self.dims],
        };
        let scalar = self.dims == 1 && !matches!(offset, Value::List(_) | Value::Elements { .. } | Value::Counting(_));
        let axes = (0..self.dims).map(|axis| {
            let value = if scalar { offset.clone() } else { offset.entry(&Value::at(axis as i128)) };
            (parts[axis].clone(), if self.guards > 0 { value.at_most() } else { value })
        });
        let axes = axes.collect();
        self.found.push(Finding::Access(Access { windows, axes, by_word: false }));
    }

    /// Notes the offsets that a word such as `sum_over` looks at.
    pub(super) fn footprint(&mut self, windows: WindowSet, list: &Expr, offsets: &Value) {
        let before = self.found.len();
        match (strip(list), offsets) {
            (Expr::Array(written), Value::List(offsets)) if written.elems.len() == offsets.len() => {
                for (index, offset) in written.elems.iter().zip(offsets) {
                    self.access(windows, index, offset);
                }
            }
            // Named elsewhere: all there is to point at is the list.
            (list, Value::List(offsets)) => offsets.iter().for_each(|offset| self.access(windows, list, offset)),
            (list, offsets) => self.access(windows, list, &offsets.each()),
        }
        for finding in &mut self.found[before..] {
            if let Finding::Access(access) = finding {
                access.by_word = true;
            }
        }
    }

    pub(super) fn escape(&mut self, windows: WindowSet, at: &Expr, why: Why) {
        if windows != 0 {
            self.found.push(Finding::Escape { windows, at: at.clone(), why });
        }
    }
}

fn strip(expr: &Expr) -> &Expr {
    match expr {
        Expr::Paren(inner) => strip(&inner.expr),
        Expr::Group(inner) => strip(&inner.expr),
        Expr::Reference(inner) => strip(&inner.expr),
        other => other,
    }
}

/// What of an index into a window of `dims` axes cannot be right, whatever the names in it are.
fn misfit<'a>(index: &'a Expr, offset: &Value, dims: usize) -> Option<&'a Expr> {
    let fits = match index {
        Expr::Array(parts) if parts.elems.len() == dims => return parts.elems.iter().find(|part| is_fractional(part)),
        Expr::Array(_) | Expr::Tuple(_) | Expr::Range(_) => false,
        _ if is_fractional(index) => false,
        _ => !matches!(offset, Value::Tuple(_)) && (dims == 1 || !matches!(offset, Value::Int(_))),
    };
    (!fits).then_some(index)
}

fn is_fractional(number: &Expr) -> bool {
    match number {
        Expr::Unary(negated) => is_fractional(&negated.expr),
        Expr::Lit(lit) => matches!(lit.lit, Lit::Float(_)),
        _ => false,
    }
}
