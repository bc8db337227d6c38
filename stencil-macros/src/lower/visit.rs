//! Walking the tree.

use super::ir::{Block, Expr, Kind, Stmt};

impl Expr {
    /// Calls `f` for each direct part of this expression, in the order of evaluation.
    pub(super) fn each_part<'a>(&'a self, f: &mut dyn FnMut(&'a Expr)) {
        match &self.kind {
            Kind::Lit(_)
            | Kind::Path(_)
            | Kind::Local(_)
            | Kind::Const(..)
            | Kind::Fun(..)
            | Kind::Known(..)
            | Kind::Continue(_)
            | Kind::Hole
            | Kind::Opaque(_) => {}
            Kind::Unary(_, e) | Kind::Cast(e, _) | Kind::Field(e, _) | Kind::Ref(_, e) | Kind::Let(_, e) => f(e),
            Kind::Binary(_, a, b) | Kind::Index(a, b) | Kind::Repeat(a, b) => {
                f(a);
                f(b);
            }
            Kind::Assign(place, value) | Kind::AssignOp(_, place, value) => {
                f(value);
                f(place);
            }
            Kind::Method(method) => {
                f(&method.receiver);
                method.args.iter().for_each(f);
            }
            Kind::Call(callee, args) => {
                f(callee);
                args.iter().for_each(f);
            }
            Kind::Tuple(parts) | Kind::Array(parts) => parts.iter().for_each(f),
            Kind::Block(block) | Kind::Loop(_, block) => block.each_part(f),
            Kind::If(branch) => {
                f(&branch.cond);
                branch.then.each_part(f);
                branch.otherwise.iter().for_each(f);
            }
            Kind::Match(scrutinee, arms) => {
                f(scrutinee);
                for arm in arms {
                    arm.guard.iter().for_each(&mut *f);
                    f(&arm.body);
                }
            }
            Kind::For(each) => {
                f(&each.iter);
                each.body.each_part(f);
            }
            Kind::While(_, cond, body) => {
                f(cond);
                body.each_part(f);
            }
            Kind::Break(_, value) | Kind::Return(value) => value.iter().for_each(|e| f(e)),
            Kind::Closure(closure) => f(&closure.body),
            Kind::Range(start, _, end) => start.iter().chain(end).for_each(|e| f(e)),
            Kind::Matches(e, _, guard) => {
                f(e);
                guard.iter().for_each(|e| f(e));
            }
        }
    }

    /// Calls `f` for each direct part of this expression.
    pub(super) fn each_part_mut(&mut self, f: &mut dyn FnMut(&mut Expr)) {
        match &mut self.kind {
            Kind::Lit(_)
            | Kind::Path(_)
            | Kind::Local(_)
            | Kind::Const(..)
            | Kind::Fun(..)
            | Kind::Known(..)
            | Kind::Continue(_)
            | Kind::Hole
            | Kind::Opaque(_) => {}
            Kind::Unary(_, e) | Kind::Cast(e, _) | Kind::Field(e, _) | Kind::Ref(_, e) | Kind::Let(_, e) => f(e),
            Kind::Binary(_, a, b)
            | Kind::Index(a, b)
            | Kind::Repeat(a, b)
            | Kind::Assign(a, b)
            | Kind::AssignOp(_, a, b) => {
                f(a);
                f(b);
            }
            Kind::Method(method) => {
                f(&mut method.receiver);
                method.args.iter_mut().for_each(f);
            }
            Kind::Call(callee, args) => {
                f(callee);
                args.iter_mut().for_each(f);
            }
            Kind::Tuple(parts) | Kind::Array(parts) => parts.iter_mut().for_each(f),
            Kind::Block(block) | Kind::Loop(_, block) => block.each_expr_mut(f),
            Kind::If(branch) => {
                f(&mut branch.cond);
                branch.then.each_expr_mut(f);
                branch.otherwise.iter_mut().for_each(f);
            }
            Kind::Match(scrutinee, arms) => {
                f(scrutinee);
                for arm in arms {
                    arm.guard.iter_mut().for_each(&mut *f);
                    f(&mut arm.body);
                }
            }
            Kind::For(each) => {
                f(&mut each.iter);
                each.body.each_expr_mut(f);
            }
            Kind::While(_, cond, body) => {
                f(cond);
                body.each_expr_mut(f);
            }
            Kind::Break(_, value) | Kind::Return(value) => value.iter_mut().for_each(|e| f(e)),
            Kind::Closure(closure) => f(&mut closure.body),
            Kind::Range(start, _, end) => start.iter_mut().chain(end).for_each(|e| f(e)),
            Kind::Matches(e, _, guard) => {
                f(e);
                guard.iter_mut().for_each(|e| f(e));
            }
        }
    }

    /// Calls `f` for this expression and everything in it.
    pub(super) fn each<'a>(&'a self, f: &mut dyn FnMut(&'a Expr)) {
        f(self);
        self.each_part(&mut |part| part.each(f));
    }

    /// Whether `test` holds somewhere in this expression.
    pub(super) fn any(&self, test: &mut dyn FnMut(&Expr) -> bool) -> bool {
        let mut found = false;
        self.each(&mut |e| found = found || test(e));
        found
    }
}

impl Block {
    /// Calls `f` for each expression that stands directly in this block.
    pub(super) fn each_part<'a>(&'a self, f: &mut dyn FnMut(&'a Expr)) {
        for stmt in &self.stmts {
            match stmt {
                Stmt::Let(binding) => binding.init.iter().chain(&binding.otherwise).for_each(&mut *f),
                Stmt::Expr(e) => f(e),
                Stmt::Fun(_) | Stmt::Item(_) => {}
            }
        }
        self.tail.iter().for_each(|e| f(e));
    }

    /// Calls `f` for each expression that stands directly in this block.
    pub(super) fn each_expr_mut(&mut self, f: &mut dyn FnMut(&mut Expr)) {
        for stmt in &mut self.stmts {
            match stmt {
                Stmt::Let(binding) => binding.init.iter_mut().chain(&mut binding.otherwise).for_each(&mut *f),
                Stmt::Expr(e) => f(e),
                Stmt::Fun(_) | Stmt::Item(_) => {}
            }
        }
        self.tail.iter_mut().for_each(|e| f(e));
    }

    /// Calls `f` for everything in this block.
    pub(super) fn each<'a>(&'a self, f: &mut dyn FnMut(&'a Expr)) {
        self.each_part(&mut |part| part.each(f));
    }

    /// Whether `test` holds somewhere in this block.
    pub(super) fn any(&self, test: &mut dyn FnMut(&Expr) -> bool) -> bool {
        let mut found = false;
        self.each(&mut |e| found = found || test(e));
        found
    }
}
