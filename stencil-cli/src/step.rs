//! A filter whose element type is chosen at run time: the one place where filters meet element types.
//!
//! A filter of the library is generic over the element type, so each type it is used with is compiled. A chain therefore runs
//! stage by stage on [`DynImage`]s: so many filters times so many types, and not every combination of both. Filters that
//! compute in floats anyway are compiled for those only, see [`Floats`].

use crate::dtype::{DType, Pixel};
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

/// A filter that computes in floats, for numbers. An integer array becomes a float array once, and the result an integer array
/// once: what the filter would do pixel by pixel, with the same result.
#[derive(Debug)]
pub struct Floats<F> {
    filter: F,
    result: Results,
}

/// What becomes of the result of a filter that computes in floats.
#[derive(Clone, Copy, Debug)]
pub enum Results {
    /// It stays a float.
    Float,
    /// It is rounded and saturated to the type of the array.
    Same,
    /// It is rounded to a type with room for a difference.
    Signed,
}

impl<F> Floats<F> {
    /// The filter, and what becomes of its result.
    pub fn new(filter: F, result: Results) -> Self {
        Self { filter, result }
    }
}

/// A filter of one output.
pub trait One {
    /// Its element type.
    const DTYPE: DType;
}

impl<T: Pixel> One for (T,) {
    const DTYPE: DType = T::DTYPE;
}

macro_rules! step {
    ($wrapper:ident: $($variant:ident $type:ident),*) => {
        impl<F> Step for $wrapper<F>
        where
            F: Stencil + $(Filter<($type,), Out: One + Elements<Arrays<IxDyn>: Into<DynImage>>> +)*
        {
            fn gives(&self, dtype: DType) -> Option<DType> {
                match dtype {
                    $(DType::$variant => Some(<<F as Filter<($type,)>>::Out as One>::DTYPE),)*
                    #[allow(unreachable_patterns, reason = "a filter for every type leaves no other")]
                    _ => None,
                }
            }

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

impl<F> Step for Floats<F>
where
    F: Stencil + Filter<(f32,), Out = (f32,)> + Filter<(f64,), Out = (f64,)>,
{
    fn gives(&self, dtype: DType) -> Option<DType> {
        let float = float(dtype)?;
        Some(match self.result {
            Results::Float => float,
            Results::Same => dtype,
            Results::Signed => signed(dtype),
        })
    }

    fn apply(&self, pixels: &DynImage, how: &How<'_>) -> Option<Result<DynImage, Error>> {
        let (from, to) = (pixels.dtype(), float(pixels.dtype())?);
        if let Err(error) = how.constants(from) {
            return Some(Err(error));
        }
        let result = match pixels.cast(to).0 {
            DynImage::F32(array) => how.apply(&self.filter, &array),
            DynImage::F64(array) => how.apply(&self.filter, &array),
            _ => return None,
        };
        let gives = self.gives(from)?;
        Some(result.map(|result| result.cast(gives).0))
    }

    fn stencil(&self) -> &dyn Stencil {
        &self.filter
    }

    fn explain(&self, shape: &[usize]) -> Explanation {
        self.filter.explain(shape)
    }
}

/// The type that numbers of another are summed in: `f32` holds integers of 16 bits, `f64` those of 32.
fn float(dtype: DType) -> Option<DType> {
    match dtype {
        DType::Bool => None,
        DType::U8 | DType::I8 | DType::U16 | DType::I16 | DType::F32 => Some(DType::F32),
        _ => Some(DType::F64),
    }
}

/// The type that holds differences of numbers of another.
fn signed(dtype: DType) -> DType {
    match dtype {
        DType::U8 | DType::I8 => DType::I16,
        DType::U16 | DType::I16 => DType::I32,
        DType::U32 | DType::I32 => DType::I64,
        DType::U64 | DType::I64 => DType::F64,
        other => other,
    }
}

impl<'a> How<'a> {
    /// Along these axes, on the calling thread.
    pub fn new(axes: &'a [usize]) -> Self {
        Self { boundary: Boundaries::default(), axes, threads: Some(1), tile: None, progress: &|_, _| () }
    }

    fn apply<T, F>(&self, filter: &F, array: &ArrayD<T>) -> Result<DynImage, Error>
    where
        T: Element,
        F: Filter<(T,), Out: Elements<Arrays<IxDyn>: Into<DynImage>>>,
    {
        // 0 threads: as many as the machine has.
        let apply = Apply::new(filter).boundary(self.boundary).axes(self.axes);
        let apply = apply.threads(self.threads.unwrap_or(0)).progress(self.progress);
        let apply = if let Some(tile) = self.tile { apply.tile(tile) } else { apply };
        Ok(apply.run(array)?.into())
    }

    /// Whether an array of this type can continue with the constants.
    fn constants(&self, dtype: DType) -> Result<(), Error> {
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
