//! The filters of the command: one row each. The command line, the chain parser, `list` and the messages all read this table.

use crate::rows::ROWS;
use crate::step::Step;
use crate::value::{Kind, Value, Values, Wrong};

/// A filter by name: what it is called, what it takes, and which call of the library it stands for.
#[derive(Debug)]
pub struct Row {
    /// The name on the command line and in chains.
    pub name: &'static str,
    /// What other libraries call it; only to help who types such a name.
    pub also: &'static [&'static str],
    /// One line, beginning with a capital and without a full stop, as in `--help`.
    pub summary: &'static str,
    /// Its parameters, in the order of a chain's arguments.
    pub params: &'static [Param],
    /// The element types it works on.
    pub takes: Takes,
    /// The element type of the result, in words.
    pub gives: &'static str,
    /// A command line that works.
    pub example: &'static str,
    /// The call.
    pub build: fn(&Values) -> Result<Box<dyn Step>, Wrong>,
}

/// A parameter of a filter: `--name VALUE` on the command line, the next or the named argument in a chain.
#[derive(Debug)]
pub struct Param {
    /// The name on the command line and in chains.
    pub name: &'static str,
    /// What is written for it.
    pub kind: Kind,
    /// Whether it may be left out.
    pub need: Need,
    /// One line, in the manner of [`Row::summary`].
    pub doc: &'static str,
}

/// What happens when a parameter is left out.
#[derive(Clone, Copy, Debug)]
pub enum Need {
    /// It must be given.
    Required,
    /// It has this value.
    Default(&'static str),
    /// The filter does without it.
    Optional,
}

/// The element types that a filter works on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Takes {
    /// All of them.
    Any,
    /// All but `bool`.
    Numbers,
}

impl Takes {
    /// For `list`.
    pub fn text(self) -> &'static str {
        match self {
            Self::Any => "every type",
            Self::Numbers => "every type but bool",
        }
    }
}

impl Row {
    /// The row of this name, or a message that suggests one.
    pub fn named(name: &str) -> Result<&'static Self, String> {
        ROWS.iter().find(|row| row.name == name).ok_or_else(|| unknown(name))
    }

    /// How the filter is written in a chain: `gaussian(sigma)`, `median(size=3)`.
    pub fn signature(&self) -> String {
        let params: Vec<_> = self.params.iter().map(Param::signature).collect();
        if params.is_empty() { self.name.to_owned() } else { format!("{}({})", self.name, params.join(", ")) }
    }
}

/// A filter with its values: one filter of a chain.
#[derive(Debug)]
pub struct Stage {
    /// Which filter.
    pub row: &'static Row,
    /// The filter, ready to be applied.
    pub step: Box<dyn Step>,
}

impl Stage {
    /// The filter with the values that `text` gives for its parameters, by position; `None` takes the default.
    pub fn new<'a>(row: &'static Row, text: impl FnMut(usize) -> Option<&'a str>) -> Result<Self, Wrong> {
        let values = Values::collect(row, text)?;
        let step = (row.build)(&values)?;
        match step.stencil().validate() {
            Err(stencil_core::Error::Parameter { parameter, expected, .. }) => {
                let index = row.params.iter().position(|param| param.name == parameter).unwrap_or(0);
                Err(Wrong { index, expected: expected.into_owned() })
            }
            // What else there is to find depends on the array.
            _ => Ok(Self { row, step }),
        }
    }
}

impl Param {
    fn signature(&self) -> String {
        match self.need {
            Need::Required => self.name.to_owned(),
            Need::Default(value) => format!("{}={value}", self.name),
            Need::Optional => format!("[{}]", self.name),
        }
    }

    /// The value of a text, or of no text at all.
    pub fn value(&self, text: Option<&str>) -> Result<Value, String> {
        match (text, self.need) {
            (Some(text), _) | (None, Need::Default(text)) => self.kind.parse(text),
            (None, Need::Optional) => Ok(Value::Unset),
            (None, Need::Required) => Err(self.kind.expected()),
        }
    }
}

/// Of the names, the one that a mistyped word most likely means.
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let ranked = names.into_iter().map(|name| (strsim::damerau_levenshtein(word, name), name));
    ranked.min().filter(|(distance, _)| *distance <= (word.len() / 3).max(1)).map(|(_, name)| name)
}

/// `unknown filter "sobell"; did you mean sobel?`
pub fn unknown(word: &str) -> String {
    let lower = word.to_lowercase();
    let synonym = ROWS.iter().find(|row| row.also.contains(&lower.as_str())).map(|row| row.name);
    match synonym.or_else(|| nearest(&lower, ROWS.iter().map(|row| row.name))) {
        Some(name) => format!("unknown filter {word:?}; did you mean {name}?"),
        None => format!("unknown filter {word:?}; `stencil list` shows all"),
    }
}
