//! What the table of filters is made of. The command line, the chain parser, `list`, the documents, the gallery and the tests
//! all read the one table that [`crate::rows`] holds.

use crate::step::Step;
use crate::value::{Kind, Value, Values, Wrong};

/// Filters that belong together, under a heading of the documents.
#[derive(Debug)]
pub struct Family {
    /// The heading.
    pub title: &'static str,
    /// What they have in common: one line of Markdown.
    pub intro: &'static str,
    /// The filters, in the order of `list`.
    pub rows: &'static [Row],
}

/// A filter by name: what it is called, what it takes, and which call of the library it stands for.
///
/// Element types, halo and boundaries are not written here: they are asked of the filter that [`build`](Self::build) makes.
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
    /// The function that it agrees with, apart from the deliberate differences.
    pub reference: &'static str,
    /// Calls that show its options. The first is the plainest.
    pub samples: &'static [Sample],
    /// A command line that works on a picture of the gallery and makes that of this filter.
    pub example: &'static str,
    /// The call.
    pub build: Build,
}

/// Makes a filter of the values of a row's parameters.
pub type Build = fn(&Values) -> Result<Box<dyn Step>, Wrong>;

/// A parameter of a filter: `--name VALUE` on the command line (with dashes between words), the next or the named argument in a chain.
#[derive(Debug)]
pub struct Param {
    /// The name on the command line and in chains.
    pub name: &'static str,
    /// Another name that it may be given by.
    pub also: Option<&'static str>,
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

/// A call of a filter that documents and tests use.
#[derive(Debug)]
pub struct Sample {
    /// The call, as in a chain.
    pub call: &'static str,
    /// What is true of it, for the tests to check.
    pub laws: &'static [Law],
}

/// A property of a filter. That shifting an array shifts the result is true of all, and needs no law.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Law {
    /// An array of equal values stays as it is.
    KeepsConstants,
    /// An array of equal values becomes zero.
    ErasesConstants,
    /// An array reversed along any axis gives the result reversed.
    Mirrors,
    /// An array transposed gives the result transposed.
    Transposes,
    /// No value of the result is above that of the input.
    Lowers,
    /// No value of the result is below that of the input.
    Raises,
    /// Done twice, it gives the same as done once.
    Settles,
    /// An array of negated values gives the negated result.
    Odd,
}

/// A call and its laws.
#[must_use]
pub const fn sample(call: &'static str, laws: &'static [Law]) -> Sample {
    Sample { call, laws }
}

impl Param {
    /// A parameter that must be given.
    #[must_use]
    pub const fn required(name: &'static str, kind: Kind, doc: &'static str) -> Self {
        Self { name, also: None, kind, need: Need::Required, doc }
    }

    /// A parameter with a default.
    #[must_use]
    pub const fn with(name: &'static str, kind: Kind, default: &'static str, doc: &'static str) -> Self {
        Self { name, also: None, kind, need: Need::Default(default), doc }
    }

    /// A parameter that the filter can do without.
    #[must_use]
    pub const fn optional(name: &'static str, kind: Kind, doc: &'static str) -> Self {
        Self { name, also: None, kind, need: Need::Optional, doc }
    }

    /// The same under another name as well.
    #[must_use]
    pub const fn or(self, also: &'static str) -> Self {
        Self { also: Some(also), ..self }
    }

    /// Whether it may be given by this name.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        let name = name.replace('-', "_");
        self.name == name || self.also == Some(&name)
    }

    /// The name as an option of the command line: `block-size`.
    #[must_use]
    pub fn option(&self) -> String {
        self.name.replace('_', "-")
    }

    /// How it is written in a signature: `sigma`, `truncate=4`, `[axis]`.
    #[must_use]
    pub fn signature(&self) -> String {
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

impl Row {
    /// How the filter is written in a chain: `gaussian(sigma, truncate=4)`.
    #[must_use]
    pub fn signature(&self) -> String {
        let params: Vec<_> = self.params.iter().map(Param::signature).collect();
        if params.is_empty() { self.name.to_owned() } else { format!("{}({})", self.name, params.join(", ")) }
    }
}
