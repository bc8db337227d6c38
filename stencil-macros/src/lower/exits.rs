//! Early exits that depend on pixels: `if c { return x; } rest` becomes `if c { x } else { rest }`.
//!
//! The same holds for `continue`, and for leaving the block that an unrolled loop has become. What cannot be brought
//! to this form (leaving a loop that is still one) stays, and is an obstacle.

use super::ir::{Block, Expr, ExprId, Kind, Let, Pat, Program, Stmt, VarId};
use proc_macro2::{Ident, Span};
use std::collections::HashSet;

/// The rest of a body may be copied into several branches; beyond this size it is not.
const LIMIT: usize = 20_000;

/// Turns the given exits into branches; whether anything changed.
pub(super) fn restructure(program: &mut Program, exits: &[ExprId]) -> bool {
    let mut pass = Pass {
        exits: exits.iter().copied().collect(),
        vars: std::mem::take(&mut program.vars),
        exprs: program.exprs,
        size: 0,
        changed: false,
    };
    let mut body = std::mem::take(&mut program.body);
    pass.inner(&mut body);
    pass.whole(&mut body, &Exit::Return);
    program.body = body;
    for fun in program.funs.iter_mut().flatten() {
        pass.inner(&mut fun.body);
        pass.whole(&mut fun.body, &Exit::Return);
    }
    program.vars = pass.vars;
    program.exprs = pass.exprs;
    pass.changed
}

/// A kind of exit, and what it leaves.
#[derive(Clone, PartialEq)]
enum Exit {
    Return,
    Break(String),
    /// Of the loop whose body is being looked at; `direct` where no other loop is in between.
    Continue {
        label: Option<String>,
        direct: bool,
    },
}

/// What follows a statement: the statements after it, and the binding of its value, if it is a `let`.
#[derive(Clone)]
struct Rest {
    binding: Option<Let>,
    block: Block,
}

struct Pass {
    exits: HashSet<ExprId>,
    vars: Vec<super::ir::Var>,
    exprs: ExprId,
    size: usize,
    changed: bool,
}

impl Pass {
    /// Looks for constructs within `block` that an exit leaves.
    fn inner(&mut self, block: &mut Block) {
        block.each_expr_mut(&mut |e| self.inner_expr(e));
    }

    fn inner_expr(&mut self, e: &mut Expr) {
        e.each_part_mut(&mut |part| self.inner_expr(part));
        match &mut e.kind {
            Kind::Block(block) => {
                if let Some(exit) = block.label.as_ref().map(|label| Exit::Break(label.ident.to_string())) {
                    if self.whole(block, &exit) && !any_exit_in(block, &exit) {
                        block.label = None;
                    }
                }
            }
            Kind::For(each) => {
                let label = each.label.as_ref().map(|label| label.ident.to_string());
                self.whole(&mut each.body, &Exit::Continue { label, direct: true });
            }
            Kind::While(label, _, body) | Kind::Loop(label, body) => {
                let label = label.as_ref().map(|label| label.ident.to_string());
                self.whole(body, &Exit::Continue { label, direct: true });
            }
            Kind::Closure(closure) => {
                if any_exit(&closure.body, &Exit::Return) {
                    let body = std::mem::replace(&mut closure.body.kind, Kind::Hole);
                    let mut block = match body {
                        Kind::Block(block) => block,
                        kind => {
                            Block { tail: Some(Box::new(Expr { kind, ..closure.body.clone() })), ..Block::default() }
                        }
                    };
                    self.whole(&mut block, &Exit::Return);
                    closure.body.kind = Kind::Block(block);
                }
            }
            _ => {}
        }
    }

    /// Restructures `block`, which `exit` leaves; whether no such exit is left.
    fn whole(&mut self, block: &mut Block, exit: &Exit) -> bool {
        if !any_exit_in(block, exit) || !block.any(&mut |e| self.exits.contains(&e.id) && value_of(e, exit).is_some()) {
            return false;
        }
        self.size = 0;
        match self.block(block.clone(), exit) {
            Some(mut new) => {
                new.label.clone_from(&block.label);
                *block = new;
                self.changed = true;
                true
            }
            None => false,
        }
    }

    /// `block` with its exits as values. `None` if that cannot be done.
    fn block(&mut self, block: Block, exit: &Exit) -> Option<Block> {
        self.size += 1;
        if self.size > LIMIT {
            return None;
        }
        let Block { label, stmts, tail } = block;
        let mut done = Vec::new();
        let mut stmts = stmts.into_iter();
        while let Some(stmt) = stmts.next() {
            let rest = |stmts: std::vec::IntoIter<Stmt>, tail, binding| Rest {
                binding,
                block: Block { label: None, stmts: stmts.collect(), tail },
            };
            match stmt {
                Stmt::Expr(e) if any_exit(&e, exit) => {
                    let tail = self.absorb(e, rest(stmts, tail, None), exit)?;
                    return Some(with_tail(label, done, tail));
                }
                Stmt::Let(mut binding) if binding.init.as_ref().is_some_and(|init| any_exit(init, exit)) => {
                    let init = binding.init.take()?;
                    let tail = self.absorb(init, rest(stmts, tail, Some(binding)), exit)?;
                    return Some(with_tail(label, done, tail));
                }
                Stmt::Let(binding) if binding.otherwise.as_ref().is_some_and(|e| any_exit(e, exit)) => return None,
                stmt => done.push(stmt),
            }
        }
        match tail {
            Some(tail) if any_exit(&tail, exit) => {
                let tail = self.tail(*tail, exit)?;
                Some(with_tail(label, done, tail))
            }
            tail => Some(Block { label, stmts: done, tail }),
        }
    }

    /// An expression with exits whose value is the block's.
    fn tail(&mut self, e: Expr, exit: &Exit) -> Option<Option<Expr>> {
        self.absorb(e, Rest { binding: None, block: Block::default() }, exit)
    }

    /// `e; rest` as one expression, or nothing if it comes to nothing.
    fn absorb(&mut self, mut e: Expr, rest: Rest, exit: &Exit) -> Option<Option<Expr>> {
        if let Some(value) = value_of(&e, exit) {
            return Some(value.cloned());
        }
        match &mut e.kind {
            Kind::If(branch) => {
                if any_exit(&branch.cond, exit) {
                    return None;
                }
                branch.then = self.append(std::mem::take(&mut branch.then), rest.clone(), exit)?;
                let otherwise = match branch.otherwise.take() {
                    Some(Expr { kind: Kind::Block(block), .. }) => block,
                    Some(other) => Block { tail: Some(Box::new(other)), ..Block::default() },
                    None => Block::default(),
                };
                let otherwise = self.append(otherwise, rest, exit)?;
                branch.otherwise = Some(self.node(e.span, Kind::Block(otherwise)));
            }
            Kind::Match(scrutinee, arms) => {
                if any_exit(scrutinee, exit)
                    || arms.iter().any(|arm| arm.guard.as_ref().is_some_and(|g| any_exit(g, exit)))
                {
                    return None;
                }
                for arm in arms {
                    let body = std::mem::replace(&mut arm.body.kind, Kind::Hole);
                    let block = match body {
                        Kind::Block(block) if block.label.is_none() => block,
                        kind => Block { tail: Some(Box::new(Expr { kind, ..arm.body.clone() })), ..Block::default() },
                    };
                    let block = self.append(block, rest.clone(), exit)?;
                    arm.body = self.node(arm.body.span, Kind::Block(block));
                }
            }
            Kind::Block(block) if block.label.is_none() => {
                let block = self.append(std::mem::take(block), rest, exit)?;
                e.kind = Kind::Block(block);
            }
            _ => return None,
        }
        // What was a statement has another type as a value: the analyses must not mix them up.
        Some(Some(self.node(e.span, e.kind)))
    }

    /// `block`, then `rest`, as one block without exits.
    fn append(&mut self, block: Block, rest: Rest, exit: &Exit) -> Option<Block> {
        if !any_exit_in(&block, exit) {
            let joined = self.then_rest(block, rest);
            return if any_exit_in(&joined, exit) { self.block(joined, exit) } else { Some(joined) };
        }
        let block = self.separate_names(block, &rest)?;
        let Block { label, mut stmts, tail } = block;
        if label.is_some() {
            return None;
        }
        match (rest.binding, tail) {
            (Some(mut binding), Some(tail)) => {
                binding.init = Some(*tail);
                stmts.push(Stmt::Let(binding));
                stmts.extend(rest.block.stmts);
                self.block(Block { label: None, stmts, tail: rest.block.tail }, exit)
            }
            (None, Some(tail)) if rest.block.stmts.is_empty() && rest.block.tail.is_none() => {
                self.block(Block { label: None, stmts, tail: Some(tail) }, exit)
            }
            (_, tail) => {
                stmts.extend(tail.map(|tail| Stmt::Expr(*tail)));
                stmts.extend(rest.block.stmts);
                self.block(Block { label: None, stmts, tail: rest.block.tail }, exit)
            }
        }
    }

    /// `block` falls through to `rest`: its names stay its own.
    fn then_rest(&mut self, block: Block, rest: Rest) -> Block {
        let nothing = rest.block.stmts.is_empty() && rest.block.tail.is_none();
        let mut stmts = Vec::new();
        match rest.binding {
            Some(mut binding) => {
                binding.init = Some(self.node(binding.span, Kind::Block(block)));
                stmts.push(Stmt::Let(binding));
            }
            None if nothing => return block,
            None if block.stmts.is_empty() && block.tail.is_none() => {}
            None => {
                let value = self.node(Span::call_site(), Kind::Block(block));
                stmts.push(Stmt::Expr(value));
            }
        }
        stmts.extend(rest.block.stmts);
        Block { label: None, stmts, tail: rest.block.tail }
    }

    /// Renames what `block` declares if `rest`, which moves into its scope, names something else by that name.
    fn separate_names(&mut self, block: Block, rest: &Rest) -> Option<Block> {
        let mut declared: Vec<VarId> = Vec::new();
        for stmt in &block.stmts {
            match stmt {
                Stmt::Let(binding) => binding.pat.each_var(&mut |var| declared.push(var)),
                Stmt::Fun(_) | Stmt::Item(_) => return None,
                Stmt::Expr(_) => {}
            }
        }
        let mut opaque = false;
        let mut named: HashSet<String> = HashSet::new();
        let mut look = |e: &Expr| match &e.kind {
            Kind::Local(var) => {
                named.insert(self.vars[*var].ident.to_string());
            }
            Kind::Opaque(_) => opaque = true,
            _ => {}
        };
        rest.block.each(&mut look);
        let clash: Vec<_> =
            declared.into_iter().filter(|var| named.contains(&self.vars[*var].ident.to_string())).collect();
        if clash.is_empty() {
            return Some(block);
        }
        let opaque = opaque || block.any(&mut |e| matches!(e.kind, Kind::Opaque(_)));
        let taken_apart = block.stmts.iter().any(|stmt| matches!(stmt, Stmt::Let(Let { pat: Pat::Opaque(..), .. })));
        if opaque || taken_apart {
            return None;
        }
        for var in clash {
            let ident = &mut self.vars[var].ident;
            *ident = Ident::new(&format!("__{ident}_{var}"), ident.span().resolved_at(Span::mixed_site()));
        }
        Some(block)
    }

    fn node(&mut self, span: Span, kind: Kind) -> Expr {
        self.exprs += 1;
        Expr { id: self.exprs - 1, span, kind }
    }
}

fn with_tail(label: Option<syn::Lifetime>, stmts: Vec<Stmt>, tail: Option<Expr>) -> Block {
    Block { label, stmts, tail: tail.map(Box::new) }
}

/// If `e` is such an exit: its value, if it has one.
fn value_of<'e>(e: &'e Expr, exit: &Exit) -> Option<Option<&'e Expr>> {
    match (&e.kind, exit) {
        (Kind::Return(value), Exit::Return) => Some(value.as_deref()),
        (Kind::Break(Some(label), value), Exit::Break(name)) if label.ident == name => Some(value.as_deref()),
        (Kind::Continue(None), Exit::Continue { direct: true, .. }) => Some(None),
        (Kind::Continue(Some(label)), Exit::Continue { label: Some(name), .. }) if label.ident == name => Some(None),
        _ => None,
    }
}

/// Whether `exit` occurs in `e`, other than in what has exits of its own.
fn any_exit(e: &Expr, exit: &Exit) -> bool {
    if value_of(e, exit).is_some() {
        return true;
    }
    match &e.kind {
        Kind::Closure(_) => false,
        Kind::For(_) | Kind::While(..) | Kind::Loop(..) => {
            let within = match exit {
                Exit::Continue { label, .. } => Exit::Continue { label: label.clone(), direct: false },
                exit => exit.clone(),
            };
            any_part(e, &within)
        }
        _ => any_part(e, exit),
    }
}

fn any_part(e: &Expr, exit: &Exit) -> bool {
    let mut found = false;
    e.each_part(&mut |part| found = found || any_exit(part, exit));
    found
}

fn any_exit_in(block: &Block, exit: &Exit) -> bool {
    let mut found = false;
    block.each_part(&mut |part| found = found || any_exit(part, exit));
    found
}
