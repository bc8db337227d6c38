//! The shapes of expressions.

use super::super::bounds;
use super::super::ir::{Block, Expr, Kind, Let, Opaque, Pat, Stmt};
use super::super::obstacles::Construct;
use super::super::shape::Shape;
use super::{FrameKind, Vary};
use syn::{BinOp, Member, UnOp};

impl<'a> Vary<'a> {
    pub(super) fn expr(&mut self, e: &'a Expr) -> Shape {
        let shape = self.expr_kind(e);
        let joined = self.out.exprs[e.id].join(&shape);
        if joined != self.out.exprs[e.id] {
            self.out.exprs[e.id] = joined.clone();
            self.changed = true;
        }
        joined
    }

    fn expr_kind(&mut self, e: &'a Expr) -> Shape {
        match &e.kind {
            Kind::Lit(_) | Kind::Path(_) | Kind::Const(..) | Kind::Fun(..) | Kind::Known(..) | Kind::Hole => {
                Shape::Uniform
            }
            Kind::Local(var) => self.out.vars[*var].clone(),
            Kind::Unary(UnOp::Deref(_), inner) | Kind::Ref(false, inner) => self.expr(inner),
            Kind::Ref(true, inner) => {
                let shape = self.expr(inner);
                if inner.root().is_some_and(|root| self.masks > self.declared[root]) {
                    self.obstacle(e, Construct::Borrow);
                }
                shape
            }
            Kind::Unary(_, inner) => leaf(self.expr(inner)),
            Kind::Binary(op, a, b) => self.binary(e, op, a, b),
            Kind::Assign(place, value) => {
                let shape = self.expr(value);
                self.place(place);
                self.assign(place, &shape);
                Shape::Uniform
            }
            Kind::AssignOp(op, place, value) => {
                let value_shape = self.expr(value);
                let place_shape = self.place(place);
                self.division(e, op, value);
                let shape = leaf(value_shape).join(&leaf(place_shape));
                self.assign(place, &shape);
                Shape::Uniform
            }
            Kind::Cast(inner, ty) => {
                let shape = leaf(self.expr(inner));
                if shape.varies() && super::super::types::is_char(ty) {
                    self.obstacle(e, Construct::Cast("char".into()));
                }
                shape
            }
            Kind::Index(base, index) => self.index(e, base, index),
            Kind::Field(base, member) => match (self.expr(base), member) {
                (shape, Member::Unnamed(index)) => shape.part(index.index as usize),
                (shape, Member::Named(_)) => {
                    if !shape.is_uniform() {
                        self.obstacle(e, Construct::Field);
                    }
                    Shape::Uniform
                }
            },
            Kind::Method(method) => self.method(e, method),
            Kind::Call(callee, args) => self.call(e, callee, args),
            Kind::Tuple(parts) => Shape::tuple(parts.iter().map(|part| self.expr(part)).collect()),
            Kind::Array(parts) => {
                let element = parts.iter().fold(Shape::Never, |shape, part| shape.join(&self.expr(part)));
                Shape::array(element)
            }
            Kind::Repeat(element, len) => {
                self.expr(len);
                Shape::array(self.expr(element))
            }
            Kind::Range(start, _, end) => {
                for bound in start.iter().chain(end) {
                    if self.expr(bound).varies() {
                        self.obstacle(e, Construct::Bounds);
                    }
                }
                Shape::Uniform
            }
            Kind::Opaque(opaque) => self.opaque(e, opaque),
            Kind::Closure(closure) => self.closure(e, closure),
            _ => self.control(e),
        }
    }

    fn binary(&mut self, e: &'a Expr, op: &BinOp, a: &'a Expr, b: &'a Expr) -> Shape {
        let left = self.expr(a);
        let short_circuit = matches!(op, BinOp::And(_) | BinOp::Or(_));
        let masked = short_circuit && left.varies();
        self.masks += usize::from(masked);
        let right = self.expr(b);
        self.masks -= usize::from(masked);
        let shape = leaf(left).join(&leaf(right));
        if !shape.varies() {
            self.division(e, op, b);
            return Shape::Uniform;
        }
        if matches!(op, BinOp::Lt(_) | BinOp::Le(_) | BinOp::Gt(_) | BinOp::Ge(_)) {
            if let super::super::infer::Ty::Tuple(_) = self.typing.known(a) {
                self.obstacle(e, Construct::TupleOrder);
            }
        }
        self.division(e, op, b);
        Shape::Varying
    }

    /// Integer division by pixel data would have to panic for some lanes and not for others.
    fn division(&mut self, e: &'a Expr, op: &BinOp, divisor: &'a Expr) {
        if matches!(op, BinOp::Div(_) | BinOp::Rem(_) | BinOp::DivAssign(_) | BinOp::RemAssign(_)) {
            self.divisor(e, divisor);
        }
    }

    pub(super) fn divisor(&mut self, e: &'a Expr, divisor: &'a Expr) {
        if self.typing.is_float(divisor) || bounds::divides_all(divisor) {
            return;
        }
        let generic = matches!(self.typing.known(divisor), super::super::infer::Ty::Param(_));
        if self.out.exprs[divisor.id].varies() || (generic && self.masks > 0) {
            self.obstacle(e, Construct::Division);
        }
        self.note_panic();
    }

    fn index(&mut self, e: &'a Expr, base: &'a Expr, index: &'a Expr) -> Shape {
        let (shape, at) = (self.expr(base), self.expr(index));
        let varies = at.varies();
        match shape {
            Shape::Window => {
                if varies {
                    self.obstacle(index, Construct::Offset);
                }
                Shape::Varying
            }
            shape => {
                if varies {
                    self.obstacle(index, Construct::Index);
                    return Shape::Varying;
                }
                if !bounds::is_within(self.program, base, index) && !is_whole(index) {
                    if self.masks > 0 && !bounds::has_length(self.typing, &shape, base, index) {
                        self.obstacle(e, Construct::Lookup);
                    }
                    self.note_panic();
                }
                match (&index.kind, shape) {
                    (Kind::Range(..), shape) => shape,
                    (_, shape) => shape.element(),
                }
            }
        }
    }

    fn opaque(&mut self, e: &'a Expr, opaque: &'a Opaque) -> Shape {
        let pixels = opaque.mentions.iter().any(|var| match &self.out.vars[*var] {
            Shape::Closure(id) => self.out.closures.get(id).is_some_and(|closure| closure.pixels),
            shape => !shape.is_uniform(),
        });
        if opaque.what.ends_with('!') && (pixels || self.masks > 0) {
            self.obstacle(e, Construct::Panic(opaque.what.into()));
        } else if pixels {
            self.obstacle(e, Construct::Opaque(opaque.what));
        } else if opaque.acts && self.masks > 0 {
            self.obstacle(e, Construct::Effect(opaque.what.into()));
        }
        Shape::Uniform
    }

    pub(super) fn block(&mut self, block: &'a Block) -> Shape {
        if block.label.is_some() {
            self.push_frame(block.label.as_ref(), FrameKind::Block);
        }
        for stmt in &block.stmts {
            match stmt {
                Stmt::Let(binding) => self.local(binding),
                Stmt::Expr(e) => self.statement(e),
                Stmt::Fun(_) | Stmt::Item(_) => {}
            }
        }
        let value = block.tail.as_ref().map_or(Shape::Uniform, |tail| self.expr(tail));
        match self.frames.pop_if(|_| block.label.is_some()) {
            Some(frame) => value.join(&frame.value),
            None => value,
        }
    }

    fn statement(&mut self, e: &'a Expr) {
        let shape = self.expr(e);
        if self.masks > 0 && shape == Shape::Uniform {
            // A call for its effect.
            match &e.kind {
                Kind::Call(callee, _) if !self.is_swap(callee) => {
                    self.obstacle(e, Construct::Effect(super::percall::name_of(callee)));
                }
                Kind::Method(method) if !self.is_array_step(method) => {
                    self.obstacle(e, Construct::Effect(format!("`{}`", method.name)));
                }
                _ => {}
            }
        }
    }

    fn local(&mut self, binding: &'a Let) {
        let shape = binding.init.as_ref().map_or(Shape::Never, |init| self.expr(init));
        if let (Pat::Bind { var, .. }, Some(Expr { kind: Kind::Ref(true, place), .. })) = (&binding.pat, &binding.init)
        {
            self.aliases.insert(*var, place);
        }
        let taken_apart = !binding.pat.is_irrefutable() && !matches!(binding.pat, Pat::Slice(_));
        if let Some(init) = binding.init.as_ref().filter(|_| taken_apart && !shape.is_uniform()) {
            self.obstacle(init, Construct::Pattern);
        }
        self.bind(&binding.pat, &shape);
        if let Some(otherwise) = &binding.otherwise {
            self.expr(otherwise);
        }
        self.check_type(binding);
    }

    /// A type that is written out must have a form in lanes.
    fn check_type(&mut self, binding: &'a Let) {
        let Some(ty) = &binding.ty else { return };
        let mut varies = false;
        binding.pat.each_var(&mut |var| varies |= self.out.vars[var].varies());
        if varies && !super::super::types::has_lanes(ty) {
            let id = binding.init.as_ref().map_or(0, |init| init.id);
            self.obstacle_at(id, binding.span, Construct::Type(super::super::types::text(ty)));
        }
    }
}

/// The shape of what arithmetic makes of a value.
pub(super) fn leaf(shape: Shape) -> Shape {
    match shape {
        shape if shape.varies() => Shape::Varying,
        Shape::Never => Shape::Never,
        _ => Shape::Uniform,
    }
}

/// `..`, which is within any array.
fn is_whole(index: &Expr) -> bool {
    matches!(index.kind, Kind::Range(None, _, None))
}
