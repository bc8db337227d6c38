//! Parameter values: how each kind is written, and what is said when it is written wrongly.

use crate::table::Row;

/// The kind of value that a parameter takes.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A positive number for all axes, or one per axis, of which some may be zero.
    Sigmas,
    /// An odd number of pixels, one for all axes or one per axis.
    OddSizes,
    /// A number of pixels, one for all axes or one per axis.
    Sizes,
    /// Any finite number.
    Number,
    /// An axis of the filter, from 0.
    Axis,
    /// One of these words.
    Word(&'static [&'static str]),
}

/// A value of a [`Kind`].
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Of [`Kind::Sigmas`].
    Numbers(Vec<f64>),
    /// Of [`Kind::Sizes`] or [`Kind::OddSizes`].
    Sizes(Vec<usize>),
    /// Of [`Kind::Number`].
    Number(f64),
    /// Of [`Kind::Axis`].
    Axis(usize),
    /// Of [`Kind::Word`].
    Word(&'static str),
    /// An optional parameter that was not given.
    Unset,
}

impl Kind {
    /// What to write, for messages and help.
    pub fn expected(self) -> String {
        match self {
            Self::Sigmas => "a positive number, or one per axis such as 2,0.5".to_owned(),
            Self::OddSizes => "an odd number of pixels, or one per axis such as 3,5".to_owned(),
            Self::Sizes => "a number of pixels from 1, or one per axis such as 3,5".to_owned(),
            Self::Number => "a finite number".to_owned(),
            Self::Axis => "the number of an axis, from 0".to_owned(),
            Self::Word(words) => format!("one of {}", words.join(", ")),
        }
    }

    /// The value that a text writes, or what was expected instead.
    pub fn parse(self, text: &str) -> Result<Value, String> {
        let value = match self {
            Self::Sigmas => {
                let sigmas = list(text, |&sigma: &f64| sigma >= 0.0 && sigma.is_finite());
                sigmas.filter(|sigmas| sigmas != &[0.0]).map(Value::Numbers)
            }
            Self::OddSizes => list(text, |&size: &usize| size % 2 == 1).map(Value::Sizes),
            Self::Sizes => list(text, |&size: &usize| size > 0).map(Value::Sizes),
            Self::Number => text.parse().ok().filter(|number: &f64| number.is_finite()).map(Value::Number),
            Self::Axis => text.parse().ok().map(Value::Axis),
            Self::Word(words) => words.iter().find(|word| **word == text).map(|word| Value::Word(word)),
        };
        value.ok_or_else(|| self.expected())
    }
}

/// Values separated by commas, each of which must pass.
fn list<T: std::str::FromStr>(text: &str, pass: impl Fn(&T) -> bool) -> Option<Vec<T>> {
    text.split(',').map(|item| item.trim().parse().ok().filter(&pass)).collect()
}

/// A parameter, by its position in the row, and what it should have been.
#[derive(Debug)]
pub struct Wrong {
    /// Position in the row.
    pub index: usize,
    /// What to write instead.
    pub expected: String,
}

/// The values of a row's parameters, in the row's order.
#[derive(Clone, Debug)]
pub struct Values {
    row: &'static Row,
    values: Vec<Value>,
}

impl Values {
    /// Asks for the text of every parameter; what is wrong with one comes back as its position and what was expected.
    pub fn collect<'a>(row: &'static Row, mut text: impl FnMut(usize) -> Option<&'a str>) -> Result<Self, Wrong> {
        let value = |index: usize| row.params[index].value(text(index)).map_err(|expected| Wrong { index, expected });
        let values = (0..row.params.len()).map(value).collect::<Result<_, _>>()?;
        Ok(Self { row, values })
    }

    fn index(&self, name: &str) -> usize {
        let index = self.row.params.iter().position(|param| param.name == name);
        index.expect("a row asks only for its own parameters")
    }

    fn get(&self, name: &str) -> &Value {
        &self.values[self.index(name)]
    }

    /// For a value that is wrong together with another.
    pub fn wrong(&self, name: &str, expected: impl Into<String>) -> Wrong {
        Wrong { index: self.index(name), expected: expected.into() }
    }

    /// The value of a [`Kind::Sigmas`].
    pub fn numbers(&self, name: &str) -> &[f64] {
        if let Value::Numbers(numbers) = self.get(name) { numbers } else { &[] }
    }

    /// The value of a [`Kind::Sizes`] or [`Kind::OddSizes`].
    pub fn sizes(&self, name: &str) -> &[usize] {
        if let Value::Sizes(sizes) = self.get(name) { sizes } else { &[] }
    }

    /// The value of a [`Kind::Number`].
    pub fn number(&self, name: &str) -> f64 {
        if let Value::Number(number) = self.get(name) { *number } else { f64::NAN }
    }

    /// The value of a [`Kind::Axis`], if it was given.
    pub fn axis(&self, name: &str) -> Option<usize> {
        if let Value::Axis(axis) = self.get(name) { Some(*axis) } else { None }
    }

    /// The value of a [`Kind::Word`].
    pub fn word(&self, name: &str) -> &'static str {
        if let Value::Word(word) = self.get(name) { word } else { "" }
    }
}
