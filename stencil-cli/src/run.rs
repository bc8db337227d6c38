//! A request, carried out: read, filter stage by stage, fit to the output's format, write.

use crate::args::{Options, Request, Run};
use crate::error::{Error, Result};
use crate::io::atomic::Output;
use crate::io::sniff::Format;
use crate::io::{self, Fitted};
use crate::picture::{Image, Layout};
use crate::progress::Progress;
use std::collections::HashSet;
use std::io::{ErrorKind, Write, stdout};
use std::path::Path;
use stencil_cli::given::{Given, Points};
use stencil_cli::stage::Stage;
use stencil_cli::step::{How, Step};
use stencil_cli::types;
use stencil_core::{Boundaries, Halo};

/// Does what was asked.
pub(crate) fn perform(request: Request) -> Result<()> {
    match request {
        Request::Print(text) => print(&text),
        Request::Explain { stages, shape } => print(&explain(&stages, &shape)),
        Request::Run(run) => filter_file(&run),
    }
}

/// Standard output, where a reader that has seen enough is no failure.
fn print(text: &str) -> Result<()> {
    match stdout().write_all(text.as_bytes()).and_then(|()| stdout().flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Error::io(Path::new("standard output"), "write to it")(error))
        }
        _ => Ok(()),
    }
}

/// What each stage reads, and for a chain what all of them read together.
fn explain(stages: &[Stage], shape: &[usize]) -> String {
    let explained = |stage: &Stage| {
        let beyond = stage.step.beyond().map_or(String::new(), |text| format!("\n{text}"));
        format!("{}{beyond}", stage.step.explain(shape))
    };
    let each: Vec<_> = stages.iter().map(explained).collect();
    let each = each.join("\n\n") + "\n";
    if stages.len() == 1 {
        return each;
    }
    let halo = stages.iter().fold(Halo::ZERO, |halo, stage| halo.then(stage.step.stencil().halo()));
    let names: Vec<_> = stages.iter().map(|stage| stage.row.name).collect();
    format!(
        "{}\nreads {halo} around each pixel, one stage after the other on whole arrays:\n\n{each}",
        names.join(" | ")
    )
}

fn filter_file(run: &Run) -> Result<()> {
    lists_come_last(&run.stages)?;
    let (path, options) = (&run.output, &run.options);
    let format = Format::of_output(path)?;
    let output = Output::create(path, &run.input, options.force)?;
    let progress = Progress::new(run.stages.len(), options.quiet);
    progress.says("reading");
    let image = io::read(&run.input, options.max_memory)?;
    let source = image.pixels.dtype();
    let (image, points) = filter(image, run, &progress)?;
    progress.says("writing");
    let image = match points {
        Some(points) if format == Format::Csv => {
            let csv = points.csv();
            return output.commit(|file| file.write_all(csv.as_bytes()).map_err(Error::io(path, "write the file")));
        }
        Some(points) => shown(&points, image, format, path)?,
        None if format == Format::Csv => {
            return Err(Error::file(path, "a list of points", image.describe(), "write .png, .tif or .npy"));
        }
        None => image,
    };
    let Fitted { image, saturated } = io::fit(image, format, source, options.output_type, path)?;
    output.commit(|file| io::write(&image, format, path, file))?;
    drop(progress);
    if saturated > 0 && !options.quiet {
        note_saturation(path, &image, saturated);
    }
    Ok(())
}

/// No filter takes a list of points.
fn lists_come_last(stages: &[Stage]) -> Result<()> {
    match stages.windows(2).find(|pair| pair[0].step.lists()) {
        Some(pair) => {
            let (list, next) = (pair[0].row.name, pair[1].row.name);
            Err(Error::Usage(format!("{list} gives a list of points, which {next} cannot take; put {list} last")))
        }
        None => Ok(()),
    }
}

/// Points as an array of numbers, or drawn into the picture in which they were found.
fn shown(points: &Points, image: Image, format: Format, path: &Path) -> Result<Image> {
    if format == Format::Npy {
        return Ok(Image { pixels: points.array(), layout: Layout::Plain });
    }
    let drawn = points.drawn(&image.pixels).ok_or_else(|| {
        Error::file(
            path,
            "a grey picture to draw points into",
            image.describe(),
            "write .csv or .npy, which hold their numbers",
        )
    })?;
    Ok(Image { pixels: drawn, ..image })
}

/// Says on standard error that values were cut off at the ends of their type.
fn note_saturation(path: &Path, image: &Image, saturated: usize) {
    let (all, dtype) = (image.pixels.shape().iter().product::<usize>(), image.pixels.dtype());
    let text =
        format!("{saturated} of {all} values were beyond {dtype} and were saturated; write .npy or .tif to keep them");
    eprintln!("stencil: note: {}: {text}", path.display());
}

/// The stages one after the other on whole arrays: a chain is defined as what its filters do in turn. If the last gives points,
/// they are points of the image that comes with them.
fn filter(mut image: Image, run: &Run, progress: &Progress) -> Result<(Image, Option<Points>)> {
    let axes = axes(&image, run)?;
    for (number, stage) in run.stages.iter().enumerate() {
        check_axes(&*stage.step, &axes, &image, run)?;
        progress.says(stage.row.name);
        let how = How {
            boundary: boundaries(&run.options, axes.len())?,
            threads: run.options.threads,
            progress: &|done, total| progress.at(number, done, total),
            ..How::new(&axes)
        };
        let filtered = stage.step.apply(&image.pixels, &how).ok_or_else(|| {
            let expected = format!("{} for {}", types::takes(&*stage.step), stage.row.name);
            Error::file(
                &run.input,
                expected,
                image.pixels.dtype(),
                "leave the filter out or put it before the threshold",
            )
        })?;
        let refused = |source| Error::Filter { path: run.input.clone(), found: image.describe(), source };
        match filtered.map_err(refused)? {
            Given::Image(pixels) => image.pixels = pixels,
            Given::Points(points) => return Ok((image, Some(points))),
        }
    }
    Ok((image, None))
}

/// The axes of the array that the filters work along, from `--axes` or from what the format says of them.
fn axes(image: &Image, run: &Run) -> Result<Vec<usize>> {
    let ndim = image.pixels.ndim();
    let Some(chosen) = &run.options.axes else { return Ok(image.layout.default_axes(ndim)) };
    let mut seen = HashSet::new();
    chosen
        .iter()
        .map(|&axis| {
            let index = if axis < 0 { ndim.checked_add_signed(axis) } else { usize::try_from(axis).ok() };
            let index = index.filter(|&index| index < ndim).ok_or_else(|| {
                let advice = format!("choose from 0 to {} with --axes", ndim.saturating_sub(1));
                Error::file(&run.input, format!("an array with an axis {axis}"), image.describe(), advice)
            })?;
            if seen.insert(index) {
                Ok(index)
            } else {
                Err(Error::Usage(format!("--axes: axis {axis} is named twice")))
            }
        })
        .collect()
}

/// A filter with parameters per axis must get that many axes.
fn check_axes(step: &dyn Step, axes: &[usize], image: &Image, run: &Run) -> Result<()> {
    let stencil = step.stencil();
    match stencil.dims() {
        Some(dims) if dims != axes.len() => {
            let expected = format!("{dims} axes for {}", stencil.name());
            let found = format!("{} of {}", axes.len(), image.describe());
            Err(Error::file(
                &run.input,
                expected,
                found,
                format!("choose {dims} with --axes, such as --axes {}", some(dims)),
            ))
        }
        _ => Ok(()),
    }
}

/// `0,1`, as an example of so many axes.
fn some(dims: usize) -> String {
    (0..dims).map(|axis| axis.to_string()).collect::<Vec<_>>().join(",")
}

/// The boundary of every axis, or of each.
fn boundaries(options: &Options, axes: usize) -> Result<Boundaries> {
    match options.boundary.as_slice() {
        [one] => Ok((*one).into()),
        each if each.len() == axes => Ok(each.into()),
        each => Err(Error::Usage(format!(
            "--boundary: expected one, or one for each of the {axes} axes that are filtered, found {}",
            each.len()
        ))),
    }
}
