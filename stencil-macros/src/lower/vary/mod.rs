//! Which values vary from pixel to pixel: forward dataflow over the body, to a fixpoint.
//!
//! A value varies if it comes from a window, is computed from one that varies, or is assigned under a condition that
//! varies. Shapes only grow, so the walk is repeated until nothing changes; the last walk reports what stands in the way.

mod calls;
mod control;
mod expr;
pub(super) mod percall;
mod place;

use super::infer::Typing;
use super::ir::{Block, Closure, Expr, ExprId, FunId, Kind, Pat, Program, Role, VarId};
use super::obstacles::Construct;
use super::shape::Shape;
use proc_macro2::Span;
use std::collections::{HashMap, HashSet};
use syn::Path;
use syn::spanned::Spanned;

/// The outcome.
pub(super) struct Varying {
    pub vars: Vec<Shape>,
    pub exprs: Vec<Shape>,
    pub closures: HashMap<ExprId, ClosureShape>,
    pub funs: Vec<FunShape>,
    pub returns: Shape,
    pub obstacles: Vec<(ExprId, Span, Construct)>,
    /// Returns, breaks and continues that depend on pixel data.
    pub exits: Vec<ExprId>,
}

/// How a closure is called, and what it gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct ClosureShape {
    pub params: Vec<Shape>,
    pub value: Shape,
    /// Whether it has to do with pixels at all.
    pub pixels: bool,
    /// Whether it assigns to variables outside of it.
    assigns: bool,
    /// Whether something in it may panic.
    panics: bool,
    /// How many masks there were around its definition.
    masks: usize,
}

/// How a nested function is called, and what it gives.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct FunShape {
    pub params: Vec<Shape>,
    pub value: Shape,
    /// Whether some call passes pixels.
    pub pixels: bool,
    /// Whether something in it may panic.
    panics: bool,
    active: bool,
}

impl Varying {
    pub(super) fn of(&self, e: &Expr) -> &Shape {
        &self.exprs[e.id]
    }
}

/// Analyses `program`. Functions named in `with` have a form on lanes.
pub(super) fn analyse(program: &Program, typing: &Typing, with: &[Path]) -> Varying {
    let mut vary = Vary::new(program, typing, with);
    // Shapes have a bounded height, so this ends; the bound is a safeguard.
    for _ in 0..200 {
        vary.changed = false;
        vary.out.obstacles.clear();
        vary.out.exits.clear();
        vary.program();
        if !vary.changed && !vary.calls_the_uncalled() {
            break;
        }
    }
    vary.out
}

/// Where `return` leads.
#[derive(Clone, Copy, PartialEq)]
enum Target {
    Body,
    Fun(FunId),
    Closure(ExprId),
}

/// A construct that `break`, `continue` or `return` leaves.
struct Frame {
    label: Option<String>,
    kind: FrameKind,
    masks: usize,
    /// The value of the construct, from `break`s.
    value: Shape,
}

#[derive(Clone, Copy, PartialEq)]
enum FrameKind {
    Function(Target),
    Loop,
    Block,
}

struct Vary<'a> {
    program: &'a Program,
    typing: &'a Typing,
    with: &'a [Path],
    out: Varying,
    /// How many conditions on pixels there were around the declaration of a variable.
    declared: Vec<usize>,
    /// How many closures there were around it.
    level: Vec<usize>,
    closures: HashMap<ExprId, &'a Closure>,
    /// A variable that stands for a place: `let x = &mut v[3]`.
    aliases: HashMap<VarId, &'a Expr>,
    frames: Vec<Frame>,
    /// How many conditions on pixels are around the walk.
    masks: usize,
    /// The closures around the walk.
    inside: Vec<ExprId>,
    changed: bool,
    /// Calls made lane by lane as part of another.
    swallowed: HashSet<ExprId>,
}

impl<'a> Vary<'a> {
    fn new(program: &'a Program, typing: &'a Typing, with: &'a [Path]) -> Self {
        let vars = program.vars.len();
        let out = Varying {
            vars: vec![Shape::Never; vars],
            exprs: vec![Shape::Never; program.exprs],
            closures: HashMap::new(),
            funs: vec![FunShape::default(); program.funs.len()],
            returns: Shape::Never,
            obstacles: Vec::new(),
            exits: Vec::new(),
        };
        Self {
            program,
            typing,
            with,
            out,
            declared: vec![0; vars],
            level: vec![0; vars],
            closures: HashMap::new(),
            aliases: HashMap::new(),
            frames: Vec::new(),
            masks: 0,
            inside: Vec::new(),
            changed: false,
            swallowed: HashSet::new(),
        }
    }

    fn program(&mut self) {
        let program = self.program;
        for argument in &program.arguments {
            let shape = match argument.role {
                Role::Window => Shape::Window,
                Role::Uniform => Shape::Uniform,
                Role::Varying => Shape::Varying,
            };
            self.declare(argument.var, &shape);
        }
        let value = self.function(&program.body, Target::Body);
        self.grow_return(Target::Body, &value);
        for id in 0..program.funs.len() {
            self.nested(id);
        }
    }

    /// A closure that reads pixels and is never called is analysed as if pixels were passed to it; whether there was one.
    fn calls_the_uncalled(&mut self) -> bool {
        let mut found = false;
        for (id, closure) in self.closures.iter().filter(|(_, closure)| !closure.params.is_empty()) {
            let Some(info) = self.out.closures.get_mut(id).filter(|info| info.pixels) else { continue };
            if info.params.iter().all(|shape| *shape == Shape::Never) {
                info.params = vec![Shape::Varying; closure.params.len()];
                found = true;
            }
        }
        found
    }

    fn nested(&mut self, id: FunId) {
        let program = self.program;
        let Some(fun) = program.funs[id].as_ref().filter(|_| self.out.funs[id].pixels) else { return };
        let (masks, inside) = (std::mem::take(&mut self.masks), std::mem::take(&mut self.inside));
        for (index, (pat, _)) in fun.params.iter().enumerate() {
            let shape = self.out.funs[id].params.get(index).cloned().unwrap_or_default();
            self.bind(pat, &shape);
        }
        self.out.funs[id].active = true;
        let value = self.function(&fun.body, Target::Fun(id));
        self.out.funs[id].active = false;
        self.grow_return(Target::Fun(id), &value);
        self.masks = masks;
        self.inside = inside;
    }

    fn function(&mut self, body: &'a Block, target: Target) -> Shape {
        let outer = std::mem::take(&mut self.frames);
        self.push_frame(None, FrameKind::Function(target));
        let value = self.block(body);
        self.frames = outer;
        value
    }

    fn push_frame(&mut self, label: Option<&syn::Lifetime>, kind: FrameKind) {
        let label = label.map(|label| label.ident.to_string());
        self.frames.push(Frame { label, kind, masks: self.masks, value: Shape::Never });
    }

    fn grow_return(&mut self, target: Target, shape: &Shape) {
        let slot = match target {
            Target::Body => &mut self.out.returns,
            Target::Fun(id) => &mut self.out.funs[id].value,
            Target::Closure(id) => &mut self.out.closures.entry(id).or_default().value,
        };
        let joined = slot.join(shape);
        if joined != *slot {
            *slot = joined;
            self.changed = true;
        }
    }

    fn declare(&mut self, var: VarId, shape: &Shape) {
        self.declared[var] = self.masks;
        self.level[var] = self.inside.len();
        self.grow_var(var, shape);
    }

    fn grow_var(&mut self, var: VarId, shape: &Shape) {
        let joined = self.out.vars[var].join(shape);
        if joined != self.out.vars[var] {
            self.out.vars[var] = joined;
            self.changed = true;
        }
    }

    /// Remembers that the functions and closures around the walk may panic.
    fn note_panic(&mut self) {
        for id in &self.inside {
            let closure = self.out.closures.entry(*id).or_default();
            self.changed |= !closure.panics;
            closure.panics = true;
        }
        for fun in self.out.funs.iter_mut().filter(|fun| fun.active) {
            self.changed |= !fun.panics;
            fun.panics = true;
        }
    }

    fn obstacle(&mut self, e: &Expr, construct: Construct) {
        self.obstacle_at(e.id, spot(e, &construct), construct);
    }

    fn obstacle_at(&mut self, id: ExprId, span: Span, construct: Construct) {
        let known = self.out.obstacles.iter().any(|(other, _, text)| *other == id && *text == construct);
        if !known {
            self.out.obstacles.push((id, span, construct));
        }
    }

    /// Whether anything in `e` has to do with pixels.
    fn touches_pixels(&self, e: &Expr) -> bool {
        e.any(&mut |e| match &self.out.exprs[e.id] {
            Shape::Uniform | Shape::Never => false,
            Shape::Closure(id) => self.out.closures.get(id).is_some_and(|closure| closure.pixels),
            _ => true,
        })
    }

    /// Declares the variables of `pat`, which takes a value of the given shape.
    fn bind(&mut self, pat: &'a Pat, shape: &Shape) {
        match pat {
            Pat::Bind { var, sub, .. } => {
                self.declare(*var, shape);
                if let Some(sub) = sub {
                    self.bind(sub, shape);
                }
            }
            Pat::Tuple(pats) => {
                let rest = pats.iter().position(|pat| matches!(pat, Pat::Rest));
                let len = if let Shape::Tuple(parts) = shape { parts.len() } else { pats.len() };
                for (index, pat) in pats.iter().enumerate() {
                    // After `..`, count from the end.
                    let index = if rest.is_some_and(|rest| index > rest) { index + len - pats.len() } else { index };
                    self.bind(pat, &shape.part(index));
                }
            }
            Pat::Slice(pats) => pats.iter().for_each(|pat| self.bind(pat, &shape.element())),
            Pat::Ref(_, pat) => self.bind(pat, shape),
            Pat::Or(pats) => pats.iter().for_each(|pat| self.bind(pat, shape)),
            Pat::Opaque(_, vars) => vars.iter().for_each(|var| self.declare(*var, &Shape::Uniform)),
            Pat::Value(value) => {
                self.expr(value);
            }
            Pat::Range(start, _, end) => {
                for bound in start.iter().chain(end) {
                    self.expr(bound);
                }
            }
            Pat::Wild | Pat::Rest => {}
        }
    }
}

/// The word to underline. The span of a larger expression would be that of its first word.
fn spot(e: &Expr, construct: &Construct) -> Span {
    match (construct, &e.kind) {
        (Construct::Division, Kind::Binary(op, ..) | Kind::AssignOp(op, ..)) => op.span(),
        (Construct::TupleOrder, Kind::Binary(op, ..)) => op.span(),
        (Construct::Cast(_), Kind::Cast(_, ty)) => ty.span(),
        (_, Kind::Method(method)) => method.name.span(),
        _ => e.span,
    }
}
