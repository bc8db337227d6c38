//! [`Stage`]: one filter of a chain, found by name and made of the texts of its parameters.

use crate::rows::rows;
use crate::step::Step;
use crate::table::Row;
use crate::value::{Values, Wrong};
use stencil_core::Error;

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
            Err(Error::Parameter { parameter, expected, .. }) => {
                let index = row.params.iter().position(|param| param.is(parameter)).unwrap_or(0);
                Err(Wrong { index, expected: expected.into_owned() })
            }
            // What else there is to find depends on the array.
            _ => Ok(Self { row, step }),
        }
    }
}

/// The row of this name, or a message that suggests one.
pub fn named(name: &str) -> Result<&'static Row, String> {
    rows().find(|row| row.name == name).ok_or_else(|| unknown(name))
}

/// `unknown filter "sobell"; did you mean sobel?`
#[must_use]
pub fn unknown(word: &str) -> String {
    let lower = word.to_lowercase();
    let synonym = rows().find(|row| row.also.contains(&lower.as_str())).map(|row| row.name);
    match synonym.or_else(|| nearest(&lower, rows().map(|row| row.name))) {
        Some(name) => format!("unknown filter {word:?}; did you mean {name}?"),
        None => format!("unknown filter {word:?}; `stencil list` shows all"),
    }
}

/// Of the names, the one that a mistyped word most likely means.
pub fn nearest<'a>(word: &str, names: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let ranked = names.into_iter().map(|name| (strsim::damerau_levenshtein(word, name), name));
    ranked.min().filter(|(distance, _)| *distance <= (word.len() / 3).max(1)).map(|(_, name)| name)
}
