//! Pixels, variables and literals: where values come from.

use super::body::Body;
use super::scope::{Counter, Shape};
use super::text::{Text, atom};
use super::types::Ty;

/// How far a body reads that declares nothing.
const REACH: isize = 2;

impl Body {
    /// A value of the type, as small as it gets.
    pub(crate) fn leaf(&mut self, ty: Ty) -> Text {
        for _ in 0..4 {
            let found = match self.random.below(10) {
                0..4 => self.pixel(ty),
                4..7 => self.variable(ty),
                7 => self.element(ty),
                8 => self.of_counter(ty),
                _ => Some(atom(ty.literal(&mut self.random))),
            };
            if let Some(found) = found {
                return found;
            }
        }
        if self.inputs.is_empty() { atom(ty.literal(&mut self.random)) } else { self.converted_pixel(ty) }
    }

    /// `w[[0, 1]]`.
    pub(crate) fn pixel(&mut self, ty: Ty) -> Option<Text> {
        let inputs: Vec<_> =
            self.inputs.iter().filter(|input| input.ty == ty).map(|input| input.name.clone()).collect();
        if inputs.is_empty() {
            return None;
        }
        let name = &inputs[self.random.below(inputs.len())];
        let word = match (self.radius, self.random.below(12)) {
            (_, 0) => Some("center"),
            (Some(_), 1) if self.trips == 1 => Some("min"),
            (Some(_), 2) if self.trips == 1 => Some("max"),
            _ => None,
        };
        if let Some(word) = word {
            return Some(atom(format!("{name}.{word}()")));
        }
        let offsets: Vec<_> = (0..self.dims).map(|_| self.offset()).collect();
        let offset = offsets.join(", ");
        Some(atom(if self.dims == 1 { format!("{name}[{offset}]") } else { format!("{name}[[{offset}]]") }))
    }

    /// A pixel of any type, cast.
    pub(crate) fn converted_pixel(&mut self, ty: Ty) -> Text {
        let from = self.inputs[self.random.below(self.inputs.len())].ty;
        let pixel = self.pixel(from).expect("there is an input of the type");
        match (ty, from) {
            (ty, from) if ty == from => pixel,
            (Ty::Bool, from) => pixel.binary(">", atom(from.literal(&mut self.random))),
            (ty, Ty::Bool) if ty.is_float() => pixel.cast("u8").cast(ty.name()),
            _ => pixel.cast(ty.name()),
        }
    }

    /// An offset along one axis.
    fn offset(&mut self) -> String {
        let reach = self.radius.unwrap_or(REACH);
        let counters: Vec<Counter> = self.scope.counters.clone();
        if !counters.is_empty() && !self.rarely(3) {
            let Counter { name, low, high, index } = counters[self.random.below(counters.len())].clone();
            let plain = if index { format!("{name} as isize") } else { name };
            // So that all that it runs through stays within reach.
            let (least, most) = (-reach - low, reach - high);
            if least <= most {
                let by = least + self.random.below((most - least + 1) as usize) as isize;
                return match by {
                    0 if !index && low == -high && self.rarely(3) => format!("-{plain}"),
                    0 => plain,
                    by if by < 0 => format!("{plain} - {}", -by),
                    by => format!("{plain} + {by}"),
                };
            }
        }
        (self.random.below(2 * reach as usize + 1) as isize - reach).to_string()
    }

    fn variable(&mut self, ty: Ty) -> Option<Text> {
        let names: Vec<_> = self.scope.of(Shape::Value(ty), false).iter().map(|var| var.name.clone()).collect();
        (!names.is_empty()).then(|| atom(names[self.random.below(names.len())].clone()))
    }

    /// An element of an array, or part of a pair.
    fn element(&mut self, ty: Ty) -> Option<Text> {
        let all: Vec<_> = self.scope.vars.clone();
        let mut found = Vec::new();
        for var in all {
            match var.shape {
                Shape::Array(of, len) if of == ty => found.push(format!("{}[{}]", var.name, self.index(len))),
                Shape::Pair(first, _) if first == ty => found.push(format!("{}.0", var.name)),
                Shape::Pair(_, second) if second == ty => found.push(format!("{}.1", var.name)),
                _ => {}
            }
        }
        (!found.is_empty()).then(|| atom(found[self.random.below(found.len())].clone()))
    }

    /// An index into an array of so many elements.
    pub(crate) fn index(&mut self, len: usize) -> String {
        let fits = |counter: &&Counter| counter.index && counter.high < len as isize;
        let names: Vec<_> = self.scope.counters.iter().filter(fits).map(|counter| counter.name.clone()).collect();
        if names.is_empty() || self.within || self.rarely(4) {
            return self.random.below(len).to_string();
        }
        names[self.random.below(names.len())].clone()
    }

    /// A loop counter as a number.
    fn of_counter(&mut self, ty: Ty) -> Option<Text> {
        if ty == Ty::Bool || self.scope.counters.is_empty() {
            return None;
        }
        let index = self.random.below(self.scope.counters.len());
        Some(atom(self.scope.counters[index].name.clone()).cast(ty.name()))
    }
}
