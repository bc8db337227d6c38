//! What is made of the results of terms, pixel by pixel.

#![allow(clippy::multiple_bound_locations, reason = "the annotation adds bounds of its own")]

use std::borrow::Cow;
use stencil_core::Halo;
use stencil_core::engine::{Elements, Job};
use stencil_core::prelude::*;

/// The sum of both, each with a weight.
#[stencil(simd)]
fn sum<A: Float>(a: Window<A, 1>, b: Window<A, 1>, first: A, second: A) -> A {
    a[0] * first + b[0] * second
}

/// The sum of the squares of both, or of the first and the square of the second.
#[stencil(simd)]
fn squares<A: Float>(a: Window<A, 1>, b: Window<A, 1>, both: bool) -> A {
    let before = if both { a[0] * a[0] } else { a[0] };
    before + b[0] * b[0]
}

/// The root of the same, scaled.
#[stencil(simd)]
fn length<A: Float>(a: Window<A, 1>, b: Window<A, 1>, both: bool, scale: A) -> A {
    let before = if both { a[0] * a[0] } else { a[0] };
    (before + b[0] * b[0]).sqrt() * scale
}

/// What it is without its sign.
#[stencil(simd)]
fn absolute<A: Float>(w: Window<A, 1>) -> A {
    w[0].abs()
}

/// What it is, or zero if it is NaN.
#[stencil(simd)]
fn known<A: Float>(w: Window<A, 1>, zero: A) -> A {
    if w[0].is_nan() { zero } else { w[0] }
}

/// One, or zero if it is NaN.
#[stencil(simd)]
fn presence<A: Float>(w: Window<A, 1>, zero: A, one: A) -> A {
    if w[0].is_nan() { zero } else { one }
}

/// One divided by the other.
#[stencil(simd)]
fn ratio<A: Float>(a: Window<A, 1>, b: Window<A, 1>) -> A {
    a[0] / b[0]
}

/// What differs from the blurred image, enlarged, added to the image; within limits.
#[stencil(simd)]
fn sharpen<A: Float>(image: Window<A, 1>, blurred: Window<A, 1>, amount: A, lowest: A, highest: A) -> A {
    (image[0] + (image[0] - blurred[0]) * amount).clamp(lowest, highest)
}

/// One result of two.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Combine {
    /// The sum of both, with these weights.
    Sum(f64, f64),
    /// The sum of the squares of both, or of the first and the square of the second.
    Squares { both: bool },
    /// The root of the same, times this.
    Length { both: bool, scale: f64 },
    /// The first divided by the second.
    Ratio,
    /// Of the image and of what it is when blurred.
    Sharpen { amount: f64, limits: (f64, f64) },
}

/// One result of one.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    /// Without its sign.
    Absolute,
    /// Zero for NaN.
    Known,
    /// Zero for NaN, one for all else.
    Presence,
}

impl Change {
    /// What it makes of one value.
    pub(super) fn of(self, value: f64) -> f64 {
        match self {
            Self::Absolute => value.abs(),
            Self::Known if value.is_nan() => 0.0,
            Self::Known => value,
            Self::Presence => f64::from(u8::from(!value.is_nan())),
        }
    }
}

impl Stencil for Combine {
    fn name(&self) -> Cow<'static, str> {
        "combination".into()
    }

    fn halo(&self) -> Halo {
        Halo::from_sides([(0, 0)])
    }

    fn dims(&self) -> Option<usize> {
        Some(1)
    }
}

impl Stencil for Change {
    fn name(&self) -> Cow<'static, str> {
        "change".into()
    }

    fn halo(&self) -> Halo {
        Halo::from_sides([(0, 0)])
    }

    fn dims(&self) -> Option<usize> {
        Some(1)
    }
}

/// Evaluates a kernel.
fn run<In: Elements, F>(kernel: &F, job: &Job<'_>, sources: In::Sources<'_>, targets: <F::Out as Elements>::Targets<'_>)
where
    F: for<'s> Filter<In, Carry<'s> = ()>,
{
    kernel.evaluate(job, &mut (), sources, targets);
}

macro_rules! combinations {
    ($($float:ident)*) => {$(
        impl Filter<($float, $float)> for Combine {
            type Out = ($float,);
            type Carry<'s> = ();

            fn carry<'s>(&self, _: &Job<'s>) {}

            fn evaluate<'s>(
                &self,
                job: &Job<'s>,
                (): &mut (),
                sources: <($float, $float) as Elements>::Sources<'_>,
                targets: <($float,) as Elements>::Targets<'_>,
            ) {
                match *self {
                    Self::Sum(first, second) => {
                        run(&sum::<$float>(first as $float, second as $float), job, sources, targets);
                    }
                    Self::Squares { both } => run::<($float, $float), _>(&squares(both), job, sources, targets),
                    Self::Length { both, scale } => {
                        run(&length::<$float>(both, scale as $float), job, sources, targets);
                    }
                    Self::Ratio => run::<($float, $float), _>(&ratio, job, sources, targets),
                    Self::Sharpen { amount, limits: (lowest, highest) } => {
                        let kernel = sharpen::<$float>(amount as $float, lowest as $float, highest as $float);
                        run(&kernel, job, sources, targets);
                    }
                }
            }
        }

        impl Filter<($float,)> for Change {
            type Out = ($float,);
            type Carry<'s> = ();

            fn carry<'s>(&self, _: &Job<'s>) {}

            fn evaluate<'s>(
                &self,
                job: &Job<'s>,
                (): &mut (),
                sources: <($float,) as Elements>::Sources<'_>,
                targets: <($float,) as Elements>::Targets<'_>,
            ) {
                match *self {
                    Self::Absolute => run::<($float,), _>(&absolute, job, sources, targets),
                    Self::Known => run(&known::<$float>(0.0), job, sources, targets),
                    Self::Presence => run(&presence::<$float>(0.0, 1.0), job, sources, targets),
                }
            }
        }
    )*};
}
combinations! { f32 f64 }
