//! Gaussian smoothing.
//!
//! ```text
//!           . | .
//!       . : | | | : .          one pass per axis, each a row of weights
//!   . : | | | | | | | : .      radius = int(4 sigma + 0.5)
//! ```

#![allow(clippy::multiple_bound_locations, reason = "the annotation adds bounds of its own")]

use crate::error::parameter;
use crate::lines::{CarryOf, Sources, Targets, carried, copy};
use crate::{PerAxis, Pixel};
use std::borrow::Cow;
use stencil_core::compose::{Along, Passes, Then};
use stencil_core::engine::Job;
use stencil_core::explain::Stage;
use stencil_core::prelude::*;
use stencil_core::scalar::Scalar;

/// A weighted sum, from the outermost pair of neighbours to the innermost: the order in which SciPy adds.
///
/// `weights` begins with the centre's; the neighbours on either side share one.
#[stencil(simd, radius = weights.len() - 1)]
fn smooth<T: Number, A: Float>(w: Window<T, 1>, weights: Vec<A>) -> A {
    let mut sum = w[0].cast::<A>() * weights[0];
    for k in 1..weights.len() {
        let d = weights.len() - k;
        sum += (w[-(d as isize)].cast::<A>() + w[d as isize].cast::<A>()) * weights[d];
    }
    sum
}

/// The last pass: the same sum, back in the type of the array.
#[stencil(simd, radius = weights.len() - 1)]
fn finish<I: Number, T: Pixel>(w: Window<I, 1>, weights: Vec<T::Weighted>) -> T {
    let mut sum = w[0].cast::<T::Weighted>() * weights[0];
    for k in 1..weights.len() {
        let d = weights.len() - k;
        sum += (w[-(d as isize)].cast::<T::Weighted>() + w[d as isize].cast::<T::Weighted>()) * weights[d];
    }
    if T::WHOLE { sum.round_ties_even().cast::<T>() } else { sum.cast::<T>() }
}

/// Smooths with a Gaussian of this standard deviation, in pixels: one for all axes, or one per axis.
///
/// The halo is `int(truncate * sigma + 0.5)` on both sides of each axis, with `truncate = 4`: 4 for a sigma of 1, 20 for 5.
///
/// Agrees with `scipy.ndimage.gaussian_filter`, with one deliberate difference. SciPy stores what is between two passes in
/// the element type of the array, so it truncates integers once per axis. Here sums stay floating point (`f32` for 8-bit,
/// 16-bit and `f32` arrays, `f64` for the others) until the last pass, and are then rounded once, half to even.
///
/// ```
/// use ndarray::Array2;
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::gaussian;
///
/// let mut image = Array2::<u8>::zeros((64, 48));
/// image[[32, 24]] = 255;
/// let soft = apply(&image, &gaussian(1.0))?;
/// assert_eq!((soft[[32, 24]], soft[[32, 25]], soft[[32, 29]]), (41, 25, 0));
///
/// assert_eq!(gaussian(5.0).halo(), Halo::uniform(20));
/// // One sigma per axis; zero leaves an axis as it is.
/// assert_eq!(gaussian([0.0, 1.5]).truncate(3.0).halo(), Halo::from_sides([(0, 0), (5, 5)]));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// Applying it fails with [`Error::Parameter`] unless sigma is a finite number above zero (a list of one sigma per
/// axis may hold zeros), `truncate` a finite number not below zero, and the radius at most [`Gaussian::MAX_RADIUS`].
#[must_use]
pub fn gaussian(sigma: impl Into<PerAxis<f64>>) -> Gaussian {
    Gaussian { sigma: sigma.into(), truncate: 4.0 }
}

/// See [`gaussian`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gaussian {
    sigma: PerAxis<f64>,
    truncate: f64,
}

impl Gaussian {
    /// The largest radius, in pixels.
    pub const MAX_RADIUS: usize = 1 << 20;

    /// One sigma per axis, in the array's axis order; zero leaves an axis as it is.
    #[must_use]
    pub fn sigmas(self, sigmas: impl Into<PerAxis<f64>>) -> Self {
        Self { sigma: sigmas.into(), ..self }
    }

    /// Cuts the weights off at this many sigmas instead of 4.
    #[must_use]
    pub fn truncate(self, sigmas: f64) -> Self {
        Self { truncate: sigmas, ..self }
    }

    /// `int(truncate * sigma + 0.5)`, as SciPy rounds it; zero for what is no number.
    fn radius(&self, sigma: f64) -> usize {
        (self.truncate * sigma + 0.5) as usize
    }

    /// The pass along one axis: weights of the centre and of the neighbours on one side, sampled, cut off, then made to
    /// sum to one.
    fn weights<A: Float>(&self, axis: usize) -> Vec<A> {
        let sigma = self.sigma.get(axis);
        let sides = (1..=self.radius(sigma)).map(|x| (-0.5 * (x * x) as f64 / (sigma * sigma)).exp());
        let raw: Vec<f64> = std::iter::once(1.0).chain(sides).collect();
        let sum = raw[0] + 2.0 * raw[1..].iter().rev().sum::<f64>();
        raw.iter().map(|w| (w / sum).cast::<A>()).collect()
    }

    /// The axes along which there is something to do.
    fn smoothed(&self, axes: usize) -> Vec<usize> {
        (0..axes).filter(|&axis| self.radius(self.sigma.get(axis)) > 0).collect()
    }
}

impl Stencil for Gaussian {
    fn name(&self) -> Cow<'static, str> {
        "gaussian".into()
    }

    fn halo(&self) -> Halo {
        self.sigma.map(|sigma| self.radius(sigma)).map(|r| (r, r)).halo()
    }

    fn dims(&self) -> Option<usize> {
        self.sigma.dims()
    }

    fn stages(&self, axes: usize) -> Vec<Stage> {
        let pass = |axis| Stage {
            name: format!("gaussian along {axis}").into(),
            halo: Halo::on_axis(axis, self.halo().side(axis)),
        };
        self.smoothed(axes).into_iter().rev().map(pass).collect()
    }

    fn between(&self, axes: usize) -> usize {
        self.smoothed(axes).len().saturating_sub(1)
    }

    fn validate(&self) -> Result<(), Error> {
        let listed = self.dims().is_some();
        let expected = if listed { "finite and not negative" } else { "finite and above 0" };
        let wrong = |sigma: f64| !sigma.is_finite() || sigma < 0.0 || (sigma == 0.0 && !listed);
        if let Some(&sigma) = self.sigma.values().iter().find(|sigma| wrong(**sigma)) {
            return Err(parameter(self, "sigma", sigma, expected));
        }
        if !self.truncate.is_finite() || self.truncate < 0.0 {
            return Err(parameter(self, "truncate", self.truncate, "finite and not negative"));
        }
        match self.sigma.values().iter().find(|sigma| self.radius(**sigma) > Self::MAX_RADIUS) {
            Some(sigma) => Err(parameter(self, "sigma", sigma, "small enough for a radius of 1048576 pixels")),
            None => Ok(()),
        }
    }
}

/// The passes for one element type and number of axes.
pub struct Smoothing<'s, T: Pixel>(Work<'s, T>);

/// Passes, with what each carries.
#[allow(clippy::large_enum_variant, clippy::type_complexity, reason = "one per call, and the types are its content")]
enum Work<'s, T: Pixel> {
    /// No axis is smoothed.
    Copy,
    /// One is.
    One(Along<finish<T>>),
    /// Two are.
    Two(Carried<'s, T, First<T>>),
    /// More are.
    More(Carried<'s, T, Then<First<T>, Passes<smooth<Weighted<T>>>>>),
}

type Weighted<T> = <T as Pixel>::Weighted;
type First<T> = Along<smooth<Weighted<T>>>;
/// All passes, the last one back to the element type of the array; and what they carry.
type Carried<'s, T, Passes> = (Then<Passes, Along<finish<T>>>, CarryOf<'s, T, Then<Passes, Along<finish<T>>>>);

impl<T: Pixel> Filter<(T,)> for Gaussian {
    type Out = (T,);
    type Carry<'s> = Smoothing<'s, T>;

    fn carry<'s>(&self, job: &Job<'s>) -> Smoothing<'s, T> {
        // The last axis first: it is the one along which pixels are neighbours in memory, and what is read
        // across them is then in scratch.
        Smoothing(match self.smoothed(job.space.axes.len())[..] {
            [] => Work::Copy,
            [only] => Work::One(finish(self.weights(only)).along(only)),
            [last, ref between @ .., first] => {
                let begin = smooth(self.weights(first)).along(first);
                let end = finish(self.weights(last)).along(last);
                if between.is_empty() {
                    return Smoothing(Work::Two(carried::<T, _>(begin.then(end), job)));
                }
                let between = between.iter().rev().map(|&axis| (axis, smooth(self.weights(axis)))).collect();
                Work::More(carried::<T, _>(begin.then(Passes::new(between)).then(end), job))
            }
        })
    }

    fn evaluate<'s>(
        &self,
        job: &Job<'s>,
        carry: &mut Smoothing<'s, T>,
        sources: Sources<'_, T>,
        targets: Targets<'_, T>,
    ) {
        match &mut carry.0 {
            Work::Copy => Filter::<(T,)>::evaluate(&copy.along(0), job, &mut (), sources, targets),
            Work::One(only) => Filter::<(T,)>::evaluate(only, job, &mut (), sources, targets),
            Work::Two((passes, carry)) => passes.evaluate(job, carry, sources, targets),
            Work::More((passes, carry)) => passes.evaluate(job, carry, sources, targets),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn radius_is_scipys() {
        for (sigma, radius) in [(0.1, 0), (0.125, 1), (1.0, 4), (1.05, 4), (1.2, 5), (5.0, 20)] {
            assert_eq!(gaussian(sigma).halo(), Halo::uniform(radius), "sigma {sigma}");
        }
        assert_eq!(gaussian(f64::NAN).halo(), Halo::ZERO);
    }

    #[test]
    fn weights_sum_to_one() {
        for sigma in [0.3, 1.0, 2.5, 40.0] {
            let weights: Vec<f64> = gaussian(sigma).weights(0);
            let sum = weights[0] + 2.0 * weights[1..].iter().sum::<f64>();
            assert!((sum - 1.0).abs() < 1e-15, "sigma {sigma}: {sum}");
        }
    }

    #[test]
    fn parameters_that_make_no_sense_are_named() {
        let wrong = |filter: Gaussian| filter.validate().expect_err("it is wrong").to_string();
        assert_eq!(wrong(gaussian(0.0)), "`gaussian`: `sigma` is 0, but must be finite and above 0");
        assert_eq!(wrong(gaussian([1.0, -2.0])), "`gaussian`: `sigma` is -2, but must be finite and not negative");
        assert_eq!(
            wrong(gaussian(1.0).truncate(f64::NAN)),
            "`gaussian`: `truncate` is NaN, but must be finite and not negative"
        );
        assert!(wrong(gaussian(1e300)).contains("radius"));
        assert_eq!(gaussian([0.0, 2.0]).validate(), Ok(()));
    }
}
