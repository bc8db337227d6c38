//! [`Scheme`]: in which numbers a separable weighted sum computes, and [`Separable`]: its passes, whatever these are.

use super::Gaussian;
use crate::Pixel;
use crate::lines::{CarryOf, Sources, Targets, replaced};
use stencil_core::Boundaries;
use stencil_core::compose::{Along, Passes, Then, WithBoundary};
use stencil_core::engine::{Job, Made};
use stencil_core::prelude::*;

/// A way to compute weighted sums of pixels in one pass per axis.
pub trait Scheme<T: Pixel>: Sized + 'static {
    /// What is kept between two passes.
    type Between: Number;
    /// From the pixels to the first result.
    type First: Filter<(T,), Out = (Self::Between,)> + 'static;
    /// From one result to the next.
    type Middle: Filter<(Self::Between,), Out = (Self::Between,)> + 'static;
    /// From the result before to the pixels.
    type Last: Filter<(Self::Between,), Out = (T,)> + 'static;
    /// The only pass.
    type Only: Filter<(T,), Out = (T,)> + 'static;

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

/// The passes of one scheme, with what they carry.
pub(super) struct Separable<'s, T: Pixel, A: Scheme<T>> {
    passes: Made<'s, Key, Work<T, A>>,
    carry: Carry<'s, T, A>,
}

/// What passes are made of: the filter, and the axes and boundaries that it is applied with.
type Key = (Gaussian, usize, Boundaries);

/// Passes along one axis, two, or more.
#[allow(clippy::large_enum_variant, reason = "one per call, and the types are its content")]
enum Work<T: Pixel, A: Scheme<T>> {
    One(Along<A::Only>),
    Two(Pair<T, A>),
    More(Many<T, A>),
}

/// What they carry.
#[allow(clippy::large_enum_variant, reason = "as above")]
enum Carry<'s, T: Pixel, A: Scheme<T>> {
    One(CarryOf<'s, T, Along<A::Only>>),
    Two(CarryOf<'s, T, Pair<T, A>>),
    More(CarryOf<'s, T, Many<T, A>>),
}

/// The first pass and the later ones, which see beyond the edges what the first one makes of it.
type From<T, A, Later> = Then<Along<<A as Scheme<T>>::First>, WithBoundary<Later>>;
/// Along two axes, and along more.
type Pair<T, A> = From<T, A, Along<<A as Scheme<T>>::Last>>;
type Many<T, A> = From<T, A, Then<Passes<<A as Scheme<T>>::Middle>, Along<<A as Scheme<T>>::Last>>>;

impl<'s, T: Pixel, A: Scheme<T>> Separable<'s, T, A> {
    /// The passes of a Gaussian that smooths along at least one axis.
    pub(super) fn new(scheme: &A, gaussian: &Gaussian, job: &Job<'s>) -> Self {
        let key = (*gaussian, job.space.axes.len(), job.space.boundary);
        let passes = job.made(key, |(gaussian, axes, boundary)| Work::new(scheme, gaussian, *axes, *boundary));
        let carry = match &*passes {
            Work::One(pass) => Carry::One(pass.carry(job)),
            Work::Two(passes) => Carry::Two(passes.carry(job)),
            Work::More(passes) => Carry::More(passes.carry(job)),
        };
        Self { passes, carry }
    }

    /// Computes a part of the result.
    pub(super) fn evaluate(&mut self, job: &Job<'s>, sources: Sources<'_, T>, targets: Targets<'_, T>) {
        match (&*self.passes, &mut self.carry) {
            (Work::One(pass), Carry::One(carry)) => pass.evaluate(job, carry, sources, targets),
            (Work::Two(passes), Carry::Two(carry)) => passes.evaluate(job, carry, sources, targets),
            (Work::More(passes), Carry::More(carry)) => passes.evaluate(job, carry, sources, targets),
            _ => unreachable!("what is carried is that of the passes"),
        }
    }
}

impl<T: Pixel, A: Scheme<T>> Work<T, A> {
    /// The last axis comes first, as it is the one along which pixels are neighbours in memory, and what is read across them is
    /// then in scratch.
    fn new(scheme: &A, gaussian: &Gaussian, axes: usize, boundary: Boundaries) -> Self {
        let weights: Vec<_> = gaussian.smoothed(axes).map(|axis| (axis, gaussian.weights(axis))).collect();
        let beyond = replaced(boundary, axes, |boundary| match boundary {
            Boundary::Constant(value) => Boundary::Constant(A::between(value)),
            other => other,
        });
        match &weights[..] {
            [] => unreachable!("there is an axis to work along"),
            [(axis, weights)] => Self::One(scheme.only(weights).along(*axis)),
            [(end, last), between @ .., (begin, first)] => {
                let first = scheme.first(first).along(*begin);
                let last = scheme.last(last).along(*end);
                if between.is_empty() {
                    return Self::Two(first.then(last.boundary(beyond)));
                }
                let between = between.iter().rev().map(|(axis, weights)| (*axis, scheme.middle(weights))).collect();
                Self::More(first.then(Passes::new(between).then(last).boundary(beyond)))
            }
        }
    }
}
