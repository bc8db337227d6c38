//! [`Work`]: the passes of a box on any number of axes.

use super::{Uniform, none};
use crate::lines::{CarryOf, Sources, Targets, carried};
use stencil_core::Halo;
use stencil_core::compose::{Along, Passes, Then, WithBoundary};
use stencil_core::engine::Job;
use stencil_core::prelude::*;
use stencil_core::sums::{BoxSums, Finish, Lift, Sum, Whole};

/// What there is to do for a box on so many axes: along the last two at once, then along each of the others.
#[allow(clippy::large_enum_variant, clippy::type_complexity, reason = "one per call, and the types are its content")]
pub enum Work<'s, T: Element, L: Lift<T>, F: Finish<L::Sum>>
where
    Whole<L::Sum>: Lift<L::Sum, Sum = L::Sum>,
{
    #[doc(hidden)]
    Once((BoxSums<L, F>, CarryOf<'s, T, BoxSums<L, F>>)),
    #[doc(hidden)]
    More(Box<(Steps<L, F, L::Sum>, CarryOf<'s, T, Steps<L, F, L::Sum>>)>),
}

/// Sums along two axes, then along some others, one by one, and along the last one.
pub(super) type Steps<L, F, A> =
    Then<BoxSums<L, Sum>, WithBoundary<Then<Passes<BoxSums<Whole<A>, Sum>>, Along<BoxSums<Whole<A>, F>>>>>;

impl<'s, T: Element, L: Lift<T>, F: Finish<L::Sum>> Work<'s, T, L, F>
where
    Whole<L::Sum>: Lift<L::Sum, Sum = L::Sum>,
{
    /// `lifted` is what `L` makes of a constant.
    pub(super) fn new(filter: &Uniform, finish: F, job: &Job<'s>, lifted: impl Fn(f64) -> f64) -> Self {
        let axes = job.space.axes.len();
        let long = filter.long(axes);
        let over = |part: &[usize]| filter.halo().filtered(|axis| part.contains(&axis)).union(none(axes));
        let (others, plane) = long.split_at(long.len().saturating_sub(2));
        let Some((last, between)) = others.split_first() else {
            return Self::Once(carried::<T, _>(BoxSums::new(over(plane), axes, finish), job));
        };
        // Beyond the edge of an axis there are sums along those before it.
        let mut boundaries: Vec<Boundary> = (0..axes).map(|axis| job.space.boundary.on(axis)).collect();
        let mut count = f64::from(filter.count(plane));
        for &axis in others.iter().rev() {
            if let Boundary::Constant(value) = &mut boundaries[axis] {
                *value = lifted(*value) * count;
            }
            count *= filter.size.get(axis) as f64;
        }
        let alone = |axis: usize| Halo::on_axis(0, filter.side(axis)).union(none(1));
        let middle = between.iter().rev().map(|axis| (*axis, BoxSums::new(alone(*axis), 1, Sum))).collect();
        let end = BoxSums::new(alone(*last), 1, finish).along(*last);
        let first = BoxSums::new(over(plane), axes, Sum);
        Self::More(Box::new(carried::<T, _>(first.then(Passes::new(middle).then(end).boundary(&boundaries[..])), job)))
    }

    pub(super) fn evaluate(&mut self, job: &Job<'s>, sources: Sources<'_, T>, targets: Targets<'_, F::Out>) {
        match self {
            Self::Once((sums, carry)) => sums.evaluate(job, carry, sources, targets),
            Self::More(all) => all.0.evaluate(job, &mut all.1, sources, targets),
        }
    }
}
