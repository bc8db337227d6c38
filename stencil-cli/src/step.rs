//! A filter whose element type is chosen at run time: the one place where filters meet element types.
//!
//! A filter of the library is generic over the element type, so each type it is used with is compiled. A chain therefore runs
//! stage by stage on [`DynImage`]s: so many filters times so many types, and not every combination of both. Filters that
//! compute in floats anyway are compiled for those only, see [`crate::floats`].

use crate::dtype::{DType, Pixel};
use crate::given::Given;
use crate::image::DynImage;
use ndarray::{ArrayD, IxDyn};
use std::fmt::Debug;
use stencil_core::element::Element;
use stencil_core::engine::Elements;
use stencil_core::explain::Explanation;
use stencil_core::{Apply, Boundaries, Boundary, Error, Filter, Stencil};

/// Where and how a filter works, apart from its parameters.
#[derive(Clone)]
pub struct How<'a> {
    /// What lies beyond the edges.
    pub boundary: Boundaries,
    /// The axes of the array that the filter's axes are.
    pub axes: &'a [usize],
    /// `None`: all cores.
    pub threads: Option<usize>,
    /// Lengths of the tiles; `None`: as suits the cache.
    pub tile: Option<&'a [usize]>,
    /// Called with the parts done and the parts in all.
    pub progress: &'a (dyn Fn(usize, usize) + Sync),
}

/// A filter for arrays of every element type that it [`gives`](Self::gives) a result for.
pub trait Step: Debug {
    /// The element type of the result for arrays of this one; `None` if the filter does not take it.
    fn gives(&self, dtype: DType) -> Option<DType>;

    /// The result; `None` if the filter does not take this element type.
    fn apply(&self, pixels: &DynImage, how: &How<'_>) -> Option<Result<Given, Error>>;

    /// Its name, halo and number of axes.
    fn stencil(&self) -> &dyn Stencil;

    /// What it reads, and how an array of this shape is cut.
    fn explain(&self, shape: &[usize]) -> Explanation;

    /// What it does beyond its halo, if it is no filter.
    fn beyond(&self) -> Option<&'static str> {
        None
    }

    /// Whether it gives a list of points.
    fn lists(&self) -> bool {
        false
    }
}

/// A filter for numbers.
#[derive(Debug)]
pub struct Numbers<F>(pub F);

/// A filter for numbers of up to 32 bits.
#[derive(Debug)]
pub struct Narrow<F>(pub F);

/// A filter for every type.
#[derive(Debug)]
pub struct Every<F>(pub F);

/// What a filter gives, one array or several, of which one is wanted.
pub trait Outputs: Elements {
    /// The element types.
    const DTYPES: &'static [DType];

    /// One of the arrays.
    fn choose(arrays: Self::Arrays<IxDyn>, output: usize) -> DynImage;
}

impl<T: Pixel + Element> Outputs for (T,)
where
    DynImage: From<ArrayD<T>>,
{
    const DTYPES: &'static [DType] = &[T::DTYPE];

    fn choose(array: ArrayD<T>, _: usize) -> DynImage {
        array.into()
    }
}

macro_rules! outputs {
    ($($t:ident $array:ident),*) => {
        impl<$($t: Pixel + Element),*> Outputs for ($($t,)*)
        where
            $(DynImage: From<ArrayD<$t>>),*
        {
            const DTYPES: &'static [DType] = &[$($t::DTYPE),*];

            fn choose(($($array,)*): ($(ArrayD<$t>,)*), output: usize) -> DynImage {
                let all = [$(DynImage::from($array)),*];
                let last = all.len() - 1;
                all.into_iter().nth(output.min(last)).expect("the last one is there")
            }
        }
    };
}
outputs!(A a, B b);
outputs!(A a, B b, C c);

macro_rules! step {
    ($wrapper:ident: $($variant:ident $type:ident),*) => {
        impl<F> Step for $wrapper<F>
        where
            F: Stencil + $(Filter<($type,), Out: Outputs> +)*
        {
            fn gives(&self, dtype: DType) -> Option<DType> {
                match dtype {
                    $(DType::$variant => Some(<<F as Filter<($type,)>>::Out as Outputs>::DTYPES[0]),)*
                    #[allow(unreachable_patterns, reason = "a filter for every type leaves no other")]
                    _ => None,
                }
            }

            fn apply(&self, pixels: &DynImage, how: &How<'_>) -> Option<Result<Given, Error>> {
                match pixels {
                    $(DynImage::$variant(array) => Some(how.apply(&self.0, array, 0).map(Given::Image)),)*
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
step!(Narrow: U8 u8, U16 u16, U32 u32, I8 i8, I16 i16, I32 i32, F32 f32, F64 f64);
step!(Every: Bool bool, U8 u8, U16 u16, U32 u32, U64 u64, I8 i8, I16 i16, I32 i32, I64 i64, F32 f32, F64 f64);

impl<'a> How<'a> {
    /// Along these axes, on the calling thread.
    pub fn new(axes: &'a [usize]) -> Self {
        Self { boundary: Boundaries::default(), axes, threads: Some(1), tile: None, progress: &|_, _| () }
    }

    pub(crate) fn apply<T, F>(&self, filter: &F, array: &ArrayD<T>, output: usize) -> Result<DynImage, Error>
    where
        T: Element,
        F: Filter<(T,), Out: Outputs>,
    {
        // 0 threads: as many as the machine has.
        let apply = Apply::new(filter).boundary(self.boundary).axes(self.axes);
        let apply = apply.threads(self.threads.unwrap_or(0)).progress(self.progress);
        let apply = if let Some(tile) = self.tile { apply.tile(tile) } else { apply };
        Ok(F::Out::choose(apply.run(array)?, output))
    }

    /// Whether an array of this type can continue with the constants.
    pub(crate) fn constants(&self, dtype: DType) -> Result<(), Error> {
        for axis in 0..self.axes.len() {
            if let Boundary::Constant(value) = self.boundary.on(axis)
                && !dtype.holds(value)
            {
                return Err(Error::Constant { value, element: dtype.name() });
            }
        }
        Ok(())
    }
}
