//! [`Boxed`]: a filter whose type does not tell what it is made of.

use crate::engine::{Elements, Job, Reads, Region, Space};
use crate::error::Error;
use crate::explain::Stage;
use crate::halo::Halo;
use crate::kernel::{Filter, Stencil};
use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

/// A filter of which only the element types are known: for filters chosen at run time, and for those whose code is to be
/// compiled where they are put together instead of where they are applied.
///
/// ```
/// # use ndarray::arr1;
/// use stencil_core::compose::Boxed;
/// use stencil_core::prelude::*;
///
/// #[stencil]
/// fn rise(w: Window<i32, 1>) -> i32 {
///     w[1] - w[0]
/// }
///
/// #[stencil]
/// fn curve(w: Window<i32, 1>) -> i32 {
///     w[1] - 2 * w[0] + w[-1]
/// }
///
/// let choose = |order: usize| match order {
///     1 => Boxed::new(rise),
///     _ => Boxed::new(curve),
/// };
/// assert_eq!(apply(&arr1(&[1, 4, 9]), &choose(1))?, arr1(&[3, 5, 0]));
/// assert_eq!(choose(2).halo(), curve.halo());
/// # Ok::<(), stencil_core::Error>(())
/// ```
#[derive(Clone)]
#[must_use = "a filter does nothing until it is applied"]
pub struct Boxed<In: Elements, Out: Elements> {
    filter: Arc<dyn Opaque<In, Out>>,
}

impl<In: Elements, Out: Elements> Boxed<In, Out> {
    /// A filter, made opaque.
    pub fn new<F: Filter<In, Out = Out> + 'static>(filter: F) -> Self {
        Self { filter: Arc::new(filter) }
    }
}

impl<In: Elements, Out: Elements> fmt::Debug for Boxed<In, Out> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.filter.fmt(f)
    }
}

/// A filter behind a pointer.
trait Opaque<In: Elements, Out: Elements>: Stencil {
    fn begin<'s>(self: Arc<Self>, job: &Job<'s>) -> Box<dyn Running<'s, In, Out> + 's>;
    fn accepts(&self, space: &Space) -> Result<(), Error>;
}

impl<In: Elements, F: Filter<In> + 'static> Opaque<In, F::Out> for F {
    fn begin<'s>(self: Arc<Self>, job: &Job<'s>) -> Box<dyn Running<'s, In, F::Out> + 's> {
        let carry = self.carry(job);
        Box::new(Run { filter: self, carry })
    }

    fn accepts(&self, space: &Space) -> Result<(), Error> {
        self.check(space)
    }
}

/// A filter at work, with what it carries.
trait Running<'s, In: Elements, Out: Elements> {
    fn evaluate(&mut self, job: &Job<'s>, sources: In::Sources<'_>, targets: Out::Targets<'_>);
}

struct Run<'s, In: Elements, F: Filter<In>> {
    filter: Arc<F>,
    carry: F::Carry<'s>,
}

impl<'s, In: Elements, F: Filter<In>> Running<'s, In, F::Out> for Run<'s, In, F> {
    fn evaluate(&mut self, job: &Job<'s>, sources: In::Sources<'_>, targets: <F::Out as Elements>::Targets<'_>) {
        self.filter.evaluate(job, &mut self.carry, sources, targets);
    }
}

/// What a [`Boxed`] filter carries: all that it needs to go on.
pub struct BoxedCarry<'s, In: Elements, Out: Elements> {
    running: Box<dyn Running<'s, In, Out> + 's>,
}

impl<'s, In: Elements, Out: Elements> BoxedCarry<'s, In, Out> {
    /// Goes on with the filter that this was carried for.
    #[doc(hidden)]
    pub fn evaluate(&mut self, job: &Job<'s>, sources: In::Sources<'_>, targets: Out::Targets<'_>) {
        self.running.evaluate(job, sources, targets);
    }
}

impl<In: Elements, Out: Elements> Stencil for Boxed<In, Out> {
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

impl<In: Elements, Out: Elements> Filter<In> for Boxed<In, Out> {
    type Out = Out;
    type Carry<'s> = BoxedCarry<'s, In, Out>;

    fn carry<'s>(&self, job: &Job<'s>) -> Self::Carry<'s> {
        BoxedCarry { running: Arc::clone(&self.filter).begin(job) }
    }

    fn evaluate<'s>(
        &self,
        job: &Job<'s>,
        carry: &mut Self::Carry<'s>,
        sources: In::Sources<'_>,
        targets: Out::Targets<'_>,
    ) {
        carry.evaluate(job, sources, targets);
    }

    fn check(&self, space: &Space) -> Result<(), Error> {
        self.filter.accepts(space)
    }
}
