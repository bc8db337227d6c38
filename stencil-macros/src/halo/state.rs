//! The variables at one point of the body, and how the paths through it come together again.

use super::value::{Scopes, Value, Why};
use std::collections::HashMap;
use syn::visit::{self, Visit};
use syn::{BinOp, Expr, ExprAssign, ExprBinary, ExprReference};

#[derive(Clone, Default)]
pub(crate) struct State {
    pub scopes: Scopes,
    /// Nothing gets here: all paths jumped away.
    pub dead: bool,
}

impl State {
    pub(crate) fn push(&mut self) {
        self.scopes.push(HashMap::new());
    }

    pub(crate) fn pop(&mut self) {
        self.scopes.pop();
    }

    pub(crate) fn bind(&mut self, name: impl ToString, value: Value) {
        if let Some(scope) = self.scopes.last_mut() {
            scope.insert(name.to_string(), value);
        }
    }

    pub(crate) fn get(&self, name: &str) -> Option<&Value> {
        self.scopes.iter().rev().find_map(|scope| scope.get(name))
    }

    pub(crate) fn get_mut(&mut self, name: &str) -> Option<&mut Value> {
        self.scopes.iter_mut().rev().find_map(|scope| scope.get_mut(name))
    }

    /// The state after two paths that started in the same scopes.
    pub(crate) fn join(self, other: Self) -> Self {
        match (self.dead, other.dead) {
            (true, _) => other,
            (_, true) => self,
            _ => {
                let scopes = self.scopes.into_iter().zip(other.scopes).map(|(a, b)| join_scope(a, &b));
                Self { scopes: scopes.collect(), dead: false }
            }
        }
    }

    /// Forgets what the code may change, as before a loop that is looked at once for all its rounds.
    pub(crate) fn forget_changes(&mut self, changes: &[String]) {
        for name in changes {
            if let Some(value) = self.get_mut(name) {
                *value = value.forget(Why::Changes(name.clone()));
            }
        }
    }
}

fn join_scope(a: HashMap<String, Value>, b: &HashMap<String, Value>) -> HashMap<String, Value> {
    let both = a.into_iter().filter_map(|(name, value)| {
        let joined = value.join(b.get(&name)?);
        Some((name, joined))
    });
    both.collect()
}

/// The variables that an expression may change.
pub(crate) fn expr_changes(expr: &Expr) -> Vec<String> {
    let mut collect = Changes(Vec::new());
    collect.visit_expr(expr);
    collect.0
}

/// The variables that a block may change.
pub(crate) fn block_changes(block: &syn::Block) -> Vec<String> {
    let mut collect = Changes(Vec::new());
    collect.visit_block(block);
    collect.0
}

struct Changes(Vec<String>);

impl<'a> Visit<'a> for Changes {
    fn visit_expr_assign(&mut self, assign: &'a ExprAssign) {
        targets(&assign.left, &mut self.0);
        visit::visit_expr_assign(self, assign);
    }
    fn visit_expr_binary(&mut self, binary: &'a ExprBinary) {
        if assigned_operator(&binary.op).is_some() {
            targets(&binary.left, &mut self.0);
        }
        visit::visit_expr_binary(self, binary);
    }
    fn visit_expr_reference(&mut self, reference: &'a ExprReference) {
        if reference.mutability.is_some() {
            targets(&reference.expr, &mut self.0);
        }
        visit::visit_expr_reference(self, reference);
    }
    fn visit_expr_method_call(&mut self, call: &'a syn::ExprMethodCall) {
        if !super::methods::is_pure(&call.method.to_string()) {
            targets(&call.receiver, &mut self.0);
        }
        visit::visit_expr_method_call(self, call);
    }
}

/// The variables at the root of what is assigned to.
pub(crate) fn targets(place: &Expr, out: &mut Vec<String>) {
    match place {
        Expr::Path(path) => out.extend(path.path.get_ident().map(ToString::to_string)),
        Expr::Index(index) => targets(&index.expr, out),
        Expr::Field(field) => targets(&field.base, out),
        Expr::Paren(inner) => targets(&inner.expr, out),
        Expr::Group(inner) => targets(&inner.expr, out),
        Expr::Unary(inner) => targets(&inner.expr, out),
        Expr::Reference(inner) => targets(&inner.expr, out),
        Expr::Tuple(parts) => parts.elems.iter().for_each(|part| targets(part, out)),
        Expr::Array(parts) => parts.elems.iter().for_each(|part| targets(part, out)),
        _ => {}
    }
}

/// For `+=` and its like: the operator without the assignment.
pub(crate) fn assigned_operator(op: &BinOp) -> Option<BinOp> {
    Some(match op {
        BinOp::AddAssign(_) => BinOp::Add(Default::default()),
        BinOp::SubAssign(_) => BinOp::Sub(Default::default()),
        BinOp::MulAssign(_) => BinOp::Mul(Default::default()),
        BinOp::DivAssign(_) => BinOp::Div(Default::default()),
        BinOp::RemAssign(_) => BinOp::Rem(Default::default()),
        BinOp::BitXorAssign(_) => BinOp::BitXor(Default::default()),
        BinOp::BitAndAssign(_) => BinOp::BitAnd(Default::default()),
        BinOp::BitOrAssign(_) => BinOp::BitOr(Default::default()),
        BinOp::ShlAssign(_) => BinOp::Shl(Default::default()),
        BinOp::ShrAssign(_) => BinOp::Shr(Default::default()),
        _ => return None,
    })
}
