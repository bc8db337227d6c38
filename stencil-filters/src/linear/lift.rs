//! [`Lift`]: from the element type of an array to the floats that a [`Node`] computes in, and back.

#![allow(clippy::multiple_bound_locations, reason = "the annotation adds bounds of its own")]

use super::node::Node;
use crate::Pixel;
use crate::lines::{CarryOf, Sources, carried, copy};
use stencil_core::compose::{Along, Then};
use stencil_core::engine::{Elements, Job};
use stencil_core::prelude::*;

/// A pixel as a float.
#[stencil(simd)]
pub fn lift<T: Number, A: Float>(w: Window<T, 1>) -> A {
    w[0].cast::<A>()
}

/// A float as a pixel: rounded, half to even, and no further than the ends of the type.
#[stencil(simd)]
pub fn round<A: Float, T: Pixel>(w: Window<A, 1>) -> T {
    if T::WHOLE { w[0].round_ties_even().cast::<T>() } else { w[0].cast::<T>() }
}

/// How a node becomes a filter of arrays of `T`.
pub trait Lift<T: Pixel> {
    /// With results of the same type.
    type Same: Filter<(T,), Out = (T,)>;
    /// With results that have a sign.
    type Signed: Filter<(T,), Out = (T::Difference,)>;
    /// With results that have fractions.
    type Real: Filter<(T,), Out = (T::Weighted,)>;
    /// With results of the same type, where pixels may be NaN.
    type Omitting: Filter<(T,), Out = (T,)>;

    fn same(node: Node) -> Self::Same;
    fn signed(node: Node) -> Self::Signed;
    fn real(node: Node) -> Self::Real;
    /// As [`same`](Self::same); nothing where no pixel can be NaN.
    fn omitting(node: impl FnOnce() -> Node) -> Option<Self::Omitting>;
}

/// Floats are computed in as they are.
#[derive(Clone, Copy, Debug)]
pub struct Straight;

/// Whole numbers become floats first. Where results are whole numbers too, the floats are such that it is the exact result that
/// is rounded, as far as their last bits can be told apart.
#[derive(Clone, Copy, Debug)]
pub struct Whole;

macro_rules! straight {
    ($($float:ident)*) => {$(
        impl Lift<$float> for Straight {
            type Same = Node;
            type Signed = Node;
            type Real = Node;
            type Omitting = Node;

            fn same(node: Node) -> Node {
                node
            }

            fn signed(node: Node) -> Node {
                node
            }

            fn real(node: Node) -> Node {
                node
            }

            fn omitting(node: impl FnOnce() -> Node) -> Option<Node> {
                Some(node())
            }
        }
    )*};
}
straight! { f32 f64 }

/// Lifted, computed, rounded.
type There<A> = Then<Along<lift<A>>, Node>;
type AndBack<A, T> = Then<There<A>, Along<round<T>>>;

impl<T: Pixel> Lift<T> for Whole
where
    T::Difference: Pixel,
    Node: Filter<(T::Length,), Out = (T::Length,)> + Filter<(T::Weighted,), Out = (T::Weighted,)>,
{
    type Same = AndBack<T::Length, T>;
    type Signed = AndBack<T::Length, T::Difference>;
    type Real = There<T::Weighted>;
    type Omitting = Along<copy>;

    fn same(node: Node) -> Self::Same {
        lift().along(0).then(node).then(round().along(0))
    }

    fn signed(node: Node) -> Self::Signed {
        lift().along(0).then(node).then(round().along(0))
    }

    fn real(node: Node) -> Self::Real {
        lift().along(0).then(node)
    }

    fn omitting(_: impl FnOnce() -> Node) -> Option<Self::Omitting> {
        None
    }
}

/// See [`Lift::Same`].
pub(crate) type Same<T> = <<T as Pixel>::Lift as Lift<T>>::Same;
/// See [`Lift::Signed`].
pub(crate) type Signed<T> = <<T as Pixel>::Lift as Lift<T>>::Signed;
/// See [`Lift::Real`].
pub(crate) type Real<T> = <<T as Pixel>::Lift as Lift<T>>::Real;

/// See [`Lift::Omitting`].
pub(crate) type Omitting<T> = <<T as Pixel>::Lift as Lift<T>>::Omitting;

/// A filter made of a node, with what it carries.
pub struct Lifted<'s, T: Pixel, F: Filter<(T,)>>((F, CarryOf<'s, T, F>));

impl<'s, T: Pixel, F: Filter<(T,)>> Lifted<'s, T, F> {
    pub(crate) fn new(filter: F, job: &Job<'s>) -> Self {
        Self(carried(filter, job))
    }

    pub(crate) fn evaluate(
        &mut self,
        job: &Job<'s>,
        sources: Sources<'_, T>,
        targets: <F::Out as Elements>::Targets<'_>,
    ) {
        let (filter, carry) = &mut self.0;
        filter.evaluate(job, carry, sources, targets);
    }
}

/// Makes a filter of every numeric type of what has a method `node(axes)`; `Same`, `Signed` or `Real` says with which results.
macro_rules! linear {
    ($filter:ty: Same) => {
        $crate::linear::linear!($filter: Same, same, T);
    };
    ($filter:ty: Signed) => {
        $crate::linear::linear!($filter: Signed, signed, T::Difference);
    };
    ($filter:ty: Real) => {
        $crate::linear::linear!($filter: Real, real, T::Weighted);
    };
    ($filter:ty: $result:ident, $make:ident, $out:ty) => {
        impl<T: $crate::Pixel> stencil_core::kernel::Filter<(T,)> for $filter {
            type Out = ($out,);
            type Carry<'s> = $crate::linear::Lifted<'s, T, $crate::linear::$result<T>>;

            fn carry<'s>(&self, job: &stencil_core::engine::Job<'s>) -> Self::Carry<'s> {
                let node = self.node(job.space.axes.len());
                $crate::linear::Lifted::new(<T::Lift as $crate::linear::Lift<T>>::$make(node), job)
            }

            fn evaluate<'s>(
                &self,
                job: &stencil_core::engine::Job<'s>,
                carry: &mut Self::Carry<'s>,
                sources: $crate::lines::Sources<'_, T>,
                targets: $crate::lines::Targets<'_, $out>,
            ) {
                carry.evaluate(job, sources, targets);
            }
        }
    };
}
pub(crate) use linear;
