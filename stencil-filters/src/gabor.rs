//! Gabor filters: waves under a Gaussian.
//!
//! ```text
//!            | |
//!        .   | |   .
//!     : . | |   | | . :        cos (real) or sin (imaginary), times exp(-r^2 / 2 s^2)
//! ```

use crate::correlate::Correlate;
use crate::error::{TOO_MANY, few, parameter};
use crate::linear::{Node, linear};
use ndarray::Array2;
use std::borrow::Cow;
use std::f64::consts::{LN_2, PI};
use stencil_core::prelude::*;

/// How strongly a wave of this frequency (periods per pixel) runs through the image at each pixel, on two axes: the real part, an
/// even wave. [`Gabor::imaginary`] is the odd one; the root of the sum of both squares is the strength whatever the phase.
///
/// The kernel is that of `skimage.filters.gabor_kernel`: the wave runs along the second axis, turned by
/// [`theta`](Gabor::theta), under a Gaussian whose width follows from the frequency and a bandwidth of one octave, cut off at
/// three standard deviations. The halo along each axis is that of the turned Gaussian, rounded up. Agrees with
/// `skimage.filters.gabor`. The result has a sign and fractions: `f32` for integers of 8 and 16 bits, `f64` for those of more, and
/// the floats themselves. A wave along one of the axes is a product of two rows, and computed as such; others take as many steps
/// as the kernel has pixels.
///
/// ```
/// use ndarray::Array2;
/// use stencil_core::{Halo, prelude::*};
/// use stencil_filters::gabor;
///
/// // Stripes one pixel in four.
/// let stripes = Array2::from_shape_fn((40, 40), |(_, x)| if x % 4 < 2 { 0 } else { 200_u8 });
/// let across: Array2<f32> = apply(&stripes, &gabor(0.25).imaginary())?;
/// let along: Array2<f32> = apply(&stripes, &gabor(0.25).theta(std::f64::consts::FRAC_PI_2).imaginary())?;
/// assert!(across[[20, 20]].abs() > 30.0 && along[[20, 20]].abs() < 0.01);
/// assert_eq!(gabor(0.25).halo(), Halo::from_sides([(7, 7), (7, 7)]));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// Applying it fails with [`Error::Parameter`] unless frequency, bandwidth, sigmas and the number of standard deviations are finite
/// and above zero, the angles finite, and the window has at most 16,777,216 pixels.
#[must_use]
pub fn gabor(frequency: f64) -> Gabor {
    Gabor { frequency, theta: 0.0, bandwidth: 1.0, sigma: None, deviations: 3.0, offset: 0.0, imaginary: false }
}

/// See [`gabor`].
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gabor {
    frequency: f64,
    theta: f64,
    bandwidth: f64,
    /// Along the wave, and across it.
    sigma: Option<(f64, f64)>,
    deviations: f64,
    offset: f64,
    imaginary: bool,
}

impl Gabor {
    /// Turns the wave by this angle, in radians: from running along the second axis to running along the first.
    #[must_use]
    pub fn theta(self, theta: f64) -> Self {
        Self { theta, ..self }
    }

    /// The width of the band of frequencies, in octaves, from which the standard deviations follow.
    #[must_use]
    pub fn bandwidth(self, octaves: f64) -> Self {
        Self { bandwidth: octaves, ..self }
    }

    /// Standard deviations of the Gaussian along the wave and across it, in place of those that follow from the bandwidth.
    #[must_use]
    pub fn sigmas(self, along: f64, across: f64) -> Self {
        Self { sigma: Some((along, across)), ..self }
    }

    /// Cuts the kernel off at this many standard deviations instead of 3.
    #[must_use]
    pub fn truncate(self, deviations: f64) -> Self {
        Self { deviations, ..self }
    }

    /// The phase of the wave at the centre, in radians.
    #[must_use]
    pub fn offset(self, offset: f64) -> Self {
        Self { offset, ..self }
    }

    /// The imaginary part: a wave that is odd around the centre.
    #[must_use]
    pub fn imaginary(self) -> Self {
        Self { imaginary: true, ..self }
    }

    /// Standard deviations along the wave and across it.
    fn deviations(&self) -> (f64, f64) {
        let octaves = self.bandwidth.exp2();
        let usual = (LN_2 / 2.0).sqrt() / PI * (octaves + 1.0) / (octaves - 1.0) / self.frequency;
        self.sigma.unwrap_or((usual, usual))
    }

    /// How far the kernel reaches along each axis.
    fn radii(&self) -> [usize; 2] {
        let (along, across) = self.deviations();
        let (sin, cos) = self.theta.sin_cos();
        let reach =
            |a: f64, b: f64| (self.deviations * a).abs().max((self.deviations * b).abs()).max(1.0).ceil() as usize;
        [reach(across * cos, along * sin), reach(along * cos, across * sin)]
    }

    /// The weights, as scikit-image draws them.
    fn correlate(&self) -> Correlate {
        let (along, across) = self.deviations();
        let (sin, cos) = self.theta.sin_cos();
        let [down, right] = self.radii();
        let weight = |(y, x): (usize, usize)| {
            let (y, x) = (y as f64 - down as f64, x as f64 - right as f64);
            let (u, v) = (x * cos + y * sin, -x * sin + y * cos);
            let height = (-0.5 * (u * u / (along * along) + v * v / (across * across))).exp();
            let phase = 2.0 * PI * self.frequency * u + self.offset;
            height * if self.imaginary { phase.sin() } else { phase.cos() } / (2.0 * PI * along * across)
        };
        Correlate::new("gabor", Array2::from_shape_fn((2 * down + 1, 2 * right + 1), weight).into_dyn(), true)
    }

    fn node(&self, axes: usize) -> Node {
        self.correlate().node(axes)
    }
}

impl Stencil for Gabor {
    fn name(&self) -> Cow<'static, str> {
        "gabor".into()
    }

    fn halo(&self) -> Halo {
        let [down, right] = self.radii();
        Halo::from_sides([(down, down), (right, right)])
    }

    fn dims(&self) -> Option<usize> {
        Some(2)
    }

    fn between(&self, axes: usize) -> usize {
        self.node(axes).between(axes) + 2
    }

    fn validate(&self) -> Result<(), Error> {
        let (along, across) = self.deviations();
        let positive = [
            ("frequency", self.frequency),
            ("bandwidth", self.bandwidth),
            ("truncate", self.deviations),
            ("sigma", along),
            ("sigma", across),
        ];
        if let Some((name, value)) = positive.into_iter().find(|(_, value)| !value.is_finite() || *value <= 0.0) {
            return Err(parameter(self, name, value, "finite and above 0"));
        }
        if let Some((name, value)) =
            [("theta", self.theta), ("offset", self.offset)].into_iter().find(|(_, value)| !value.is_finite())
        {
            return Err(parameter(self, name, value, "finite"));
        }
        let radii = self.radii();
        match radii.iter().all(|radius| *radius < 1 << 24) && few(radii.iter().map(|radius| 2 * radius + 1)) {
            true => Ok(()),
            false => Err(parameter(self, "sigma", along.max(across), TOO_MANY)),
        }
    }
}
linear!(Gabor: Real);
