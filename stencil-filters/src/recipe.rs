//! [`Recipe`]: filters that compute in floats. Whatever the element type of an array, the work is done in `f32` or in `f64`,
//! by code that is compiled once for each of the two.

use crate::Pixel;
use crate::error::parameter;
use std::any::Any;
use stencil_core::Boundaries;
use stencil_core::compose::{Boxed, BoxedCarry};
use stencil_core::element::Element;
use stencil_core::engine::{Elements, Few, Space};
use stencil_core::prelude::*;

/// The floats that filters compute in: `f32` and `f64`.
pub trait Real: Float + Pixel<Weighted = Self, Difference = Self> {
    /// The results of a filter that computes in `f64`, as this type.
    #[doc(hidden)]
    fn narrowed(filter: Boxed<(Self,), (f64,)>) -> Boxed<(Self,), (Self,)>;
    /// What a recipe makes for this type.
    #[doc(hidden)]
    fn prepared<R: Recipe>(recipe: &R, space: &Space) -> Boxed<(Self,), R::Out<Self>>;
}

#[stencil(simd)]
fn narrow(w: Window<f64, 1>) -> f32 {
    w[0] as f32
}

impl Real for f32 {
    fn narrowed(filter: Boxed<(Self,), (f64,)>) -> Boxed<(Self,), (Self,)> {
        Boxed::new(filter.then(narrow.along(0)))
    }

    fn prepared<R: Recipe>(recipe: &R, space: &Space) -> Boxed<(Self,), R::Out<Self>> {
        recipe.single(space)
    }
}

impl Real for f64 {
    fn narrowed(filter: Boxed<(Self,), (f64,)>) -> Boxed<(Self,), (Self,)> {
        filter
    }

    fn prepared<R: Recipe>(recipe: &R, space: &Space) -> Boxed<(Self,), R::Out<Self>> {
        recipe.double(space)
    }
}

/// How a filter that computes in floats is put together.
pub trait Recipe: Stencil {
    /// The outputs, if it computes in `A`.
    type Out<A: Element>: Elements;
    /// The filter that computes in `f32`.
    fn single(&self, space: &Space) -> Boxed<(f32,), Self::Out<f32>>;
    /// The filter that computes in `f64`.
    fn double(&self, space: &Space) -> Boxed<(f64,), Self::Out<f64>>;
}

/// What a recipe carries.
pub(crate) type RecipeCarry<'s, T, R> = BoxedCarry<'s, (T,), <R as Recipe>::Out<<T as Pixel>::Weighted>>;

/// The pixels as floats.
#[stencil(simd)]
fn raise<T: Pixel>(w: Window<T, 1>) -> T::Weighted {
    w[0].cast::<T::Weighted>()
}

/// A recipe for arrays of any type.
pub(crate) fn prepared<T: Pixel, R: Recipe>(recipe: &R, space: &Space) -> Boxed<(T,), R::Out<T::Weighted>> {
    raised::<T, _>(T::Weighted::prepared(recipe, space))
}

/// A filter of floats on an array of any type: of integers, after a stage that converts them.
fn raised<T: Pixel, Out: Elements>(filter: Boxed<(T::Weighted,), Out>) -> Boxed<(T,), Out> {
    match (&filter as &dyn Any).downcast_ref::<Boxed<(T,), Out>>() {
        Some(same) => same.clone(),
        None => Boxed::new(raise.along(0).then(filter)),
    }
}

/// Whether a filter that works along any axes can work along so many.
pub(crate) fn fits(filter: &dyn Stencil, axes: usize) -> Result<(), Error> {
    match filter.dims() {
        Some(needs) if needs != axes => Err(Error::AxisCount { filter: filter.name(), needs, given: axes }),
        _ if axes == 0 => Err(parameter(filter, "axes", axes, "at least 1")),
        _ => Ok(()),
    }
}

/// So many axes, for asking a filter about itself.
pub(crate) fn plain(axes: usize) -> Space {
    Space { ndim: axes, axes: Few::from_fn(axes, |axis| axis), boundary: Boundaries::default() }
}

/// Makes a recipe of a type with a method `made::<A>(&self, &Space)`, which puts the filter together for `f32` or `f64`.
macro_rules! recipe {
    ($filter:ident: |$a:ident| $out:ty) => {
        crate::recipe::recipe!([] $filter: |$a| $out);
    };
    ([$($generic:tt)*] $filter:ty: |$a:ident| $out:ty) => {
        impl<$($generic)*> crate::recipe::Recipe for $filter {
            type Out<$a: stencil_core::element::Element> = $out;

            fn single(&self, space: &stencil_core::engine::Space) -> Boxed<(f32,), Self::Out<f32>> {
                self.made::<f32>(space)
            }

            fn double(&self, space: &stencil_core::engine::Space) -> Boxed<(f64,), Self::Out<f64>> {
                self.made::<f64>(space)
            }
        }
    };
}
pub(crate) use recipe;

/// Applies a recipe to every element type; what it leaves to the type, if anything, is settled first.
macro_rules! applied {
    ($filter:ident) => {
        crate::recipe::applied!([] $filter, |filter, T| *filter);
    };
    ([$($generic:tt)*] $filter:ty, |$self:ident, $t:ident| $settled:expr) => {
        impl<$t: crate::Pixel, $($generic)*> Filter<($t,)> for $filter {
            type Out = <$filter as crate::recipe::Recipe>::Out<$t::Weighted>;
            type Carry<'s> = crate::recipe::RecipeCarry<'s, $t, $filter>;

            fn carry<'s>(&self, job: &stencil_core::engine::Job<'s>) -> Self::Carry<'s> {
                let $self = self;
                crate::recipe::prepared::<$t, $filter>(&$settled, &job.space).carry(job)
            }

            fn evaluate<'s>(
                &self,
                job: &stencil_core::engine::Job<'s>,
                carry: &mut Self::Carry<'s>,
                sources: crate::lines::Sources<'_, $t>,
                targets: <Self::Out as stencil_core::engine::Elements>::Targets<'_>,
            ) {
                carry.evaluate(job, sources, targets);
            }
        }
    };
}
pub(crate) use applied;

/// What a recipe says of its stages: as much as the filter that it makes.
macro_rules! of_the_made {
    () => {
        fn stages(&self, axes: usize) -> Vec<stencil_core::explain::Stage> {
            self.made::<f32>(&crate::recipe::plain(axes)).stages(axes)
        }

        fn between(&self, axes: usize) -> usize {
            self.made::<f32>(&crate::recipe::plain(axes)).between(axes)
        }
    };
}
pub(crate) use of_the_made;
