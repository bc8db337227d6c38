//! [`Body`]: what is known while a body is written.

use super::random::Random;
use super::scope::Scope;
use super::types::Ty;

/// An input.
#[derive(Clone, Debug)]
pub(crate) struct Input {
    pub name: String,
    pub ty: Ty,
}

/// A parameter: its name, its type, and a value for the test.
#[derive(Clone, Debug)]
pub(crate) struct Param {
    pub name: &'static str,
    pub ty: String,
    pub value: String,
}

pub(crate) struct Body {
    pub random: Random,
    pub dims: usize,
    pub inputs: Vec<Input>,
    pub params: Vec<Param>,
    /// The numbers that it computes with.
    pub types: Vec<Ty>,
    pub outputs: Vec<Ty>,
    pub scope: Scope,
    /// The reach along every axis, if it is declared.
    pub radius: Option<isize>,
    /// How often the loops around run their bodies.
    pub trips: isize,
    /// How many branches, loops and functions are around.
    pub depth: usize,
    /// Whether a loop is around that `continue` and `break` may leave.
    pub exits: bool,
    /// Whether `return` ends the kernel here.
    pub returns: bool,
    /// Whether pixels decide how far a loop goes. That has a form in lanes if the loop is unrolled, and sometimes else.
    pub open: bool,
    /// Whether there is a way out before here, so that what follows is in a branch.
    pub left: bool,
    /// Whether it is within a closure or function.
    pub within: bool,
    pub text: String,
    names: usize,
}

impl Body {
    pub(crate) fn new(mut random: Random) -> Self {
        let types: Vec<_> = (0..1 + random.below(2)).map(|_| random.pick(super::types::NUMBERS)).collect();
        let mut all = types.clone();
        if random.below(5) == 0 {
            all.push(Ty::Bool);
        }
        let inputs = (0..random.pick(&[1, 1, 1, 1, 2, 2, 3]))
            .map(|index| Input { name: ["a", "b", "c"][index].into(), ty: random.pick(&all) })
            .collect();
        let outputs = (0..random.pick(&[1, 1, 2])).map(|_| random.pick(&all)).collect();
        let dims = random.pick(&[1, 1, 1, 2, 2, 2, 3]);
        Self {
            random,
            dims,
            inputs,
            params: Vec::new(),
            types,
            outputs,
            scope: Scope::default(),
            radius: None,
            trips: 1,
            depth: 0,
            exits: false,
            returns: true,
            open: false,
            left: false,
            within: false,
            text: String::new(),
            names: 0,
        }
    }

    /// Once in so many times.
    pub(crate) fn rarely(&mut self, times: usize) -> bool {
        self.random.below(times) == 0
    }

    /// A type to compute with.
    pub(crate) fn number(&mut self) -> Ty {
        self.random.pick(&self.types)
    }

    /// One of the integers, if there are some; otherwise a small one.
    pub(crate) fn integer(&mut self) -> Ty {
        let integers: Vec<_> = self.types.iter().copied().filter(|ty| ty.is_int()).collect();
        if integers.is_empty() { Ty::U8 } else { self.random.pick(&integers) }
    }

    /// A name that nothing else has; now and then, one that hides another.
    pub(crate) fn name(&mut self, kind: &str) -> String {
        let hidden = self.scope.vars.iter().map(|var| var.name.clone()).filter(|name| name.starts_with('v'));
        let hidden: Vec<_> = hidden.collect();
        if kind == "v" && self.depth == 0 && !hidden.is_empty() && self.rarely(12) {
            return hidden[self.random.below(hidden.len())].clone();
        }
        self.names += 1;
        format!("{kind}{}", self.names)
    }

    /// Adds a line.
    pub(crate) fn line(&mut self, text: impl AsRef<str>) {
        self.text += text.as_ref();
        self.text += "\n";
    }

    /// What `write` writes, in a scope of its own.
    pub(crate) fn scoped(&mut self, write: impl FnOnce(&mut Self)) {
        let scope = self.scope.clone();
        self.depth += 1;
        write(self);
        self.depth -= 1;
        self.scope = scope;
    }

    /// The text of an expression that `write` puts together, in a scope of its own: its statements come before it.
    pub(crate) fn apart<R>(&mut self, write: impl FnOnce(&mut Self) -> R) -> (String, R) {
        let outer = std::mem::take(&mut self.text);
        let scope = self.scope.clone();
        self.depth += 1;
        let value = write(self);
        self.depth -= 1;
        self.scope = scope;
        (std::mem::replace(&mut self.text, outer), value)
    }
}
