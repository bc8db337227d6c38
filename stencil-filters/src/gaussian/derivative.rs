//! Derivatives of Gaussians.

use super::Gaussian;
use super::checks::LEAST;
use crate::PerAxis;
use crate::error::parameter;
use crate::linear::{Node, Row, Term, linear};
use crate::nan::NanPolicy;
use std::borrow::Cow;
use stencil_core::prelude::*;

/// A derivative of an image that was smoothed with a Gaussian, of its own order along each axis. See [`Gaussian::order`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GaussianDerivative {
    smoothing: Gaussian,
    order: PerAxis<usize>,
}

/// The highest order.
const HIGHEST: usize = 3;

impl GaussianDerivative {
    pub(super) fn new(smoothing: Gaussian, order: PerAxis<usize>) -> Self {
        Self { smoothing, order }
    }

    fn node(&self, axes: usize) -> Node {
        Node::Term(self.smoothing.term(axes, |axis| self.order.get(axis)))
    }
}

impl Gaussian {
    /// One pass per axis on which there is something to do, each of its own order.
    pub(crate) fn term(&self, axes: usize, order: impl Fn(usize) -> usize) -> Term {
        let some = (0..axes).filter(|axis| order(*axis) > 0 || self.reach(*axis) > 0);
        Term::new(some.map(|axis| (axis, self.row(axis, order(axis)))).collect())
    }

    /// The weights of a derivative: the Gaussian's, times a polynomial.
    ///
    /// The derivative of `p(x) exp(-x^2 / 2 s^2)` is `(p'(x) - p(x) x / s^2) exp(..)`, and so on from `p = 1`. As a
    /// neighbour at `x` is seen from the pixel, the pixel lies at `-x` from it.
    fn row(&self, axis: usize, order: usize) -> Row {
        let variance = self.sigma.get(axis) * self.sigma.get(axis);
        let mut polynomial = [0.0; HIGHEST + 1];
        polynomial[0] = 1.0;
        for _ in 0..order {
            let before = polynomial;
            polynomial = std::array::from_fn(|power| {
                let derived = before.get(power + 1).map_or(0.0, |next| (power + 1) as f64 * next);
                let times_x = if power > 0 { before[power - 1] } else { 0.0 };
                derived - times_x / variance
            });
        }
        let half = self.weights(axis);
        let curve = |x: isize| {
            let sum: f64 = (0..=order).map(|power| (-x as f64).powi(power as i32) * polynomial[power]).sum();
            sum * half[x.unsigned_abs()]
        };
        Row::sampled(half.len() - 1, curve)
    }
}

impl Stencil for GaussianDerivative {
    fn name(&self) -> Cow<'static, str> {
        "gaussian".into()
    }

    fn halo(&self) -> Halo {
        self.smoothing.reaches().with(&self.order, |reach, _| (reach, reach)).halo()
    }

    fn dims(&self) -> Option<usize> {
        self.smoothing.dims().or(self.order.dims())
    }

    fn between(&self, axes: usize) -> usize {
        self.node(axes).between(axes) + 2
    }

    fn fits(&self, axes: usize) -> Result<(), Error> {
        self.smoothing.fits_listed(self, self.dims(), axes)
    }

    fn validate(&self) -> Result<(), Error> {
        self.smoothing.check(self)?;
        if let Some(order) = self.order.values().iter().find(|order| **order > HIGHEST) {
            return Err(parameter(self, "order", order, "0 to 3"));
        }
        if let (Some(given), Some(dims)) = (self.order.dims(), self.smoothing.dims())
            && given != dims
        {
            return Err(parameter(
                self,
                "order",
                format!("of {given} axes"),
                format!("one per sigma, of which there are {dims}"),
            ));
        }
        let flat = self.smoothing.sigma.with(&self.order, |sigma, order| (sigma < LEAST && order > 0).then_some(sigma));
        if let Some(sigma) = flat.values().iter().flatten().next() {
            return Err(parameter(self, "sigma", sigma, "at least 1e-15 along an axis with a derivative"));
        }
        if self.smoothing.nan != NanPolicy::Propagate {
            return Err(parameter(self, "nan", "Omit", "Propagate: a derivative with pixels left out is another one"));
        }
        Ok(())
    }
}
linear!(GaussianDerivative: Real);

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gaussian;

    #[test]
    fn derivatives_of_powers() {
        // The first derivative of x, the second of x^2 / 2 and the third of x^3 / 6 are one, smoothed or not.
        let image =
            |power: i32, divisor: f64| ndarray::Array1::from_shape_fn(81, |x| (x as f64 - 40.0).powi(power) / divisor);
        for (order, divisor) in [(1, 1.0), (2, 2.0), (3, 6.0)] {
            let found =
                apply(&image(order, divisor), &gaussian(2.0).truncate(8.0).order(order as usize)).expect("it fits");
            assert!((found[40] - 1.0).abs() < 1e-9, "order {order}: {}", found[40]);
        }
    }

    #[test]
    fn parameters_that_make_no_sense_are_named() {
        let wrong = |filter: GaussianDerivative| filter.validate().expect_err("it is wrong").to_string();
        assert_eq!(wrong(gaussian(1.0).order(4)), "`gaussian`: `order` is 4, but must be 0 to 3");
        assert!(wrong(gaussian([1.0, 0.0]).order(1)).contains("`sigma` is 0, but must be at least 1e-15"));
        assert!(wrong(gaussian(1e-200).order(2)).contains("at least 1e-15"));
        assert!(wrong(gaussian([1.0, 2.0]).order([1, 0, 0])).contains("one per sigma"));
        assert_eq!(gaussian([1.0, 0.0]).order([1, 0]).validate(), Ok(()));
    }
}
