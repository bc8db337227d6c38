//! The small language of `stencil run`: `gaussian(1.5) | sobel | median(size=[3, 5])`.
//!
//! Filters are separated by `|`; arguments come in the order of the table or by name; a list stands in brackets. Every
//! message names the column.

use crate::error::{Error, Result};
use stencil_cli::table::{self, Row, Stage};
use stencil_cli::value::Wrong;

/// Parses a whole chain of at least one filter.
pub(crate) fn parse(text: &str) -> Result<Vec<Stage>> {
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
        let row = Row::named(name).map_err(|text| self.error_at(start, text))?;
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
                Some(name) => row.params.iter().position(|param| param.name == name),
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
    fn surplus(&self, row: &Row, argument: &Argument<'_>) -> Error {
        let Some(name) = argument.name else {
            return self.error_at(argument.at, format!("one argument too many; write {}", row.signature()));
        };
        let meant = table::nearest(name, row.params.iter().map(|param| param.name));
        let advice = meant.map_or(format!("write {}", row.signature()), |meant| format!("did you mean {meant}?"));
        self.error_at(argument.at, format!("{} has no parameter {name:?}; {advice}", row.name))
    }

    fn error(&self, text: impl std::fmt::Display) -> Error {
        self.error_at(self.at, text)
    }

    fn error_at(&self, at: usize, text: impl std::fmt::Display) -> Error {
        let column = self.text[..at].chars().count() + 1;
        Error::Usage(format!("chain, column {column}: {text}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use stencil_core::Halo;

    fn names(text: &str) -> Vec<&'static str> {
        parse(text).unwrap().iter().map(|stage| stage.row.name).collect()
    }

    fn message(text: &str) -> String {
        parse(text).unwrap_err().one_line()
    }

    #[test]
    fn filters_in_order_with_any_space() {
        assert_eq!(names("gaussian(1.5) | sobel | threshold(0.2)"), ["gaussian", "sobel", "threshold"]);
        assert_eq!(names("  sobel|median( )|sobel()  "), ["sobel", "median", "sobel"]);
    }

    fn halo(text: &str) -> Halo {
        parse(text).unwrap()[0].step.stencil().halo()
    }

    #[test]
    fn arguments_by_position_name_and_list() {
        assert_eq!(halo("gaussian(2)"), Halo::uniform(8));
        assert_eq!(halo("gaussian(sigma = 5e-1)"), Halo::uniform(2));
        assert_eq!(halo("gaussian( [2, 0.5] )"), Halo::from_sides([(8, 8), (2, 2)]));
        assert_eq!(halo("dilate(footprint=disk, size=7)"), Halo::from_sides([(3, 3), (3, 3)]));
        assert_eq!(halo("dilate(7, disk)"), halo("dilate(size=7,footprint=disk)"));
        assert_eq!(halo("median"), Halo::uniform(1));
    }

    #[test]
    fn an_unknown_filter_is_named_with_its_column_and_a_guess() {
        assert_eq!(message("gaussian(1) | sobell"), "chain, column 15: unknown filter \"sobell\"; did you mean sobel?");
        assert!(message("blur(3)").ends_with("did you mean gaussian?"));
        assert!(message("xyzzy").ends_with("`stencil list` shows all"));
    }

    #[test]
    fn every_mistake_names_its_column() {
        for (text, column, expected) in [
            ("", 1, "expected the name of a filter"),
            ("sobel |", 8, "expected the name of a filter"),
            ("sobel sobel", 7, "expected `|` or the end, found 's'"),
            ("gaussian", 9, "gaussian needs sigma"),
            ("gaussian(0)", 10, "gaussian: sigma: expected a positive number"),
            ("gaussian(sigma=nan)", 16, "found \"nan\""),
            ("gaussian(1, 2)", 13, "one argument too many; write gaussian(sigma)"),
            ("gaussian(sigam=1)", 16, "did you mean sigma?"),
            ("gaussian(1, sigma=2)", 19, "sigma is given twice"),
            ("gaussian(1", 11, "expected `,` or `)`"),
            ("gaussian([1", 12, "expected `]`"),
            ("gaussian(,)", 10, "expected a value"),
            ("median(4)", 8, "median: size: expected an odd number of pixels"),
            ("gaußian(1)", 1, "unknown filter"),
        ] {
            let message = message(text);
            assert!(message.starts_with(&format!("chain, column {column}: ")), "{text:?}: {message}");
            assert!(message.contains(expected), "{text:?}: {message}");
        }
    }

    #[test]
    fn no_text_makes_the_parser_panic() {
        let pieces = ["gaussian", "(", ")", "[", "]", ",", "=", "|", " ", "1.5", "size", "é", "-"];
        let mut seed = 1_u64;
        for _ in 0..20_000 {
            let mut text = String::new();
            for _ in 0..8 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                text += pieces[(seed >> 33) as usize % pieces.len()];
            }
            if let Err(error) = parse(&text) {
                assert_eq!(error.exit_code(), 2, "{text:?}");
            }
        }
    }

    #[test]
    fn optional_values_choose_the_filter() {
        let built = |text| format!("{:?}", parse(text).unwrap()[0].step);
        assert_eq!(built("sobel"), built("sobel()"));
        assert_ne!(built("sobel"), built("sobel(0)"));
        assert_ne!(built("sobel(1)"), built("sobel(0)"));
    }
}
