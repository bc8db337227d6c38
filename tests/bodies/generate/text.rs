//! Pieces of source text that know how tightly they bind, so that parentheses stand only where they must.

/// How tightly an expression binds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Binds {
    /// `if`, `match`, blocks, closures.
    Block,
    Or,
    And,
    Compare,
    BitOr,
    BitXor,
    BitAnd,
    Shift,
    Sum,
    Product,
    Cast,
    Unary,
    Atom,
}
use Binds::*;

#[derive(Clone, Debug)]
pub(crate) struct Text {
    pub text: String,
    pub binds: Binds,
}

pub(crate) fn atom(text: impl Into<String>) -> Text {
    Text { text: text.into(), binds: Atom }
}

pub(crate) fn block(text: impl Into<String>) -> Text {
    Text { text: text.into(), binds: Block }
}

impl Text {
    /// The text as an operand of something that binds so tightly.
    pub(crate) fn within(self, binds: Binds) -> String {
        if self.binds < binds { format!("({})", self.text) } else { self.text }
    }

    pub(crate) fn unary(self, operator: &str) -> Self {
        Self { text: format!("{operator}{}", self.within(Unary)), binds: Unary }
    }

    pub(crate) fn cast(self, ty: &str) -> Self {
        Self { text: format!("{} as {ty}", self.within(Cast)), binds: Cast }
    }

    pub(crate) fn method(self, name: &str, arguments: &[String]) -> Self {
        atom(format!("{}.{name}({})", self.within(Atom), arguments.join(", ")))
    }

    pub(crate) fn binary(self, operator: &str, right: Self) -> Self {
        let binds = match operator {
            "||" => Or,
            "&&" => And,
            "==" | "!=" | "<" | "<=" | ">" | ">=" => Compare,
            "|" => BitOr,
            "^" => BitXor,
            "&" => BitAnd,
            "<<" | ">>" => Shift,
            "+" | "-" => Sum,
            _ => Product,
        };
        // After a type, `<` would open its arguments.
        let left = if matches!(binds, Compare | Shift) { Unary } else { binds };
        let right_binds = [Or, And, Compare, BitOr, BitXor, BitAnd, Shift, Sum, Product, Cast, Unary];
        let next = right_binds[right_binds.iter().position(|other| *other == binds).expect("listed") + 1];
        Self { text: format!("{} {operator} {}", self.within(left), right.within(next)), binds }
    }
}
