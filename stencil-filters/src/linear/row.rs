//! [`Row`]: weights along one axis, and the kernels that apply them.

#![allow(clippy::multiple_bound_locations, reason = "the annotation adds bounds of its own")]

use super::combine::Change;
use crate::gaussian::floating::smooth;
use crate::lines::{Sources, Targets};
use std::borrow::Cow;
use stencil_core::engine::Job;
use stencil_core::prelude::*;
use stencil_core::{Halo, Side};

/// Weights of consecutive neighbours along one axis.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Row {
    /// Offset of the first weight's neighbour from the pixel.
    first: isize,
    /// At least one.
    weights: Vec<f64>,
    /// Whether neighbours are read whose weight is zero.
    dense: bool,
}

impl Row {
    /// These weights, the first for the neighbour at this offset. Zeros between others are not read; those at the ends are.
    pub(crate) fn new(first: isize, weights: Vec<f64>) -> Self {
        debug_assert!(!weights.is_empty(), "a row has a weight");
        Self { first, weights, dense: false }
    }

    /// Samples of a curve around the pixel, which may be zero and are read all the same.
    pub(crate) fn sampled(radius: usize, curve: impl Fn(isize) -> f64) -> Self {
        let radius = radius as isize;
        Self { first: -radius, weights: (-radius..=radius).map(curve).collect(), dense: true }
    }

    /// Weights around the pixel.
    pub(crate) fn centred(weights: &[f64]) -> Self {
        Self::new(-((weights.len() / 2) as isize), weights.to_vec())
    }

    /// The same without the zeros at its ends. If all are zero, one stays, for the pixel itself.
    pub(crate) fn trimmed(&self) -> Self {
        let Some(from) = self.weights.iter().position(|weight| *weight != 0.0) else { return Self::new(0, vec![0.0]) };
        let to = self.weights.iter().rposition(|weight| *weight != 0.0).unwrap_or(from);
        Self::new(self.first + from as isize, self.weights[from..=to].to_vec())
    }

    /// How far it reaches.
    pub(crate) fn side(&self) -> Side {
        let last = self.first + self.weights.len() as isize - 1;
        Side::new(self.first.min(0).unsigned_abs(), last.max(0).unsigned_abs())
    }

    /// What it makes of a row of ones.
    pub(crate) fn gain(&self) -> f64 {
        match self.symmetry() {
            Some(Symmetry::Odd) => 0.0,
            _ => self.weights.iter().sum(),
        }
    }

    /// Weights and offsets, those that are zero left out (but not at the ends, which are read).
    fn taps(&self) -> impl Iterator<Item = (isize, f64)> {
        let last = self.weights.len() - 1;
        let all = self.weights.iter().enumerate();
        all.filter(move |(at, weight)| self.dense || **weight != 0.0 || *at == 0 || *at == last)
            .map(|(at, weight)| (self.first + at as isize, *weight))
    }

    /// What both sides have in common, if the row lies around the pixel.
    fn symmetry(&self) -> Option<Symmetry> {
        let half = self.weights.len() / 2;
        if self.first != -(half as isize) || self.weights.len().is_multiple_of(2) {
            return None;
        }
        let pairs = || (0..half).map(|at| (self.weights[at], self.weights[2 * half - at]));
        let read = |weight: &f64| self.dense || *weight != 0.0;
        if self.weights.iter().all(read) && pairs().all(|(before, after)| before == after) {
            return Some(Symmetry::Even);
        }
        (half > 0 && self.weights[half] == 0.0 && pairs().all(|(before, after)| before == -after))
            .then_some(Symmetry::Odd)
    }

    /// What computes with it.
    pub(super) fn kernel<A: Float>(&self) -> Pass<A> {
        let half = self.weights.len() / 2;
        match self.symmetry() {
            Some(Symmetry::Even) => Pass::Even(smooth(self.weights[half..].iter().map(|w| w.cast()).collect())),
            Some(Symmetry::Odd) => {
                // From the outermost pair to the innermost, as the sums of the others.
                let after: Vec<_> = self.taps().filter(|(offset, _)| *offset > 0).collect();
                let (distances, weights) = after.into_iter().rev().map(|(at, weight)| (at, weight.cast::<A>())).unzip();
                Pass::Odd(antisymmetric(half, distances, weights))
            }
            None => {
                let (offsets, weights) = self.taps().map(|(at, weight)| (at, weight.cast::<A>())).unzip();
                let Side { before, after } = self.side();
                Pass::Other(weighted(-(before as isize), after as isize, offsets, weights))
            }
        }
    }
}

/// What the two halves of a row have in common.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Symmetry {
    /// The same weights, all of which are read.
    Even,
    /// Weights that differ in sign.
    Odd,
}

/// Differences of the neighbours at the same distance, each with a weight. Flipping the image changes the sign, bit for bit.
#[stencil(simd, radius = radius)]
pub fn antisymmetric<A: Float>(w: Window<A, 1>, radius: usize, distances: Vec<isize>, weights: Vec<A>) -> A {
    let mut sum = (w[distances[0]] - w[-distances[0]]) * weights[0];
    for k in 1..distances.len() {
        sum += (w[distances[k]] - w[-distances[k]]) * weights[k];
    }
    sum
}

/// Any weights: a sum over the neighbours in their order.
#[stencil(simd, reach = (lowest, highest))]
pub fn weighted<A: Float>(w: Window<A, 1>, lowest: isize, highest: isize, offsets: Vec<isize>, weights: Vec<A>) -> A {
    let mut sum = w[offsets[0]] * weights[0];
    for k in 1..offsets.len() {
        sum += w[offsets[k]] * weights[k];
    }
    sum
}

/// One pass: a row, in the numbers that are computed with, or what is made of each pixel before.
#[derive(Clone, Debug, PartialEq)]
pub enum Pass<A: Float> {
    Change(Change),
    Even(smooth<A>),
    Odd(antisymmetric<A>),
    Other(weighted<A>),
}

impl<A: Float> Stencil for Pass<A> {
    fn name(&self) -> Cow<'static, str> {
        "weights".into()
    }

    fn halo(&self) -> Halo {
        match self {
            Self::Change(change) => change.halo(),
            Self::Even(kernel) => kernel.halo(),
            Self::Odd(kernel) => kernel.halo(),
            Self::Other(kernel) => kernel.halo(),
        }
    }

    fn dims(&self) -> Option<usize> {
        Some(1)
    }
}

macro_rules! passes {
    ($($float:ident)*) => {$(
        impl Filter<($float,)> for Pass<$float> {
            type Out = ($float,);
            type Carry<'s> = ();

            fn carry<'s>(&self, _: &Job<'s>) {}

            fn evaluate<'s>(
                &self,
                job: &Job<'s>,
                carry: &mut (),
                sources: Sources<'_, $float>,
                targets: Targets<'_, $float>,
            ) {
                match self {
                    Self::Change(change) => Filter::<($float,)>::evaluate(change, job, carry, sources, targets),
                    Self::Even(kernel) => Filter::<($float,)>::evaluate(kernel, job, carry, sources, targets),
                    Self::Odd(kernel) => Filter::<($float,)>::evaluate(kernel, job, carry, sources, targets),
                    Self::Other(kernel) => Filter::<($float,)>::evaluate(kernel, job, carry, sources, targets),
                }
            }
        }
    )*};
}
passes! { f32 f64 }

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zeros_at_the_ends_are_trimmed() {
        assert_eq!(Row::new(-2, vec![0.0, 0.0, 3.0, 0.0, 1.0, 0.0]).trimmed(), Row::new(0, vec![3.0, 0.0, 1.0]));
        assert_eq!(Row::new(-2, vec![0.0; 4]).trimmed(), Row::new(0, vec![0.0]));
        assert_eq!(Row::new(2, vec![1.0, 1.0]).side(), Side::new(0, 3));
        assert_eq!(Row::new(-5, vec![1.0, 1.0]).side(), Side::new(5, 0));
    }

    #[test]
    fn rows_are_computed_by_their_symmetry() {
        let kernel = |weights: &[f64]| Row::centred(weights).kernel::<f32>();
        assert!(matches!(kernel(&[1.0, 2.0, 1.0]), Pass::Even(_)));
        assert!(matches!(kernel(&[2.0]), Pass::Even(_)));
        assert!(matches!(kernel(&[-1.0, 0.0, 1.0]), Pass::Odd(_)));
        assert!(matches!(kernel(&[1.0, 0.0, 1.0]), Pass::Other(_)));
        assert!(matches!(kernel(&[1.0, 1.0]), Pass::Other(_)));
        assert!(matches!(Row::new(0, vec![1.0, 2.0, 1.0]).kernel::<f64>(), Pass::Other(_)));
    }

    #[test]
    fn differences_of_a_constant_are_nothing() {
        assert_eq!(Row::centred(&[-0.1, -0.3, 0.0, 0.3, 0.1]).gain(), 0.0);
        assert_eq!(Row::centred(&[1.0, -2.0, 1.0]).gain(), 0.0);
        assert_eq!(Row::centred(&[1.0, 2.0, 1.0]).gain(), 4.0);
    }
}
