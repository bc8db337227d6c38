//! Expressions that are numbers.

use super::body::Body;
use super::scope::Shape;
use super::text::{Text, atom, block};
use super::types::Ty;

const FLOAT_METHODS: &[&str] =
    &["abs", "sqrt", "floor", "ceil", "round", "round_ties_even", "trunc", "fract", "recip", "signum"];
const INT_METHODS: &[&str] = &["wrapping_neg", "swap_bytes", "reverse_bits"];
const INT_METHODS_OF_ONE: &[&str] = &[
    "wrapping_add",
    "wrapping_sub",
    "wrapping_mul",
    "saturating_add",
    "saturating_sub",
    "saturating_mul",
    "min",
    "max",
    "midpoint",
];

impl Body {
    /// An expression of the type whose type is known without what is around it.
    pub(crate) fn value(&mut self, ty: Ty, depth: usize) -> Text {
        if ty == Ty::Bool {
            return self.condition(depth);
        }
        if depth == 0 || self.rarely(6) {
            return self.leaf(ty);
        }
        match self.random.below(20) {
            0..8 => self.arithmetic(ty, depth),
            8..12 => self.method(ty, depth),
            12 => self.converted(ty, depth),
            13..15 => self.either(ty, depth),
            15 => self.one_of_many(ty, depth),
            16 => self.block_value(ty, depth),
            17 => self.call(ty, depth),
            18 => self.folded(ty, depth),
            _ => self.leaf(ty),
        }
    }

    /// The same, or a literal that leaves its type to what is around it.
    pub(crate) fn operand(&mut self, ty: Ty, depth: usize) -> Text {
        if ty != Ty::Bool && self.rarely(4) {
            return atom(ty.digits(&mut self.random));
        }
        self.value(ty, depth)
    }

    fn arithmetic(&mut self, ty: Ty, depth: usize) -> Text {
        if ty.is_float() {
            if self.rarely(8) {
                return self.value(ty, depth - 1).unary("-");
            }
            let operator = self.random.pick(&["+", "-", "*", "+", "-", "*", "/"]);
            return self.both_ways(ty, operator, depth);
        }
        match self.random.below(14) {
            0..8 => {
                let operator = self.random.pick(&["+", "-", "*", "&", "|", "^"]);
                self.both_ways(ty, operator, depth)
            }
            8..10 => self.divided(ty, depth),
            10 => {
                let operator = self.random.pick(&["<<", ">>"]);
                let by = self.random.below(ty.bits() as usize).to_string();
                self.value(ty, depth - 1).binary(operator, atom(by))
            }
            11 => {
                let operator = self.random.pick(&["<<", ">>"]);
                let by = self.value(ty, depth - 1).binary("&", atom((ty.bits() - 1).to_string()));
                self.value(ty, depth - 1).binary(operator, by)
            }
            12 if ty.is_signed_int() => self.value(ty, depth - 1).unary("-"),
            _ => self.value(ty, depth - 1).unary("!"),
        }
    }

    /// A binary operation, one of whose sides may be a literal.
    fn both_ways(&mut self, ty: Ty, operator: &str, depth: usize) -> Text {
        let (known, open) = (self.value(ty, depth - 1), self.operand(ty, depth - 1));
        if self.rarely(3) { open.binary(operator, known) } else { known.binary(operator, open) }
    }

    /// Integers are divided by what is the same for all pixels, and not zero.
    fn divided(&mut self, ty: Ty, depth: usize) -> Text {
        let by = if ty.is_signed_int() && self.rarely(4) {
            format!("-{}", 2 + self.random.below(9))
        } else {
            (1 + self.random.below(12)).to_string()
        };
        let value = self.value(ty, depth - 1);
        match self.random.below(6) {
            0 => value.method("rem_euclid", &[by]),
            1 => value.method("div_euclid", &[by]),
            2 | 3 => value.binary("%", atom(by)),
            _ => value.binary("/", atom(by)),
        }
    }

    fn method(&mut self, ty: Ty, depth: usize) -> Text {
        let value = self.value(ty, depth - 1);
        if ty.is_float() { self.float_method(value, ty, depth) } else { self.int_method(value, ty, depth) }
    }

    fn float_method(&mut self, value: Text, ty: Ty, depth: usize) -> Text {
        match self.random.below(12) {
            0..4 => value.method(self.random.pick(FLOAT_METHODS), &[]),
            4..8 => {
                let other = self.operand(ty, depth - 1).text;
                value.method(self.random.pick(&["settled_min", "settled_max"]), &[other])
            }
            8 => {
                let (a, b) = (self.operand(ty, depth - 1).text, self.operand(ty, depth - 1).text);
                value.method("mul_add", &[a, b])
            }
            9 => value.method("clamp", &["-1.0".into(), self.random.pick(&["0.5", "2.0", "100.0"]).into()]),
            10 => value.method("powi", &[self.random.pick(&["0", "1", "2", "3", "5"]).into()]),
            _ => {
                let by = self.random.pick(&["0.75", "2.0", "-3.0"]).to_string();
                match self.random.below(3) {
                    0 => value.binary("%", atom(by)),
                    1 => value.method("rem_euclid", &[by]),
                    _ => value.method("div_euclid", &[by]),
                }
            }
        }
    }

    fn int_method(&mut self, value: Text, ty: Ty, depth: usize) -> Text {
        match self.random.below(12) {
            0..6 => {
                let name = self.random.pick(INT_METHODS_OF_ONE);
                let other = self.operand(ty, depth - 1).text;
                value.method(name, &[other])
            }
            6 => value.method("clamp", &["1".into(), self.random.pick(&["5", "9", "100"]).into()]),
            7 => value.method("pow", &[self.random.pick(&["0", "1", "2", "3"]).into()]),
            8 if ty == Ty::U32 => {
                let of = self.integer();
                let value = self.value(of, depth - 1);
                value.method(self.random.pick(&["count_ones", "leading_zeros", "trailing_zeros", "count_zeros"]), &[])
            }
            8 | 9 if ty.is_signed_int() => value.method(self.random.pick(&["abs", "signum"]), &[]),
            8 => value.method("isqrt", &[]),
            9 => {
                let other = self.operand(ty, depth - 1).text;
                value.method("abs_diff", &[other])
            }
            _ => value.method(self.random.pick(INT_METHODS), &[]),
        }
    }

    fn converted(&mut self, ty: Ty, depth: usize) -> Text {
        let from = if self.rarely(4) { Ty::Bool } else { self.number() };
        let value = self.value(from, depth - 1);
        if ty.is_from(from) && self.rarely(2) {
            return atom(format!("{}::from({})", ty.name(), value.text));
        }
        match from {
            Ty::Bool if ty.is_float() => value.cast("u8").cast(ty.name()),
            from if from == ty => value,
            _ => value.cast(ty.name()),
        }
    }

    /// A block with a variable of its own.
    fn block_value(&mut self, ty: Ty, depth: usize) -> Text {
        let (lines, value) = self.apart(|body| {
            body.declare(depth - 1);
            body.value(ty, depth - 1).text
        });
        block(format!("{{\n{lines}{value}\n}}"))
    }

    /// A call of a closure or function.
    fn call(&mut self, ty: Ty, depth: usize) -> Text {
        let funs: Vec<_> = self.scope.funs.iter().filter(|fun| fun.value == ty).cloned().collect();
        if funs.is_empty() {
            return self.arithmetic(ty, depth);
        }
        let fun = funs[self.random.below(funs.len())].clone();
        let arguments: Vec<_> = fun.params.iter().map(|ty| self.operand(*ty, depth - 1).text).collect();
        atom(format!("{}({})", fun.name, arguments.join(", ")))
    }

    /// A sum or the like of an array.
    fn folded(&mut self, ty: Ty, depth: usize) -> Text {
        let arrays = self.scope.vars.iter().filter(|var| matches!(var.shape, Shape::Array(of, _) if of == ty));
        let names: Vec<_> = arrays.map(|var| var.name.clone()).collect();
        if names.is_empty() {
            return self.method(ty, depth);
        }
        let (name, t) = (&names[self.random.below(names.len())], ty.name());
        let start = self.operand(ty, 0).text;
        let combine = if ty.is_float() { "sum.settled_max(*v)" } else { "sum.max(*v)" };
        atom(match self.random.below(4) {
            // Those of integers panic on overflow, as the standard library was built.
            0 if ty.is_float() => format!("{name}.iter().sum::<{t}>()"),
            2 => format!("{name}.iter().copied().fold({start}, |sum: {t}, v| sum * 2 as {t} - v)"),
            3 if ty.is_float() => format!("{name}.iter().map(|v| *v * *v).sum::<{t}>()"),
            _ => format!("{name}.iter().fold({start}, |sum: {t}, v| {combine})"),
        })
    }
}
