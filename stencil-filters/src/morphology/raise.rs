//! Erosion and dilation with heights, of floats.

#![allow(clippy::multiple_bound_locations, reason = "the annotation adds bounds of its own")]

use super::step::Step;
use super::structure::Structure;
use crate::lines::{CarryOf, Sources, Targets, carried, replaced};
use crate::{NanPolicy, Pixel};
use std::borrow::Cow;
use stencil_core::compose::{Along, Then};
use stencil_core::engine::Job;
use stencil_core::extrema::Extreme;
use stencil_core::prelude::*;

/// The largest sum of a pixel and a height, of values that were multiplied by `sign` before, and are again afterwards: with
/// -1, the smallest difference. A NaN makes it NaN, or takes no part if it `omits` those.
macro_rules! highest {
    ($($name:ident, $dims:tt ($($axis:tt)*);)*) => {$(
        #[stencil(simd, reach = ([$(low[$axis]),*], [$(high[$axis]),*]))]
        fn $name<T: Float>(
            w: Window<T, $dims>,
            low: [isize; $dims],
            high: [isize; $dims],
            sign: T,
            cells: Vec<[isize; $dims]>,
            heights: Vec<T>,
            omits: bool,
        ) -> T {
            let mut best = w[[$(cells[0][$axis]),*]] * sign + heights[0];
            for k in 1..cells.len() {
                let value = w[[$(cells[k][$axis]),*]] * sign + heights[k];
                let missing = if omits { best.is_nan() } else { value.is_nan() };
                best = if value > best || missing { value } else { best };
            }
            best * sign
        }
    )*};
}
highest! {
    highest_1, 1 (0);
    highest_2, 2 (0 1);
    highest_3, 3 (0 1 2);
}

/// The filter of floats that a structure is.
#[derive(Clone, Debug)]
pub struct Raise(Step<Structure>);

impl Stencil for Raise {
    fn name(&self) -> Cow<'static, str> {
        self.0.name()
    }

    fn halo(&self) -> Halo {
        self.0.halo()
    }

    fn dims(&self) -> Option<usize> {
        self.0.dims()
    }
}

/// The first axes of an offset.
fn first<const D: usize>(offset: &[isize]) -> [isize; D] {
    std::array::from_fn(|axis| offset[axis])
}

macro_rules! raises {
    ($($t:ident)*) => {$(
        impl Filter<($t,)> for Raise {
            type Out = ($t,);
            type Carry<'s> = ();

            fn carry<'s>(&self, _: &Job<'s>) {}

            fn evaluate<'s>(&self, job: &Job<'s>, carry: &mut (), sources: Sources<'_, $t>, targets: Targets<'_, $t>) {
                let (axes, halo, omits) = (job.space.axes.len(), self.halo(), self.0.nan == NanPolicy::Omit);
                let sign = if self.0.extreme == Extreme::Smallest { -1.0 } else { 1.0 };
                // What takes no part is further away than all heights reach.
                let far = if omits { f64::NAN } else { -f64::INFINITY * sign };
                let beyond = replaced(job.space.boundary, axes, |boundary| match boundary {
                    Boundary::Ignore => Boundary::Constant(far),
                    other => other,
                });
                let job = job.within(job.space.with_boundary(beyond));
                let (cells, heights) = self.0.shape.cells(axes);
                let heights = heights.into_iter().map(|height| height as $t).collect();
                let low: Vec<isize> = (0..axes).map(|axis| -(halo.side(axis).before as isize)).collect();
                let high: Vec<isize> = (0..axes).map(|axis| halo.side(axis).after as isize).collect();
                macro_rules! run {
                    ($kernel:ident) => {{
                        let cells = cells.iter().map(|cell| first(cell)).collect();
                        let kernel = $kernel(first(&low), first(&high), sign as $t, cells, heights, omits);
                        Filter::<($t,)>::evaluate(&kernel, &job, carry, sources, targets);
                    }};
                }
                match axes {
                    1 => run!(highest_1),
                    2 => run!(highest_2),
                    _ => run!(highest_3),
                }
            }
        }
    )*};
}
raises! { f32 f64 }

/// A whole number as a float.
#[stencil(simd)]
pub fn lift<T: Number, A: Float>(w: Window<T, 1>) -> A {
    w[0].cast::<A>()
}

/// A float as a whole number: rounded, half to even, and no further than the ends of the type.
#[stencil(simd)]
pub fn round<A: Float, T: Pixel>(w: Window<A, 1>) -> T {
    w[0].round_ties_even().cast::<T>()
}

/// Element types that heights are added to: floats, and integers of up to 32 bits.
#[diagnostic::on_unimplemented(
    message = "heights are not added to `{Self}`",
    note = "a `Structure` works on `u8` to `u32`, `i8` to `i32`, `f32` and `f64`; a flat `Footprint` on all element types"
)]
pub trait Additive: Pixel {
    #[doc(hidden)]
    type Raised: Filter<(Self,), Out = (Self,)>;
    #[doc(hidden)]
    fn raised(raise: Raise) -> Self::Raised;
}

macro_rules! additive {
    ($($float:ident: $($t:ident)*;)*) => {$(
        impl Additive for $float {
            type Raised = Raise;
            fn raised(raise: Raise) -> Raise {
                raise
            }
        }
        $(
            impl Additive for $t {
                type Raised = Then<Then<Along<lift<$float>>, Raise>, Along<round<$t>>>;
                fn raised(raise: Raise) -> Self::Raised {
                    lift().along(0).then(raise).then(round().along(0))
                }
            }
        )*
    )*};
}
additive! {
    f32: u8 i8 u16 i16;
    f64: u32 i32;
}

impl<T: Additive> Filter<(T,)> for Step<Structure> {
    type Out = (T,);
    type Carry<'s> = (T::Raised, CarryOf<'s, T, T::Raised>);

    fn carry<'s>(&self, job: &Job<'s>) -> Self::Carry<'s> {
        carried::<T, _>(T::raised(Raise(self.clone())), job)
    }

    fn evaluate<'s>(
        &self,
        job: &Job<'s>,
        (raised, carry): &mut Self::Carry<'s>,
        sources: Sources<'_, T>,
        targets: Targets<'_, T>,
    ) {
        raised.evaluate(job, carry, sources, targets);
    }
}
