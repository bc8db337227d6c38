//! Calls of functions that nothing is known of: made lane by lane, where that gives the same.

use super::super::infer::Ty;
use super::super::ir::{Expr, ExprId, Kind, Method};
use super::super::obstacles::Construct;
use super::super::shape::Shape;
use super::Vary;
use quote::ToTokens;
use syn::UnOp;

/// `map1` to `map4`.
const MAX_LEAVES: usize = 4;

/// The lanes that a call made lane by lane takes apart: everything else in it is computed for each lane.
pub(in crate::lower) fn leaves<'e>(
    e: &'e Expr,
    varies: &dyn Fn(&Expr) -> bool,
    is_scalar: &dyn Fn(&Expr) -> bool,
) -> Option<Vec<&'e Expr>> {
    let mut found: Vec<&Expr> = Vec::new();
    parts_of_call(e, &mut |part| collect(part, varies, is_scalar, &mut found))?;
    Some(found)
}

fn collect<'e>(
    e: &'e Expr,
    varies: &dyn Fn(&Expr) -> bool,
    is_scalar: &dyn Fn(&Expr) -> bool,
    found: &mut Vec<&'e Expr>,
) -> Option<()> {
    if !varies(e) {
        return Some(());
    }
    match &e.kind {
        // Unknown calls within: one step of the same.
        Kind::Call(..) | Kind::Method(_) if !is_scalar(e) => {
            parts_of_call(e, &mut |part| collect(part, varies, is_scalar, found))
        }
        Kind::Tuple(parts) | Kind::Array(parts) => {
            parts.iter().try_for_each(|part| collect(part, varies, is_scalar, found))
        }
        Kind::Ref(false, inner) | Kind::Unary(UnOp::Deref(_), inner) => collect(inner, varies, is_scalar, found),
        _ if is_scalar(e) => {
            let seen = found.iter().any(|other| same_place(other, e));
            if !seen {
                found.push(e);
            }
            (found.len() <= MAX_LEAVES).then_some(())
        }
        _ => None,
    }
}

fn parts_of_call<'e>(e: &'e Expr, f: &mut dyn FnMut(&'e Expr) -> Option<()>) -> Option<()> {
    match &e.kind {
        Kind::Call(_, args) => args.iter().try_for_each(f),
        Kind::Method(method) => {
            f(&method.receiver)?;
            method.args.iter().try_for_each(f)
        }
        _ => None,
    }
}

/// Whether two leaves are the same variable.
pub(in crate::lower) fn same_place(a: &Expr, b: &Expr) -> bool {
    match (&a.kind, &b.kind) {
        (Kind::Local(a), Kind::Local(b)) => a == b,
        _ => a.id == b.id,
    }
}

/// What a message calls a callee.
pub(in crate::lower) fn name_of(callee: &Expr) -> String {
    match &callee.kind {
        Kind::Path(path) | Kind::Fun(_, path) => path.path.to_token_stream().to_string().replace(' ', ""),
        _ => "this function".into(),
    }
}

impl<'a> Vary<'a> {
    /// A call with pixels of something that nothing is known of.
    pub(super) fn unknown_call(&mut self, e: &'a Expr, name: String) -> Shape {
        let parts = call_parts(e);
        if parts.iter().any(|part| self.out.exprs[part.id].is_special()) {
            let construct = match &e.kind {
                Kind::Call(..) => Construct::WindowEscapes(name),
                _ => Construct::Method(name),
            };
            self.obstacle(e, construct);
            return Shape::Varying;
        }
        if name.rsplit("::").next().is_some_and(|last| last.starts_with(char::is_uppercase)) {
            self.obstacle(e, Construct::Constructor(name));
            return Shape::Varying;
        }
        let part_of_another = self.swallow(e) && matches!(e.kind, Kind::Method(_));
        let construct = if self.masks > 0 {
            match &e.kind {
                Kind::Call(..) => Construct::CallInBranch(name),
                _ => Construct::Method(name),
            }
        } else if self.call_leaves(e).is_none() || self.mutates(e) {
            match &e.kind {
                Kind::Call(..) => Construct::CallOfUnknownType(name),
                _ => Construct::Method(name),
            }
        } else {
            match (&e.kind, self.gives_numbers(e)) {
                (Kind::Call(..), false) => Construct::CallOfUnknownType(name),
                (Kind::Call(..), true) => Construct::Call(name),
                (_, false) => Construct::Method(name),
                (_, true) => Construct::MethodCall(name),
            }
        };
        // What the call within is told to do takes care of a method on its result.
        if !(part_of_another && construct.is_partial()) {
            self.obstacle(e, construct);
        }
        Shape::Varying
    }

    /// Calls within `e` become part of it: nobody else sees what they give. Whether there are any.
    fn swallow(&mut self, e: &'a Expr) -> bool {
        let mut any = false;
        for part in call_parts(e) {
            let call = matches!(part.kind, Kind::Call(..) | Kind::Method(_));
            if call && self.out.exprs[part.id].varies() && !self.typing.is_scalar(part) {
                self.changed |= self.swallowed.insert(part.id);
                self.swallow(part);
                any = true;
            }
        }
        any
    }

    fn call_leaves(&self, e: &'a Expr) -> Option<Vec<&'a Expr>> {
        leaves(e, &|e| self.out.exprs[e.id].varies(), &|e| self.typing.is_scalar(e))
    }

    /// Whether the type of `e` is known to consist of numbers, or `e` is swallowed by another such call.
    fn gives_numbers(&self, e: &Expr) -> bool {
        let ty = self.typing.known(e);
        let mut all = true;
        self.typing.leaves(&ty, &mut |leaf| all &= matches!(leaf, Ty::Prim(_) | Ty::Param(_)));
        all || self.typing.is_scalar(e) || self.swallowed(e.id)
    }

    /// Whether `id` is part of another call that is made lane by lane.
    fn swallowed(&self, id: ExprId) -> bool {
        self.swallowed.contains(&id)
    }

    /// A method of a variable that can be changed might change it.
    fn mutates(&self, e: &Expr) -> bool {
        match &e.kind {
            Kind::Method(method) => {
                let root = method.receiver.root();
                root.is_some_and(|root| self.program.vars[root].mutable && !self.out.exprs[method.receiver.id].varies())
            }
            _ => false,
        }
    }

    /// Whether a method as a statement is a step that the lowering knows.
    pub(super) fn is_array_step(&self, method: &Method) -> bool {
        matches!(&*method.name.to_string(), "for_each")
    }
}

fn call_parts(e: &Expr) -> Vec<&Expr> {
    let mut parts = Vec::new();
    let _ = parts_of_call(e, &mut |part| {
        parts.push(part);
        Some(())
    });
    parts
}
