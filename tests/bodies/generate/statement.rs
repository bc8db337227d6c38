//! Statements.

use super::body::Body;
use super::scope::{Fun, Shape};
use super::text::Binds;
use super::types::Ty;

const OPERATORS: &[&str] = &["+=", "-=", "*=", "=", "="];

impl Body {
    /// Statements, up to so many.
    pub(crate) fn statements(&mut self, most: usize) {
        for _ in 0..1 + self.random.below(most) {
            self.statement();
        }
    }

    pub(crate) fn statement(&mut self) {
        let nested = self.depth >= 3;
        match self.random.below(22) {
            0..6 => self.declare(2),
            6..11 => self.assign(),
            11..14 if !nested => self.branches(),
            14 if !nested => self.match_statement(),
            15..18 if !nested && self.trips < 6 => self.repeat(),
            18 => self.swap(),
            19 if self.depth == 0 => self.helper(),
            20 if self.depth <= 2 => self.leave(),
            21 if self.depth == 0 && !self.left => self.keeps_count(),
            _ => self.assign(),
        }
    }

    /// `let` in one of its forms.
    pub(crate) fn declare(&mut self, depth: usize) {
        let ty = if self.rarely(5) { Ty::Bool } else { self.number() };
        match self.random.below(12) {
            0..5 => {
                let (value, mutable) = (self.value(ty, depth).text, self.rarely(2));
                let (name, t) = (self.name("v"), ty.name());
                let (word, says) = (if mutable { "mut " } else { "" }, if self.rarely(3) { t } else { "" });
                let colon = if says.is_empty() { "" } else { ": " };
                self.line(format!("let {word}{name}{colon}{says} = {value};"));
                self.scope.add(&name, Shape::Value(ty), mutable);
            }
            5 if ty != Ty::Bool => self.accumulator(ty),
            6 => self.later(ty, depth),
            7 | 8 => self.pair(depth),
            9 => {
                let label = self.name("'l");
                let (test, first) = (self.test(1), self.value(ty, depth).within(Binds::Or));
                let (name, other) = (self.name("v"), self.value(ty, depth).text);
                self.line(format!("let {name} = {label}: {{ if {test} {{ break {label} {first}; }} {other} }};"));
                self.scope.add(&name, Shape::Value(ty), false);
            }
            _ => {
                let len = 2 + self.random.below(2);
                let values: Vec<_> = (0..len).map(|_| self.value(ty, depth.min(1)).text).collect();
                let name = self.name("v");
                self.line(format!("let mut {name} = [{}];", values.join(", ")));
                self.scope.add(&name, Shape::Array(ty, len), true);
            }
        }
    }

    /// A literal whose type is known from what is assigned next.
    fn accumulator(&mut self, ty: Ty) {
        let (name, start) = (self.name("x"), ty.digits(&mut self.random));
        let value = self.value(ty, 1).text;
        self.line(format!("let mut {name} = {start};"));
        self.line(format!("{name} = {value};"));
        self.scope.add(&name, Shape::Value(ty), true);
    }

    /// A variable that gets its value in branches.
    fn later(&mut self, ty: Ty, depth: usize) {
        let (test, a, b) = (self.test(depth), self.value(ty, depth).text, self.value(ty, depth).text);
        let name = self.name("x");
        self.line(format!("let {name};\nif {test} {{ {name} = {a}; }} else {{ {name} = {b}; }}"));
        self.scope.add(&name, Shape::Value(ty), false);
    }

    fn pair(&mut self, depth: usize) {
        let (a, b) = (self.number(), if self.rarely(4) { Ty::Bool } else { self.number() });
        let both = |body: &mut Self| format!("({}, {})", body.value(a, depth).text, body.value(b, depth).text);
        let value = if self.rarely(3) {
            format!("if {} {{ {} }} else {{ {} }}", self.test(1), both(self), both(self))
        } else {
            both(self)
        };
        if self.rarely(2) {
            let (first, second) = (self.name("x"), self.name("x"));
            self.line(format!("let ({first}, mut {second}) = {value};"));
            self.scope.add(&first, Shape::Value(a), false);
            self.scope.add(&second, Shape::Value(b), true);
        } else {
            let name = self.name("v");
            self.line(format!("let mut {name} = {value};"));
            self.scope.add(&name, Shape::Pair(a, b), true);
        }
    }

    /// Something that can be assigned to, and its type.
    pub(crate) fn place(&mut self) -> Option<(String, Ty)> {
        let vars: Vec<_> = self.scope.vars.iter().filter(|var| var.mutable).cloned().collect();
        if vars.is_empty() {
            return None;
        }
        let var = &vars[self.random.below(vars.len())];
        Some(match var.shape {
            Shape::Value(ty) => (var.name.clone(), ty),
            Shape::Array(ty, len) => (format!("{}[{}]", var.name, self.index(len)), ty),
            Shape::Pair(ty, _) if self.rarely(2) => (format!("{}.0", var.name), ty),
            Shape::Pair(_, ty) => (format!("{}.1", var.name), ty),
        })
    }

    fn assign(&mut self) {
        let Some((place, ty)) = self.place() else { return self.declare(2) };
        if ty == Ty::Bool {
            let (operator, value) = (self.random.pick(&["=", "=", "&=", "|=", "^="]), self.condition(2).text);
            return self.line(format!("{place} {operator} {value};"));
        }
        let (operator, value) = (self.random.pick(OPERATORS), self.operand(ty, 2).text);
        self.line(format!("{place} {operator} {value};"));
    }

    fn branches(&mut self) {
        let test = self.test(2);
        self.line(format!("if {test} {{"));
        self.scoped(|body| body.statements(2));
        if self.rarely(4) {
            let test = self.test(1);
            self.line(format!("}} else if {test} {{"));
            self.scoped(|body| body.statements(2));
        }
        if self.rarely(2) {
            self.line("} else {");
            self.scoped(|body| body.statements(2));
        }
        self.line("}");
    }

    fn match_statement(&mut self) {
        let of = self.integer();
        let value = self.scrutinee(of, 1);
        self.line(format!("match {value} {{"));
        for pattern in ["0..=2", "3 | 5", "_"] {
            let guard = if pattern != "_" && self.rarely(4) { format!(" if {}", self.test(1)) } else { String::new() };
            self.line(format!("{pattern}{guard} => {{"));
            self.scoped(|body| body.statements(2));
            self.line("}");
        }
        self.line("}");
    }

    fn swap(&mut self) {
        let ty = self.number();
        let names: Vec<_> = self.scope.of(Shape::Value(ty), true).iter().map(|var| var.name.clone()).collect();
        if let [a, .., b] = names.as_slice() {
            return self.line(format!("std::mem::swap(&mut {a}, &mut {b});"));
        }
        let arrays = self.scope.vars.iter().filter(|var| var.mutable && matches!(var.shape, Shape::Array(..)));
        let arrays: Vec<_> = arrays.map(|var| var.name.clone()).collect();
        match arrays.first() {
            Some(name) if self.depth == 0 && !self.left => self.line(format!("{name}.swap(0, 1);")),
            Some(name) => self.line(format!("({name}[0], {name}[1]) = ({name}[1], {name}[0]);")),
            None => self.assign(),
        }
    }

    /// A closure or a nested function.
    fn helper(&mut self) {
        let nested = self.rarely(2);
        let ty = self.number();
        let params: Vec<_> = (0..1 + self.random.below(2)).map(|_| self.number()).collect();
        let name = self.name("f");
        let names: Vec<_> = params.iter().map(|_| self.name("p")).collect();
        let list = params.iter().zip(&names).map(|(ty, name)| format!("{name}: {}", ty.name()));
        let list = list.collect::<Vec<_>>().join(", ");
        let outer = self.scope.clone();
        let inputs = self.inputs.clone();
        self.scope = if nested { Default::default() } else { outer.constants() };
        if nested {
            self.inputs.clear();
        }
        for (ty, name) in params.iter().zip(&names) {
            self.scope.add(name, Shape::Value(*ty), false);
        }
        let returns = std::mem::replace(&mut self.returns, false);
        self.within = true;
        let (lines, value) = self.apart(|body| {
            if body.rarely(2) {
                body.declare(1);
            }
            body.value(ty, 2).text
        });
        self.within = false;
        self.returns = returns;
        self.inputs = inputs;
        self.scope = outer;
        let t = ty.name();
        self.line(if nested {
            format!("fn {name}({list}) -> {t} {{\n{lines}{value}\n}}")
        } else {
            format!("let {name} = |{list}| {{\n{lines}{value}\n}};")
        });
        self.scope.funs.push(Fun { name, params, value: ty });
    }

    /// A closure that assigns to a variable around it.
    fn keeps_count(&mut self) {
        let ty = self.number();
        let names: Vec<_> = self.scope.of(Shape::Value(ty), true).iter().map(|var| var.name.clone()).collect();
        let Some(name) = names.first() else { return self.assign() };
        let scope = self.scope.clone();
        self.scope = scope.constants();
        let (a, b) = (self.operand(ty, 1).text, self.operand(ty, 1).text);
        self.scope = scope;
        let t = ty.name();
        self.line(format!("{{\nlet mut add = |v: {t}| {name} += v;\nadd({a});\nadd({b});\n}}"));
    }
}
