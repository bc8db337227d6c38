//! The value at a place in the order of each window: work that neighbouring windows share.
//!
//! ```text
//!   a window is strips of cells            3 x 3, 5 x 5     networks in registers           small
//!   in lines of the array:  shape          few cells        a program of exchanges          network, terms, program, machine
//!                                          boxes of bytes   a histogram of each column      columns, boxes
//!                                          anything else    a histogram that slides         sliding, histogram, numbered
//! ```
//!
//! `course` goes over a region's rows for all but the last, which serves whatever pixels are left out too.

mod boxes;
mod columns;
mod course;
mod histogram;
mod machine;
mod network;
mod numbered;
mod place;
mod program;
mod rows;
mod shape;
mod sliding;
mod small;
mod sought;
mod terms;

pub use crate::extrema::Cell;
pub use place::Place;

#[doc(hidden)]
pub use numbered::Numbered;
#[doc(hidden)]
pub use sought::Sought;

use crate::element::Element;
use crate::engine::{Elements, Job, Sweep, Walk, run_sweep};
use crate::halo::Halo;
use course::Course;
use fearless_simd::Level;
use shape::Window;
use sliding::slide;
use std::sync::Arc;

/// What finds the value at a place in the order of each window: the work of the rank filters, which know their windows by
/// name.
///
/// Both zeros are one value, given back as `+0.0`. A NaN in a window makes the result NaN, or is left out. Of a window
/// of which nothing takes part, the result is NaN, or the largest value where there is none.
#[derive(Clone, Debug, PartialEq)]
pub struct Ranks {
    name: &'static str,
    place: Place,
    omit: bool,
    halo: Halo,
    window: Window,
}

impl Ranks {
    /// The value at a place among cells within a halo's reach on so many axes, or among all within it. `omit` leaves NaN
    /// out.
    #[must_use]
    pub fn new(
        name: &'static str,
        place: Place,
        omit: bool,
        halo: Halo,
        axes: usize,
        cells: Option<Arc<[Cell]>>,
    ) -> Self {
        Self { name, place, omit, halo, window: Window::new(&halo, axes, cells) }
    }

    /// Finds the results of the targets' region.
    pub fn run<T: Element>(
        &self,
        job: &Job<'_>,
        sources: <(T,) as Elements>::Sources<'_>,
        targets: <(T,) as Elements>::Targets<'_>,
    ) {
        let row = rows::most_lanes::<T::Key>();
        run_sweep::<(T,), (T,)>(self, self.name.into(), &self.halo, row, job, sources, targets);
    }
}

impl<T: Element> Sweep<(T,), (T,)> for Ranks {
    fn sweep(
        &self,
        level: Level,
        walk: &Walk<'_>,
        sources: &<(T,) as Elements>::Sources<'_>,
        mut targets: <(T,) as Elements>::Targets<'_>,
    ) {
        let course = Course::new(self, walk, &sources.0, &targets.0);
        if !course.is_some_and(|course| course.run(level, &sources.0, &mut targets.0)) {
            slide(self, walk, &sources.0, targets.0);
        }
    }
}
