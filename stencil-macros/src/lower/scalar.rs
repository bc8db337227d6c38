//! Methods of numbers on the scalar side: in the body for one pixel, and on uniform values in the body for lanes.
//!
//! They go through the library's `Scalar` trait: it takes a receiver whose type is not inferred yet (`let mut hi = 0;
//! hi.max(x)`), and it settles what Rust leaves open (which zero `max` returns) the way lanes do.

use super::infer::{Prim, Typing};
use super::ir::{Block, Expr, Kind, Method, Pat, Program, Stmt};
use super::known::{self, Known};
use super::methods;
use syn::{Type, UnOp};

/// How to call a method through the trait.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Through {
    /// The receiver is a number.
    Value,
    /// It may be a reference to a number of this type.
    Borrow(Prim),
}

/// Which variables hold values, not references, for sure.
pub(super) struct Values(Vec<bool>);

/// What is known of the references in a value.
enum ByValue {
    Yes,
    No,
    Parts(Vec<ByValue>),
}

impl ByValue {
    fn all(&self) -> bool {
        match self {
            Self::Yes => true,
            Self::No => false,
            Self::Parts(parts) => parts.iter().all(Self::all),
        }
    }

    fn of_type(ty: &Type) -> Self {
        match ty {
            Type::Reference(_) | Type::Infer(_) | Type::ImplTrait(_) => Self::No,
            Type::Tuple(tuple) => Self::Parts(tuple.elems.iter().map(Self::of_type).collect()),
            Type::Paren(inner) => Self::of_type(&inner.elem),
            Type::Group(inner) => Self::of_type(&inner.elem),
            _ => Self::Yes,
        }
    }
}

impl Values {
    pub(super) fn of(program: &Program) -> Self {
        let mut values = Self(vec![false; program.vars.len()]);
        for argument in &program.arguments {
            values.0[argument.var] = ByValue::of_type(&argument.ty).all();
        }
        for fun in program.funs.iter().flatten() {
            for (pat, ty) in &fun.params {
                values.bind(pat, &ByValue::of_type(ty));
            }
            values.walk(&fun.body, program);
        }
        values.walk(&program.body, program);
        values
    }

    fn walk(&mut self, block: &Block, program: &Program) {
        for stmt in &block.stmts {
            match stmt {
                Stmt::Let(binding) => {
                    if let Some(init) = &binding.init {
                        self.walk_expr(init, program);
                    }
                    let value = match (&binding.ty, &binding.init) {
                        (Some(ty), _) => ByValue::of_type(ty),
                        (None, Some(init)) => self.by_value(init, program),
                        // Assigned later: numbers are not assigned references.
                        (None, None) => ByValue::No,
                    };
                    self.bind(&binding.pat, &value);
                }
                Stmt::Expr(e) => self.walk_expr(e, program),
                Stmt::Fun(_) | Stmt::Item(_) => {}
            }
        }
        if let Some(tail) = &block.tail {
            self.walk_expr(tail, program);
        }
    }

    fn walk_expr(&mut self, e: &Expr, program: &Program) {
        match &e.kind {
            Kind::Block(block) | Kind::Loop(_, block) => self.walk(block, program),
            Kind::While(_, cond, block) => {
                self.walk_expr(cond, program);
                self.walk(block, program);
            }
            Kind::If(branch) => {
                self.walk_expr(&branch.cond, program);
                self.walk(&branch.then, program);
                branch.otherwise.iter().for_each(|e| self.walk_expr(e, program));
            }
            Kind::For(each) => {
                self.walk_expr(&each.iter, program);
                let value = self.item(&each.iter, program);
                self.bind(&each.pat, &value);
                self.walk(&each.body, program);
            }
            Kind::Match(scrutinee, arms) => {
                self.walk_expr(scrutinee, program);
                for arm in arms {
                    let value = self.by_value(scrutinee, program);
                    self.bind(&arm.pat, &value);
                    self.walk_expr(&arm.body, program);
                }
            }
            Kind::Closure(closure) => {
                for (pat, ty) in &closure.params {
                    self.bind(pat, &ty.as_ref().map_or(ByValue::No, ByValue::of_type));
                }
                self.walk_expr(&closure.body, program);
            }
            _ => {
                let mut parts = Vec::new();
                e.each_part(&mut |part| parts.push(part));
                parts.into_iter().for_each(|part| self.walk_expr(part, program));
            }
        }
    }

    /// The items of a loop.
    fn item(&self, iter: &Expr, program: &Program) -> ByValue {
        match &iter.kind {
            Kind::Range(..) => ByValue::Yes,
            Kind::Array(parts) => parts.first().map_or(ByValue::No, |part| self.by_value(part, program)),
            Kind::Method(method) => match &*method.name.to_string() {
                "rev" | "step_by" | "skip" | "take" | "into_iter" => self.item(&method.receiver, program),
                "enumerate" => ByValue::Parts(vec![ByValue::Yes, self.item(&method.receiver, program)]),
                "copied" | "cloned" => ByValue::Yes,
                _ => ByValue::No,
            },
            _ => ByValue::No,
        }
    }

    fn bind(&mut self, pat: &Pat, value: &ByValue) {
        match (pat, value) {
            (Pat::Bind { var, by_ref, .. }, value) => self.0[*var] = !by_ref && value.all(),
            (Pat::Tuple(pats), ByValue::Parts(parts)) if pats.len() == parts.len() => {
                pats.iter().zip(parts).for_each(|(pat, part)| self.bind(pat, part));
            }
            (Pat::Tuple(pats) | Pat::Slice(pats) | Pat::Or(pats), value) => {
                let value = if value.all() { ByValue::Yes } else { ByValue::No };
                pats.iter().for_each(|pat| self.bind(pat, &value));
            }
            // What a reference pattern takes out is a value, as long as it is a number.
            (Pat::Ref(_, pat), _) => self.bind(pat, &ByValue::Yes),
            _ => {}
        }
    }

    fn by_value(&self, e: &Expr, program: &Program) -> ByValue {
        let all = |parts: &[&Expr]| {
            if parts.iter().all(|part| self.by_value(part, program).all()) { ByValue::Yes } else { ByValue::No }
        };
        match &e.kind {
            Kind::Lit(_) | Kind::Known(..) | Kind::Cast(..) | Kind::Binary(..) | Kind::Path(_) | Kind::Const(..) => {
                ByValue::Yes
            }
            Kind::Unary(UnOp::Deref(_), _) | Kind::Unary(..) | Kind::Index(..) => ByValue::Yes,
            Kind::Local(var) if self.0[*var] => ByValue::Yes,
            Kind::Tuple(parts) => ByValue::Parts(parts.iter().map(|part| self.by_value(part, program)).collect()),
            Kind::Array(parts) => all(&parts.iter().collect::<Vec<_>>()),
            Kind::Repeat(element, _) => self.by_value(element, program),
            Kind::Method(method) => {
                let number = methods::find(&method.name.to_string()).is_some();
                // `max` of references is a reference.
                let order = matches!(&*method.name.to_string(), "max" | "min" | "clamp");
                match (number, order) {
                    (true, false) => ByValue::Yes,
                    (true, true) => self.by_value(&method.receiver, program),
                    _ if methods::word(&method.name.to_string()).is_some() => ByValue::Yes,
                    _ => ByValue::No,
                }
            }
            Kind::Call(callee, _) => match &callee.kind {
                Kind::Fun(id, _) => {
                    let fun = program.funs.get(*id).and_then(Option::as_ref);
                    fun.and_then(|fun| fun.returns.as_ref()).map_or(ByValue::No, ByValue::of_type)
                }
                Kind::Path(path) => match known::callee(&path.path, &[]) {
                    Some(Known::Method(_) | Known::Cast(_)) => ByValue::Yes,
                    _ => ByValue::No,
                },
                _ => ByValue::No,
            },
            Kind::Block(block) => block.tail.as_ref().map_or(ByValue::No, |tail| self.by_value(tail, program)),
            Kind::If(branch) => branch.otherwise.as_ref().map_or(ByValue::No, |e| self.by_value(e, program)),
            Kind::Match(_, arms) => arms.last().map_or(ByValue::No, |arm| self.by_value(&arm.body, program)),
            _ => ByValue::No,
        }
    }

    /// How a method call on a number goes through the trait; `None` if it stays as it is.
    pub(super) fn through(&self, method: &Method, program: &Program, typing: &Typing) -> Option<Through> {
        let name = method.name.to_string();
        let known = methods::find(&name).filter(|known| known.args.len() == method.args.len())?;
        if !methods::in_trait(&name) || !typing.is_number(&method.receiver) {
            return None;
        }
        let _ = known;
        if self.by_value(&method.receiver, program).all() {
            return Some(Through::Value);
        }
        // `Ord` has these for references too.
        let order = matches!(&*name, "max" | "min" | "clamp");
        let prim = typing.prim(&method.receiver)?;
        (!order || prim.is_float()).then_some(Through::Borrow(prim))
    }
}
