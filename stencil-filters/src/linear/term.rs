//! [`Term`]: one row of weights after the other, each along its axis.

use super::row::{Row, RowKernel};
use crate::lines::{Sources, Targets};
use std::borrow::Cow;
use stencil_core::Halo;
use stencil_core::boundary::Boundaries;
use stencil_core::compose::{ChainCarry, Passes, WithBoundary};
use stencil_core::engine::Job;
use stencil_core::prelude::*;

/// A separable weighted sum.
#[derive(Clone, Debug, PartialEq)]
pub struct Term {
    /// Axes and rows, in the order of the work.
    passes: Vec<(usize, Row)>,
}

impl Term {
    /// These rows, at most one along each axis. The last axis comes first, as it is the one along which pixels are neighbours
    /// in memory. No rows copy.
    pub(crate) fn new(mut rows: Vec<(usize, Row)>) -> Self {
        rows.sort_by_key(|(axis, _)| std::cmp::Reverse(*axis));
        Self { passes: rows }
    }

    /// The passes, each with what lies beyond the edges of what it reads.
    fn passes<A: Float>(&self, boundaries: Boundaries) -> Passes<WithBoundary<RowKernel<A>>> {
        let mut gain = 1.0;
        let pass = |(axis, row): &(usize, Row)| {
            let beyond = match boundaries.on(*axis) {
                Boundary::Constant(value) => Boundary::Constant(value * gain),
                other => other,
            };
            gain *= row.gain();
            (*axis, row.kernel().boundary(beyond))
        };
        Passes::new(self.passes.iter().map(pass).collect())
    }
}

impl Stencil for Term {
    fn name(&self) -> Cow<'static, str> {
        "weights".into()
    }

    fn halo(&self) -> Halo {
        let side = |(axis, row): &(usize, Row)| Halo::on_axis(*axis, row.side());
        self.passes.iter().map(side).fold(Halo::ZERO, Halo::then)
    }

    fn dims(&self) -> Option<usize> {
        None
    }

    fn between(&self, _axes: usize) -> usize {
        self.passes.len().saturating_sub(1)
    }
}

/// The passes in one of the two types of float.
type Rows<A> = WithBoundary<RowKernel<A>>;

/// The passes, and what they carry.
pub struct TermWork<'s, A: Float>(Passes<Rows<A>>, ChainCarry<'s, (A,), Rows<A>>)
where
    RowKernel<A>: Filter<(A,), Out = (A,)>;

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
