//! Parameters that are bound by reference read like the values that the user declared.
//!
//! A `weights: Vec<f32>` belongs to the kernel, and the body sees it as `&Vec<f32>`. Most uses do not notice; two do:
//! `&weights`, which would be a reference to a reference, and `mode == Mode::Fast`, which would compare one.

use crate::model::Param;
use crate::tokens::is_bound;
use syn::spanned::Spanned;
use syn::visit_mut::{self, VisitMut};
use syn::{BinOp, Block, Expr, ExprReference, ExprUnary, Ident, Token, UnOp};

/// Rewrites those uses in `body`.
pub(crate) fn see_through(body: &mut Block, params: &[Param]) {
    let shared = params.iter().filter(|param| !param.by_value).map(|param| param.name.clone());
    let names = shared.filter(|name| !is_bound(body, name)).collect();
    SeeThrough { names }.visit_block_mut(body);
}

struct SeeThrough {
    names: Vec<Ident>,
}

impl SeeThrough {
    fn is_shared(&self, expr: &Expr) -> bool {
        matches!(expr, Expr::Path(path) if path.path.get_ident().is_some_and(|name| self.names.contains(name)))
    }

    fn dereference(&self, expr: &mut Expr) {
        if self.is_shared(expr) {
            let op = UnOp::Deref(Token![*](expr.span()));
            let inner = Box::new(expr.clone());
            *expr = Expr::Unary(ExprUnary { attrs: Vec::new(), op, expr: inner });
        }
    }
}

impl VisitMut for SeeThrough {
    fn visit_expr_mut(&mut self, expr: &mut Expr) {
        visit_mut::visit_expr_mut(self, expr);
        match expr {
            Expr::Reference(ExprReference { mutability: None, expr: inner, .. }) if self.is_shared(inner) => {
                *expr = (**inner).clone();
            }
            Expr::Binary(binary) if matches!(binary.op, BinOp::Eq(_) | BinOp::Ne(_)) => {
                self.dereference(&mut binary.left);
                self.dereference(&mut binary.right);
            }
            _ => {}
        }
    }
}
