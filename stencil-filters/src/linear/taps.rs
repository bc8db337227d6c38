//! [`Taps`]: weights of neighbours anywhere around a pixel, on one to four axes at once.

#![allow(clippy::multiple_bound_locations, reason = "the annotation adds bounds of its own")]

use super::row::weighted;
use crate::lines::{Sources, Targets};
use std::borrow::Cow;
use stencil_core::engine::Job;
use stencil_core::prelude::*;
use stencil_core::{Halo, Side};

/// The most axes of weights that are not separable.
pub(crate) const MOST_AXES: usize = 4;

/// Neighbours and their weights.
#[derive(Clone, Debug, PartialEq)]
pub struct Taps {
    axes: usize,
    /// At least one; what lies beyond the last axis is zero.
    offsets: Vec<[isize; MOST_AXES]>,
    weights: Vec<f64>,
}

impl Taps {
    /// Offsets along so many axes (one to four) and their weights, in the order in which they are added. Those with a weight of
    /// zero are left out; if all are, the pixel itself stays.
    pub(crate) fn new(axes: usize, taps: impl Iterator<Item = ([isize; MOST_AXES], f64)>) -> Self {
        let (mut offsets, mut weights): (Vec<_>, Vec<_>) = taps.filter(|(_, weight)| *weight != 0.0).unzip();
        if offsets.is_empty() {
            (offsets, weights) = (vec![[0; MOST_AXES]], vec![0.0]);
        }
        Self { axes, offsets, weights }
    }

    /// The lowest and the highest offset along each axis; the pixel itself counts.
    fn reach<const D: usize>(&self) -> ([isize; D], [isize; D]) {
        let along = |axis: usize| self.offsets.iter().map(move |offset| offset[axis]);
        let lowest = |axis| along(axis).min().unwrap_or(0).min(0);
        let highest = |axis| along(axis).max().unwrap_or(0).max(0);
        (std::array::from_fn(lowest), std::array::from_fn(highest))
    }

    fn offsets<const D: usize>(&self) -> Vec<[isize; D]> {
        self.offsets.iter().map(|offset| std::array::from_fn(|axis| offset[axis])).collect()
    }

    fn kernel<A: Float>(&self) -> TapsKernel<A> {
        let weights: Vec<A> = self.weights.iter().map(|weight| weight.cast()).collect();
        match self.axes {
            1 => {
                let ([lowest], [highest]) = self.reach();
                let offsets = self.offsets.iter().map(|offset| offset[0]).collect();
                TapsKernel::One(weighted(lowest, highest, offsets, weights))
            }
            2 => {
                let (lowest, highest) = self.reach();
                TapsKernel::Two(taps_2(lowest, highest, self.offsets(), weights))
            }
            3 => {
                let (lowest, highest) = self.reach();
                TapsKernel::Three(taps_3(lowest, highest, self.offsets(), weights))
            }
            _ => {
                let (lowest, highest) = self.reach();
                TapsKernel::Four(taps_4(lowest, highest, self.offsets(), weights))
            }
        }
    }
}

/// A weighted sum on two axes.
#[stencil(simd, reach = ([lowest[0], lowest[1]], [highest[0], highest[1]]))]
pub fn taps_2<A: Float>(
    w: Window<A, 2>,
    lowest: [isize; 2],
    highest: [isize; 2],
    offsets: Vec<[isize; 2]>,
    weights: Vec<A>,
) -> A {
    let mut sum = w[offsets[0]] * weights[0];
    for k in 1..offsets.len() {
        sum += w[offsets[k]] * weights[k];
    }
    sum
}

/// A weighted sum on three axes.
#[stencil(simd, reach = ([lowest[0], lowest[1], lowest[2]], [highest[0], highest[1], highest[2]]))]
pub fn taps_3<A: Float>(
    w: Window<A, 3>,
    lowest: [isize; 3],
    highest: [isize; 3],
    offsets: Vec<[isize; 3]>,
    weights: Vec<A>,
) -> A {
    let mut sum = w[offsets[0]] * weights[0];
    for k in 1..offsets.len() {
        sum += w[offsets[k]] * weights[k];
    }
    sum
}

/// A weighted sum on four axes.
#[stencil(
    simd,
    reach = ([lowest[0], lowest[1], lowest[2], lowest[3]], [highest[0], highest[1], highest[2], highest[3]])
)]
pub fn taps_4<A: Float>(
    w: Window<A, 4>,
    lowest: [isize; 4],
    highest: [isize; 4],
    offsets: Vec<[isize; 4]>,
    weights: Vec<A>,
) -> A {
    let mut sum = w[offsets[0]] * weights[0];
    for k in 1..offsets.len() {
        sum += w[offsets[k]] * weights[k];
    }
    sum
}

impl Stencil for Taps {
    fn name(&self) -> Cow<'static, str> {
        "weights".into()
    }

    fn halo(&self) -> Halo {
        let (lowest, highest) = self.reach::<MOST_AXES>();
        let side = |axis: usize| Side::new(lowest[axis].unsigned_abs(), highest[axis].unsigned_abs());
        (0..self.axes).map(|axis| Halo::on_axis(axis, side(axis))).fold(Halo::ZERO, Halo::union)
    }

    fn dims(&self) -> Option<usize> {
        Some(self.axes)
    }
}

/// Taps, in the numbers that are computed with.
#[derive(Clone, Debug, PartialEq)]
pub enum TapsKernel<A: Float> {
    One(weighted<A>),
    Two(taps_2<A>),
    Three(taps_3<A>),
    Four(taps_4<A>),
}

macro_rules! taps {
    ($($float:ident)*) => {$(
        impl Filter<($float,)> for Taps {
            type Out = ($float,);
            type Carry<'s> = TapsKernel<$float>;

            fn carry<'s>(&self, _: &Job<'s>) -> Self::Carry<'s> {
                self.kernel()
            }

            fn evaluate<'s>(
                &self,
                job: &Job<'s>,
                carry: &mut Self::Carry<'s>,
                sources: Sources<'_, $float>,
                targets: Targets<'_, $float>,
            ) {
                match carry {
                    TapsKernel::One(kernel) => Filter::<($float,)>::evaluate(kernel, job, &mut (), sources, targets),
                    TapsKernel::Two(kernel) => Filter::<($float,)>::evaluate(kernel, job, &mut (), sources, targets),
                    TapsKernel::Three(kernel) => Filter::<($float,)>::evaluate(kernel, job, &mut (), sources, targets),
                    TapsKernel::Four(kernel) => Filter::<($float,)>::evaluate(kernel, job, &mut (), sources, targets),
                }
            }
        }
    )*};
}
taps! { f32 f64 }
