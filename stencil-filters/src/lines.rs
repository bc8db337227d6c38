//! What filters made of one-dimensional passes share.

use stencil_core::Boundaries;
use stencil_core::engine::{Elements, Job};
use stencil_core::prelude::*;

/// What a filter of one array of `T` reads.
pub(crate) type Sources<'a, T> = <(T,) as Elements>::Sources<'a>;
/// What a filter with one output of `T` writes.
pub(crate) type Targets<'a, T> = <(T,) as Elements>::Targets<'a>;

/// The pixel itself.
#[stencil(simd)]
pub fn copy<T: Element>(w: Window<T, 1>) -> T {
    w[0]
}

/// The same boundaries, some of them replaced.
pub(crate) fn replaced(boundaries: Boundaries, axes: usize, replace: impl Fn(Boundary) -> Boundary) -> Boundaries {
    let list: Vec<Boundary> = (0..axes).map(|axis| replace(boundaries.on(axis))).collect();
    list.as_slice().into()
}

/// What a filter of one array of `T` carries from band to band.
pub(crate) type CarryOf<'s, T, F> = <F as Filter<(T,)>>::Carry<'s>;

/// A filter with what it carries into the first band.
pub(crate) fn carried<'s, T: Element, F: Filter<(T,)>>(filter: F, job: &Job<'s>) -> (F, CarryOf<'s, T, F>) {
    let carry = filter.carry(job);
    (filter, carry)
}
