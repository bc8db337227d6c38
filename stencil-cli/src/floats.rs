//! [`Floats`]: filters that compute in floats, compiled for those alone.

use crate::dtype::DType;
use crate::given::Given;
use crate::image::DynImage;
use crate::step::{How, Outputs, Step};
use stencil_core::explain::Explanation;
use stencil_core::{Error, Filter, Stencil};

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

    fn apply(&self, pixels: &DynImage, how: &How<'_>) -> Option<Result<Given, Error>> {
        let (from, to) = (pixels.dtype(), self.result.computed(pixels.dtype())?);
        if let Err(error) = how.constants(from) {
            return Some(Err(error));
        }
        let result = match &*pixels.as_type(to) {
            DynImage::F32(array) => how.apply(&self.filter, array, self.output),
            DynImage::F64(array) => how.apply(&self.filter, array, self.output),
            _ => return None,
        };
        let gives = self.gives(from)?;
        Some(result.map(|result| Given::Image(result.into_type(gives))))
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
