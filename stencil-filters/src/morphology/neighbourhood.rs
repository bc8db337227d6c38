//! [`Neighbourhood`]: what a morphological filter looks at.

use super::step::long;
use crate::PerAxis;
use crate::footprint::{Footprint, Wrong};
use std::fmt::Debug;
use stencil_core::Halo;

/// What a morphological filter looks at: a flat [`Footprint`], or a [`Structure`](crate::Structure) whose cells have heights.
pub trait Neighbourhood: Clone + Debug + PartialEq + Send + Sync + 'static {
    /// How far it reaches from the centre.
    #[doc(hidden)]
    fn reach(&self) -> Halo;
    /// How many axes it has; `None` if it fits any number.
    #[doc(hidden)]
    fn axes(&self) -> Option<usize>;
    /// Point-mirrored at its centre.
    #[doc(hidden)]
    #[must_use]
    fn reflected(self) -> Self;
    /// The same with another centre.
    #[doc(hidden)]
    #[must_use]
    fn around(self, origin: PerAxis<isize>) -> Self;
    /// One that does the same, at every boundary, as this one so many times.
    #[doc(hidden)]
    fn repeated(&self, times: usize) -> Option<Self>;
    /// Whether its parameters make sense.
    #[doc(hidden)]
    fn sound(&self) -> Result<(), Wrong>;
    /// Whether it can be worked with on so many axes.
    #[doc(hidden)]
    fn fits(&self, axes: usize) -> Result<(), Wrong>;
    /// How many results on the way, along so many axes, are kept in scratch.
    #[doc(hidden)]
    fn between(&self, axes: usize) -> usize;
}

impl Neighbourhood for Footprint {
    fn reach(&self) -> Halo {
        self.halo()
    }

    fn axes(&self) -> Option<usize> {
        self.dims()
    }

    fn reflected(self) -> Self {
        self.reflected()
    }

    fn around(self, origin: PerAxis<isize>) -> Self {
        self.origin(origin)
    }

    /// A box that reaches equally far on both sides of an axis is one that reaches further. (Another one is not where an
    /// edge mirrors: beyond it, what was looked for before the edge is looked for behind it.)
    fn repeated(&self, times: usize) -> Option<Self> {
        self.widened(times)
    }

    fn sound(&self) -> Result<(), Wrong> {
        match self.is_empty() {
            true => Err(("footprint", "empty".into(), "at least one cell".into())),
            false => self.check(),
        }
    }

    fn fits(&self, axes: usize) -> Result<(), Wrong> {
        self.small(axes)
    }

    fn between(&self, axes: usize) -> usize {
        usize::from(self.is_box() && long(self.halo(), axes).len() > 2)
    }
}
