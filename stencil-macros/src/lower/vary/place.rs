//! Assignments: what they do to the shapes of variables.

use super::super::ir::{Expr, Kind};
use super::super::obstacles::Construct;
use super::super::shape::Shape;
use super::Vary;
use syn::{Member, UnOp};

impl<'a> Vary<'a> {
    /// The shape of what a place holds before the assignment.
    pub(super) fn place(&mut self, place: &'a Expr) -> Shape {
        self.expr(place)
    }

    /// `place = value`.
    pub(super) fn assign(&mut self, place: &'a Expr, value: &Shape) {
        match &place.kind {
            Kind::Tuple(places) => {
                for (index, place) in places.iter().enumerate() {
                    self.assign(place, &value.part(index));
                }
            }
            Kind::Array(places) => places.iter().for_each(|place| self.assign(place, &value.element())),
            Kind::Hole => {}
            _ => match place.root() {
                Some(root) => {
                    let masked = self.masks > self.declared[root];
                    let value = if masked { value.varied() } else { value.clone() };
                    self.note_closure(root);
                    self.flow(place, value);
                }
                None if value.varies() || self.masks > 0 => self.obstacle(place, Construct::Opaque("this assignment")),
                None => {}
            },
        }
    }

    /// Lets a value flow into the variable at the root of `place`.
    fn flow(&mut self, place: &'a Expr, value: Shape) {
        match &place.kind {
            Kind::Local(var) => {
                let before = self.out.vars[*var].clone();
                self.grow_var(*var, &value);
                if before.is_special() && before != value && !value.is_uniform() {
                    self.obstacle(place, Construct::Chosen("the window"));
                }
                if let Some(target) = self.aliases.get(var).copied().filter(|_| !value.is_uniform()) {
                    self.flow(target, value);
                }
            }
            Kind::Index(base, _) => self.flow(base, Shape::array(value)),
            Kind::Field(base, Member::Unnamed(index)) => {
                let part = self.part_of(base, index.index as usize, value);
                self.flow(base, part);
            }
            Kind::Field(_, Member::Named(_)) if value.varies() => {
                self.obstacle(place, Construct::Field);
            }
            Kind::Unary(UnOp::Deref(_), base) | Kind::Ref(_, base) => self.flow(base, value),
            _ => {}
        }
    }

    /// The shape of a tuple of which only one part is known.
    fn part_of(&mut self, base: &'a Expr, index: usize, value: Shape) -> Shape {
        let len = match (&self.out.exprs[base.id], self.typing.known(base)) {
            (Shape::Tuple(parts), _) => parts.len(),
            (_, super::super::infer::Ty::Tuple(parts)) => parts.len(),
            _ => return value,
        };
        let parts = (0..len).map(|part| if part == index { value.clone() } else { Shape::Uniform });
        Shape::tuple(parts.collect())
    }

    /// Remembers that the closures around the walk assign to a variable outside of them.
    fn note_closure(&mut self, root: usize) {
        let level = self.level[root];
        for id in self.inside.iter().skip(level) {
            self.out.closures.entry(*id).or_default().assigns = true;
        }
    }

    /// `for x in v.iter_mut()`: what is assigned to `x` flows into `v`.
    pub(super) fn alias_elements(&mut self, pat: &'a super::Pat, iter: &'a Expr) {
        let Some(source) = mutable_source(iter) else { return };
        let Some(root) = source.root() else { return };
        let mut element = Shape::Never;
        pat.each_var(&mut |var| element = element.join(&self.out.vars[var]));
        if element.varies() {
            self.flow(source, Shape::array(element));
            let shape = self.out.vars[root].element();
            pat.each_var(&mut |var| {
                if self.out.vars[var].varies() {
                    self.grow_var(var, &shape);
                }
            });
        }
    }
}

/// The array that an iterator hands out mutable references to.
fn mutable_source(iter: &Expr) -> Option<&Expr> {
    match &iter.kind {
        Kind::Ref(true, place) => Some(place),
        Kind::Method(method) if method.name == "iter_mut" => Some(&method.receiver),
        Kind::Method(method) => mutable_source(&method.receiver),
        _ => None,
    }
}
