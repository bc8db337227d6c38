//! What a kernel is: [`Stencil`] (its name and reach), [`Kernel`] (its body, for pixels and for lanes) and
//! [`Filter`] (anything that the engine can run on a region of an array: a kernel or a composition).

use crate::element::Element;
use crate::engine::{Job, Source, Target};
use crate::halo::Halo;
use crate::lanes::{Cx, Lanes, Width};
use crate::window::{LaneWindow, Window};
use fearless_simd::Simd;
use std::borrow::Cow;
use std::fmt::Debug;

/// What every filter knows about itself, whatever the element type it is applied to.
pub trait Stencil: Debug + Send + Sync {
    /// The name of the annotated function, or what a composition calls itself.
    fn name(&self) -> Cow<'static, str>;

    /// The ghost depth: the only place where it is stated.
    fn halo(&self) -> Halo;

    /// How many axes the filter spans; `None` if it works along every axis it is given.
    fn dims(&self) -> Option<usize>;
}

/// A list of element types: `(f32,)`, `(f32, u8)`. Inputs and outputs of a filter are such lists.
///
/// Implemented for tuples of one to six [`Element`]s; the tuple itself holds one pixel of each.
pub trait Elements: Copy + Send + Sync + 'static {
    /// One [`Halo`] per window.
    type Halos: Copy + AsRef<[Halo]>;
    /// One [`Window`] per input, for evaluating a single pixel.
    type Windows<'a, const D: usize>: Copy;
    /// One [`LaneWindow`] per input, for evaluating a run of pixels at once.
    type LaneWindows<'a, S: Simd, W: Width, const D: usize>: Copy;
    /// One [`Lanes`] per element type.
    type Packs<S: Simd, W: Width>: Copy;
    /// One [`Source`] per input: the part of an array that is available, and where it lies.
    type Sources<'a>: Copy + Send + Sync;
    /// One [`Target`] per output: the region to be written.
    type Targets<'a>: Send;
}

/// A per-pixel rule: what `#[stencil]` makes of a function.
///
/// `D` is the number of axes of its windows. Written by the macro; implementing it by hand is possible and safe,
/// since every window access is checked against [`halos`](Self::halos).
pub trait Kernel<In: Elements, const D: usize>: Stencil {
    /// The element types that come out.
    type Out: Elements;
    /// How many lanes, and how masks are kept: chosen from the widest element type that the body computes in.
    type Width: Width;
    /// Whether the body was lowered to lanes; if not, each lane evaluates [`pixel`](Self::pixel).
    const VECTORIZED: bool;

    /// The reach of each window, in the order of the arguments.
    fn halos(&self) -> In::Halos;

    /// The body for one pixel, as the user wrote it.
    fn pixel(&self, windows: In::Windows<'_, D>) -> Self::Out;

    /// The body for [`Width::LANES`] neighbouring pixels.
    fn lanes<S: Simd>(
        &self,
        cx: Cx<S, Self::Width>,
        windows: In::LaneWindows<'_, S, Self::Width, D>,
    ) -> <Self::Out as Elements>::Packs<S, Self::Width>;
}

/// Anything with a bounded halo that the engine can evaluate on a region: a kernel or a composition of filters.
///
/// `In` lists the element types of the inputs.
pub trait Filter<In: Elements>: Stencil {
    /// The element types that come out.
    type Out: Elements;

    /// Computes the outputs' region from the sources. Called by the engine.
    #[doc(hidden)]
    fn evaluate(&self, job: &Job<'_>, sources: In::Sources<'_>, targets: <Self::Out as Elements>::Targets<'_>);
}
