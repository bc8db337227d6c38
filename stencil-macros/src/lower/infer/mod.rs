//! Types of locals and expressions: enough of Rust's inference to know a float from an integer, a scalar from a tuple.
//!
//! Nothing here decides what compiles; rustc does. The lowering asks these types which element types a kernel computes
//! in, whether `/` is an integer division, and how to spell a literal that stands for a loop counter.

mod calls;
mod expr;
mod ty;

use super::ir::{Block, Expr, Let, Pat, Program, Stmt, VarId};
use std::collections::HashMap;
use syn::Type;
pub(super) use ty::{Prim, Ty, Types};

/// What was inferred.
pub(super) struct Typing {
    types: Types,
    vars: Vec<Ty>,
    exprs: Vec<Ty>,
}

/// Infers the types of `program`; `params` are its type parameters, and whether each is floating-point.
pub(super) fn infer(program: &Program, params: Vec<(String, bool)>) -> Typing {
    let mut types = Types::new(params);
    let vars = program.vars.iter().map(|_| types.open()).collect();
    let exprs = (0..program.exprs).map(|_| types.open()).collect();
    let mut infer = Infer {
        program,
        typing: Typing { types, vars, exprs },
        returns: Vec::new(),
        breaks: Vec::new(),
        closures: HashMap::new(),
    };
    infer.program();
    infer.typing
}

impl Typing {
    pub(super) fn of(&self, e: &Expr) -> &Ty {
        &self.exprs[e.id]
    }

    pub(super) fn of_var(&self, var: VarId) -> &Ty {
        &self.vars[var]
    }

    pub(super) fn prim(&self, e: &Expr) -> Option<Prim> {
        self.types.prim(self.of(e))
    }

    pub(super) fn is_float(&self, e: &Expr) -> bool {
        self.types.is_float(self.of(e))
    }

    pub(super) fn is_scalar(&self, e: &Expr) -> bool {
        self.types.is_scalar(self.of(e))
    }

    /// Whether `e` is surely a number, whatever its exact type.
    pub(super) fn is_number(&self, e: &Expr) -> bool {
        self.is_scalar(e) && self.known(e) != Ty::BOOL
    }

    pub(super) fn is_unit(&self, e: &Expr) -> bool {
        self.types.is_unit(self.of(e))
    }

    pub(super) fn shallow(&self, ty: &Ty) -> Ty {
        self.types.shallow(ty)
    }

    /// A type as it is written, if that says all.
    pub(super) fn declared(&self, ty: &Type) -> Ty {
        Types::new(self.types.params.clone()).written(ty)
    }

    /// The type of `e` with everything that is known filled in at the outermost level.
    pub(super) fn known(&self, e: &Expr) -> Ty {
        self.types.shallow(self.of(e))
    }

    /// Calls `f` for each scalar type within `ty`.
    pub(super) fn leaves(&self, ty: &Ty, f: &mut impl FnMut(&Ty)) {
        match self.types.shallow(ty) {
            Ty::Tuple(parts) => parts.iter().for_each(|part| self.leaves(part, f)),
            Ty::Sequence(element) | Ty::Window(element) => self.leaves(&element, f),
            leaf => f(&leaf),
        }
    }
}

/// A closure's parameters and value.
#[derive(Clone)]
struct ClosureTy {
    params: Vec<Ty>,
    value: Ty,
}

struct Infer<'a> {
    program: &'a Program,
    typing: Typing,
    /// The return types of the functions and closures around the walk.
    returns: Vec<Ty>,
    /// The values of the labelled blocks and loops around it.
    breaks: Vec<(Option<String>, Ty)>,
    /// By the closure's expression, and by the variable that holds it.
    closures: HashMap<Callee, ClosureTy>,
}

#[derive(PartialEq, Eq, Hash)]
enum Callee {
    Expr(usize),
    Var(VarId),
}

impl Infer<'_> {
    fn program(&mut self) {
        let program = self.program;
        for argument in &program.arguments {
            let ty = self.typing.types.written(&argument.ty);
            self.unify(&self.typing.vars[argument.var].clone(), &ty);
        }
        // Functions first: their signatures are written out.
        for fun in program.funs.iter().flatten() {
            for (pat, ty) in &fun.params {
                let ty = self.typing.types.written(ty);
                self.pattern(pat, &ty);
            }
            let value = fun.returns.as_ref().map_or(Ty::UNIT, |ty| self.typing.types.written(ty));
            self.body(&fun.body, value);
        }
        let value = self.typing.types.written(&program.returns);
        self.body(&program.body, value);
    }

    fn body(&mut self, body: &Block, value: Ty) {
        self.returns.push(value.clone());
        let ty = self.block(body);
        if body.tail.is_some() {
            self.unify(&ty, &value);
        }
        self.returns.pop();
    }

    fn unify(&mut self, a: &Ty, b: &Ty) {
        self.typing.types.unify(a, b);
    }

    fn block(&mut self, block: &Block) -> Ty {
        let label = block.label.as_ref().map(|label| label.ident.to_string());
        let value = self.typing.types.open();
        if label.is_some() {
            self.breaks.push((label.clone(), value.clone()));
        }
        for stmt in &block.stmts {
            match stmt {
                Stmt::Let(binding) => self.local(binding),
                Stmt::Expr(e) => {
                    self.expr(e);
                }
                Stmt::Fun(_) | Stmt::Item(_) => {}
            }
        }
        if label.is_some() {
            self.breaks.pop();
        }
        match &block.tail {
            Some(tail) => {
                let ty = self.expr(tail);
                if label.is_some() {
                    self.unify(&ty, &value);
                }
                ty
            }
            None if ends(block) => self.typing.types.open(),
            None => Ty::UNIT,
        }
    }

    fn local(&mut self, binding: &Let) {
        let ty = match &binding.ty {
            Some(ty) => self.typing.types.written(ty),
            None => self.typing.types.open(),
        };
        if let Some(init) = &binding.init {
            let value = self.expr(init);
            self.unify(&ty, &value);
            if let (Pat::Bind { var, .. }, Some(closure)) = (&binding.pat, self.closures.get(&Callee::Expr(init.id))) {
                let closure = closure.clone();
                self.closures.insert(Callee::Var(*var), closure);
            }
        }
        self.pattern(&binding.pat, &ty);
        if let Some(otherwise) = &binding.otherwise {
            self.expr(otherwise);
        }
    }

    /// The variables of `pat` when it takes a value of type `ty`.
    fn pattern(&mut self, pat: &Pat, ty: &Ty) {
        match pat {
            Pat::Bind { var, sub, .. } => {
                self.unify(&self.typing.vars[*var].clone(), ty);
                if let Some(sub) = sub {
                    self.pattern(sub, ty);
                }
            }
            Pat::Tuple(pats) if !pats.iter().any(|pat| matches!(pat, Pat::Rest)) => {
                let parts: Vec<_> = pats.iter().map(|_| self.typing.types.open()).collect();
                self.unify(&Ty::Tuple(parts.clone()), ty);
                pats.iter().zip(&parts).for_each(|(pat, part)| self.pattern(pat, part));
            }
            Pat::Slice(pats) => {
                let element = self.typing.types.open();
                self.unify(&Ty::Sequence(Box::new(element.clone())), ty);
                pats.iter().for_each(|pat| self.pattern(pat, &element));
            }
            Pat::Ref(_, pat) => self.pattern(pat, ty),
            Pat::Or(pats) => pats.iter().for_each(|pat| self.pattern(pat, ty)),
            Pat::Value(value) => {
                let value = self.expr(value);
                self.unify(&value, ty);
            }
            Pat::Range(start, _, end) => {
                for bound in start.iter().chain(end) {
                    let bound = self.expr(bound);
                    self.unify(&bound, ty);
                }
            }
            Pat::Wild | Pat::Rest | Pat::Tuple(_) | Pat::Opaque(..) => {}
        }
    }

    fn annotated(&mut self, ty: Option<&Type>) -> Ty {
        match ty {
            Some(ty) => self.typing.types.written(ty),
            None => self.typing.types.open(),
        }
    }
}

/// Whether control never reaches the end of `block`.
fn ends(block: &Block) -> bool {
    use super::ir::Kind;
    match block.stmts.last() {
        Some(Stmt::Expr(e)) => matches!(e.kind, Kind::Return(_) | Kind::Break(..) | Kind::Continue(_)),
        _ => false,
    }
}
