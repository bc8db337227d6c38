//! What a kernel is: [`Stencil`] (its name and reach), [`Kernel`] (its body, for pixels and for lanes) and
//! [`Filter`] (anything that the engine can run on a region of an array: a kernel or a composition).

use crate::boundary::{Boundaries, Boundary};
use crate::compose::{Along, Iterate, Then, WithBoundary, Zip};
use crate::engine::{Job, Reads, Region, Space};
use crate::error::Error;
use crate::explain::{Explanation, Stage};
use crate::halo::Halo;
use crate::lanes::{Cx, Width};
use fearless_simd::Simd;
use std::borrow::Cow;
use std::fmt::Debug;

pub use crate::engine::Elements;
#[doc(hidden)]
pub use crate::execution::Execution;

/// What every filter knows about itself, whatever the element type it is applied to; and how filters combine.
///
/// `#[stencil]` writes [`name`](Self::name), [`halo`](Self::halo) and [`dims`](Self::dims). The rest is provided.
pub trait Stencil: Debug + Send + Sync {
    /// The name of the annotated function, or what a composition calls itself.
    fn name(&self) -> Cow<'static, str>;

    /// The ghost depth: the only place where it is stated.
    fn halo(&self) -> Halo;

    /// How many axes the filter spans; `None` if it works along every axis it is given.
    fn dims(&self) -> Option<usize>;

    /// Whether the filter can leave out neighbours, so that [`Boundary::Ignore`] has a meaning for it.
    fn ignores(&self) -> bool {
        false
    }

    /// Whether the parameters have values that the filter can work with; asked before anything is computed.
    ///
    /// # Errors
    /// [`Error::Parameter`], naming the parameter and its value.
    fn validate(&self) -> Result<(), Error> {
        Ok(())
    }

    /// This filter, then `next` on its result: reaches add.
    ///
    /// The result is, bit for bit, that of applying one after the other to whole arrays with the same boundary; but no
    /// intermediate array is made.
    fn then<Next: Stencil>(self, next: Next) -> Then<Self, Next>
    where
        Self: Sized,
    {
        Then::new(self, next)
    }

    /// This one-dimensional filter along one axis: the `axis`th of the axes that the result is applied along.
    fn along(self, axis: usize) -> Along<Self>
    where
        Self: Sized,
    {
        Along::new(self, axis)
    }

    /// This filter `steps` times: its reach is multiplied. Zero steps copy.
    fn iterate(self, steps: usize) -> Iterate<Self>
    where
        Self: Sized,
    {
        Iterate::new(self, steps)
    }

    /// This filter and `other` on the same input, side by side: the outputs of both, with the larger of both reaches.
    fn zip<Other: Stencil>(self, other: Other) -> Zip<Self, Other>
    where
        Self: Sized,
    {
        Zip::new(self, other)
    }

    /// This filter with a boundary of its own, one for all axes or one per axis. Inside a composition it holds for the
    /// stages that did not choose theirs.
    fn boundary(self, boundary: impl Into<Boundaries>) -> WithBoundary<Self>
    where
        Self: Sized,
    {
        WithBoundary::new(self, boundary.into())
    }

    /// What the filter reads and how an array of this shape would be cut: for printing.
    fn explain(&self, shape: &[usize]) -> Explanation
    where
        Self: Sized,
    {
        Explanation::new(self, shape)
    }

    /// The stages of a composition along so many axes, in the order of their work.
    #[doc(hidden)]
    fn stages(&self, _axes: usize) -> Vec<Stage> {
        vec![Stage { name: self.name(), halo: self.halo() }]
    }

    /// How many results on the way, along so many axes, are kept in scratch: none for a kernel.
    #[doc(hidden)]
    fn between(&self, _axes: usize) -> usize {
        0
    }

    /// Whether the filter can work along so many axes.
    #[doc(hidden)]
    fn fits(&self, axes: usize) -> Result<(), Error> {
        match self.dims() {
            Some(needs) if needs != axes => Err(Error::AxisCount { filter: self.name(), needs, given: axes }),
            _ => Ok(()),
        }
    }

    /// By how much the output is smaller than the input, before and after.
    #[doc(hidden)]
    fn trim(&self, space: &Space) -> Halo {
        space.trim(self.halo())
    }

    /// What is read of an array of this shape to compute `region` of the output.
    #[doc(hidden)]
    fn reads(&self, space: &Space, shape: &[usize], region: &Region) -> Reads {
        space.reads(&self.halo(), shape, &region.shifted(&space.shift(&self.trim(space))))
    }
}

/// What a kernel's body asks of the processor, as far as it can be told by reading it: the engine decides on it how many
/// pixels are evaluated together.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Effort {
    /// About how many values per pixel are alive at once.
    pub values: usize,
    /// Whether there is a loop whose length is known at run time only.
    pub long: bool,
    /// Whether several rows are read, so that neighbours across rows read the same elements.
    pub deep: bool,
}

impl Effort {
    /// More values than there are registers for.
    pub const UNKNOWN: Self = Self { values: usize::MAX, long: false, deep: false };
}

/// A list as a slice: one of `N` elements unless `N` is 0, so that the compiler knows how many.
///
/// # Panics
/// If there are more or fewer.
#[doc(hidden)]
#[inline(always)]
#[must_use]
pub fn taps<const N: usize, T>(list: &[T]) -> &[T] {
    if N == 0 {
        return list;
    }
    assert!(list.len() == N, "a list of another length");
    &list[..N]
}

/// A per-pixel rule: what `#[stencil]` makes of a function.
///
/// `D` is the number of axes of its windows. Written by the macro; implementing it by hand is possible and safe,
/// since every window access is checked against [`halos`](Self::halos).
pub trait Kernel<In: Elements, const D: usize>: Stencil {
    /// The element types that come out.
    type Out: Elements;
    /// The fewest lanes that the body is worth evaluating for: a consequence of the widest element type that it computes
    /// in. How many there are at once is for the engine to choose.
    type Width: Width;
    /// Whether the body was lowered to lanes; if not, each lane evaluates [`pixel`](Self::pixel).
    const VECTORIZED: bool;
    /// What the body asks of the processor.
    #[doc(hidden)]
    const EFFORT: Effort = Effort::UNKNOWN;

    /// The reach of each window, in the order of the arguments.
    fn halos(&self) -> In::Halos;

    /// The body for one pixel, as the user wrote it.
    fn pixel(&self, windows: In::Windows<'_, D>) -> Self::Out;

    /// The body for the neighbouring pixels that a width spans: [`Width::LANES`] of them.
    fn lanes<S: Simd, W: Width>(
        &self,
        cx: Cx<S, W>,
        windows: In::LaneWindows<'_, S, W, D>,
    ) -> <Self::Out as Elements>::Packs<S, W>;

    /// Whether there is a list among the parameters whose length sets the length of loops.
    #[doc(hidden)]
    const LISTED: bool = false;

    /// How long that list is.
    #[doc(hidden)]
    fn taps(&self) -> usize {
        0
    }

    /// [`lanes`](Self::lanes) for a list of `TAPS` elements: a number that the compiler knows, so that it writes out the loops
    /// over them. For a list of any length if it is 0.
    #[doc(hidden)]
    #[inline(always)]
    fn lanes_of<S: Simd, W: Width, const TAPS: usize>(
        &self,
        cx: Cx<S, W>,
        windows: In::LaneWindows<'_, S, W, D>,
    ) -> <Self::Out as Elements>::Packs<S, W> {
        self.lanes(cx, windows)
    }
}

/// Anything with a bounded halo that the engine can evaluate on a region: a kernel or a composition of filters.
///
/// `In` lists the element types of the inputs. A filter whose output pixel may depend on any input pixel, however far,
/// has no such implementation, so applying it in parallel does not compile.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a filter of `{In}` with a bounded halo",
    label = "cannot be applied to arrays of these element types",
    note = "a `#[stencil]` function takes the element types of its windows; a composition, those of its first stage",
    note = "a plain function becomes a filter by `#[stencil]`; one with parameters is called first, as in `&blur(2.0)`",
    note = "a filter that may look at any pixel, however far, cannot be cut into tiles"
)]
pub trait Filter<In: Elements>: Stencil {
    /// The element types that come out.
    type Out: Elements;

    /// What is kept from one band of a tile to the next: intermediate results that both read, and whatever is made from
    /// the parameters once. `()` for kernels.
    #[doc(hidden)]
    type Carry<'s>;

    /// What is carried into the first band.
    #[doc(hidden)]
    fn carry<'s>(&self, job: &Job<'s>) -> Self::Carry<'s>;

    /// Computes the targets' region from the sources. Called by the engine, for bands of a tile from its start to its end,
    /// or in any other order: what was carried only saves work.
    #[doc(hidden)]
    fn evaluate<'s>(
        &self,
        job: &Job<'s>,
        carry: &mut Self::Carry<'s>,
        sources: In::Sources<'_>,
        targets: <Self::Out as Elements>::Targets<'_>,
    );

    /// Applies the filter to whole arrays: in one go over them, unless several serve the cache better.
    ///
    /// # Errors
    /// If cancelled, or if threads cannot be started.
    #[doc(hidden)]
    fn execute(
        &self,
        execution: &Execution<'_>,
        sources: In::Sources<'_>,
        targets: <Self::Out as Elements>::Targets<'_>,
    ) -> Result<(), Error>
    where
        Self: Sized,
    {
        execution.tiles(self, sources, targets)
    }

    /// Whether the boundaries have a meaning for the filter and its element types.
    #[doc(hidden)]
    fn check(&self, space: &Space) -> Result<(), Error> {
        for axis in 0..space.axes.len() {
            let boundary = space.boundary.on(axis);
            In::accept(boundary)?;
            if boundary == Boundary::Ignore && !self.ignores() {
                return Err(Error::CannotIgnore { filter: self.name() });
            }
        }
        Ok(())
    }
}
