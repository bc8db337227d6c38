//! A filter whose element type is chosen at run time: the one place where filters meet element types.
//!
//! A filter of the library is generic over the element type, so each type it is used with is compiled. A chain therefore runs
//! stage by stage on [`DynImage`]s: so many filters times so many types, and not every combination of both.

use crate::image::DynImage;
use ndarray::{ArrayD, IxDyn};
use std::fmt::Debug;
use stencil_core::element::Element;
use stencil_core::engine::Elements;
use stencil_core::explain::Explanation;
use stencil_core::{Apply, Boundaries, Error, Filter, Stencil};

/// Where and how a filter works, apart from its parameters.
pub struct How<'a> {
    /// What lies beyond the edges.
    pub boundary: Boundaries,
    /// The axes of the array that the filter's axes are.
    pub axes: &'a [usize],
    /// `None`: all cores.
    pub threads: Option<usize>,
    /// Called with the parts done and the parts in all.
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
}

/// A filter for arrays of every element type that its row promises.
pub trait Step: Debug {
    /// The filtered array; `None` if the filter does not take this element type.
    fn apply(&self, pixels: &DynImage, how: &How<'_>) -> Option<Result<DynImage, Error>>;

    /// Its name, halo and number of axes.
    fn stencil(&self) -> &dyn Stencil;

    /// What it reads, and how an array of this shape is cut.
    fn explain(&self, shape: &[usize]) -> Explanation;
}

/// A filter for numbers.
#[derive(Debug)]
pub struct Numbers<F>(pub F);

/// A filter for every type.
#[derive(Debug)]
pub struct Every<F>(pub F);

macro_rules! step {
    ($wrapper:ident: $($variant:ident $type:ident),*) => {
        impl<F> Step for $wrapper<F>
        where
            F: Stencil + $(Filter<($type,), Out: Elements<Arrays<IxDyn>: Into<DynImage>>> +)*
        {
            fn apply(&self, pixels: &DynImage, how: &How<'_>) -> Option<Result<DynImage, Error>> {
                match pixels {
                    $(DynImage::$variant(array) => Some(how.apply(&self.0, array)),)*
                    #[allow(unreachable_patterns, reason = "a filter for every type leaves no other")]
                    _ => None,
                }
            }

            fn stencil(&self) -> &dyn Stencil {
                &self.0
            }

            fn explain(&self, shape: &[usize]) -> Explanation {
                self.0.explain(shape)
            }
        }
    };
}
step!(Numbers: U8 u8, U16 u16, U32 u32, U64 u64, I8 i8, I16 i16, I32 i32, I64 i64, F32 f32, F64 f64);
step!(Every: Bool bool, U8 u8, U16 u16, U32 u32, U64 u64, I8 i8, I16 i16, I32 i32, I64 i64, F32 f32, F64 f64);

impl How<'_> {
    fn apply<T, F>(&self, filter: &F, array: &ArrayD<T>) -> Result<DynImage, Error>
    where
        T: Element,
        F: Filter<(T,), Out: Elements<Arrays<IxDyn>: Into<DynImage>>>,
    {
        // 0 threads: as many as the machine has.
        let apply = Apply::new(filter).boundary(self.boundary).axes(self.axes);
        Ok(apply.threads(self.threads.unwrap_or(0)).progress(self.progress).run(array)?.into())
    }
}
