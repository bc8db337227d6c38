//! The command line: built from the table, parsed into a [`Request`].

use crate::error::{Error, Result};
use crate::io::DEFAULT_LIMIT;
use crate::list;
use clap::builder::ValueParser;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use std::ffi::OsString;
use std::path::PathBuf;
use stencil_cli::chain;
use stencil_cli::dtype::DType;
use stencil_cli::rows::rows;
use stencil_cli::stage::{self, Stage};
use stencil_cli::table::{Need, Param, Row};
use stencil_cli::value::Wrong;
use stencil_core::Boundary;

/// What the user asks for.
#[derive(Debug)]
pub(crate) enum Request {
    /// Print this text: help, version, or the list of filters.
    Print(String),
    /// Say what the chain reads and how it is cut up, for an array of this shape.
    Explain { stages: Vec<Stage>, shape: Vec<usize> },
    /// Filter a file.
    Run(Box<Run>),
}

/// A chain of filters and the files between which it works.
#[derive(Debug)]
pub(crate) struct Run {
    pub(crate) stages: Vec<Stage>,
    pub(crate) input: PathBuf,
    pub(crate) output: PathBuf,
    pub(crate) options: Options,
}

/// The options that every filter has.
#[derive(Clone, Debug)]
pub(crate) struct Options {
    /// One for all axes, or one per axis.
    pub(crate) boundary: Vec<Boundary>,
    /// Axes that the filters work along; negative ones count from the last. `None`: what the format suggests.
    pub(crate) axes: Option<Vec<isize>>,
    /// `None`: all cores.
    pub(crate) threads: Option<usize>,
    pub(crate) output_type: Option<DType>,
    pub(crate) max_memory: u64,
    pub(crate) force: bool,
    pub(crate) quiet: bool,
}

/// Parses a command line, the program's name included.
pub(crate) fn parse(line: impl IntoIterator<Item = OsString>) -> Result<Request> {
    let matches = match command().try_get_matches_from(line) {
        Ok(matches) => matches,
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            return Ok(Request::Print(error.render().to_string()));
        }
        Err(error) => return Err(Error::Usage(in_one_line(&error))),
    };
    match matches.subcommand() {
        Some(("list", matches)) => Ok(Request::Print(listed(matches))),
        Some(("explain", matches)) => {
            let Some((name, matches)) = matches.subcommand() else { return Err(needs("explain", "a filter")) };
            let shape = matches.get_one::<Vec<usize>>("shape").cloned().unwrap_or_default();
            Ok(Request::Explain { stages: stages(name, matches)?, shape })
        }
        Some((name, matches)) => {
            let file = |id| matches.get_one::<PathBuf>(id).cloned().unwrap_or_default();
            let (input, output) = (file("IN"), file("OUT"));
            Ok(Request::Run(Box::new(Run {
                stages: stages(name, matches)?,
                input,
                output,
                options: options(matches)?,
            })))
        }
        None => Err(needs("stencil", "a filter")),
    }
}

fn needs(command: &str, what: &str) -> Error {
    Error::Usage(format!("{command} needs {what}; `stencil list` shows the filters, `stencil --help` the rest"))
}

/// The chain of `run CHAIN`, or the single stage of a filter's own command.
fn stages(name: &str, matches: &ArgMatches) -> Result<Vec<Stage>> {
    if name == "run" {
        return chain::parse(matches.get_one::<String>("CHAIN").map_or("", String::as_str)).map_err(Error::Usage);
    }
    let row = stage::named(name).map_err(Error::Usage)?;
    let text = |index: usize| matches.get_one::<String>(row.params[index].name).map(String::as_str);
    let stage = Stage::new(row, text).map_err(|Wrong { index, expected }| {
        let found = text(index).map_or("nothing".to_owned(), |text| format!("{text:?}"));
        Error::Usage(format!("--{}: expected {expected}, found {found}", row.params[index].option()))
    })?;
    Ok(vec![stage])
}

/// What `stencil list` prints.
fn listed(matches: &ArgMatches) -> String {
    match () {
        () if matches.get_flag("markdown") => list::markdown(),
        () if matches.get_flag("gallery") => list::gallery(),
        () if matches.get_flag("examples") => list::examples(),
        () => list::brief(),
    }
}

fn options(matches: &ArgMatches) -> Result<Options> {
    let one = |id| matches.get_one::<String>(id).map(String::as_str);
    let constant = matches.get_one::<f64>("cval").copied();
    Ok(Options {
        boundary: boundaries(one("boundary").unwrap_or("reflect"), constant)?,
        axes: matches.get_one::<Vec<isize>>("axes").cloned(),
        threads: matches.get_one::<usize>("threads").copied(),
        output_type: matches.get_one::<DType>("output-type").copied(),
        max_memory: matches.get_one::<u64>("max-memory").copied().unwrap_or(DEFAULT_LIMIT),
        force: matches.get_flag("force"),
        quiet: matches.get_flag("quiet"),
    })
}

fn command() -> Command {
    Command::new("stencil")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Filters for PNG, JPEG, TIFF and NPY files, computed with SIMD on every core")
        .after_help(EXAMPLES)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .subcommand_value_name("FILTER")
        .subcommand_help_heading("Filters and other commands")
        .subcommands(rows().map(|row| with_files(filter(row)).after_help(list::help(row))))
        .subcommand(with_files(run()).after_help(RUN_EXAMPLES))
        .subcommand(explain())
        .subcommand(
            Command::new("list")
                .about("List the filters and their parameters")
                .arg(
                    flag("markdown")
                        .help("Print docs/filters.md: parameters, references, halos and types of all of them"),
                )
                .arg(flag("gallery").help("Print docs/gallery.md: a picture of each").conflicts_with("markdown"))
                .arg(flag("examples").help("Print a command line of each").conflicts_with_all(["markdown", "gallery"])),
        )
}

const EXAMPLES: &str = "\
Examples:
  stencil gaussian --sigma 2 camera.png smooth.png
  stencil median --size 5 --boundary mirror scan.tif clean.tif
  stencil run \"gaussian(1.5) | sobel | threshold(60)\" camera.png edges.png
  stencil explain gaussian --sigma 5 --shape 4096x4096

Files: PNG, JPEG (input only), TIFF and NPY, told by name and content. Pixels are never rescaled: a result that the \
output cannot hold is rounded and saturated to the input's type (see --output-type), or refused.
Exit code: 0 done, 1 failed, 2 wrong command line, 130 interrupted.";

const RUN_EXAMPLES: &str = "\
Examples:
  stencil run \"gaussian(1.5) | sobel | threshold(60)\" camera.png edges.png
  stencil run \"median(size=[3,5]) | dilate(disk:3)\" scan.tif out.tif";

fn filter(row: &'static Row) -> Command {
    Command::new(row.name).about(row.summary).args(row.params.iter().map(parameter))
}

fn parameter(param: &'static Param) -> Arg {
    let arg = Arg::new(param.name).long(param.option()).value_name("VALUE").allow_hyphen_values(true);
    let arg = arg.help(format!("{}: {}", param.doc, param.kind.expected()));
    let arg = if let Some(also) = param.also { arg.visible_alias(also) } else { arg };
    match param.need {
        Need::Required => arg.required(true),
        Need::Default(value) => arg.default_value(value),
        Need::Optional => arg,
    }
}

fn run() -> Command {
    Command::new("run").about("Apply a chain of filters, such as \"gaussian(1.5) | sobel\"").arg(chain_arg())
}

fn chain_arg() -> Arg {
    Arg::new("CHAIN")
        .required(true)
        .help("Filters separated by |, with their parameters in the order of `stencil list` or by name")
}

fn explain() -> Command {
    let shape = Arg::new("shape")
        .long("shape")
        .value_name("SHAPE")
        .default_value("4096x4096")
        .value_parser(parsed(shape, "lengths such as 4096x4096"));
    let shape = shape.help("Shape of the array, such as 4096x4096");
    Command::new("explain")
        .about("Show what a filter or chain reads around each pixel, and how the work is cut up")
        .subcommand_required(true)
        .disable_help_subcommand(true)
        .subcommand_value_name("FILTER")
        .subcommands(rows().map(|row| filter(row).arg(shape.clone())))
        .subcommand(run().arg(shape.clone()))
}

fn with_files(command: Command) -> Command {
    let path = |id| Arg::new(id).required(true).value_parser(value_parser!(PathBuf));
    command
        .arg(path("IN").help("The file to read: .png, .jpg, .tif or .npy"))
        .arg(path("OUT").help("The file to write: .png, .tif or .npy"))
        .next_help_heading("Options of every filter")
        .args([
            option("boundary", "NAME").help(
                "What lies beyond the edges: reflect (the default), mirror, nearest, wrap, constant, valid or ignore, \
                 named as in SciPy; or one per axis, such as nearest,wrap",
            ),
            option("cval", "NUMBER").allow_hyphen_values(true).value_parser(parsed(number, "a number")).help(
                "The value beyond the edges with --boundary constant [default: 0]",
            ),
            option("axes", "LIST").allow_hyphen_values(true).value_parser(parsed(axes, "axes separated by commas, such as 0,1 or -2,-1")).help(
                "The axes to filter along, such as 0,1 or -2,-1 [default: height and width of pictures, every axis of .npy]",
            ),
            option("output-type", "TYPE").value_parser(parsed(output_type, "u8, u16, u32, u64, i8, i16, i32, i64, f32 or f64")).help(
                "Element type to write: u8, u16, u32, u64, i8, i16, i32, i64, f32 or f64; values are rounded and \
                 saturated, never rescaled [default: the result's own; where the format cannot hold it, the input's]",
            ),
            option("threads", "N").value_parser(parsed(threads, "a whole number from 1 to 1024")).help("How many threads to use, up to 1024 [default: all cores]"),
            option("max-memory", "SIZE").value_parser(parsed(size, "a number of bytes, such as 500M or 20G")).help(
                "The largest array that the input may decode to, such as 500M or 20G [default: 8G]",
            ),
            flag("force").help("Replace an existing output"),
            flag("quiet").help("No progress bar and no notes"),
        ])
}

fn option(name: &'static str, value: &'static str) -> Arg {
    Arg::new(name).long(name).value_name(value)
}

fn flag(name: &'static str) -> Arg {
    Arg::new(name).long(name).action(ArgAction::SetTrue)
}

/// A clap parser from a function, and what that expects.
fn parsed<T: Clone + Send + Sync + 'static>(parse: fn(&str) -> Option<T>, expected: &'static str) -> ValueParser {
    ValueParser::new(move |text: &str| parse(text).ok_or_else(|| format!("expected {expected}")))
}

fn number(text: &str) -> Option<f64> {
    text.parse().ok()
}

fn axes(text: &str) -> Option<Vec<isize>> {
    text.split(',').map(|axis| axis.trim().parse().ok()).collect()
}

fn threads(text: &str) -> Option<usize> {
    text.parse().ok().filter(|threads| (1..=1024).contains(threads))
}

fn shape(text: &str) -> Option<Vec<usize>> {
    text.split(['x', ',']).map(|length| length.trim().parse().ok()).collect()
}

/// `500M`, `20G`, or a number of bytes.
fn size(text: &str) -> Option<u64> {
    let shift = match text.bytes().last()?.to_ascii_uppercase() {
        b'K' => 10,
        b'M' => 20,
        b'G' => 30,
        b'T' => 40,
        _ => 0,
    };
    let digits = if shift > 0 { &text[..text.len() - 1] } else { text };
    digits.parse::<u64>().ok()?.checked_mul(1 << shift)
}

fn output_type(text: &str) -> Option<DType> {
    DType::ALL.into_iter().find(|dtype| dtype.name() == text && *dtype != DType::Bool)
}

/// One boundary, or one per axis.
fn boundaries(text: &str, constant: Option<f64>) -> Result<Vec<Boundary>> {
    let names: Vec<&str> = text.split(',').map(str::trim).collect();
    if constant.is_some() && !names.contains(&"constant") {
        return Err(Error::Usage(format!("--cval only means something with --boundary constant, found {text:?}")));
    }
    names.into_iter().map(|name| boundary(name, constant.unwrap_or(0.0))).collect()
}

fn boundary(name: &str, constant: f64) -> Result<Boundary> {
    Ok(match name {
        "reflect" => Boundary::Reflect,
        "mirror" => Boundary::Mirror,
        "nearest" => Boundary::Nearest,
        "wrap" => Boundary::Wrap,
        "constant" => Boundary::Constant(constant),
        "valid" => Boundary::Valid,
        "ignore" => Boundary::Ignore,
        other => {
            let ours = match other.to_lowercase().as_str() {
                "symmetric" | "grid-mirror" | "reflect_1001" => Some("reflect"),
                "reflect_101" | "reflect101" => Some("mirror"),
                "edge" | "replicate" | "clamp" => Some("nearest"),
                "periodic" | "grid-wrap" | "circular" => Some("wrap"),
                "grid-constant" | "zero" | "zeros" => Some("constant"),
                lower => stage::nearest(lower, BOUNDARIES),
            };
            let advice = ours.map_or(BOUNDARIES.join(", "), |ours| format!("{ours}, as SciPy calls it"));
            return Err(Error::Usage(format!("--boundary: unknown boundary {other:?}; write {advice}")));
        }
    })
}

const BOUNDARIES: [&str; 7] = ["reflect", "mirror", "nearest", "wrap", "constant", "valid", "ignore"];

/// The message of clap without its usage paragraphs, in the words of the other messages.
fn in_one_line(error: &clap::Error) -> String {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        _ => None,
    };
    match (error.kind(), context(ContextKind::InvalidSubcommand)) {
        (ErrorKind::InvalidSubcommand, Some(word)) => return stage::unknown(&word),
        (ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand | ErrorKind::MissingSubcommand, _) => {
            return needs("stencil", "a filter").to_string();
        }
        _ => {}
    }
    let text = error.render().to_string();
    let paragraphs = text.split("\n\n").filter(|paragraph| !paragraph.trim_start().starts_with("Usage:"));
    let paragraphs = paragraphs.map(|paragraph| paragraph.split_whitespace().collect::<Vec<_>>().join(" "));
    let text = paragraphs.filter(|text| !text.starts_with("For more information")).collect::<Vec<_>>().join("; ");
    text.trim_start_matches("error: ").to_owned()
}
