//! Loops: unrolled where the sequence is known, kept where it is not.
//!
//! Unrolling is the macro's work because LLVM does it too late: an array that is indexed by a counter stays in memory
//! unless the counter is a literal when the array is first looked at.

use super::super::ir::{Block, Expr, For, Kind, Let, Pat, Stmt};
use super::value::Value;
use super::{Resolver, mentions};
use proc_macro2::Span;
use std::collections::HashSet;
use syn::spanned::Spanned;
use syn::visit::{self, Visit};
use syn::{Lifetime, Stmt as SynStmt};

/// How many statements one unrolled loop, with the loops in it, may come to.
const STATEMENTS: usize = 600;

/// The statements that the outermost unrolled loop may still use.
#[derive(Default)]
pub(super) struct Budget {
    left: Option<usize>,
    overspent: bool,
}

impl Budget {
    pub(super) fn spend(&mut self) {
        if let Some(left) = &mut self.left {
            self.overspent |= *left == 0;
            *left = left.saturating_sub(1);
        }
    }
}

/// A loop around the point of the walk.
pub(super) struct LoopFrame {
    label: Option<String>,
    unrolled: Option<Unrolled>,
}

/// The labels that `break` and `continue` leave to.
struct Unrolled {
    whole: Lifetime,
    one: Lifetime,
    breaks: bool,
    continues: bool,
}

/// One pass of an unrolled loop: what the pattern takes, and what is known of it.
pub(super) type Item = (Expr, Value);

impl Resolver {
    pub(super) fn for_loop(&mut self, each: &syn::ExprForLoop) -> Kind {
        let iter = self.expr(&each.expr);
        let changed = mentions::changed(&each.body);
        if !self.plain
            && !mentions::idents(&each.body).is_disjoint(&self.tainted)
            && let Some((lets, items)) = self.sequence(&iter, &changed)
            && let Some(unrolled) = self.unroll(each, lets, items, &changed)
        {
            return Kind::Block(unrolled);
        }
        self.forget(&changed);
        self.scopes.enter();
        let pat = self.pattern(&each.pat);
        let body = self.loop_body(each.label.as_ref(), &each.body);
        self.scopes.leave();
        self.forget(&changed);
        let label = each.label.as_ref().map(|label| label.name.clone());
        Kind::For(Box::new(For { label, pat, iter, body }))
    }

    fn loop_body(&mut self, label: Option<&syn::Label>, body: &syn::Block) -> Block {
        let label = label.map(|label| label.name.ident.to_string());
        self.loops.push(LoopFrame { label, unrolled: None });
        let body = self.block(body);
        self.loops.pop();
        body
    }

    pub(super) fn while_loop(&mut self, each: &syn::ExprWhile) -> Kind {
        let mut changed = mentions::changed(&each.body);
        changed.extend(mentions::changed(&*each.cond));
        self.forget(&changed);
        self.scopes.enter();
        let cond = self.boxed(&each.cond);
        let body = self.loop_body(each.label.as_ref(), &each.body);
        self.scopes.leave();
        self.forget(&changed);
        Kind::While(each.label.as_ref().map(|label| label.name.clone()), cond, body)
    }

    pub(super) fn endless_loop(&mut self, each: &syn::ExprLoop) -> Kind {
        let changed = mentions::changed(&each.body);
        self.forget(&changed);
        let body = self.loop_body(each.label.as_ref(), &each.body);
        self.forget(&changed);
        Kind::Loop(each.label.as_ref().map(|label| label.name.clone()), body)
    }

    /// One block per item, if that stays within the budget.
    fn unroll(
        &mut self,
        each: &syn::ExprForLoop,
        lets: Vec<Stmt>,
        items: Vec<Item>,
        changed: &HashSet<String>,
    ) -> Option<Block> {
        let outermost = self.unrolling.left.is_none();
        if outermost {
            self.unrolling = Budget { left: Some(STATEMENTS), overspent: false };
        }
        let (known, depth) = (self.known.clone(), self.loops.len());
        let exits = has_exits(&each.body);
        let mut whole = Block { stmts: lets, ..Block::default() };
        let frame = self.unrolled_frame(each);
        let whole_label = frame.unrolled.as_ref().map(|unrolled| unrolled.whole.clone());
        self.loops.push(frame);
        for item in items {
            if exits {
                self.forget(changed);
            }
            let pass = self.unrolled_pass(each, item);
            whole.stmts.push(Stmt::Expr(pass));
            if self.unrolling.overspent {
                break;
            }
        }
        let frame = self.loops.pop();
        self.loops.truncate(depth);
        if exits {
            self.forget(changed);
        }
        let failed = self.unrolling.overspent;
        if failed {
            self.known = known;
        }
        if outermost {
            self.unrolling = Budget::default();
        }
        if frame.and_then(|frame| frame.unrolled).is_some_and(|unrolled| unrolled.breaks) {
            whole.label = whole_label;
        }
        (!failed).then_some(whole)
    }

    fn unrolled_frame(&mut self, each: &syn::ExprForLoop) -> LoopFrame {
        let label = |name: &str| Lifetime::new(&format!("'__{name}_{}", self.labels), Span::mixed_site());
        let (whole, one) = (label("all"), label("one"));
        self.labels += 1;
        LoopFrame {
            label: each.label.as_ref().map(|label| label.name.ident.to_string()),
            unrolled: Some(Unrolled { whole, one, breaks: false, continues: false }),
        }
    }

    fn unrolled_pass(&mut self, each: &syn::ExprForLoop, (item, value): Item) -> Expr {
        let index = self.loops.len() - 1;
        if let Some(unrolled) = self.loops.last_mut().and_then(|frame| frame.unrolled.as_mut()) {
            unrolled.continues = false;
        }
        self.scopes.enter();
        let pat = self.pattern(&each.pat);
        self.learn(&pat, &value);
        let mut pass = self.block(&each.body);
        self.scopes.leave();
        let binding = Let { span: item.span, pat, ty: None, init: Some(item), otherwise: None, made: true };
        pass.stmts.insert(0, Stmt::Let(binding));
        pass.stmts.extend(pass.tail.take().map(|tail| Stmt::Expr(*tail)));
        let unrolled = self.loops.get(index).and_then(|frame| frame.unrolled.as_ref());
        pass.label = unrolled.filter(|unrolled| unrolled.continues).map(|unrolled| unrolled.one.clone());
        self.node(each.for_token.span(), Kind::Block(pass))
    }

    fn frame(&mut self, label: Option<&Lifetime>) -> Option<&mut LoopFrame> {
        match label {
            None => self.loops.last_mut(),
            Some(label) => {
                let name = label.ident.to_string();
                self.loops.iter_mut().rev().find(|frame| frame.label.as_ref() == Some(&name))
            }
        }
    }

    pub(super) fn break_out(&mut self, exit: &syn::ExprBreak) -> Kind {
        let value = exit.expr.as_ref().map(|e| self.boxed(e));
        let label = match self.frame(exit.label.as_ref()).and_then(|frame| frame.unrolled.as_mut()) {
            Some(unrolled) => {
                unrolled.breaks = true;
                Some(unrolled.whole.clone())
            }
            None => exit.label.clone(),
        };
        Kind::Break(label, value)
    }

    pub(super) fn continue_with(&mut self, exit: &syn::ExprContinue) -> Kind {
        match self.frame(exit.label.as_ref()).and_then(|frame| frame.unrolled.as_mut()) {
            Some(unrolled) => {
                unrolled.continues = true;
                Kind::Break(Some(unrolled.one.clone()), None)
            }
            None => Kind::Continue(exit.label.clone()),
        }
    }

    /// A binding made by the walk.
    pub(super) fn made_let(&mut self, name: &str, init: Expr) -> (Stmt, Expr) {
        let ident = proc_macro2::Ident::new(&format!("__{name}_{}", self.vars.len()), Span::mixed_site());
        let span = init.span;
        let value = self.eval(&init);
        let var = self.declare(&ident, false);
        self.known.insert(var, value);
        let pat = Pat::Bind { var, by_ref: false, sub: None };
        let binding = Let { span, pat, ty: None, init: Some(init), otherwise: None, made: true };
        (Stmt::Let(binding), self.node(span, Kind::Local(var)))
    }
}

/// Whether control may leave a pass early.
fn has_exits(body: &syn::Block) -> bool {
    #[derive(Default)]
    struct Exits(bool);
    impl<'ast> Visit<'ast> for Exits {
        fn visit_expr_break(&mut self, _: &'ast syn::ExprBreak) {
            self.0 = true;
        }
        fn visit_expr_continue(&mut self, _: &'ast syn::ExprContinue) {
            self.0 = true;
        }
        fn visit_stmt(&mut self, stmt: &'ast SynStmt) {
            if !matches!(stmt, SynStmt::Item(_)) {
                visit::visit_stmt(self, stmt);
            }
        }
    }
    let mut exits = Exits::default();
    exits.visit_block(body);
    exits.0
}
