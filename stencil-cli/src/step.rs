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

/// A filter for numbers of up to 32 bits.
#[derive(Debug)]
pub struct Narrow<F>(pub F);

/// A filter for every type.
#[derive(Debug)]
pub struct Every<F>(pub F);

/// A filter that computes in floats, for numbers. An integer array becomes a float array once, and the result an integer array
/// once: what the filter would do pixel by pixel, with the same result.
#[derive(Debug)]
pub struct Floats<F> {
    filter: F,
    result: Results,
    /// Which of several outputs.
    output: usize,
}

/// What becomes of the result of a filter that computes in floats.
#[derive(Clone, Copy, Debug)]
pub enum Results {
    /// It stays a float, or a mask.
    Float,
    /// It is rounded and saturated to the type of the array.
    Same,
    /// It is rounded to a type with room for a difference.
    Signed,
}

impl Results {
    /// The type that numbers of another become. Where results are whole numbers, it is one whose last bits do not decide how
    /// they are rounded.
    fn computed(self, dtype: DType) -> Option<DType> {
        match (dtype, self) {
            (DType::Bool, _) => None,
            (DType::U8 | DType::I8 | DType::F32, _) | (DType::U16 | DType::I16, Self::Float) => Some(DType::F32),
            _ => Some(DType::F64),
        }
    }
}

impl<F> Floats<F> {
    /// The filter, and what becomes of its result.
    pub fn new(filter: F, result: Results) -> Self {
        Self { filter, result, output: 0 }
    }

    /// One of several outputs, which stay floats.
    pub fn output(filter: F, output: usize) -> Self {
        Self { filter, result: Results::Float, output }
    }
}

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

            fn apply(&self, pixels: &DynImage, how: &How<'_>) -> Option<Result<DynImage, Error>> {
                match pixels {
                    $(DynImage::$variant(array) => Some(how.apply(&self.0, array, 0)),)*
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

impl<F> Step for Floats<F>
where
    F: Stencil + Filter<(f32,), Out: Outputs> + Filter<(f64,), Out: Outputs>,
{
    fn gives(&self, dtype: DType) -> Option<DType> {
        let given = match self.result.computed(dtype)? {
            DType::F32 => <<F as Filter<(f32,)>>::Out as Outputs>::DTYPES[self.output],
            _ => <<F as Filter<(f64,)>>::Out as Outputs>::DTYPES[self.output],
        };
        Some(match self.result {
            // Of floats and of masks.
            Results::Float => given,
            Results::Same => dtype,
            Results::Signed => signed(dtype),
        })
    }

    fn apply(&self, pixels: &DynImage, how: &How<'_>) -> Option<Result<DynImage, Error>> {
        let (from, to) = (pixels.dtype(), self.result.computed(pixels.dtype())?);
        if let Err(error) = how.constants(from) {
            return Some(Err(error));
        }
        let result = match pixels.cast(to).0 {
            DynImage::F32(array) => how.apply(&self.filter, &array, self.output),
            DynImage::F64(array) => how.apply(&self.filter, &array, self.output),
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

    fn apply<T, F>(&self, filter: &F, array: &ArrayD<T>, output: usize) -> Result<DynImage, Error>
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
