//! Passes whose sums are floating point.

#![allow(clippy::multiple_bound_locations, reason = "the annotation adds bounds of its own")]

use super::scheme::Scheme;
use crate::Pixel;
use stencil_core::prelude::*;
use stencil_core::scalar::Scalar;

/// A weighted sum, from the outermost pair of neighbours to the innermost: the order in which SciPy adds.
///
/// `weights` begins with the centre's; the neighbours on either side share one, and are added before they are converted:
/// one conversion for two.
#[stencil(simd, radius = weights.len() - 1)]
pub fn smooth<T: Pixel, A: Float>(w: Window<T, 1>, weights: Vec<A>) -> A {
    let mut sum = w[0].cast::<A>() * weights[0];
    for k in 1..weights.len() {
        let d = weights.len() - k;
        let pair = w[-(d as isize)].cast::<T::Pair>() + w[d as isize].cast::<T::Pair>();
        sum += pair.cast::<A>() * weights[d];
    }
    sum
}

/// The last pass: the same sum, back in the type of the array.
#[stencil(simd, radius = weights.len() - 1)]
pub fn finish<I: Pixel, T: Pixel>(w: Window<I, 1>, weights: Vec<T::Weighted>) -> T {
    let mut sum = w[0].cast::<T::Weighted>() * weights[0];
    for k in 1..weights.len() {
        let d = weights.len() - k;
        let pair = w[-(d as isize)].cast::<I::Pair>() + w[d as isize].cast::<I::Pair>();
        sum += pair.cast::<T::Weighted>() * weights[d];
    }
    if T::WHOLE { sum.round_ties_even().cast::<T>() } else { sum.cast::<T>() }
}

/// Sums in [`Pixel::Weighted`], rounded once, half to even: works for every type and radius.
#[derive(Clone, Copy, Debug)]
pub struct Floating;

/// The same weights, as the numbers that are computed with.
fn rounded<A: Float>(weights: &[f64]) -> Vec<A> {
    weights.iter().map(|weight| weight.cast::<A>()).collect()
}

impl<T: Pixel> Scheme<T> for Floating {
    type Between = T::Weighted;
    type First = smooth<T::Weighted>;
    type Middle = smooth<T::Weighted>;
    type Last = finish<T>;
    type Only = finish<T>;

    fn new(_: impl Iterator<Item = usize>) -> Option<Self> {
        Some(Self)
    }

    fn first(&self, weights: &[f64]) -> Self::First {
        smooth(rounded(weights))
    }

    fn middle(&self, weights: &[f64]) -> Self::Middle {
        smooth(rounded(weights))
    }

    fn last(&self, weights: &[f64]) -> Self::Last {
        finish(rounded(weights))
    }

    fn only(&self, weights: &[f64]) -> Self::Only {
        finish(rounded(weights))
    }

    fn between(value: f64) -> f64 {
        value
    }
}
