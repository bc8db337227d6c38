//! Sums over boxes, at the same cost whatever their size.
//!
//! ```text
//!   . . . . . .       each row of the array is read once; along it, sums of a few values are added to longer ones,
//!   . X X X . .       and so are the rows of those sums across it: `ladder` says which
//!   . X X X . .
//!   . . . . . .
//! ```
//!
//! A sum adds the values under its window, in an order that depends on the window's size alone. So its bits do not depend on
//! where it is or how the array is cut, a NaN or an infinity reaches no further than the window, and the error is that of a
//! few additions: of `n` values along an axis each goes through at most `3 log2(n)`.
//!
//! `way` chooses which axes of an array rows lie along, `course` goes over them, `machine` adds rows, and `ends` makes numbers
//! of pixels and results of sums.

mod course;
mod ends;
mod ladder;
mod machine;
#[cfg(test)]
mod tests;
mod way;

use crate::element::Element;
use crate::engine::{Elements, Job};
use crate::halo::Halo;
use crate::kernel::{Filter, Stencil};
use course::Course;
use std::borrow::Cow;
use std::marker::PhantomData;
use way::Way;

pub use ends::{Finish, High, Lift, Low, Mean, Sum, Whole};
pub use machine::Addend;

/// The filter that adds up what `L` makes of all pixels in a box, and gives what `F` makes of the sum.
///
/// A building block for the mean, which knows in which numbers to add.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct BoxSums<L, F> {
    halo: Halo,
    axes: usize,
    finish: F,
    lift: PhantomData<L>,
}

impl<L, F> BoxSums<L, F> {
    /// Over a box that reaches as far as a halo on so many axes. Along all but two of them it is one pixel wide.
    #[must_use]
    pub const fn new(halo: Halo, axes: usize, finish: F) -> Self {
        Self { halo, axes, finish, lift: PhantomData }
    }
}

impl<L: std::fmt::Debug + Send + Sync, F: std::fmt::Debug + Send + Sync> Stencil for BoxSums<L, F> {
    fn name(&self) -> Cow<'static, str> {
        "box sums".into()
    }

    fn halo(&self) -> Halo {
        self.halo
    }

    fn dims(&self) -> Option<usize> {
        Some(self.axes)
    }
}

impl<T: Element, L: Lift<T>, F: Finish<L::Sum>> Filter<(T,)> for BoxSums<L, F> {
    type Out = (F::Out,);
    type Carry<'s> = Option<Course<'s, L::Sum>>;

    fn carry<'s>(&self, _: &Job<'s>) -> Self::Carry<'s> {
        None
    }

    fn evaluate<'s>(
        &self,
        job: &Job<'s>,
        carry: &mut Self::Carry<'s>,
        sources: <(T,) as Elements>::Sources<'_>,
        mut targets: <(F::Out,) as Elements>::Targets<'_>,
    ) {
        let way = Way::new(self.halo, job, &targets.0);
        if way.region.is_void() {
            return;
        }
        let course = match carry.take().and_then(|course| course.on(way)) {
            Some(course) => carry.insert(course),
            None => carry.insert(Course::new(way, job)),
        };
        course.run::<T, L, F>(job, &self.finish, &sources.0, &mut targets.0);
    }
}
