//! Passes whose sums are 16-bit integers: 8-bit pixels, with seven bits of fraction.
//!
//! A pass adds the two pixels at each distance and multiplies the sum by their weight, of which it keeps the upper half of
//! the product: three instructions for as many pixels as a register has 16-bit lanes. Between the passes, a pixel `p` (of
//! `i8`, `p + 128`, so that none is negative) is `128 p`, at most 32640, so that two of them fit.
//!
//! # How far from the exact sum
//!
//! Let `r` be the radius of a pass, `R` the sum of the radii of all passes, `d` their number, and `n = R + d`.
//!
//! * A pass has `r + 1` products, each too small by less than 1/128 of a pixel value. The weights add up to one, so a later
//!   pass does not enlarge what an earlier one lost: all in all it is less than `n / 128`. Half of that is added at the
//!   end, so that `n / 256`, or `(n + 1) / 256` if `n` is odd, is left in either direction.
//! * A weight differs from the exact one by at most half of 1/65536, the centre's by the sum of the others' errors, which it
//!   makes up for. The errors thus add up to zero, those above zero to at most `r / 65536`. What multiplies them is at most
//!   255 apart, so a pass is wrong by less than `r / 256`; all of them by less than `R / 256`.
//!
//! Together this is less than `(2 R + d + 1) / 256`, and less than 1 for `n < 128`: the result is then the correctly rounded
//! one or one next to it, and the latter only if the exact sum lies that close to the middle between two whole numbers.
//! Where all pixels are equal weights play no part, and what the products lose is less than a half: such places keep their
//! value. Nothing overflows: sums of products never exceed `128 * 255`, and what is added at the end is below 128.

#![allow(clippy::multiple_bound_locations, reason = "the annotation adds bounds of its own")]

use super::scheme::Scheme;
use crate::Pixel;
use stencil_core::prelude::*;

/// What 16-bit sums are made of: 8-bit pixels, or the results of an earlier pass.
pub trait Narrow: Integer {
    /// What makes values non-negative.
    const LIFT: u16;
    /// How many bits of fraction they lack.
    const LACKING: u32;
}

impl Narrow for u8 {
    const LIFT: u16 = 0;
    const LACKING: u32 = FRACTION;
}
impl Narrow for i8 {
    const LIFT: u16 = 128;
    const LACKING: u32 = FRACTION;
}
impl Narrow for u16 {
    const LIFT: u16 = 0;
    const LACKING: u32 = 0;
}

/// Bits of fraction of a sum.
const FRACTION: u32 = 7;

/// Two values at the same distance, added, with their bits of fraction.
#[stencil_fn]
fn pair<I: Narrow>(before: I, after: I) -> u16 {
    before.cast::<u16>().wrapping_add(after.cast::<u16>()).wrapping_add(2 * I::LIFT) << I::LACKING
}

/// A weighted sum. The centre is a pair of its own, with half its weight.
#[stencil(simd, radius = weights.len() - 1, with(pair))]
pub fn smooth_fixed<I: Narrow>(w: Window<I, 1>, weights: Vec<u16>) -> u16 {
    let mut sum = pair(w[0], w[0]).mul_high(weights[0]);
    for k in 1..weights.len() {
        sum += pair(w[-(k as isize)], w[k as isize]).mul_high(weights[k]);
    }
    sum
}

/// The last pass: the same sum, rounded. `extra` makes up for what products lost, `lowest` is the smallest pixel.
#[stencil(simd, radius = weights.len() - 1, with(pair))]
pub fn finish_fixed<I: Narrow, T: Narrow>(w: Window<I, 1>, weights: Vec<u16>, extra: u16, lowest: T) -> T {
    let mut sum = pair(w[0], w[0]).mul_high(weights[0]) + extra;
    for k in 1..weights.len() {
        sum += pair(w[-(k as isize)], w[k as isize]).mul_high(weights[k]);
    }
    (sum >> FRACTION).cast::<T>().wrapping_add(*lowest)
}

/// Sums in 16 bits, for pixels of 8.
#[derive(Clone, Copy, Debug)]
pub struct Fixed {
    /// Half of what all products lose at most, and half a pixel value, to round.
    extra: u16,
}

impl<T: Pixel + Narrow> Scheme<T> for Fixed {
    type Between = u16;
    type First = smooth_fixed;
    type Middle = smooth_fixed;
    type Last = finish_fixed<T>;
    type Only = finish_fixed<T>;

    fn new(radii: impl Iterator<Item = usize>) -> Option<Self> {
        let products: usize = radii.map(|radius| radius + 1).sum();
        let half = 1 << (FRACTION - 1);
        (products < 2 * half).then(|| Self { extra: (half + products / 2) as u16 })
    }

    fn first(&self, weights: &[f64]) -> smooth_fixed {
        smooth_fixed(whole(weights))
    }

    fn middle(&self, weights: &[f64]) -> smooth_fixed {
        smooth_fixed(whole(weights))
    }

    fn last(&self, weights: &[f64]) -> finish_fixed<T> {
        finish_fixed(whole(weights), self.extra, T::LEAST)
    }

    fn only(&self, weights: &[f64]) -> finish_fixed<T> {
        finish_fixed(whole(weights), self.extra, T::LEAST)
    }

    fn between(value: f64) -> f64 {
        (value + f64::from(T::LIFT)) * f64::from(1_u16 << FRACTION)
    }
}

/// The weights in units of 1/65536, of the centre in units of 2/65536: together with the other side's they add up to
/// exactly one.
fn whole(weights: &[f64]) -> Vec<u16> {
    const HALF: u16 = 1 << 15;
    let mut whole: Vec<u16> = weights.iter().map(|weight| (weight * 65536.0).round() as u16).collect();
    whole[0] = HALF - whole[1..].iter().sum::<u16>();
    whole
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::gaussian;
    use ndarray::{Array, ArrayD, Dimension, IxDyn};

    /// Numbers that look random.
    struct Random(u64);
    impl Random {
        fn next(&mut self) -> u64 {
            self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            self.0 >> 33
        }
    }

    /// The exact weight and the one computed with, of each distance along an axis.
    fn weights(sigma: f64) -> Vec<(f64, f64)> {
        let exact = gaussian(sigma).weights(0);
        let used = whole(&exact);
        let used = used.iter().enumerate().map(|(k, w)| f64::from(*w) / if k == 0 { 32768.0 } else { 65536.0 });
        exact.iter().copied().zip(used).collect()
    }

    #[test]
    fn weights_add_up_to_one_and_are_near() {
        for step in 1..400 {
            let weights = weights(f64::from(step) * 0.075);
            let (sum, error) = weights.iter().enumerate().fold((0.0, 0.0), |(sum, error), (k, (exact, used))| {
                let count = if k == 0 { 1.0 } else { 2.0 };
                (sum + count * used, error + count * (exact - used).abs())
            });
            assert_eq!(sum, 1.0);
            assert!(error <= 2.0 * (weights.len() - 1) as f64 / 65536.0, "{error}");
        }
    }

    /// One pixel, whose window is the whole image.
    fn check<T: Pixel + Narrow>(image: &ArrayD<T>, sigmas: &[f64]) {
        let filter = gaussian(crate::PerAxis::from_slice(sigmas).expect("few axes"));
        let centre: Vec<usize> = image.shape().iter().map(|side| side / 2).collect();
        let found: f64 = apply(image, &filter).expect("it fits")[&centre[..]].cast();
        let weight = |index: &IxDyn| -> f64 {
            let distances = index.slice().iter().zip(&centre).map(|(at, centre)| at.abs_diff(*centre));
            distances.zip(sigmas).map(|(distance, sigma)| weights(*sigma)[distance].0).product()
        };
        let exact: f64 = image.indexed_iter().map(|(index, pixel)| weight(&index) * pixel.cast::<f64>()).sum();
        let miss = (centre.iter().map(|radius| 2 * radius + 1).sum::<usize>() + 1) as f64 / 256.0;
        assert!((found - exact).abs() <= 0.5 + miss, "found {found}, exactly {exact}, sigma {sigmas:?}");
        assert!((found - exact.round()).abs() <= 1.0, "found {found}, exactly {exact}, sigma {sigmas:?}");
    }

    /// Images whose window around one pixel is the worst: highest where the weight is too large, and lowest elsewhere.
    fn worst<T: Pixel + Narrow>(sigmas: &[f64], flip: bool) -> ArrayD<T> {
        let lists: Vec<_> = sigmas.iter().map(|sigma| weights(*sigma)).collect();
        let sides: Vec<usize> = lists.iter().map(|list| 2 * list.len() - 1).collect();
        Array::from_shape_fn(IxDyn(&sides), |index| {
            let near = index.slice().iter().zip(&lists).map(|(at, list)| list[at.abs_diff(list.len() - 1)]);
            let (exact, used) = near.fold((1.0, 1.0), |(a, b), (exact, used)| (a * exact, b * used));
            if (used > exact) != flip { T::GREATEST } else { T::LEAST }
        })
    }

    fn images_are_within_one<T: Pixel + Narrow>() {
        let mut random = Random(7);
        for sigma in [0.3, 0.55, 0.8, 1.0, 1.7, 2.0, 3.3, 5.0, 7.9, 10.0, 15.5, 20.0] {
            for sigmas in [&[sigma][..], &[sigma, sigma], &[1.1, sigma]] {
                if sigma < 16.0 || sigmas.len() == 1 {
                    let image = worst::<T>(sigmas, false);
                    check(&image, sigmas);
                    check(&worst::<T>(sigmas, true), sigmas);
                    for _ in 0..8 {
                        check(&image.mapv(|_| (random.next() as u8).cast::<T>()), sigmas);
                        check(
                            &image.mapv(|pixel| if random.next().is_multiple_of(4) { T::GREATEST } else { pixel }),
                            sigmas,
                        );
                    }
                }
            }
            if sigma < 2.0 {
                check(&worst::<T>(&[sigma; 3], false), &[sigma; 3]);
                check(&worst::<T>(&[sigma; 3], true), &[sigma; 3]);
            }
        }
    }

    #[test]
    fn the_worst_images_are_within_one() {
        images_are_within_one::<u8>();
        images_are_within_one::<i8>();
    }

    #[test]
    fn equal_pixels_stay_at_every_radius_that_is_taken() {
        for radius in 1..=126_usize {
            let sigma = radius as f64 / 4.0;
            for value in [0_u8, 1, 7, 128, 254, 255] {
                let flat = ndarray::Array1::from_elem(9, value);
                assert_eq!(apply(&flat, &gaussian(sigma)).expect("it fits"), flat);
                let signed = flat.mapv(|pixel| pixel as i8);
                assert_eq!(apply(&signed, &gaussian(sigma)).expect("it fits"), signed);
            }
        }
        let flat = ndarray::Array3::from_elem((3, 4, 5), 255_u8);
        assert_eq!(apply(&flat, &gaussian(10.0)).expect("it fits"), flat);
    }

    #[test]
    fn large_radii_are_left_to_floats() {
        let taken = |radii: &[usize]| <Fixed as Scheme<u8>>::new(radii.iter().copied()).is_some();
        assert!(taken(&[126]) && taken(&[62, 63]) && taken(&[41, 41, 42]));
        assert!(!taken(&[127]) && !taken(&[63, 63]) && !taken(&[42, 42, 41]));
    }

    #[test]
    fn beyond_a_constant_edge_there_is_that_constant() {
        let image = ndarray::Array2::from_elem((6, 5), 77_i8);
        let filter = gaussian(2.0);
        let found = Apply::new(&filter).boundary(Boundary::Constant(77.0)).run(&image).expect("it fits");
        assert_eq!(found, image);
        let found = Apply::new(&filter).boundary(Boundary::Constant(-128.0)).run(&(image - 100)).expect("it fits");
        assert!(found.iter().all(|pixel| (-128..-23).contains(pixel)));
    }
}
