//! [`Term`]: one row of weights after the other, each along its axis.

use super::combine::Change;
use super::row::{Pass, Row};
use crate::lines::{Sources, Targets};
use std::borrow::Cow;
use stencil_core::Halo;
use stencil_core::boundary::Boundaries;
use stencil_core::compose::{Along, ChainCarry, Passes, WithBoundary};
use stencil_core::engine::Job;
use stencil_core::prelude::*;

/// A separable weighted sum.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// What is made of each pixel before.
    change: Option<Change>,
    /// Axes and rows, in the order of the work.
    rows: Vec<(usize, Row)>,
}

impl Term {
    /// These rows, at most one along each axis. The last axis comes first, as it is the one along which pixels are neighbours
    /// in memory. No rows copy.
    pub(crate) fn new(mut rows: Vec<(usize, Row)>) -> Self {
        rows.sort_by_key(|(axis, _)| std::cmp::Reverse(*axis));
        Self { change: None, rows }
    }

    /// The same rows on what is made of each pixel before.
    pub(crate) fn of(self, change: Change) -> Self {
        Self { change: Some(change), ..self }
    }

    /// The passes, each with what lies beyond the edges of what it reads.
    fn passes<A: Float>(&self, boundaries: Boundaries) -> Passes<WithBoundary<Pass<A>>> {
        let mut gain = 1.0;
        let row = |(axis, row): &(usize, Row)| {
            let beyond = match boundaries.on(*axis) {
                Boundary::Constant(value) => {
                    Boundary::Constant(self.change.map_or(value, |change| change.of(value)) * gain)
                }
                other => other,
            };
            gain *= row.gain();
            (*axis, row.kernel().boundary(beyond))
        };
        let change = self.change.map(|change| (0, Pass::Change(change).boundary(Boundary::DEFAULT)));
        Passes::new(change.into_iter().chain(self.rows.iter().map(row)).collect())
    }
}

impl Stencil for Term {
    fn name(&self) -> Cow<'static, str> {
        "weights".into()
    }

    fn halo(&self) -> Halo {
        let side = |(axis, row): &(usize, Row)| Halo::on_axis(*axis, row.side());
        self.rows.iter().map(side).fold(Halo::ZERO, Halo::then)
    }

    fn dims(&self) -> Option<usize> {
        None
    }

    fn between(&self, _axes: usize) -> usize {
        (self.rows.len() + usize::from(self.change.is_some())).saturating_sub(1)
    }
}

/// The passes in one of the two types of float.
type Rows<A> = WithBoundary<Pass<A>>;

/// The passes, and what they carry.
pub struct TermWork<'s, A: Float>(Passes<Rows<A>>, ChainCarry<'s, (A,), Along<Rows<A>>>)
where
    Pass<A>: Filter<(A,), Out = (A,)>;

macro_rules! terms {
    ($($float:ident)*) => {$(
        impl Filter<($float,)> for Term {
            type Out = ($float,);
            type Carry<'s> = TermWork<'s, $float>;

            fn carry<'s>(&self, job: &Job<'s>) -> Self::Carry<'s> {
                let passes = self.passes(job.space.boundary);
                let carry = passes.carry(job);
                TermWork(passes, carry)
            }

            fn evaluate<'s>(
                &self,
                job: &Job<'s>,
                TermWork(passes, carry): &mut Self::Carry<'s>,
                sources: Sources<'_, $float>,
                targets: Targets<'_, $float>,
            ) {
                passes.evaluate(job, carry, sources, targets);
            }
        }
    )*};
}
terms! { f32 f64 }
