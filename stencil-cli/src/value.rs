//! Parameter values: how each kind is written, and what is said when it is written wrongly.

use crate::drawn;
use crate::table::Row;
use ndarray::ArrayD;
use std::str::FromStr;
use stencil_filters::{Footprint, PerAxis};

/// The kind of value that a parameter takes.
#[derive(Clone, Copy, Debug)]
pub enum Kind {
    /// A number.
    Number(Range),
    /// A number for all axes, or one per axis.
    Numbers(Range),
    /// A whole number.
    Whole(Whole),
    /// A whole number for all axes, or one per axis.
    Wholes(Whole),
    /// One of these words.
    Word(&'static [&'static str]),
    /// A neighbourhood.
    Footprint,
    /// Numbers in a row, or an array of them.
    Weights,
    /// The same, of which some may be `-inf`.
    Heights,
}

/// The words of a choice.
pub const NO_YES: Kind = Kind::Word(&["no", "yes"]);

/// Which numbers make sense. All are finite.
#[derive(Clone, Copy, Debug)]
pub enum Range {
    /// All.
    Any,
    /// Those above zero; in a list also zero, for an axis that stays as it is.
    Positive,
    /// Those from zero.
    NotNegative,
    /// Those from 0 to 100.
    Percent,
}

/// Which whole numbers make sense.
#[derive(Clone, Copy, Debug)]
pub enum Whole {
    /// All.
    Any,
    /// Those from zero.
    FromZero,
    /// Those from one.
    FromOne,
    /// 1, 3, 5 and so on.
    Odd,
    /// Numbers of axes.
    Axis,
}

/// A value of a [`Kind`].
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Of [`Kind::Number`] or [`Kind::Numbers`].
    Numbers(PerAxis<f64>),
    /// Of [`Kind::Whole`] or [`Kind::Wholes`].
    Wholes(PerAxis<isize>),
    /// Of [`Kind::Word`].
    Word(&'static str),
    /// Of [`Kind::Footprint`].
    Footprint(Footprint),
    /// Of [`Kind::Weights`] or [`Kind::Heights`].
    Weights(ArrayD<f64>),
    /// An optional parameter that was not given.
    Unset,
}

impl Range {
    fn text(self) -> &'static str {
        match self {
            Self::Any => "a finite number",
            Self::Positive => "a positive number",
            Self::NotNegative => "a number from 0",
            Self::Percent => "a number from 0 to 100",
        }
    }

    fn holds(self, number: f64, listed: bool) -> bool {
        number.is_finite()
            && match self {
                Self::Any => true,
                Self::Positive => number > 0.0 || listed && number == 0.0,
                Self::NotNegative => number >= 0.0,
                Self::Percent => (0.0..=100.0).contains(&number),
            }
    }
}

impl Whole {
    fn text(self) -> &'static str {
        match self {
            Self::Any => "a whole number",
            Self::FromZero => "a whole number from 0",
            Self::FromOne => "a whole number from 1",
            Self::Odd => "an odd number of pixels",
            Self::Axis => "the number of an axis, from 0",
        }
    }

    fn holds(self, number: isize) -> bool {
        match self {
            Self::Any => true,
            Self::FromZero | Self::Axis => number >= 0,
            Self::FromOne => number >= 1,
            Self::Odd => number >= 1 && number % 2 == 1,
        }
    }
}

impl Kind {
    /// What to write, for messages and help.
    #[must_use]
    pub fn expected(self) -> String {
        match self {
            Self::Number(range) => range.text().to_owned(),
            Self::Numbers(range) => format!("{}, or one per axis such as 2,0.5", range.text()),
            Self::Whole(whole) => whole.text().to_owned(),
            Self::Wholes(whole) => format!("{}, or one per axis such as 3,5", whole.text()),
            Self::Word(words) => format!("one of {}", words.join(", ")),
            Self::Footprint => drawn::FOOTPRINT.to_owned(),
            Self::Weights => drawn::WEIGHTS.to_owned(),
            Self::Heights => drawn::HEIGHTS.to_owned(),
        }
    }

    /// The value that a text writes, or what was expected instead.
    pub fn parse(self, text: &str) -> Result<Value, String> {
        let value = match self {
            Self::Number(range) => {
                text.parse().ok().filter(|&n| range.holds(n, false)).map(|n: f64| Value::Numbers(n.into()))
            }
            Self::Numbers(range) => list(text, |&n, listed| range.holds(n, listed)).map(Value::Numbers),
            Self::Whole(whole) => text.parse().ok().filter(|&n| whole.holds(n)).map(|n: isize| Value::Wholes(n.into())),
            Self::Wholes(whole) => list(text, |&n, _| whole.holds(n)).map(Value::Wholes),
            Self::Word(words) => words.iter().find(|word| **word == text).map(|word| Value::Word(word)),
            Self::Footprint => drawn::footprint(text).map(Value::Footprint),
            Self::Weights => drawn::weights(text).map(Value::Weights),
            Self::Heights => drawn::heights(text).map(Value::Weights),
        };
        value.ok_or_else(|| self.expected())
    }
}

/// One value, or values separated by commas, each of which must pass.
fn list<T: FromStr + Copy>(text: &str, pass: impl Fn(&T, bool) -> bool) -> Option<PerAxis<T>> {
    let items: Vec<_> = text.split(',').map(str::trim).collect();
    let item = |item: &&str| item.parse().ok().filter(|item| pass(item, items.len() > 1));
    per_axis(&items.iter().map(item).collect::<Option<Vec<T>>>()?)
}

/// One value for all axes, or one per axis; none for more than arrays may have.
pub(crate) fn per_axis<T: Copy>(each: &[T]) -> Option<PerAxis<T>> {
    match each {
        [one] => Some((*one).into()),
        each => PerAxis::from_slice(each),
    }
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

    /// What `get` makes of an optional value, if it was given.
    pub fn given<T>(&self, name: &'static str, get: impl Fn(&Self, &'static str) -> T) -> Option<T> {
        (*self.get(name) != Value::Unset).then(|| get(self, name))
    }

    /// The value of a [`Kind::Numbers`].
    pub fn numbers(&self, name: &str) -> PerAxis<f64> {
        if let Value::Numbers(numbers) = self.get(name) { *numbers } else { f64::NAN.into() }
    }

    /// The value of a [`Kind::Number`].
    pub fn number(&self, name: &str) -> f64 {
        self.numbers(name).get(0)
    }

    /// The value of a [`Kind::Wholes`].
    pub fn wholes(&self, name: &str) -> PerAxis<isize> {
        if let Value::Wholes(wholes) = self.get(name) { *wholes } else { 0.into() }
    }

    /// The value of a [`Kind::Whole`].
    pub fn whole(&self, name: &str) -> isize {
        self.wholes(name).get(0)
    }

    /// The value of a [`Kind::Wholes`] that is not negative.
    pub fn sizes(&self, name: &str) -> PerAxis<usize> {
        let wholes = self.wholes(name);
        let sizes: Vec<_> = wholes.values().iter().map(|whole| whole.unsigned_abs()).collect();
        if wholes.dims().is_none() {
            sizes[0].into()
        } else {
            PerAxis::from_slice(&sizes).expect("as many as there were")
        }
    }

    /// The value of a [`Kind::Whole`] that is not negative.
    pub fn size(&self, name: &str) -> usize {
        self.whole(name).unsigned_abs()
    }

    /// Whether the value of a [`Kind::Word`] of [`NO_YES`] is yes.
    pub fn yes(&self, name: &str) -> bool {
        self.word(name) == "yes"
    }

    /// The value of a [`Kind::Word`].
    pub fn word(&self, name: &str) -> &'static str {
        if let Value::Word(word) = self.get(name) { word } else { "" }
    }

    /// The place of the value of a [`Kind::Word`] in its list.
    pub fn choice(&self, name: &str) -> usize {
        match self.row.params[self.index(name)].kind {
            Kind::Word(words) => words.iter().position(|word| *word == self.word(name)).unwrap_or(0),
            _ => 0,
        }
    }

    /// The value of a [`Kind::Footprint`].
    pub fn footprint(&self, name: &str) -> Footprint {
        if let Value::Footprint(footprint) = self.get(name) { footprint.clone() } else { Footprint::box_(1) }
    }

    /// The value of a [`Kind::Weights`] or a [`Kind::Heights`].
    pub fn weights(&self, name: &str) -> ArrayD<f64> {
        if let Value::Weights(weights) = self.get(name) { weights.clone() } else { ArrayD::default(vec![0]) }
    }
}
