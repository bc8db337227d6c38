//! From the user's syntax to the lowering's tree.
//!
//! One walk resolves names, follows what is known at expansion (loop counters, tables, lengths), unrolls loops over
//! known sequences and drops branches that are known not to be taken. Nothing else changes meaning or order.

mod eval;
mod expr;
mod item;
mod loops;
mod mentions;
mod pattern;
mod scope;
mod sequence;
mod stmt;
mod value;

use super::ir::{Argument, Block, Expr, ExprId, Fun, Kind, Program, Role, Var, VarId};
use loops::LoopFrame;
use proc_macro2::{Ident, Span};
use scope::Scopes;
use std::collections::{HashMap, HashSet};
use syn::Type;
use value::Value;

/// What there is to lower: a function taken apart.
pub(super) struct Source<'a> {
    pub args: Vec<SourceArg<'a>>,
    pub body: &'a syn::Block,
    pub returns: &'a Type,
}

pub(super) struct SourceArg<'a> {
    pub name: &'a Ident,
    pub ty: &'a Type,
    pub role: Role,
    pub mutable: bool,
}

/// Resolves `source`.
pub(super) fn resolve(source: &Source<'_>) -> Program {
    Resolver::default().program(source)
}

/// Resolves `source` without unrolling loops or dropping branches.
pub(super) fn resolve_plainly(source: &Source<'_>) -> Program {
    Resolver { plain: true, ..Resolver::default() }.program(source)
}
#[derive(Default)]
struct Resolver {
    vars: Vec<Var>,
    funs: Vec<Option<Fun>>,
    consts: Vec<Constant>,
    exprs: ExprId,
    scopes: Scopes,
    /// What is known of the variables at this point of the walk.
    known: HashMap<VarId, Value>,
    loops: Vec<LoopFrame>,
    labels: usize,
    /// Names that may hold pixels.
    tainted: HashSet<String>,
    /// Names that may change behind the walk's back: in closures, through references, in macros.
    volatile: HashSet<String>,
    unrolling: loops::Budget,
    /// Keep the body's form: unroll nothing, drop nothing.
    plain: bool,
}

/// A `const` of the body.
struct Constant {
    value: Value,
    ty: Type,
}

impl Resolver {
    fn program(mut self, source: &Source<'_>) -> Program {
        let (arguments, body) = self.function(source);
        let Self { vars, funs, consts, exprs, .. } = self;
        let consts = consts.into_iter().map(|constant| constant.ty).collect();
        Program { vars, funs, consts, body, arguments, returns: source.returns.clone(), exprs }
    }

    fn function(&mut self, source: &Source<'_>) -> (Vec<Argument>, Block) {
        let outer = std::mem::take(&mut self.known);
        let outer_loops = std::mem::take(&mut self.loops);
        let pixels = source.args.iter().filter(|arg| arg.role != Role::Uniform).map(|arg| arg.name.to_string());
        let tainted = mentions::tainted(source.body, pixels.collect());
        let tainted = std::mem::replace(&mut self.tainted, tainted);
        let volatile = std::mem::replace(&mut self.volatile, mentions::volatile(source.body));
        self.scopes.enter_function();
        let arguments = source.args.iter().map(|arg| self.argument(arg)).collect();
        let body = self.block(source.body);
        self.scopes.leave();
        self.known = outer;
        self.loops = outer_loops;
        self.tainted = tainted;
        self.volatile = volatile;
        (arguments, body)
    }

    fn argument(&mut self, arg: &SourceArg<'_>) -> Argument {
        let var = self.declare(arg.name, arg.mutable);
        self.known.insert(var, self.value_of_type(arg.ty));
        Argument { var, ty: arg.ty.clone(), role: arg.role }
    }

    fn declare(&mut self, ident: &Ident, mutable: bool) -> VarId {
        let var = self.vars.len();
        self.vars.push(Var { ident: ident.clone(), mutable });
        self.scopes.declare(ident, scope::Name::Var(var));
        var
    }

    fn node(&mut self, span: Span, kind: Kind) -> Expr {
        let id = self.exprs;
        self.exprs += 1;
        Expr { id, span, kind }
    }
}
