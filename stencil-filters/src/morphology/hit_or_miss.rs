//! The hit-or-miss transform.
//!
//! ```text
//!   hit  . X .    miss  . . .        . . . . .        . . . . .
//!        X X .          . . X        . . X . .        . . . . .
//!        . . .          . X X        . X X . .   ->   . . X . .
//!                                    . . . . .        . . . . .
//! ```

use super::difference::larger;
use super::neighbourhood::Neighbourhood;
use super::step::Step;
use crate::error::parameter;
use crate::footprint::Footprint;
use crate::lines::{CarryOf, Sources, Targets, carried};
use crate::{NanPolicy, PerAxis};
use std::borrow::Cow;
use stencil_core::Halo;
use stencil_core::compose::{Along, Then, Zip};
use stencil_core::engine::{Job, Reads, Region, Space};
use stencil_core::explain::Stage;
use stencil_core::extrema::Extreme::{Largest, Smallest};
use stencil_core::prelude::*;

/// Whether a pattern lies around a pixel: all pixels of `hit` are larger than all of another footprint, `miss`. An array of
/// `bool`.
///
/// Where [`miss`](HitOrMiss::miss) is not stated, it is the [complement](Footprint::complement) of `hit`. The halo is that
/// of both footprints, whichever reaches further. Agrees on `bool` arrays, and on all that hold two values, with
/// `scipy.ndimage.binary_hit_or_miss` under [`Boundary::Constant(0.0)`](Boundary::Constant); on others it is whether there
/// is a threshold at which the pattern shows, where SciPy's threshold is 0 for all. The pixels under an empty footprint are as
/// large, or as small, as the type allows. A window with a NaN has no pattern, unless NaNs [take no part](HitOrMiss::nan).
/// (P. Soille, Morphological Image Analysis, 2003, chapter 5: where the unconstrained transform is above zero.)
///
/// ```
/// use ndarray::{arr1, arr2};
/// use stencil_core::prelude::*;
/// use stencil_filters::{Footprint, hit_or_miss};
///
/// // Where a run of two or more begins.
/// let begins = Footprint::from_array(arr1(&[false, true, true]).view());
/// let row = arr1(&[false, true, true, true, false, true, false]);
/// let found = Apply::new(&hit_or_miss(begins)).boundary(Boundary::Constant(0.0)).run(&row)?;
/// assert_eq!(found, arr1(&[false, true, false, false, false, false, false]));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// Applying it fails with [`Error::Parameter`] as [`erode`](crate::erode) does; one of both footprints may be empty.
#[must_use]
pub fn hit_or_miss(hit: Footprint) -> HitOrMiss {
    HitOrMiss { miss: hit.clone().complement(), hit, nan: NanPolicy::default() }
}

/// See [`hit_or_miss()`].
#[derive(Clone, Debug, PartialEq)]
pub struct HitOrMiss {
    hit: Footprint,
    miss: Footprint,
    nan: NanPolicy,
}

impl HitOrMiss {
    /// Where the smaller pixels are; SciPy's `structure2`.
    #[must_use]
    pub fn miss(self, miss: Footprint) -> Self {
        Self { miss, ..self }
    }

    /// Another centre for both footprints.
    #[must_use]
    pub fn origin(self, origin: impl Into<PerAxis<isize>>) -> Self {
        let origin = origin.into();
        Self { hit: self.hit.origin(origin), miss: self.miss.origin(origin), ..self }
    }

    /// Whether a NaN is no part of any pattern, as is the default, or takes no part.
    #[must_use]
    pub fn nan(self, nan: NanPolicy) -> Self {
        Self { nan, ..self }
    }

    fn parts(&self) -> Zip<Step<Footprint>, Step<Footprint>> {
        let step = |extreme, shape: &Footprint| Step { extreme, shape: shape.clone(), nan: self.nan };
        step(Smallest, &self.hit).zip(step(Largest, &self.miss))
    }
}

impl Stencil for HitOrMiss {
    fn name(&self) -> Cow<'static, str> {
        "hit_or_miss".into()
    }

    fn halo(&self) -> Halo {
        self.parts().halo()
    }

    fn dims(&self) -> Option<usize> {
        self.hit.dims().or(self.miss.dims())
    }

    fn ignores(&self) -> bool {
        true
    }

    fn validate(&self) -> Result<(), Error> {
        if self.hit.is_empty() && self.miss.is_empty() {
            return Err(parameter(self, "hit", "empty", "at least one cell, or that of `miss`"));
        }
        for footprint in [&self.hit, &self.miss] {
            footprint.check().map_err(|(name, value, expected)| parameter(self, name, value, expected))?;
        }
        match (self.hit.dims(), self.miss.dims()) {
            (Some(hit), Some(miss)) if hit != miss => {
                Err(parameter(self, "miss", format!("of {miss} axes"), format!("of {hit}, as `hit` is")))
            }
            _ => Ok(()),
        }
    }

    fn between(&self, axes: usize) -> usize {
        self.parts().between(axes) + 1
    }

    fn stages(&self, axes: usize) -> Vec<Stage> {
        self.parts().stages(axes)
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        match self.dims() {
            Some(needs) if needs != axes => Err(Error::AxisCount { filter: self.name(), needs, given: axes }),
            _ => [&self.hit, &self.miss].into_iter().try_for_each(|footprint| {
                footprint.fits(axes).map_err(|(name, value, expected)| parameter(self, name, value, expected))
            }),
        }
    }

    fn trim(&self, space: &Space) -> Halo {
        self.parts().trim(space)
    }

    fn reads(&self, space: &Space, shape: &[usize], region: &Region) -> Reads {
        self.parts().reads(space, shape, region)
    }
}

type Whole = Then<Zip<Step<Footprint>, Step<Footprint>>, Along<larger>>;

impl<T: Element> Filter<(T,)> for HitOrMiss {
    type Out = (bool,);
    type Carry<'s> = (Whole, CarryOf<'s, T, Whole>);

    fn carry<'s>(&self, job: &Job<'s>) -> Self::Carry<'s> {
        carried::<T, _>(self.parts().then(larger.along(0)), job)
    }

    fn evaluate<'s>(
        &self,
        job: &Job<'s>,
        (whole, carry): &mut Self::Carry<'s>,
        sources: Sources<'_, T>,
        targets: Targets<'_, bool>,
    ) {
        whole.evaluate(job, carry, sources, targets);
    }
}
