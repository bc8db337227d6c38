//! The table of filters as text: for the terminal, and as the two documents that are written from it.

use stencil_cli::chain;
use stencil_cli::differences::DIFFERENCES;
use stencil_cli::rows::{FAMILIES, rows};
use stencil_cli::stage::Stage;
use stencil_cli::step::Step;
use stencil_cli::table::{Family, Need, Param, Row, Sample};
use stencil_cli::types::{gives, takes};
use stencil_cli::value::Kind;

/// What `stencil list` prints.
pub(crate) fn brief() -> String {
    let mut text = String::new();
    for family in FAMILIES {
        text += &format!("{}\n", family.title);
        for row in family.rows {
            text += &format!("  {}\n      {}.\n", row.signature(), row.summary);
        }
        text += "\n";
    }
    text + "`stencil FILTER --help` shows the parameters of each, and what it takes and gives; `stencil run` chains them.\n"
}

/// What `stencil list --examples` prints: a command line per filter.
pub(crate) fn examples() -> String {
    rows().map(|row| format!("{}\n", row.example)).collect()
}

/// What stands below the options in `stencil FILTER --help`.
pub(crate) fn help(row: &'static Row) -> String {
    let mut text = String::new();
    for (sample, stage) in stages(row) {
        text += &format!(
            "{} reads {}; takes {}; gives {}.\n",
            sample.call,
            reads(&*stage.step),
            takes(&*stage.step),
            gives(&*stage.step)
        );
    }
    text + &format!("Agrees with {}.\n\nExample:\n  {}", row.reference, row.example)
}

/// `docs/filters.md`.
pub(crate) fn markdown() -> String {
    let mut text = FILTERS.to_owned();
    text += ALL;
    text.extend(FAMILIES.iter().map(line));
    for family in FAMILIES {
        text += &format!("\n## {}\n\n{}\n", family.title, family.intro);
        for row in family.rows {
            text += &section(row);
        }
    }
    text += DIFFERENT;
    for difference in DIFFERENCES {
        text +=
            &format!("| {} | {} | {} |\n", cell(difference.filters), cell(difference.theirs), cell(difference.ours));
    }
    text
}

const FILTERS: &str = "\
# Filters

Written by `stencil list --markdown` from the table that the command reads; halos, element types and boundaries are asked of the filters
themselves. Pictures are in the [gallery](gallery.md), deliberate differences from SciPy and scikit-image [at the end](#differences).

A call is written as in `stencil run \"gaussian(1.5) | sobel\"`: parameters in this order or by name, lists in brackets. As a command of its own
each parameter is an option: `stencil gaussian --sigma 1.5 in.png out.png`, with dashes in place of underscores. A halo is `[before, after]` along each axis.
All filters take the boundaries `reflect` (the default), `mirror`, `nearest`, `wrap`, `constant` and `valid`; those that can leave out what lies
beyond the edge also take `ignore`.

## How values are written

| | on the command line | in a chain |
| --- | --- | --- |
| one per axis | `--sigma 2,0.5` | `gaussian([2,0.5])` |
| footprint: a box | `--footprint 3`, `--footprint 3x5` | `erode(3)`, `erode(3x5)` |
| footprint: a shape and its radius | `--footprint disk:3` | `erode(disk:3)`; also `cross`, `diamond`, `ball`, `star`, `ellipse:3x2` and `octagon:3x1` |
| footprint: cell by cell | `--footprint cells:010/111/010` | `erode(cells:010/111/010)` |
| weights | `--weights 1,2,1`, rows separated by `/`, planes by `//` | `[1,2,1]`, `[0,1,0/1,-4,1/0,1,0]` |
";

const ALL: &str = "
## All of them

| | |
| --- | --- |
";

/// The filters of a family.
fn line(family: &Family) -> String {
    let links = family.rows.iter().map(|row| format!("[{0}](#{0})", row.name));
    format!("| {} | {} |\n", family.title, links.collect::<Vec<_>>().join(", "))
}

const DIFFERENT: &str = "
## Differences

Where results differ from the reference on purpose.

| filters | SciPy and scikit-image | here |
| --- | --- | --- |
";

/// The samples of a row, and what they make.
fn stages(row: &'static Row) -> impl Iterator<Item = (&'static Sample, Stage)> {
    row.samples.iter().filter_map(|sample| Some((sample, chain::parse(sample.call).ok()?.pop()?)))
}

/// How far a step reads.
fn reads(step: &dyn Step) -> String {
    let halo = step.stencil().halo();
    match step.beyond() {
        None => halo.to_string(),
        Some(beyond) if halo.is_zero() => beyond.to_owned(),
        Some(beyond) => format!("{halo}, {beyond}"),
    }
}

/// What the document says of a filter.
fn section(row: &'static Row) -> String {
    let mut text = format!("\n### {}\n\n{}. Reference: {}.\n", row.name, row.summary, references(row));
    if !row.params.is_empty() {
        text += "\n| parameter | default | |\n| --- | --- | --- |\n";
        text.extend(row.params.iter().map(parameter));
    }
    text += "\n| call | halo | takes | gives | `ignore` |\n| --- | --- | --- | --- | --- |\n";
    for (sample, stage) in stages(row) {
        let stencil = stage.step.stencil();
        let ignores = if stencil.ignores() { "yes" } else { "no" };
        let (takes, gives) = (takes(&*stage.step), gives(&*stage.step));
        text += &format!("| `{}` | {} | {takes} | {gives} | {ignores} |\n", cell(sample.call), reads(&*stage.step));
    }
    text
}

fn parameter(param: &Param) -> String {
    let default = match param.need {
        Need::Required => "must be given".to_owned(),
        Need::Default(value) => format!("`{value}`"),
        Need::Optional => "none".to_owned(),
    };
    let also = param.also.map_or(String::new(), |also| format!(", `{also}`"));
    let written = match param.kind {
        Kind::Footprint => "a [footprint](#how-values-are-written)".to_owned(),
        Kind::Weights | Kind::Heights => "[weights](#how-values-are-written)".to_owned(),
        kind => kind.expected(),
    };
    format!("| `{}`{also} | {default} | {}: {} |\n", param.name, cell(param.doc), cell(&written))
}

/// The reference, with code marked as such.
fn references(row: &Row) -> String {
    row.reference.split("; ").map(|reference| format!("`{reference}`")).collect::<Vec<_>>().join(" and ")
}

/// A text that does not end the cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

/// `docs/gallery.md`.
pub(crate) fn gallery() -> String {
    let mut text = GALLERY.to_owned();
    for family in FAMILIES {
        text += &format!("\n## {}\n", family.title);
        for row in family.rows {
            let picture = row.example.rsplit(' ').next().unwrap_or_default();
            text += &format!(
                "\n### {}\n\n{}.\n\n![{}](gallery/{picture})\n\n```sh\n{}\n```\n",
                row.name, row.summary, row.name, row.example
            );
        }
    }
    text
}

const GALLERY: &str = "\
# Gallery

A picture per filter, with the command line that made it; what each parameter means is in [filters.md](filters.md). This page is written by
`stencil list --gallery`, and `docs/gallery/make` makes it and all pictures anew. The photographs, whose rights are stated in
[gallery/README.md](gallery/README.md):

| `camera.png` | `coins.png` | `moon.png` | `hubble.png` | `retina.png` |
| --- | --- | --- | --- | --- |
| ![camera](gallery/camera.png) | ![coins](gallery/coins.png) | ![moon](gallery/moon.png) | ![hubble](gallery/hubble.png) | ![retina](gallery/retina.png) |
";
