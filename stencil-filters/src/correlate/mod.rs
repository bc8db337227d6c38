//! Weighted sums with weights of one's own.
//!
//! ```text
//!   correlate      a b c           convolve      c b a
//!                  . x .                         . x .
//! ```

mod separable;

use crate::PerAxis;
use crate::error::{TOO_MANY, few, parameter};
use crate::linear::{MOST_AXES, Node, Row, Taps, Term, linear};
use ndarray::{ArrayD, ArrayView, Dimension, IxDyn};
use std::borrow::Cow;
use stencil_core::prelude::*;

/// A weighted sum of neighbours along one axis: weight `k` of `n` is that of the neighbour at `k - n / 2 - origin`.
///
/// Agrees with `scipy.ndimage.correlate1d`. Choose the axis with `.along(axis)`, or where the filter is applied. The halo is
/// `n / 2 + origin` before the pixel and `n - 1 - n / 2 - origin` after it, less what zeros at the ends of the weights take
/// away: these are not read. Zeros between other weights are not read either, so a NaN there leaves no trace.
///
/// Results have the element type of the array: integers are summed in floating point (`f32` for 8-bit ones, `f64` for others),
/// rounded once, half to even, and saturate. Use [`Correlate::signed`] for weights that make results negative.
///
/// ```
/// use ndarray::{arr1, arr2};
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::correlate1d;
///
/// let row = arr1(&[2_u8, 8, 0, 4, 1]);
/// // SciPy's own example: the default weights of two reach back.
/// assert_eq!(apply(&row, &correlate1d([1.0, 3.0]))?, arr1(&[8, 26, 8, 12, 7]));
/// assert_eq!(correlate1d([1.0, 3.0]).halo(), Halo::from_sides([(1, 0)]));
/// assert_eq!(correlate1d([1.0, 3.0]).origin(-1).halo(), Halo::from_sides([(0, 1)]));
///
/// let image = arr2(&[[1.0_f32, 2.0], [5.0, 4.0]]);
/// let down = apply(&image, &correlate1d([-1.0, 0.0, 1.0]).along(0))?;
/// assert_eq!(down, arr2(&[[4.0, 2.0], [4.0, 2.0]]));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// Applying it fails with [`Error::Parameter`] if there is no weight or one that is not finite, if the origin is not within
/// `-(n / 2)..=(n - 1) / 2`, or if there are more than 16,777,216 weights.
#[must_use]
pub fn correlate1d(weights: impl Into<Vec<f64>>) -> Correlate {
    let weights: Vec<f64> = weights.into();
    Correlate::new("correlate1d", ArrayD::from_shape_vec(IxDyn(&[weights.len()]), weights).unwrap_or_default(), false)
}

/// As [`correlate1d`], with the weights in reverse: weight `k` of `n` is that of the neighbour at `(n - 1) / 2 - k + origin`.
///
/// Agrees with `scipy.ndimage.convolve1d`.
///
/// ```
/// use ndarray::arr1;
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::convolve1d;
///
/// assert_eq!(apply(&arr1(&[2_u8, 8, 0, 4, 1]), &convolve1d([1.0, 3.0]))?, arr1(&[14, 24, 4, 13, 4]));
/// assert_eq!(convolve1d([1.0, 3.0]).halo(), Halo::from_sides([(0, 1)]));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// As [`correlate1d`].
#[must_use]
pub fn convolve1d(weights: impl Into<Vec<f64>>) -> Correlate {
    Correlate { name: "convolve1d", flipped: true, ..correlate1d(weights) }
}

/// A weighted sum of neighbours along as many axes as the weights have: along each of `n` weights, the one with index `k` is
/// that of the neighbour at `k - n / 2 - origin`.
///
/// Agrees with `scipy.ndimage.correlate`. Weights of zero are not read. Weights that are, to within four units in the last place of
/// each, products of one row per axis are applied row by row, which takes `5 + 5` steps in place of `5 x 5`; the halo and the meaning
/// are the same, floats may differ in their last bits. Weights on more than four axes have to be of this kind.
///
/// Element types are as in [`correlate1d`]; so is what zeros do.
///
/// ```
/// use ndarray::arr2;
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::correlate;
///
/// let emboss = arr2(&[[-2.0, -1.0, 0.0], [-1.0, 1.0, 1.0], [0.0, 1.0, 2.0]]);
/// let flat = arr2(&[[9_u8; 5]; 4]);
/// assert_eq!(apply(&flat, &correlate(emboss.view()))?, flat);
/// assert_eq!(correlate(emboss.view()).halo(), Halo::from_sides([(1, 1), (1, 1)]));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// As [`correlate1d`]; and if the weights have no axis or more than eight, if they have more than four and are not products of
/// rows, or if origins are listed for another number of axes.
#[must_use]
pub fn correlate<D: Dimension>(weights: ArrayView<'_, f64, D>) -> Correlate {
    Correlate::new("correlate", weights.into_dyn().to_owned(), false)
}

/// As [`correlate`], with the weights reversed along every axis.
///
/// Agrees with `scipy.ndimage.convolve`.
///
/// ```
/// use ndarray::arr2;
/// use stencil_core::prelude::*;
/// use stencil_filters::convolve;
///
/// // Convolving a dot draws the weights.
/// let weights = arr2(&[[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]);
/// let dot = arr2(&[[0_u8, 0, 0], [0, 1, 0], [0, 0, 0]]);
/// let drawn = Apply::new(&convolve(weights.view())).boundary(Boundary::Constant(0.0)).run(&dot)?;
/// assert_eq!(drawn, arr2(&[[1, 2, 3], [4, 5, 6], [0, 0, 0]]));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// As [`correlate`].
#[must_use]
pub fn convolve<D: Dimension>(weights: ArrayView<'_, f64, D>) -> Correlate {
    Correlate::new("convolve", weights.into_dyn().to_owned(), true)
}

/// See [`correlate1d`], [`convolve1d`], [`correlate`] and [`convolve`].
#[derive(Clone, Debug, PartialEq)]
pub struct Correlate {
    name: &'static str,
    weights: ArrayD<f64>,
    origin: PerAxis<isize>,
    /// Whether the weights are to be reversed.
    flipped: bool,
}

impl Correlate {
    pub(crate) fn new(name: &'static str, weights: ArrayD<f64>, flipped: bool) -> Self {
        Self { name, weights, origin: 0.into(), flipped }
    }

    /// Moves the weights: by one towards lower indices of the array where correlating, and higher ones where convolving. One
    /// number for all axes, or one per axis.
    #[must_use]
    pub fn origin(self, origin: impl Into<PerAxis<isize>>) -> Self {
        Self { origin: origin.into(), ..self }
    }

    /// With results that have a sign: `i16` for 8-bit integers, `i32` for 16-bit, `i64` for 32-bit, `f64` for 64-bit, and the
    /// floats themselves.
    #[must_use]
    pub fn signed(self) -> SignedCorrelate {
        SignedCorrelate { correlate: self }
    }

    /// Offset of the first weight along an axis, from the pixel.
    fn first(&self, axis: usize) -> isize {
        let (n, origin) = (self.weights.shape()[axis] as isize, self.origin.get(axis));
        if self.flipped { origin - (n - 1) / 2 } else { -(n / 2) - origin }
    }

    /// The weights as they lie around the pixel.
    fn around(&self) -> ArrayD<f64> {
        let mut weights = self.weights.view();
        if self.flipped {
            (0..weights.ndim()).for_each(|axis| weights.invert_axis(ndarray::Axis(axis)));
        }
        weights.as_standard_layout().into_owned()
    }

    /// The rows whose product the weights are, if that is fewer steps.
    fn rows(&self) -> Option<Vec<Row>> {
        let rows = separable::rows(&self.around())?;
        let row = |(axis, weights)| Row::new(self.first(axis), weights).trimmed();
        Some(rows.into_iter().enumerate().map(row).collect())
    }

    fn taps(&self) -> Taps {
        let axes = self.weights.ndim();
        let first: [isize; MOST_AXES] = std::array::from_fn(|axis| if axis < axes { self.first(axis) } else { 0 });
        let offset = |index: &IxDyn| {
            let mut offset = first;
            offset.iter_mut().zip(index.slice()).for_each(|(offset, at)| *offset += *at as isize);
            offset
        };
        Taps::new(axes, self.around().indexed_iter().map(|(index, weight)| (offset(&index), *weight)))
    }

    pub(crate) fn node(&self, _axes: usize) -> Node {
        match self.rows() {
            Some(rows) => Node::Term(Term::new(rows.into_iter().enumerate().collect())),
            None => Node::Taps(self.taps()),
        }
    }

    /// How far along an axis the weights reach that are not zero; the pixel itself counts.
    fn side(&self, axis: usize) -> (usize, usize) {
        let first = self.first(axis);
        let weights = self.around();
        let lanes = weights.axis_iter(ndarray::Axis(axis)).map(|layer| layer.iter().any(|weight| *weight != 0.0));
        let read = || lanes.clone().enumerate().filter(|(_, read)| *read).map(|(at, _)| first + at as isize);
        (read().min().unwrap_or(0).min(0).unsigned_abs(), read().max().unwrap_or(0).max(0).unsigned_abs())
    }

    /// The same as [`Stencil::validate`], in the name of another filter.
    fn check(&self, filter: &dyn Stencil) -> Result<(), Error> {
        let shape = self.weights.shape();
        let written = || shape.iter().map(ToString::to_string).collect::<Vec<_>>().join("x");
        if shape.is_empty() || shape.len() > Halo::MAX_DIM {
            return Err(parameter(filter, "weights", format!("{} axes", shape.len()), "of 1 to 8 axes"));
        }
        if self.weights.is_empty() {
            return Err(parameter(filter, "weights", written(), "at least one"));
        }
        if !few(shape.iter().copied()) {
            return Err(parameter(filter, "weights", written(), TOO_MANY));
        }
        if let Some(weight) = self.weights.iter().find(|weight| !weight.is_finite()) {
            return Err(parameter(filter, "weights", weight, "finite"));
        }
        self.check_origin(filter)?;
        if shape.len() > MOST_AXES && self.rows().is_none() {
            return Err(parameter(filter, "weights", written(), "products of one row per axis, or of 1 to 4 axes"));
        }
        Ok(())
    }

    fn check_origin(&self, filter: &dyn Stencil) -> Result<(), Error> {
        let shape = self.weights.shape();
        if let Some(dims) = self.origin.dims().filter(|dims| *dims != shape.len()) {
            let expected = format!("one per axis of the weights, which have {}", shape.len());
            return Err(parameter(filter, "origin", format!("of {dims} axes"), expected));
        }
        for (axis, &n) in shape.iter().enumerate() {
            let (low, high) = (-((n / 2) as isize), ((n - 1) / 2) as isize);
            if !(low..=high).contains(&self.origin.get(axis)) {
                let expected = format!("{low} to {high} along axis {axis}, which has {n} weights");
                return Err(parameter(filter, "origin", self.origin.get(axis), expected));
            }
        }
        Ok(())
    }
}

impl Stencil for Correlate {
    fn name(&self) -> Cow<'static, str> {
        self.name.into()
    }

    /// Zero for weights that make no sense.
    fn halo(&self) -> Halo {
        let axes = self.weights.ndim().min(Halo::MAX_DIM);
        let sides: Vec<_> = (0..axes).map(|axis| self.side(axis)).collect();
        PerAxis::from_slice(&sides).map_or(Halo::ZERO, |sides| sides.halo())
    }

    fn dims(&self) -> Option<usize> {
        Some(self.weights.ndim())
    }

    fn between(&self, axes: usize) -> usize {
        self.node(axes).between(axes) + 2
    }

    fn validate(&self) -> Result<(), Error> {
        self.check(self)
    }
}
linear!(Correlate: Same);

/// See [`Correlate::signed`].
#[derive(Clone, Debug, PartialEq)]
pub struct SignedCorrelate {
    correlate: Correlate,
}

impl SignedCorrelate {
    fn node(&self, axes: usize) -> Node {
        self.correlate.node(axes)
    }
}

impl Stencil for SignedCorrelate {
    fn name(&self) -> Cow<'static, str> {
        self.correlate.name()
    }

    fn halo(&self) -> Halo {
        self.correlate.halo()
    }

    fn dims(&self) -> Option<usize> {
        self.correlate.dims()
    }

    fn between(&self, axes: usize) -> usize {
        self.correlate.between(axes)
    }

    fn validate(&self) -> Result<(), Error> {
        self.correlate.check(self)
    }
}
linear!(SignedCorrelate: Signed);
