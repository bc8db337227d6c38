//! [`Finds`]: detectors, which give lists of points.

use crate::dtype::DType;
use crate::given::{Given, Points};
use crate::image::DynImage;
use crate::step::{How, Step};
use crate::whole::{Local, float};
use ndarray::{Dimension, IxDyn};
use stencil_core::explain::Explanation;
use stencil_core::{Error, Stencil};
use stencil_filters::{Blob, Detect, Detector, Peak};

/// What finds points.
#[derive(Debug)]
pub struct Finds<P> {
    detector: P,
    local: Local,
    /// The radius of a point, as a multiple of its scale.
    scale: f64,
}

impl<P: Detector> Finds<P> {
    /// A detector by name, of points whose radius is so many times their scale.
    pub fn new(name: &'static str, detector: P, scale: f64) -> Self {
        let local = Local { name, halo: detector.halo() };
        Self { detector, local, scale }
    }
}

/// A point that was found.
pub trait Found {
    /// What is known of it besides its position.
    const COLUMNS: &'static [&'static str];
    /// Where it is.
    fn position(&self) -> &IxDyn;
    /// What is known of it.
    fn numbers(&self) -> Vec<f64>;
    /// The scale it was found at.
    fn scale(&self) -> f64;
}

impl Found for Peak<IxDyn> {
    const COLUMNS: &'static [&'static str] = &["value"];

    fn position(&self) -> &IxDyn {
        &self.position
    }

    fn numbers(&self) -> Vec<f64> {
        vec![self.value]
    }

    fn scale(&self) -> f64 {
        1.0
    }
}

impl Found for Blob<IxDyn> {
    const COLUMNS: &'static [&'static str] = &["sigma", "response"];

    fn position(&self) -> &IxDyn {
        &self.position
    }

    fn numbers(&self) -> Vec<f64> {
        vec![self.sigma, self.response]
    }

    fn scale(&self) -> f64 {
        self.sigma
    }
}

impl<P: Detector> Step for Finds<P>
where
    P::Found<IxDyn>: Found,
{
    fn gives(&self, dtype: DType) -> Option<DType> {
        float(dtype).map(|_| DType::F64)
    }

    fn apply(&self, pixels: &DynImage, how: &How<'_>) -> Option<Result<Given, Error>> {
        let to = float(pixels.dtype())?;
        Some(self.all_axes(pixels, how).and_then(|()| how.constants(pixels.dtype())).and_then(|()| {
            let detect = Detect::new(&self.detector).boundary(how.boundary).threads(how.threads.unwrap_or(0));
            let detect = if let Some(tile) = how.tile { detect.tile(tile) } else { detect };
            let found = match pixels.cast(to).0 {
                DynImage::F32(array) => detect.run(&array)?,
                DynImage::F64(array) => detect.run(&array)?,
                _ => Vec::new(),
            };
            Ok(Given::Points(self.points(&found, pixels.ndim())))
        }))
    }

    fn stencil(&self) -> &dyn Stencil {
        &self.local
    }

    fn explain(&self, shape: &[usize]) -> Explanation {
        self.local.explain(shape)
    }

    fn beyond(&self) -> Option<&'static str> {
        Some("then all candidates are compared")
    }

    fn lists(&self) -> bool {
        true
    }
}

impl<P: Detector> Finds<P>
where
    P::Found<IxDyn>: Found,
{
    /// Points are looked for along every axis, in the array's order.
    fn all_axes(&self, pixels: &DynImage, how: &How<'_>) -> Result<(), Error> {
        if how.axes.iter().copied().eq(0..pixels.ndim()) {
            return Ok(());
        }
        Err(Error::AxisCount { filter: self.local.name.into(), needs: pixels.ndim(), given: how.axes.len() })
    }

    fn points(&self, found: &[P::Found<IxDyn>], ndim: usize) -> Points {
        let axes = (0..ndim).map(|axis| format!("axis_{axis}"));
        let row = |point: &P::Found<IxDyn>| {
            let position = point.position().slice().iter().map(|at| *at as f64);
            position.chain(point.numbers()).collect()
        };
        Points {
            columns: axes.chain(P::Found::<IxDyn>::COLUMNS.iter().map(ToString::to_string)).collect(),
            rows: found.iter().map(row).collect(),
            radii: found.iter().map(|point| self.scale * point.scale()).collect(),
        }
    }
}
