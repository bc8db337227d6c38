//! [`Averaged`]: in which numbers the pixels of each type are added.

use super::Uniform;
use super::halves::{Half, Halves, signed_mean, unsigned_mean};
use super::work::Work;
use crate::Pixel;
use crate::lines::{CarryOf, Sources, Targets, carried};
use stencil_core::engine::Job;
use stencil_core::prelude::*;
use stencil_core::sums::{Mean, Whole};

/// A [`Pixel`] whose mean can be rounded once: every one of them.
pub trait Averaged: Pixel {
    /// What is done for one box, and what is carried.
    #[doc(hidden)]
    type Averaging<'s>;
    #[doc(hidden)]
    fn averaging<'s>(filter: &Uniform, job: &Job<'s>) -> Self::Averaging<'s>;
    #[doc(hidden)]
    fn average<'s>(
        averaging: &mut Self::Averaging<'s>,
        job: &Job<'s>,
        sources: Sources<'_, Self>,
        targets: Targets<'_, Self>,
    );
}

/// Sums in the first of these numbers if they cannot be larger than it holds, else in the second.
macro_rules! averaged {
    ($($t:ident: $few:ident, $many:ident;)*) => {$(
        impl Averaged for $t {
            type Averaging<'s> = Averaging<Work<'s, $t, Whole<$few>, Mean<$t>>, Work<'s, $t, Whole<$many>, Mean<$t>>>;

            fn averaging<'s>(filter: &Uniform, job: &Job<'s>) -> Self::Averaging<'s> {
                let count = filter.count(&filter.long(job.space.axes.len()));
                let (lowest, range) = ($t::MIN as f64, $t::MAX as f64 - $t::MIN as f64);
                let lifted = |value| <$t as Element>::beyond(value) as f64 - if $t::WHOLE { lowest } else { 0.0 };
                if range * f64::from(count) <= $few::MAX as f64 {
                    Averaging::Few(Work::new(filter, Mean::of(count), job, lifted))
                } else {
                    Averaging::Many(Work::new(filter, Mean::of(count), job, lifted))
                }
            }

            fn average<'s>(
                averaging: &mut Self::Averaging<'s>,
                job: &Job<'s>,
                sources: Sources<'_, $t>,
                targets: Targets<'_, $t>,
            ) {
                match averaging {
                    Averaging::Few(work) => work.evaluate(job, sources, targets),
                    Averaging::Many(work) => work.evaluate(job, sources, targets),
                }
            }
        }
    )*};
}
averaged! {
    u8: u16, u32; i8: u16, u32;
    u16: u32, u64; i16: u32, u64;
    u32: u64, u64; i32: u64, u64;
    f32: f32, f32; f64: f64, f64;
}

/// One of two ways to add.
#[derive(Debug)]
pub enum Averaging<A, B> {
    #[doc(hidden)]
    Few(A),
    #[doc(hidden)]
    Many(B),
}

macro_rules! averaged_in_halves {
    ($($t:ident $mean:ident;)*) => {$(
        impl Averaged for $t {
            type Averaging<'s> = (Halves<$mean>, CarryOf<'s, $t, Halves<$mean>>);

            fn averaging<'s>(filter: &Uniform, job: &Job<'s>) -> Self::Averaging<'s> {
                let count = filter.count(&filter.long(job.space.axes.len()));
                fn above(value: f64) -> u64 {
                    (<$t as Element>::beyond(value) as u64).wrapping_sub($t::MIN as u64)
                }
                let low = Half::new(filter, |value| (above(value) & 0xffff_ffff) as f64);
                let high = Half::new(filter, |value| (above(value) >> 32) as f64);
                carried::<$t, _>(low.zip(high).then($mean(count.into()).along(0)), job)
            }

            fn average<'s>(
                (filter, carry): &mut Self::Averaging<'s>,
                job: &Job<'s>,
                sources: Sources<'_, $t>,
                targets: Targets<'_, $t>,
            ) {
                filter.evaluate(job, carry, sources, targets);
            }
        }
    )*};
}
averaged_in_halves! { u64 unsigned_mean; i64 signed_mean; }
