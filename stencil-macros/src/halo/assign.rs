//! Assignments to variables and to parts of them.

use super::state::targets;
use super::value::{Value, Why};
use super::walk::Walk;
use syn::{Expr, Member};

impl Walk {
    /// `place = value`, also of several places at once.
    pub(super) fn assign(&mut self, place: &Expr, value: &Value) {
        match place {
            Expr::Tuple(parts) => {
                for (index, part) in parts.elems.iter().enumerate() {
                    self.assign(part, &value.field(index));
                }
            }
            Expr::Array(parts) => {
                for (index, part) in parts.elems.iter().enumerate() {
                    self.assign(part, &value.entry(&Value::at(index as i128)));
                }
            }
            Expr::Infer(_) => {}
            single => {
                if self.guards > 0 || value.varies() {
                    let mut roots = Vec::new();
                    targets(single, &mut roots);
                    self.varying.extend(roots);
                }
                self.change(single, &mut |old| *old = value.clone());
            }
        }
    }

    /// Finds the part that a place names, and changes it.
    fn change(&mut self, place: &Expr, f: &mut dyn FnMut(&mut Value)) {
        match place {
            Expr::Path(path) => {
                if let Some(value) = path.path.get_ident().and_then(|name| self.state.get_mut(&name.to_string())) {
                    f(value);
                }
            }
            Expr::Paren(inner) => self.change(&inner.expr, f),
            Expr::Group(inner) => self.change(&inner.expr, f),
            Expr::Index(index) => {
                let at = self.expr(&index.index);
                self.change(&index.expr, &mut |list| change_entry(list, &at, f));
            }
            Expr::Field(field) => {
                let member = field.member.clone();
                self.change(&field.base, &mut |base| change_field(base, &member, f));
            }
            // Through a reference: it may point at anything that was borrowed, which was forgotten at the borrow.
            other => {
                let mut roots = Vec::new();
                targets(other, &mut roots);
                self.state.forget_changes(&roots);
            }
        }
    }
}

fn change_entry(list: &mut Value, at: &Value, f: &mut dyn FnMut(&mut Value)) {
    match (list, at.single().and_then(|at| usize::try_from(at).ok())) {
        (Value::List(parts), Some(at)) if at < parts.len() => f(&mut parts[at]),
        (Value::List(parts), _) => {
            for part in parts {
                let mut changed = part.clone();
                f(&mut changed);
                *part = part.join(&changed);
            }
        }
        (Value::Elements { each, .. }, _) => {
            let mut changed = (**each).clone();
            f(&mut changed);
            **each = each.join(&changed);
        }
        // A window is read only, which the compiler says itself.
        (Value::Window(_), _) => {}
        (other, _) => {
            let mut changed = Value::unknown(Why::Form);
            f(&mut changed);
            *other = Value::Unknown(other.why(), other.windows() | changed.windows());
        }
    }
}

fn change_field(base: &mut Value, member: &Member, f: &mut dyn FnMut(&mut Value)) {
    match (base, member) {
        (Value::Tuple(parts), Member::Unnamed(index)) if (index.index as usize) < parts.len() => {
            f(&mut parts[index.index as usize]);
        }
        (other, _) => *other = Value::Unknown(other.why(), other.windows()),
    }
}
