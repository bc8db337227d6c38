//! [`Explanation`]: what a filter reads, and how an array would be cut, for people to read.

use crate::boundary::{Boundaries, Boundary};
use crate::engine::{Few, Space};
use crate::error::Error;
use crate::halo::Halo;
use crate::kernel::Stencil;
use crate::plan::{Plan, Request};
use std::borrow::Cow;
use std::fmt;

/// One stage of a filter.
#[derive(Clone, Debug)]
pub struct Stage {
    /// Its name.
    pub name: Cow<'static, str>,
    /// Its reach.
    pub halo: Halo,
}

/// What [`Stencil::explain`] gives: print it.
#[derive(Clone, Debug)]
pub struct Explanation {
    name: Cow<'static, str>,
    halo: Halo,
    shape: Vec<usize>,
    stages: Vec<Stage>,
    plan: Result<Plan, Error>,
}

/// Assumed where the element type is not known: one `f32` in, one out.
const BYTES: usize = 8;

impl Explanation {
    pub(crate) fn new(filter: &impl Stencil, shape: &[usize]) -> Self {
        let axes = filter.dims().unwrap_or(shape.len());
        Self {
            name: filter.name(),
            halo: filter.halo(),
            shape: shape.to_vec(),
            stages: filter.stages(axes),
            plan: filter.validate().and_then(|()| plan(filter, shape, axes)),
        }
    }
}

/// The plan on one thread, along the last axes.
fn plan(filter: &impl Stencil, shape: &[usize], axes: usize) -> Result<Plan, Error> {
    let ndim = shape.len();
    if ndim > Few::<usize>::MAX {
        return Err(Error::TooManyAxes { ndim, max: Few::<usize>::MAX });
    }
    if axes > ndim {
        return Err(Error::TooFewAxes { filter: filter.name(), needs: axes, has: ndim });
    }
    filter.fits(axes)?;
    let space = Space { ndim, axes: (ndim - axes..ndim).collect(), boundary: Boundaries::default() };
    let trim = filter.trim(&space);
    Plan::new(&Request {
        shape: &space.trimmed(&trim, shape),
        halo: &space.sides(&filter.halo()),
        shift: &space.shift(&trim),
        input: shape,
        order: &(0..ndim).collect::<Few<usize>>(),
        bytes: BYTES,
        between: filter.between(axes),
        threads: 1,
        tile: None,
    })
}

impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.name)?;
        writeln!(f, "reads {} around each pixel (default boundary: {})", self.halo, Boundary::DEFAULT)?;
        if self.stages.len() > 1 {
            let width = self.stages.iter().map(|stage| stage.name.chars().count()).max().unwrap_or(0);
            for stage in &self.stages {
                writeln!(f, "  {:width$}  {}", stage.name, stage.halo)?;
            }
        }
        footprint(f, &self.halo, self.shape.len())?;
        match &self.plan {
            Ok(plan) => write!(f, "{:?}: {plan}", self.shape),
            Err(error) => write!(f, "{:?}: {error}", self.shape),
        }
    }
}

/// Pictures larger than this say nothing that the numbers do not.
const LARGEST: usize = 15;

/// The box of pixels that is read along the last two axes: `o` is the centre.
fn footprint(f: &mut fmt::Formatter<'_>, halo: &Halo, ndim: usize) -> fmt::Result {
    let dims = halo.dims().unwrap_or(ndim.min(2));
    let rows = if dims >= 2 { halo.side(dims - 2) } else { Default::default() };
    let columns = halo.side(dims.max(1) - 1);
    let fits = |side: crate::halo::Side| side.before.saturating_add(side.after) < LARGEST;
    if !fits(rows) || !fits(columns) {
        return Ok(());
    }
    for y in 0..=rows.before + rows.after {
        let row = (0..=columns.before + columns.after)
            .map(|x| if (y, x) == (rows.before, columns.before) { "o" } else { "." });
        writeln!(f, "    {}", row.collect::<Vec<_>>().join(" "))?;
    }
    Ok(())
}
