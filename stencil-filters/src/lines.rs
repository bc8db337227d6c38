//! [`Lines`]: one-dimensional passes, one axis after the other.

use std::borrow::Cow;
use stencil_core::Boundaries;
use stencil_core::engine::{Elements, Job};
use stencil_core::prelude::*;

/// What a filter of one array of `T` reads.
pub(crate) type Sources<'a, T> = <(T,) as Elements>::Sources<'a>;
/// What a filter with one output of `T` writes.
pub(crate) type Targets<'a, T> = <(T,) as Elements>::Targets<'a>;

/// Kernels of one axis, each along its axis, in turn. At least one.
#[derive(Clone, Debug)]
pub(crate) struct Lines<K>(pub(crate) Vec<(usize, K)>);

impl<K: Stencil> Stencil for Lines<K> {
    fn name(&self) -> Cow<'static, str> {
        self.0[0].1.name()
    }

    fn halo(&self) -> Halo {
        self.0.iter().fold(Halo::ZERO, |halo, (axis, kernel)| halo.then(Halo::on_axis(*axis, kernel.halo().side(0))))
    }

    fn dims(&self) -> Option<usize> {
        None
    }
}

impl<T: Element, K: Filter<(T,), Out = (T,)> + Clone> Filter<(T,)> for Lines<K> {
    type Out = (T,);

    fn evaluate(&self, job: &Job<'_>, sources: Sources<'_, T>, targets: Targets<'_, T>) {
        let (axis, kernel) = &self.0[0];
        let first = kernel.clone().along(*axis);
        if self.0.len() == 1 {
            Filter::<(T,)>::evaluate(&first, job, sources, targets);
        } else {
            Filter::<(T,)>::evaluate(&first.then(Self(self.0[1..].to_vec())), job, sources, targets);
        }
    }
}

/// The pixel itself.
#[stencil(simd)]
pub(crate) fn copy<T: Element>(w: Window<T, 1>) -> T {
    w[0]
}

/// The same boundaries, some of them replaced.
pub(crate) fn replaced(boundaries: Boundaries, axes: usize, replace: impl Fn(Boundary) -> Boundary) -> Boundaries {
    let list: Vec<Boundary> = (0..axes).map(|axis| replace(boundaries.on(axis))).collect();
    list.as_slice().into()
}
