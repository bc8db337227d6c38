//! The small language of `stencil run`: `gaussian(1.5) | sobel | median(size=[3, 5])`.
//!
//! Filters are separated by `|`; arguments come in the order of the table or by name; a list stands in brackets. Every
//! message names the column.

use crate::stage::{self, Stage, nearest};
use crate::table::Row;
use crate::value::Wrong;

/// What the parser gives, or what is wrong, with its column.
type Result<T> = std::result::Result<T, String>;

/// Parses a whole chain of at least one filter.
///
/// # Errors
/// What was expected, what was found, and in which column.
pub fn parse(text: &str) -> Result<Vec<Stage>> {
    let mut parser = Parser { text, at: 0 };
    let mut stages = vec![parser.stage()?];
    while parser.skips("|") {
        stages.push(parser.stage()?);
    }
    parser.space();
    match parser.rest().chars().next() {
        None => Ok(stages),
        Some(found) => Err(parser.error(format!("expected `|` or the end, found {found:?}"))),
    }
}

/// An argument as it is written: its name if it has one, its value, and where each begins.
struct Argument<'a> {
    name: Option<&'a str>,
    value: &'a str,
    at: usize,
}

struct Parser<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Parser<'a> {
    fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    fn space(&mut self) {
        self.at += self.rest().len() - self.rest().trim_start().len();
    }

    /// Skips space and this token, if it is next.
    fn skips(&mut self, token: &str) -> bool {
        self.space();
        let found = self.rest().starts_with(token);
        self.at += if found { token.len() } else { 0 };
        found
    }

    /// The characters up to the first that does not pass, without space around them.
    fn take(&mut self, pass: impl Fn(char) -> bool) -> &'a str {
        self.space();
        let rest = self.rest();
        let end = rest.find(|c| !pass(c)).unwrap_or(rest.len());
        self.at += end;
        rest[..end].trim_end()
    }

    fn word(&mut self) -> &'a str {
        self.take(|c| c.is_alphanumeric() || c == '_' || c == '-')
    }

    fn stage(&mut self) -> Result<Stage> {
        self.space();
        let start = self.at;
        let name = self.word();
        if name.is_empty() {
            return Err(self.error("expected the name of a filter, as in `gaussian(1.5) | sobel`"));
        }
        let row = stage::named(name).map_err(|text| self.error_at(start, text))?;
        let arguments = if self.skips("(") { self.arguments(row)? } else { Vec::new() };
        let mut given = self.assign(row, arguments)?;
        let text = |index: usize| given[index].as_ref().map(|argument| argument.value);
        Stage::new(row, text).map_err(|Wrong { index, expected }| {
            let param = row.params[index].name;
            match given[index].take() {
                Some(Argument { at, value, .. }) => {
                    self.error_at(at, format!("{name}: {param}: expected {expected}, found {value:?}"))
                }
                None => self.error(format!("{name} needs {param}: {expected}; write {}", row.signature())),
            }
        })
    }

    /// What stands between the parentheses.
    fn arguments(&mut self, row: &Row) -> Result<Vec<Argument<'a>>> {
        let mut arguments = Vec::new();
        if self.skips(")") {
            return Ok(arguments);
        }
        loop {
            arguments.push(self.argument(row)?);
            if self.skips(")") {
                return Ok(arguments);
            }
            if !self.skips(",") {
                return Err(self.error(format!("expected `,` or `)` in {}", row.signature())));
            }
        }
    }

    fn argument(&mut self, row: &Row) -> Result<Argument<'a>> {
        self.space();
        let start = self.at;
        let word = self.word();
        let name = (!word.is_empty() && self.skips("=")).then_some(word);
        if name.is_none() {
            self.at = start;
        }
        self.space();
        let at = self.at;
        let value = if self.skips("[") {
            let inner = self.take(|c| !"[]()|".contains(c));
            if !self.skips("]") {
                return Err(self.error("expected `]` after the list"));
            }
            inner
        } else {
            self.take(|c| !",()[]|=".contains(c))
        };
        if value.is_empty() {
            return Err(self.error_at(at, format!("expected a value in {}", row.signature())));
        }
        Ok(Argument { name, value, at })
    }

    /// The argument of each parameter of the row.
    fn assign(&self, row: &Row, arguments: Vec<Argument<'a>>) -> Result<Vec<Option<Argument<'a>>>> {
        let mut given: Vec<Option<Argument<'a>>> = row.params.iter().map(|_| None).collect();
        for (position, argument) in arguments.into_iter().enumerate() {
            let index = match argument.name {
                Some(name) => row.params.iter().position(|param| param.is(name)),
                None => Some(position).filter(|&position| position < row.params.len()),
            };
            let Some(index) = index else { return Err(self.surplus(row, &argument)) };
            if given[index].is_some() {
                let text = format!("{}: {} is given twice", row.name, row.params[index].name);
                return Err(self.error_at(argument.at, text));
            }
            given[index] = Some(argument);
        }
        Ok(given)
    }

    /// An argument that the filter has no place for.
    fn surplus(&self, row: &Row, argument: &Argument<'_>) -> String {
        let Some(name) = argument.name else {
            return self.error_at(argument.at, format!("one argument too many; write {}", row.signature()));
        };
        let meant = nearest(name, row.params.iter().map(|param| param.name));
        let advice = meant.map_or(format!("write {}", row.signature()), |meant| format!("did you mean {meant}?"));
        self.error_at(argument.at, format!("{} has no parameter {name:?}; {advice}", row.name))
    }

    fn error(&self, text: impl std::fmt::Display) -> String {
        self.error_at(self.at, text)
    }

    fn error_at(&self, at: usize, text: impl std::fmt::Display) -> String {
        let column = self.text[..at].chars().count() + 1;
        format!("chain, column {column}: {text}")
    }
}
