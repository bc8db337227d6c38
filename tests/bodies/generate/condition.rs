//! Expressions that are true or false.

use super::body::Body;
use super::text::{Text, atom, block};
use super::types::Ty;

impl Body {
    pub(crate) fn condition(&mut self, depth: usize) -> Text {
        if depth == 0 || self.rarely(8) {
            return if self.rarely(2) { self.leaf(Ty::Bool) } else { self.comparison(0) };
        }
        match self.random.below(14) {
            0..6 => self.comparison(depth),
            6..9 => {
                let operator = self.random.pick(&["&&", "||", "&&", "||", "&", "|", "^", "==", "!="]);
                let (a, b) = (self.condition(depth - 1), self.condition(depth - 1));
                a.binary(operator, b)
            }
            9 => self.condition(depth - 1).unary("!"),
            10 => self.asked(depth),
            11 => self.of_the_kernel(),
            12 => self.either(Ty::Bool, depth),
            _ => self.matched(depth),
        }
    }

    fn comparison(&mut self, depth: usize) -> Text {
        let ty = self.number();
        let below = depth.saturating_sub(1);
        let (known, open) = (self.value(ty, below), self.operand(ty, below));
        let operator = self.random.pick(&["<", "<=", ">", ">=", "==", "!="]);
        if self.rarely(4) { open.binary(operator, known) } else { known.binary(operator, open) }
    }

    /// `x.is_nan()` and the like.
    fn asked(&mut self, depth: usize) -> Text {
        let ty = self.number();
        if ty.is_float() {
            let value = self.value(ty, depth - 1);
            return value.method(self.random.pick(&["is_nan", "is_finite", "is_infinite"]), &[]);
        }
        let value = self.value(ty, depth - 1);
        if ty.is_signed_int() { value.binary("<", atom("0")) } else { value.method("is_power_of_two", &[]) }
    }

    /// What is the same for all pixels.
    fn of_the_kernel(&mut self) -> Text {
        let mut found: Vec<_> = self.scope.counters.iter().map(|counter| counter.name.clone()).collect();
        let flag = self.params.iter().any(|param| param.name == "flag") && !self.within;
        if found.is_empty() || (flag && self.rarely(2)) {
            return if flag { atom("flag") } else { self.comparison(0) };
        }
        let name = found.swap_remove(self.random.below(found.len()));
        let operator = self.random.pick(&["<", "==", "!=", ">="]);
        atom(name).binary(operator, atom(self.random.below(3).to_string()))
    }

    fn matched(&mut self, depth: usize) -> Text {
        let ty = self.integer();
        let value = self.value(ty, depth - 1).text;
        let pattern = self.random.pick(&["0", "1..=5", "0 | 3", "2 | 5..=9", "7..", "4 | 6 | 100"]);
        // At the beginning of a statement it would be all of it.
        block(format!("matches!({value}, {pattern})"))
    }
}
