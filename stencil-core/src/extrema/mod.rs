//! The smallest or the largest value under a footprint, many pixels at a time.
//!
//! ```text
//!   . X X X .        a footprint is bars of cells in rows:  3, 5, 5, 3 long
//!   X X X X X        the largest of 3 and of 5 values in each row, 5 from 3:  computed once for every row
//!   X X X X X        of those, the largest of 2 rows, and of all:  neighbouring rows of results share what they can
//!   . X X X .
//! ```
//!
//! `bars` draws a footprint as bars, `lengths` finds how bars of several lengths come from each other, `cover` which rows
//! of bars are looked at together, and `plan` puts all of it in order: data, without a pixel. `way` chooses which axes of
//! an array rows lie along, `course` goes over them, and the `machine` computes rows. Of the nearest neighbours alone (`near`)
//! there are so few that a kernel as any other is faster.

mod bars;
mod course;
mod cover;
mod lengths;
mod machine;
mod near;
mod plan;
mod room;
#[cfg(test)]
mod tests;
mod way;

use crate::boundary::Boundary;
use crate::element::Element;
use crate::engine::{Elements, Job, fill};
use crate::halo::Halo;
use crate::kernel::{Filter, Stencil};
use course::Course;
use near::Near;
use std::borrow::Cow;
use std::sync::Arc;
use way::Way;

/// Which value is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extreme {
    /// The smallest.
    Smallest,
    /// The largest.
    Largest,
}

/// An offset from the centre, per axis; zero beyond the axes of its footprint.
pub type Cell = [isize; Halo::MAX_DIM];

/// The filter that gives the smallest or the largest value under a footprint; NaN if there is one. (Of two zeros either may
/// come out.)
///
/// Pixels beyond the edge that take no part leave the others; where there are no others, the value is the last or the
/// first one of the element type. That is also the value under a footprint without cells. A building block for morphology,
/// whose filters know their footprints by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Extrema {
    extreme: Extreme,
    halo: Halo,
    axes: usize,
    /// Those of the footprint; of none if it is all that the halo reaches.
    cells: Option<Arc<[Cell]>>,
    omits_nan: bool,
    /// If it is looked at in registers.
    near: Option<Near>,
}

impl Extrema {
    /// Over a box that reaches as far as a halo on so many axes.
    #[must_use]
    pub fn over_box(extreme: Extreme, halo: Halo, axes: usize) -> Self {
        let near = Near::new(&halo, axes, None);
        Self { extreme, halo, axes, cells: None, omits_nan: false, near }
    }

    /// Over cells within a halo's reach.
    #[must_use]
    pub fn over_cells(extreme: Extreme, halo: Halo, axes: usize, cells: impl Into<Arc<[Cell]>>) -> Self {
        let cells = cells.into();
        let near = Near::new(&halo, axes, Some(&cells));
        Self { extreme, halo, axes, cells: Some(cells), omits_nan: false, near }
    }

    /// Whether a NaN takes no part either; then the value is NaN where nothing else does.
    #[must_use]
    pub fn omitting_nan(self, omits_nan: bool) -> Self {
        Self { omits_nan, ..self }
    }

    /// What the value of no pixels is.
    fn nothing<T: Element>(&self) -> T {
        match (T::from_constant(f64::NAN), self.extreme) {
            (Some(nan), _) if self.omits_nan => nan,
            (_, Extreme::Smallest) => T::TOP,
            (_, Extreme::Largest) => T::BOTTOM,
        }
    }

    /// What stands beyond the edge where there is no pixel.
    fn beyond<T: Element>(&self, boundary: Boundary) -> T {
        match boundary {
            Boundary::Constant(value) => T::beyond(value),
            _ => self.nothing(),
        }
    }
}

impl Stencil for Extrema {
    fn name(&self) -> Cow<'static, str> {
        match self.extreme {
            Extreme::Smallest => "smallest".into(),
            Extreme::Largest => "largest".into(),
        }
    }

    fn halo(&self) -> Halo {
        self.halo
    }

    fn dims(&self) -> Option<usize> {
        Some(self.axes)
    }

    fn ignores(&self) -> bool {
        true
    }
}

impl<T: Element> Filter<(T,)> for Extrema {
    type Out = (T,);
    type Carry<'s> = Option<Course<'s>>;

    fn carry<'s>(&self, _: &Job<'s>) -> Self::Carry<'s> {
        None
    }

    fn evaluate<'s>(
        &self,
        job: &Job<'s>,
        carry: &mut Self::Carry<'s>,
        sources: <(T,) as Elements>::Sources<'_>,
        mut targets: <(T,) as Elements>::Targets<'_>,
    ) {
        if self.cells.as_ref().is_some_and(|cells| cells.is_empty()) {
            return fill(self.nothing(), targets.0);
        }
        if let Some(near) = self.near.filter(|_| !(self.omits_nan && T::HAS_UNORDERED)) {
            return near.run(job, self, sources, targets);
        }
        let way = Way::new(self, job, &sources.0, &targets.0);
        if way.region.is_void() {
            return;
        }
        let course = match carry.take() {
            Some(course) if course.suits(&way) => carry.insert(course.on(way)),
            _ => carry.insert(Course::new::<T>(self, job, way)),
        };
        course.run(job, self, &sources.0, &mut targets.0);
    }
}
