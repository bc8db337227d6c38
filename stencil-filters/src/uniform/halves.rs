//! Means of 64-bit integers: the upper and the lower half of their bits are added apart, since a sum has more bits than lanes.

use super::Uniform;
use super::work::Work;
use crate::lines::{Sources, Targets};
use std::borrow::Cow;
use std::marker::PhantomData;
use stencil_core::Halo;
use stencil_core::compose::{Along, Then, Zip};
use stencil_core::engine::Job;
use stencil_core::prelude::*;
use stencil_core::sums::{High, Lift, Low, Sum};

/// The sums of both halves, then the mean.
pub(super) type Halves<M> = Then<Zip<Half<Low>, Half<High>>, Along<M>>;

/// Sums of one half of the bits of 64-bit integers.
#[derive(Debug)]
pub struct Half<L> {
    filter: Uniform,
    lift: PhantomData<L>,
    /// What it makes of a constant.
    lifted: fn(f64) -> f64,
}

impl<L> Half<L> {
    pub(super) fn new(filter: &Uniform, lifted: fn(f64) -> f64) -> Self {
        Self { filter: *filter, lift: PhantomData, lifted }
    }
}

impl<L: std::fmt::Debug + Send + Sync> Stencil for Half<L> {
    fn name(&self) -> Cow<'static, str> {
        self.filter.name()
    }

    fn halo(&self) -> Halo {
        self.filter.halo()
    }

    fn dims(&self) -> Option<usize> {
        self.filter.dims()
    }
}

#[diagnostic::do_not_recommend]
impl<T: Element, L: Lift<T, Sum = u64>> Filter<(T,)> for Half<L> {
    type Out = (u64,);
    type Carry<'s> = Work<'s, T, L, Sum>;

    fn carry<'s>(&self, job: &Job<'s>) -> Self::Carry<'s> {
        Work::new(&self.filter, Sum, job, self.lifted)
    }

    fn evaluate<'s>(
        &self,
        job: &Job<'s>,
        carry: &mut Self::Carry<'s>,
        sources: Sources<'_, T>,
        targets: Targets<'_, u64>,
    ) {
        carry.evaluate(job, sources, targets);
    }
}

/// The mean of so many 64-bit integers whose halves have these sums, rounded half to even.
fn mean_of_halves(low: u64, high: u64, count: u64) -> u64 {
    let (sum, count) = ((u128::from(high) << 32) + u128::from(low), u128::from(count));
    let (mean, left) = (sum / count, 2 * (sum % count));
    (mean + u128::from(left > count || left == count && mean % 2 == 1)) as u64
}

/// Their mean, pixel by pixel: sums have more bits than lanes.
#[stencil]
pub fn unsigned_mean(low: Window<u64, 1>, high: Window<u64, 1>, count: u64) -> u64 {
    mean_of_halves(low[0], high[0], count)
}

/// The same for integers counted from the smallest one.
#[stencil]
pub fn signed_mean(low: Window<u64, 1>, high: Window<u64, 1>, count: u64) -> i64 {
    (mean_of_halves(low[0], high[0], count) ^ 0x8000_0000_0000_0000) as i64
}
