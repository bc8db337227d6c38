//! [`Each`]: one filter on each of several arrays.

use crate::element::Element;
use crate::engine::{Elements, Job, Reads, Region, Space};
use crate::error::Error;
use crate::explain::Stage;
use crate::halo::Halo;
use crate::kernel::{Filter, Stencil};
use std::borrow::Cow;

/// The same filter on each of several arrays, two to six: as many outputs as inputs. After a stage with several outputs,
/// each of them is filtered.
///
/// ```
/// # use ndarray::arr1;
/// use stencil_core::compose::Each;
/// use stencil_core::prelude::*;
///
/// #[stencil]
/// fn split(w: Window<i32, 1>) -> (i32, i32) {
///     (w[0] / 10, w[0] % 10)
/// }
///
/// #[stencil]
/// fn pair(w: Window<i32, 1>) -> i32 {
///     w[0] + w[1]
/// }
///
/// let (tens, ones) = apply(&arr1(&[12, 34, 56]), &split.then(Each::new(pair)))?;
/// assert_eq!((tens, ones), (arr1(&[4, 8, 10]), arr1(&[6, 10, 12])));
/// # Ok::<(), stencil_core::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
#[must_use = "a filter does nothing until it is applied"]
pub struct Each<F> {
    filter: F,
}

impl<F: Stencil> Each<F> {
    /// The filter of each array.
    pub fn new(filter: F) -> Self {
        Self { filter }
    }
}

impl<F: Stencil> Stencil for Each<F> {
    fn name(&self) -> Cow<'static, str> {
        self.filter.name()
    }

    fn halo(&self) -> Halo {
        self.filter.halo()
    }

    fn dims(&self) -> Option<usize> {
        self.filter.dims()
    }

    fn ignores(&self) -> bool {
        self.filter.ignores()
    }

    fn validate(&self) -> Result<(), Error> {
        self.filter.validate()
    }

    fn stages(&self, axes: usize) -> Vec<Stage> {
        self.filter.stages(axes)
    }

    fn between(&self, axes: usize) -> usize {
        self.filter.between(axes)
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        self.filter.fits(axes)
    }

    fn trim(&self, space: &Space) -> Halo {
        self.filter.trim(space)
    }

    fn reads(&self, space: &Space, shape: &[usize], region: &Region) -> Reads {
        self.filter.reads(space, shape, region)
    }
}

macro_rules! each {
    (@one $k:tt $t:ident) => { $t };
    ($($count:literal: [$($k:tt)+];)*) => {$(
        impl<T: Element, U: Element, F: Filter<(T,), Out = (U,)>> Filter<($(each!(@one $k T),)+)> for Each<F> {
            type Out = ($(each!(@one $k U),)+);
            type Carry<'s> = [F::Carry<'s>; $count];

            fn carry<'s>(&self, job: &Job<'s>) -> Self::Carry<'s> {
                std::array::from_fn(|_| self.filter.carry(job))
            }

            fn evaluate<'s>(
                &self,
                job: &Job<'s>,
                carry: &mut Self::Carry<'s>,
                sources: <($(each!(@one $k T),)+) as Elements>::Sources<'_>,
                targets: <Self::Out as Elements>::Targets<'_>,
            ) {
                $(self.filter.evaluate(job, &mut carry[$k], (sources.$k,), (targets.$k,));)+
            }

            fn check(&self, space: &Space) -> Result<(), Error> {
                self.filter.check(space)
            }
        }
    )*};
}
each! {
    2: [0 1];
    3: [0 1 2];
    4: [0 1 2 3];
    5: [0 1 2 3 4];
    6: [0 1 2 3 4 5];
}
