//! `if` and `match` as values.

use super::body::Body;
use super::text::{Binds, Text, block};
use super::types::Ty;

impl Body {
    /// A condition where `if` stands before it.
    pub(crate) fn test(&mut self, depth: usize) -> String {
        self.condition(depth).within(Binds::Or)
    }

    /// `if .. { .. } else { .. }`.
    pub(crate) fn either(&mut self, ty: Ty, depth: usize) -> Text {
        let test = self.test(depth - 1);
        let then = self.branch(ty, depth);
        let otherwise = if self.rarely(4) {
            let (test, then) = (self.test(depth - 1), self.branch(ty, depth));
            format!("if {test} {{ {then} }} else {{ {} }}", self.branch(ty, depth))
        } else {
            format!("{{ {} }}", self.branch(ty, depth))
        };
        block(format!("if {test} {{ {then} }} else {otherwise}"))
    }

    /// A value, now and then with a variable of its own before it.
    fn branch(&mut self, ty: Ty, depth: usize) -> String {
        let (lines, value) = self.apart(|body| {
            if body.rarely(4) {
                body.declare(0);
            }
            body.value(ty, depth - 1).text
        });
        lines + &value
    }

    /// `match` on an integer, or on two conditions.
    pub(crate) fn one_of_many(&mut self, ty: Ty, depth: usize) -> Text {
        if self.rarely(3) {
            return self.truth_table(ty, depth);
        }
        let of = self.integer();
        let value = self.scrutinee(of, depth - 1);
        let mut arms = Vec::new();
        for pattern in ["0", "1 | 2", "3..=9"] {
            if self.rarely(2) {
                let guard = if self.rarely(4) { format!(" if {}", self.test(0)) } else { String::new() };
                arms.push(format!("{pattern}{guard} => {{ {} }}", self.branch(ty, depth)));
            }
        }
        let (_, arm) = self.apart(|body| {
            body.scope.add("n", super::scope::Shape::Value(of), false);
            let test = body.test(1);
            format!("n if {test} => {}", body.value(ty, depth - 1).text)
        });
        if self.rarely(2) {
            arms.push(arm);
        }
        arms.push(format!("_ => {{ {} }}", self.branch(ty, depth)));
        block(format!("match {value} {{\n{}\n}}", arms.join(",\n")))
    }

    /// What a `match` with guards looks at: it must come from pixels if the guards do.
    pub(crate) fn scrutinee(&mut self, ty: Ty, depth: usize) -> String {
        let value = self.value(ty, depth);
        let value = if self.inputs.is_empty() { value } else { value.binary("^", self.converted_pixel(ty)) };
        value.within(Binds::Or)
    }

    fn truth_table(&mut self, ty: Ty, depth: usize) -> Text {
        let (a, b) = (self.condition(depth - 1).text, self.condition(depth - 1).text);
        let arms = ["(true, true)", "(false, true)", "(_, false)"];
        let arms: Vec<_> = arms.iter().map(|arm| format!("{arm} => {{ {} }}", self.branch(ty, depth))).collect();
        block(format!("match ({a}, {b}) {{\n{}\n}}", arms.join(",\n")))
    }
}
