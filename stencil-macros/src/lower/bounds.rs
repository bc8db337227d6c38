//! What may panic for some values: divisors and indices that are not known to be fine.
//!
//! In a branch on pixels such an operation is computed for all of them, and must not fail for those that do not get there.

use super::infer::{Ty, Typing};
use super::ir::{Expr, Kind, Program};
use super::shape::Shape;
use syn::{Lit, Type, UnOp};

/// Whether dividing an integer by `e` works for every integer.
pub(super) fn divides_all(e: &Expr) -> bool {
    match &e.kind {
        Kind::Lit(Lit::Int(lit)) => lit.base10_parse::<u128>().is_ok_and(|value| value != 0),
        Kind::Unary(UnOp::Neg(_), inner) => match &inner.kind {
            Kind::Lit(Lit::Int(lit)) => lit.base10_parse::<u128>().is_ok_and(|value| value > 1),
            _ => false,
        },
        // The smallest integer divided by -1 is too large.
        Kind::Known(value, _) => *value > 0 || *value < -1,
        Kind::Cast(inner, _) => divides_all(inner),
        _ => false,
    }
}

/// Whether `base[index]` is there: arrays of known length are checked by the compiler.
pub(super) fn is_within(program: &Program, base: &Expr, index: &Expr) -> bool {
    let known = matches!(index.kind, Kind::Known(..) | Kind::Lit(_));
    let argument = base.root().and_then(|root| program.arguments.iter().find(|argument| argument.var == root));
    known && argument.is_none_or(|argument| !has_run_time_length(&argument.ty))
}

fn has_run_time_length(ty: &Type) -> bool {
    match ty {
        Type::Reference(inner) => has_run_time_length(&inner.elem),
        Type::Paren(inner) => has_run_time_length(&inner.elem),
        Type::Group(inner) => has_run_time_length(&inner.elem),
        Type::Array(array) => has_run_time_length(&array.elem),
        Type::Slice(_) => true,
        Type::Path(path) => path.path.segments.last().is_some_and(|last| last.ident == "Vec"),
        _ => false,
    }
}

/// Whether `base` has a length that one can ask for without computing it twice.
pub(super) fn has_length(typing: &Typing, shape: &Shape, base: &Expr, index: &Expr) -> bool {
    let place = base.root().is_some() || matches!(base.kind, Kind::Const(..) | Kind::Path(_));
    let sequence = matches!(shape, Shape::Array(_))
        || matches!(typing.known(base), Ty::Sequence(_))
        || matches!(base.kind, Kind::Path(_));
    place && sequence && !matches!(index.kind, Kind::Range(..))
}
