//! Branches, loops and exits.

use super::super::ir::{Arm, Block, Closure, Expr, For, If, Kind, Pat};
use super::super::obstacles::Construct;
use super::super::shape::Shape;
use super::{FrameKind, Target, Vary};
use syn::Lifetime;

/// Whether an exit leaves a frame.
type IsTarget = Box<dyn Fn(&super::Frame) -> bool>;

impl<'a> Vary<'a> {
    pub(super) fn control(&mut self, e: &'a Expr) -> Shape {
        match &e.kind {
            Kind::Block(block) => self.block(block),
            Kind::If(branch) => self.branch(e, branch),
            Kind::Match(scrutinee, arms) => self.choice(e, scrutinee, arms),
            Kind::Let(pat, value) => {
                let shape = self.expr(value);
                if !shape.is_uniform() && !pat.is_irrefutable() {
                    self.obstacle(value, Construct::Pattern);
                }
                self.bind(pat, &shape);
                Shape::Uniform
            }
            Kind::Matches(value, pat, guard) => {
                let shape = self.expr(value);
                self.bind(pat, &shape);
                self.check_pattern(value, pat, &shape);
                let guard = guard.as_ref().map_or(Shape::Uniform, |guard| self.expr(guard));
                if shape.varies() || guard.varies() { Shape::Varying } else { Shape::Uniform }
            }
            Kind::For(each) => self.each(each),
            Kind::While(label, cond, body) => {
                if self.expr(cond).varies() {
                    self.obstacle(e, Construct::Loop("while"));
                }
                self.loop_body(label.as_ref(), body);
                Shape::Uniform
            }
            Kind::Loop(label, body) => self.loop_body(label.as_ref(), body),
            _ => self.exit(e),
        }
    }

    fn branch(&mut self, e: &'a Expr, branch: &'a If) -> Shape {
        let cond = self.expr(&branch.cond);
        let masked = cond.varies();
        if masked && branch.cond.any(&mut |part| matches!(part.kind, Kind::Let(..))) {
            self.obstacle(&branch.cond, Construct::Pattern);
        }
        self.masks += usize::from(masked);
        let then = self.block(&branch.then);
        let otherwise = branch.otherwise.as_ref().map(|otherwise| self.expr(otherwise));
        self.masks -= usize::from(masked);
        match otherwise {
            None => Shape::Uniform,
            Some(_) if self.typing.is_unit(e) => Shape::Uniform,
            Some(otherwise) => self.chosen(e, &[then, otherwise], masked),
        }
    }

    /// The value of branches, chosen by pixels or not.
    fn chosen(&mut self, e: &'a Expr, values: &[Shape], masked: bool) -> Shape {
        let joined = values.iter().fold(Shape::Never, |joined, value| joined.join(value));
        let special = values.iter().any(Shape::is_special);
        let mixed = values.iter().any(|value| *value != joined && *value != Shape::Never);
        if special && (masked || mixed) {
            self.obstacle(e, Construct::Chosen("the window"));
        }
        if masked { joined.varied() } else { joined }
    }

    fn choice(&mut self, e: &'a Expr, scrutinee: &'a Expr, arms: &'a [Arm]) -> Shape {
        let shape = self.expr(scrutinee);
        let mut masked = shape.varies();
        let mut values = Vec::new();
        for arm in arms {
            self.bind(&arm.pat, &shape);
            if masked {
                self.check_pattern(scrutinee, &arm.pat, &shape);
            }
            self.masks += usize::from(masked);
            if let Some(guard) = &arm.guard {
                // From here on, which arm is taken depends on pixels.
                if self.expr(guard).varies() && !masked {
                    self.obstacle(guard, Construct::Pattern);
                    masked = true;
                    self.masks += 1;
                }
            }
            values.push(self.expr(&arm.body));
            self.masks -= usize::from(masked);
        }
        if self.typing.is_unit(e) { Shape::Uniform } else { self.chosen(e, &values, masked) }
    }

    /// A pattern on pixels must come down to comparisons.
    fn check_pattern(&mut self, value: &'a Expr, pat: &'a Pat, shape: &Shape) {
        let fine = match pat {
            Pat::Wild | Pat::Rest | Pat::Bind { sub: None, .. } | Pat::Value(_) | Pat::Range(..) => true,
            Pat::Bind { sub: Some(pat), .. } | Pat::Ref(_, pat) => return self.check_pattern(value, pat, shape),
            Pat::Tuple(pats) if !pats.iter().any(|pat| matches!(pat, Pat::Rest)) => {
                let parts = pats.iter().enumerate();
                return parts.for_each(|(index, pat)| self.check_pattern(value, pat, &shape.part(index)));
            }
            Pat::Or(pats) => {
                let mut binds = false;
                pat.each_var(&mut |_| binds = true);
                pats.iter().for_each(|pat| self.check_pattern(value, pat, shape));
                !binds
            }
            Pat::Tuple(_) | Pat::Slice(_) | Pat::Opaque(..) => !shape.varies(),
        };
        if !fine {
            self.obstacle(value, Construct::Pattern);
        }
    }

    fn each(&mut self, each: &'a For) -> Shape {
        let element = self.expr(&each.iter).element();
        self.bind(&each.pat, &element);
        self.loop_body(each.label.as_ref(), &each.body);
        self.alias_elements(&each.pat, &each.iter);
        Shape::Uniform
    }

    fn loop_body(&mut self, label: Option<&Lifetime>, body: &'a Block) -> Shape {
        self.push_frame(label, FrameKind::Loop);
        self.block(body);
        self.frames.pop().map_or(Shape::Uniform, |frame| frame.value)
    }

    fn exit(&mut self, e: &'a Expr) -> Shape {
        let (word, value, is_target): (_, _, IsTarget) = match &e.kind {
            Kind::Return(value) => {
                let is_target = |frame: &super::Frame| matches!(frame.kind, FrameKind::Function(_));
                ("return", value.as_deref(), Box::new(is_target))
            }
            Kind::Break(label, value) => ("break", value.as_deref(), Box::new(leaves(label.as_ref()))),
            Kind::Continue(label) => ("continue", None, Box::new(leaves(label.as_ref()))),
            _ => return Shape::Never,
        };
        let shape = value.map_or(Shape::Uniform, |value| self.expr(value));
        let Some(index) = self.frames.iter().rposition(is_target) else { return Shape::Never };
        if self.masks > self.frames[index].masks {
            self.out.exits.push(e.id);
            self.obstacle(e, Construct::Exit(word));
        }
        match self.frames[index].kind {
            FrameKind::Function(target) => self.grow_return(target, &shape),
            _ => self.frames[index].value = self.frames[index].value.join(&shape),
        }
        Shape::Never
    }

    pub(super) fn closure(&mut self, e: &'a Expr, closure: &'a Closure) -> Shape {
        self.closures.insert(e.id, closure);
        let info = self.out.closures.entry(e.id).or_default();
        info.masks = self.masks;
        let params = info.params.clone();
        self.inside.push(e.id);
        for (index, (pat, ty)) in closure.params.iter().enumerate() {
            let mut shape = params.get(index).cloned().unwrap_or_default();
            if ty.as_ref().is_some_and(super::super::types::is_window) {
                shape = Shape::Window;
            }
            self.bind(pat, &shape);
        }
        let frames = std::mem::take(&mut self.frames);
        self.push_frame(None, FrameKind::Function(Target::Closure(e.id)));
        let value = self.expr(&closure.body);
        self.frames = frames;
        self.inside.pop();
        self.grow_return(Target::Closure(e.id), &value);
        let pixels = self.touches_pixels(&closure.body) || params.iter().any(|shape| !shape.is_uniform());
        let info = self.out.closures.entry(e.id).or_default();
        if pixels && !info.pixels {
            info.pixels = true;
            self.changed = true;
        }
        Shape::Closure(e.id)
    }
}

/// Whether `break 'label` or `continue 'label` leaves this frame.
fn leaves(label: Option<&Lifetime>) -> impl Fn(&super::Frame) -> bool + use<> {
    let label = label.map(|label| label.ident.to_string());
    move |frame| match &label {
        Some(label) => frame.label.as_ref() == Some(label),
        None => frame.kind == FrameKind::Loop,
    }
}
