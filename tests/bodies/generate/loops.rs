//! Loops with bounds that are the same for all pixels, and the ways out of them.

use super::body::Body;
use super::scope::{Counter, Shape};
use super::text::atom;
use super::types::Ty;

impl Body {
    /// A loop.
    pub(crate) fn repeat(&mut self) {
        match self.random.below(10) {
            0..3 => self.over_offsets(),
            3..5 => self.over_indices(),
            5 => self.over_table(),
            6 => self.over_literals(),
            7 => self.over_array(),
            8 => self.until_counted(),
            _ => self.changing_elements(),
        }
    }

    /// The rest of a loop after `head`: statements, and a brace.
    fn body_of_loop(&mut self, head: &str, trips: isize, exits: bool, declare: impl FnOnce(&mut Self), last: &str) {
        self.line(format!("{head} {{"));
        let outer = (self.trips, std::mem::replace(&mut self.exits, exits));
        self.trips *= trips;
        self.scoped(|body| {
            declare(body);
            body.statements(3);
            body.line(last);
        });
        (self.trips, self.exits) = outer;
        self.line("}");
    }

    fn over_offsets(&mut self) {
        let name = self.name("d");
        let (range, low, high, trips) = match (self.radius, self.random.below(7)) {
            (Some(_), 0 | 1) => ("-r..=r", -1, 1, 3),
            (_, 2) => ("(-1..=1).rev()", -1, 1, 3),
            (_, 3) => ("(-2..=2).step_by(2)", -2, 2, 3),
            (_, 4) => ("[-1, 1]", -1, 1, 2),
            (_, 5) => ("0..2", 0, 1, 2),
            _ => ("-1..=1", -1, 1, 3),
        };
        let counter = Counter { name: name.clone(), low, high, index: false };
        let head = format!("for {name} in {range}");
        self.body_of_loop(&head, trips, true, |body| body.scope.counters.push(counter), "");
    }

    fn over_indices(&mut self) {
        let (name, label) = (self.name("i"), self.name("'o"));
        let counter = Counter { name: name.clone(), low: 0, high: 1, index: true };
        let label = if self.rarely(4) { format!("{label}: ") } else { String::new() };
        let head = format!("{label}for {name} in 0..2usize");
        self.body_of_loop(&head, 2, true, |body| body.scope.counters.push(counter), "");
    }

    fn over_table(&mut self) {
        let (y, x) = (self.name("y"), self.name("x"));
        let counter = |name: &str| Counter { name: name.into(), low: -1, high: 1, index: false };
        let (first, second) = (counter(&y), counter(&x));
        let head = format!("for ({y}, {x}) in [(-1, 0), (0, 1), (1, -1)]");
        self.body_of_loop(&head, 3, true, |body| body.scope.counters.extend([first, second]), "");
    }

    fn over_literals(&mut self) {
        let (ty, name, index) = (self.number(), self.name("k"), self.name("i"));
        let values: Vec<_> = (0..2).map(|_| ty.literal(&mut self.random)).collect();
        let counter = Counter { name: index.clone(), low: 0, high: 1, index: true };
        let head = format!("for ({index}, {name}) in [{}].into_iter().enumerate()", values.join(", "));
        let declare = |body: &mut Self| {
            body.scope.counters.push(counter);
            body.scope.add(&name, Shape::Value(ty), false);
        };
        self.body_of_loop(&head, 2, true, declare, "");
    }

    /// An array in scope, its elements' type, and how many there are.
    fn array(&mut self) -> Option<(String, Ty, usize)> {
        let arrays = self.scope.vars.iter().filter_map(|var| match var.shape {
            Shape::Array(ty, len) if var.mutable => Some((var.name.clone(), ty, len)),
            _ => None,
        });
        let arrays: Vec<_> = arrays.collect();
        if arrays.is_empty() { None } else { Some(arrays[self.random.below(arrays.len())].clone()) }
    }

    fn over_array(&mut self) {
        let Some((array, ty, len)) = self.array() else { return self.over_offsets() };
        let name = self.name("e");
        let head = match self.random.below(3) {
            0 => format!("for {name} in {array}"),
            1 => format!("for &{name} in &{array}"),
            _ => format!("for {name} in {array}.iter().copied()"),
        };
        // While it is borrowed, nothing assigns to it.
        let declare = |body: &mut Self| {
            body.scope.vars.retain(|var| var.name != array);
            body.scope.add(&name, Shape::Value(ty), false);
        };
        self.body_of_loop(&head, len as isize, true, declare, "");
    }

    fn changing_elements(&mut self) {
        let Some((array, ty, _)) = self.array() else { return self.over_indices() };
        // In a branch, nothing is borrowed.
        if self.depth > 0 || self.left {
            return self.over_indices();
        }
        let name = self.name("e");
        self.scoped(|body| {
            body.scope.vars.retain(|var| var.name != array);
            let value = body.value(ty, 1).text;
            let test = body.test(1);
            body.line(format!("for {name} in {array}.iter_mut() {{ if {test} {{ *{name} = {value}; }} }}"));
        });
    }

    /// `while` and `loop` on a counter. There is no `continue` in them: they would not end.
    fn until_counted(&mut self) {
        let name = self.name("n");
        self.line(format!("let mut {name} = 0;"));
        let (head, last) = if self.rarely(2) {
            (format!("while {name} < 2"), format!("{name} += 1;"))
        } else {
            ("loop".to_string(), format!("{name} += 1;\nif {name} >= 2 {{ break; }}"))
        };
        self.body_of_loop(&head, 2, false, |_| {}, &last);
    }

    /// `return`, `break` or `continue`, when a condition says so.
    pub(crate) fn leave(&mut self) {
        let test = self.test(2);
        self.left |= self.exits || self.returns;
        self.open |= self.trips > 1;
        if self.exits && self.rarely(2) {
            let word = self.random.pick(&["break", "continue"]);
            return self.line(format!("if {test} {{ {word}; }}"));
        }
        if !self.returns {
            return self.declare(1);
        }
        let value = self.result(1);
        self.line(format!("if {test} {{ return {value}; }}"));
    }

    /// What the kernel gives.
    pub(crate) fn result(&mut self, depth: usize) -> String {
        let outputs = self.outputs.clone();
        let values: Vec<_> = outputs.iter().map(|ty| self.with_what_was_found(*ty, depth)).collect();
        if let [value] = values.as_slice() { value.clone() } else { format!("({})", values.join(", ")) }
    }

    /// A value into which variables enter, so that what became of them is seen.
    fn with_what_was_found(&mut self, ty: Ty, depth: usize) -> String {
        let mut value = self.value(ty, depth);
        for _ in 0..2 {
            let Some((place, of)) = self.place() else { break };
            value = match (ty, of) {
                (Ty::Bool, Ty::Bool) => value.binary("^", atom(place)),
                (Ty::Bool, of) => value.binary("^", atom(place).binary(">", atom(of.literal(&mut self.random)))),
                (ty, of) if ty == of => value.binary("+", atom(place)),
                (ty, Ty::Bool) if ty.is_float() => value.binary("+", atom(place).cast("u8").cast(ty.name())),
                _ => value.binary("+", atom(place).cast(ty.name())),
            };
        }
        value.text
    }
}
