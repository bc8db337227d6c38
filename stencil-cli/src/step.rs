//! A filter whose element type is chosen at run time.

use crate::dtype::DType;
use crate::image::DynImage;
use crate::value::Values;
use std::fmt::Debug;
use stencil_core::{Boundaries, Error, Stencil};

/// Where and how a filter works, apart from its parameters.
pub(crate) struct How<'a> {
    pub(crate) boundary: Boundaries,
    /// The axes of the array that the filter's axes are.
    pub(crate) axes: &'a [usize],
    /// `None`: all cores.
    pub(crate) threads: Option<usize>,
}

/// A filter for arrays of every element type that its row promises.
pub(crate) trait Step: Debug {
    /// The filtered array; `progress(done, total)` is called now and then.
    fn apply(
        &self,
        pixels: &DynImage,
        how: &How<'_>,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<DynImage, Error>;

    /// Its name, halo and number of axes.
    fn stencil(&self) -> &dyn Stencil;
}

#[derive(Debug)]
struct Todo;
impl Stencil for Todo {
    fn name(&self) -> std::borrow::Cow<'static, str> {
        "none".into()
    }
    fn halo(&self) -> stencil_core::Halo {
        stencil_core::Halo::ZERO
    }
    fn dims(&self) -> Option<usize> {
        None
    }
}
impl Step for Todo {
    fn apply(
        &self,
        pixels: &DynImage,
        how: &How<'_>,
        progress: &(dyn Fn(usize, usize) + Sync),
    ) -> Result<DynImage, Error> {
        Ok(pixels.clone())
    }
    fn stencil(&self) -> &dyn Stencil {
        self
    }
}
pub(crate) fn todo(_: &Values) -> Result<Box<dyn Step>, crate::value::Wrong> {
    Ok(Box::new(Todo))
}
