//! Steps that follow edges through an array as a whole. They are no filters, since no halo is deep enough; what is local in
//! them has its halo.

use crate::dtype::DType;
use crate::given::Given;
use crate::image::DynImage;
use crate::step::{How, Step};
use ndarray::{ArrayD, ArrayViewD, ArrayViewMutD};
use std::borrow::Cow;
use stencil_core::explain::Explanation;
use stencil_core::{Error, Halo, Stencil};
use stencil_filters::{Canny, hysteresis};

/// What stands for the local part of a step that is no filter.
#[derive(Debug)]
pub(crate) struct Local {
    pub(crate) name: &'static str,
    pub(crate) halo: Halo,
}

impl Stencil for Local {
    fn name(&self) -> Cow<'static, str> {
        self.name.into()
    }

    fn halo(&self) -> Halo {
        self.halo
    }

    fn dims(&self) -> Option<usize> {
        None
    }
}

/// The floats that numbers become without loss; none for 64-bit integers.
pub(crate) fn float(dtype: DType) -> Option<DType> {
    match dtype {
        DType::Bool | DType::U64 | DType::I64 => None,
        DType::U8 | DType::I8 | DType::U16 | DType::I16 | DType::F32 => Some(DType::F32),
        DType::U32 | DType::I32 | DType::F64 => Some(DType::F64),
    }
}

/// Canny's edges, linked.
#[derive(Debug)]
pub struct Edges(pub Canny);

impl Step for Edges {
    fn gives(&self, dtype: DType) -> Option<DType> {
        float(dtype).map(|_| DType::Bool)
    }

    fn apply(&self, pixels: &DynImage, how: &How<'_>) -> Option<Result<Given, Error>> {
        let to = float(pixels.dtype())?;
        Some(how.constants(pixels.dtype()).and_then(|()| {
            let labels = match pixels.cast(to).0 {
                DynImage::F32(array) => how.apply(&self.0, &array, 0)?,
                DynImage::F64(array) => how.apply(&self.0, &array, 0)?,
                other => other,
            };
            match labels {
                DynImage::U8(labels) => {
                    Linking { low: 0.0, high: 1.0, connectivity: 2 }.along(&labels.mapv(f64::from), how.axes)
                }
                other => Ok(Given::Image(other)),
            }
        }))
    }

    fn stencil(&self) -> &dyn Stencil {
        &self.0
    }

    fn explain(&self, shape: &[usize]) -> Explanation {
        self.0.explain(shape)
    }

    fn beyond(&self) -> Option<&'static str> {
        Some("then edges are followed through the whole array")
    }
}

/// What is connected to something strong.
#[derive(Clone, Copy, Debug)]
struct Linking {
    low: f64,
    high: f64,
    connectivity: usize,
}

impl Linking {
    /// Along some of the axes, for each place along the others.
    fn along(self, array: &ArrayD<f64>, axes: &[usize]) -> Result<Given, Error> {
        let others = (0..array.ndim()).filter(|axis| !axes.contains(axis));
        let order: Vec<usize> = others.chain(axes.iter().copied()).collect();
        let mut linked = ArrayD::from_elem(array.raw_dim(), false);
        let target = linked.view_mut().permuted_axes(order.clone());
        self.each(array.view().permuted_axes(order), target, array.ndim() - axes.len())?;
        Ok(Given::Image(linked.into()))
    }

    fn each(self, array: ArrayViewD<'_, f64>, mut target: ArrayViewMutD<'_, bool>, others: usize) -> Result<(), Error> {
        if others == 0 {
            target.assign(&hysteresis(&array, self.low, self.high, self.connectivity)?);
            return Ok(());
        }
        let mut parts = array.outer_iter().zip(target.outer_iter_mut());
        parts.try_for_each(|(array, target)| self.each(array, target, others - 1))
    }
}

/// Thresholds with hysteresis.
#[derive(Debug)]
pub struct Hysteresis {
    linking: Linking,
    local: Local,
}

impl Hysteresis {
    /// What is above `low` and connected to something above `high`.
    pub fn new(low: f64, high: f64, connectivity: usize) -> Self {
        let local = Local { name: "hysteresis", halo: Halo::ZERO };
        Self { linking: Linking { low, high, connectivity }, local }
    }
}

impl Step for Hysteresis {
    fn gives(&self, dtype: DType) -> Option<DType> {
        float(dtype).map(|_| DType::Bool)
    }

    fn apply(&self, pixels: &DynImage, how: &How<'_>) -> Option<Result<Given, Error>> {
        float(pixels.dtype())?;
        let DynImage::F64(array) = pixels.cast(DType::F64).0 else { return None };
        Some(self.linking.along(&array, how.axes))
    }

    fn stencil(&self) -> &dyn Stencil {
        &self.local
    }

    fn explain(&self, shape: &[usize]) -> Explanation {
        self.local.explain(shape)
    }

    fn beyond(&self) -> Option<&'static str> {
        Some("what is above the level is followed through the whole array")
    }
}
