//! What a body has named so far.

use super::types::Ty;

#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Shape {
    Value(Ty),
    Array(Ty, usize),
    Pair(Ty, Ty),
}

#[derive(Clone, Debug)]
pub(crate) struct Var {
    pub name: String,
    pub shape: Shape,
    pub mutable: bool,
}

/// A loop counter, and what it runs through.
#[derive(Clone, Debug)]
pub(crate) struct Counter {
    pub name: String,
    pub low: isize,
    pub high: isize,
    /// Whether it can index an array; otherwise it is an offset.
    pub index: bool,
}

/// A closure or nested function.
#[derive(Clone, Debug)]
pub(crate) struct Fun {
    pub name: String,
    pub params: Vec<Ty>,
    pub value: Ty,
}

#[derive(Clone, Debug, Default)]
pub(crate) struct Scope {
    pub vars: Vec<Var>,
    pub counters: Vec<Counter>,
    pub funs: Vec<Fun>,
}

impl Scope {
    /// Variables of one shape; only those that can be assigned to, if asked for.
    pub(crate) fn of(&self, shape: Shape, mutable: bool) -> Vec<&Var> {
        self.vars.iter().filter(|var| var.shape == shape && (var.mutable || !mutable)).collect()
    }

    /// Adds a variable. One of the same name is seen no more.
    pub(crate) fn add(&mut self, name: &str, shape: Shape, mutable: bool) {
        self.vars.retain(|var| var.name != name);
        self.vars.push(Var { name: name.into(), shape, mutable });
    }

    /// What a closure may look at without borrowing what is assigned to later.
    pub(crate) fn constants(&self) -> Self {
        let vars = self.vars.iter().filter(|var| !var.mutable).cloned().collect();
        Self { vars, ..self.clone() }
    }
}
