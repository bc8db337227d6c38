//! [`Scheme`]: in which numbers a separable weighted sum computes, and [`Separable`]: its passes, whatever these are.

use crate::Pixel;
use crate::lines::{CarryOf, Sources, Targets, carried, replaced};
use stencil_core::compose::{Along, Passes, Then, WithBoundary};
use stencil_core::engine::Job;
use stencil_core::prelude::*;

/// A way to compute weighted sums of pixels in one pass per axis.
pub trait Scheme<T: Pixel>: Sized {
    /// What is kept between two passes.
    type Between: Number;
    /// From the pixels to the first result.
    type First: Filter<(T,), Out = (Self::Between,)>;
    /// From one result to the next.
    type Middle: Filter<(Self::Between,), Out = (Self::Between,)>;
    /// From the result before to the pixels.
    type Last: Filter<(Self::Between,), Out = (T,)>;
    /// The only pass.
    type Only: Filter<(T,), Out = (T,)>;

    /// The scheme for passes of these radii, if it is good enough for them.
    fn new(radii: impl Iterator<Item = usize>) -> Option<Self>;
    /// A pass with the weights of the centre and of the neighbours on one side, which all together sum to one.
    fn first(&self, weights: &[f64]) -> Self::First;
    /// As [`first`](Self::first).
    fn middle(&self, weights: &[f64]) -> Self::Middle;
    /// As [`first`](Self::first).
    fn last(&self, weights: &[f64]) -> Self::Last;
    /// As [`first`](Self::first).
    fn only(&self, weights: &[f64]) -> Self::Only;
    /// What stands for a pixel value between two passes.
    fn between(value: f64) -> f64;
}

/// The passes of one scheme.
pub(super) struct Separable<'s, T: Pixel, A: Scheme<T>>(Work<'s, T, A>);

/// Passes, with what each carries.
#[allow(clippy::large_enum_variant, clippy::type_complexity, reason = "one per call, and the types are its content")]
enum Work<'s, T: Pixel, A: Scheme<T>> {
    One((Along<A::Only>, CarryOf<'s, T, Along<A::Only>>)),
    Two(Carried<'s, T, A, Along<A::Last>>),
    More(Carried<'s, T, A, Then<Passes<A::Middle>, Along<A::Last>>>),
}

/// The first pass and the later ones, which see beyond the edges what the first one makes of it.
type From<T, A, Later> = Then<Along<<A as Scheme<T>>::First>, WithBoundary<Later>>;
/// All passes, and what they carry.
type Carried<'s, T, A, Later> = (From<T, A, Later>, CarryOf<'s, T, From<T, A, Later>>);

impl<'s, T: Pixel, A: Scheme<T>> Separable<'s, T, A> {
    /// Passes along at least one axis: its number and its weights. The last axis comes first, as it is the one along which
    /// pixels are neighbours in memory, and what is read across them is then in scratch.
    pub(super) fn new(scheme: &A, axes: &[(usize, Vec<f64>)], job: &Job<'s>) -> Self {
        let beyond = replaced(job.space.boundary, job.space.axes.len(), |boundary| match boundary {
            Boundary::Constant(value) => Boundary::Constant(A::between(value)),
            other => other,
        });
        Self(match axes {
            [] => unreachable!("there is an axis to work along"),
            [(axis, weights)] => Work::One(carried::<T, _>(scheme.only(weights).along(*axis), job)),
            [(end, last), between @ .., (begin, first)] => {
                let first = scheme.first(first).along(*begin);
                let last = scheme.last(last).along(*end);
                if between.is_empty() {
                    return Self(Work::Two(carried::<T, _>(first.then(last.boundary(beyond)), job)));
                }
                let between = between.iter().rev().map(|(axis, weights)| (*axis, scheme.middle(weights))).collect();
                Work::More(carried::<T, _>(first.then(Passes::new(between).then(last).boundary(beyond)), job))
            }
        })
    }

    /// Computes a part of the result.
    pub(super) fn evaluate(&mut self, job: &Job<'s>, sources: Sources<'_, T>, targets: Targets<'_, T>) {
        match &mut self.0 {
            Work::One((pass, carry)) => pass.evaluate(job, carry, sources, targets),
            Work::Two((passes, carry)) => passes.evaluate(job, carry, sources, targets),
            Work::More((passes, carry)) => passes.evaluate(job, carry, sources, targets),
        }
    }
}
