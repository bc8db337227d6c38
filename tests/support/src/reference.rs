//! The oracle: nested loops over whole arrays, one pixel at a time, with the boundary as a function of one index.
//!
//! Slow and obvious on purpose, and independent of the library: no halo, plan, lane or boundary rule of it is used
//! here (only the *names* of the boundaries). If this file and the engine disagree, read this file first: it is short.

use ndarray::{ArrayD, Dimension, IxDyn};
use stencil_core::Boundary;

/// Where coordinate `i` of a row of `n` pixels comes from, found by walking back into the row step by step.
fn walk(boundary: Boundary, mut i: isize, n: isize) -> Option<usize> {
    while !(0..n).contains(&i) {
        let below = i < 0;
        i = match boundary {
            Boundary::Reflect if below => -1 - i,
            Boundary::Reflect => 2 * n - 1 - i,
            Boundary::Mirror if n == 1 => 0,
            Boundary::Mirror if below => -i,
            Boundary::Mirror => 2 * n - 2 - i,
            Boundary::Nearest if below => 0,
            Boundary::Nearest => n - 1,
            Boundary::Wrap if below => i + n,
            Boundary::Wrap => i - n,
            Boundary::Constant(_) | Boundary::Valid | Boundary::Ignore => return None,
        };
    }
    Some(i as usize)
}

/// How an array is filtered: along which of its axes, and how it goes on beyond each of them.
#[derive(Clone, Debug)]
pub struct Along {
    /// The array axis of each axis of the filter.
    pub axes: Vec<usize>,
    /// The boundary on each axis of the filter.
    pub boundaries: Vec<Boundary>,
}

impl Along {
    /// All axes of an array of `ndim` dimensions, with the same boundary.
    pub fn all(ndim: usize, boundary: Boundary) -> Self {
        Self { axes: (0..ndim).collect(), boundaries: vec![boundary; ndim] }
    }

    /// One of the axes alone.
    pub fn only(&self, axis: usize) -> Self {
        Self { axes: vec![self.axes[axis]], boundaries: vec![self.boundaries[axis]] }
    }
}

/// What a filter sees of an array around one pixel.
pub struct Look<'a, T> {
    array: &'a ArrayD<T>,
    along: &'a Along,
    constant: T,
    /// The pixel, in coordinates of the array.
    pixel: Vec<usize>,
}

impl<T: Copy> Look<'_, T> {
    /// The value at an offset from the pixel; `None` where it is to be left out.
    pub fn at(&self, offset: &[isize]) -> Option<T> {
        let mut index = self.pixel.clone();
        let mut outside = None;
        for (k, (&axis, &boundary)) in self.along.axes.iter().zip(&self.along.boundaries).enumerate() {
            match walk(boundary, self.pixel[axis] as isize + offset[k], self.array.shape()[axis] as isize) {
                Some(inside) => index[axis] = inside,
                None if matches!(boundary, Boundary::Constant(_)) => outside = Some(self.constant),
                None => return None,
            }
        }
        outside.or_else(|| Some(self.array[IxDyn(&index)]))
    }

    /// The values at several offsets, those to be left out left out.
    pub fn all(&self, offsets: &[Vec<isize>]) -> Vec<T> {
        offsets.iter().filter_map(|offset| self.at(offset)).collect()
    }
}

/// Evaluates `rule` at every pixel, or, where a boundary is `Valid`, at every pixel whose window is inside.
///
/// `sides` are the reaches of the window, per axis of the filter; `constant` makes an element of a boundary's constant.
pub fn map<T: Copy, U>(
    array: &ArrayD<T>,
    along: &Along,
    sides: &[(usize, usize)],
    constant: impl Fn(f64) -> T,
    rule: impl Fn(&Look<'_, T>) -> U,
) -> ArrayD<U> {
    let mut shape = array.shape().to_vec();
    let mut origin = vec![0; shape.len()];
    for ((&axis, boundary), &(before, after)) in along.axes.iter().zip(&along.boundaries).zip(sides) {
        if matches!(boundary, Boundary::Valid) {
            shape[axis] = shape[axis].saturating_sub(before + after);
            origin[axis] = before;
        }
    }
    let k = along.boundaries.iter().find_map(|b| if let Boundary::Constant(k) = b { Some(*k) } else { None });
    let constant = constant(k.unwrap_or(0.0));
    ArrayD::from_shape_fn(IxDyn(&shape), |index| {
        let pixel = index.slice().iter().zip(&origin).map(|(i, o)| i + o).collect();
        rule(&Look { array, along, constant, pixel })
    })
}

/// Every offset of a box that reaches `sides` on each axis, in C order.
pub fn box_offsets(sides: &[(usize, usize)]) -> Vec<Vec<isize>> {
    let mut offsets = vec![vec![]];
    for &(before, after) in sides {
        let steps = -(before as isize)..=after as isize;
        offsets =
            offsets.iter().flat_map(|head: &Vec<isize>| steps.clone().map(|d| [&head[..], &[d]].concat())).collect();
    }
    offsets
}

/// SciPy's window of `n` elements: `n / 2` before the pixel.
pub fn window(size: &[usize]) -> Vec<(usize, usize)> {
    size.iter().map(|&n| (n / 2, n - 1 - n / 2)).collect()
}

/// SciPy's Gaussian weights: sampled, cut off at `int(truncate * sigma + 0.5)`, made to sum to one.
pub fn gaussian_weights(sigma: f64, truncate: f64) -> Vec<f64> {
    let radius = (truncate * sigma + 0.5) as i64;
    let raw: Vec<f64> = (-radius..=radius).map(|x| (-0.5 * (x * x) as f64 / (sigma * sigma)).exp()).collect();
    let sum: f64 = raw.iter().sum();
    raw.iter().map(|w| w / sum).collect()
}

/// Gaussian in float64, one whole-array pass after the other.
pub fn gaussian(array: &ArrayD<f64>, along: &Along, sigma: &[f64], truncate: f64) -> ArrayD<f64> {
    let mut out = array.clone();
    for (k, &sigma) in sigma.iter().enumerate().filter(|(_, sigma)| **sigma > 0.0) {
        let weights = gaussian_weights(sigma, truncate);
        let r = weights.len() / 2;
        out = map(
            &out,
            &along.only(k),
            &[(r, r)],
            |k| k,
            |look| {
                weights
                    .iter()
                    .enumerate()
                    .map(|(j, w)| w * look.at(&[j as isize - r as isize]).expect("no pixel is left out"))
                    .sum()
            },
        );
    }
    out
}

/// The Sobel derivative along filter axis `axis`: difference there, `1 2 1` along the others, all taps at once.
pub fn sobel_axis(array: &ArrayD<f64>, along: &Along, axis: usize) -> ArrayD<f64> {
    let sides = vec![(1, 1); along.axes.len()];
    let offsets = box_offsets(&sides);
    map(
        array,
        along,
        &sides,
        |k| k,
        |look| {
            let tap = |offset: &Vec<isize>| {
                let weight = |(k, &d): (usize, &isize)| if k == axis { d } else { 2 - d.abs() };
                let weight: isize = offset.iter().enumerate().map(weight).product();
                if weight == 0 { 0.0 } else { weight as f64 * look.at(offset).expect("no pixel is left out") }
            };
            offsets.iter().map(tap).sum()
        },
    )
}

/// The length of the Sobel gradient.
pub fn sobel(array: &ArrayD<f64>, along: &Along) -> ArrayD<f64> {
    let mut squares: Option<ArrayD<f64>> = None;
    for axis in 0..along.axes.len() {
        let square = sobel_axis(array, along, axis).mapv(|d| d * d);
        squares = Some(match squares {
            Some(sum) => sum + square,
            None => square,
        });
    }
    squares.expect("a filter has an axis").mapv(f64::sqrt)
}

/// The value in the middle of the sorted window; the upper one if their number is even. Any NaN makes it NaN.
pub fn median<T: Copy + PartialOrd>(
    array: &ArrayD<T>,
    along: &Along,
    size: &[usize],
    constant: impl Fn(f64) -> T,
) -> ArrayD<T> {
    let sides = window(size);
    let offsets = box_offsets(&sides);
    map(array, along, &sides, constant, |look| {
        let mut values = look.all(&offsets);
        if let Some(&nan) = values.iter().find(|v| is_nan(**v)) {
            return nan;
        }
        values.sort_by(|a, b| a.partial_cmp(b).expect("no NaN is left"));
        values[values.len() / 2]
    })
}

/// The smallest (`erode`) value under the offsets. Any NaN makes it NaN; `empty` if all are left out.
pub fn extreme<T: Copy + PartialOrd>(
    array: &ArrayD<T>,
    along: &Along,
    offsets: &[Vec<isize>],
    constant: impl Fn(f64) -> T,
    better: impl Fn(T, T) -> bool,
    empty: T,
) -> ArrayD<T> {
    map(array, along, &reach(offsets), constant, |look| {
        let values = look.all(offsets);
        let start = values.first().copied().unwrap_or(empty);
        values.into_iter().fold(start, |best, v| if is_nan(v) || better(v, best) { v } else { best })
    })
}

/// How far a set of offsets reaches before and after the pixel, per axis. The pixel itself always counts.
pub fn reach(offsets: &[Vec<isize>]) -> Vec<(usize, usize)> {
    let side = |k: usize| {
        let along = || offsets.iter().map(|o| o[k]);
        (along().min().unwrap_or(0).min(0).unsigned_abs(), along().max().unwrap_or(0).max(0) as usize)
    };
    (0..offsets[0].len()).map(side).collect()
}

/// Every offset the other way round.
pub fn reflected(offsets: &[Vec<isize>]) -> Vec<Vec<isize>> {
    offsets.iter().map(|offset| offset.iter().map(|d| -d).collect()).collect()
}

/// Whether a value is not equal to itself, whatever its type.
#[expect(clippy::eq_op, reason = "this is what NaN means")]
pub fn is_nan<T: Copy + PartialOrd>(v: T) -> bool {
    v != v
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::arr1;

    fn row(boundary: Boundary) -> String {
        let text = |i| walk(boundary, i, 4).map_or("-".to_owned(), |k| "abcd"[k..=k].to_owned());
        (-5..9).map(text).collect()
    }

    /// The rows that the documentation of `Boundary` shows.
    #[test]
    fn rows_continue_as_documented() {
        assert_eq!(row(Boundary::Reflect), "ddcbaabcddcbaa");
        assert_eq!(row(Boundary::Mirror), "bcdcbabcdcbabc");
        assert_eq!(row(Boundary::Nearest), "aaaaaabcdddddd");
        assert_eq!(row(Boundary::Wrap), "dabcdabcdabcda");
        assert_eq!(row(Boundary::Ignore), "-----abcd-----");
    }

    #[test]
    fn a_median_by_hand() {
        let array = arr1(&[5, 1, 4, 2]).into_dyn();
        let out = median(&array, &Along::all(1, Boundary::Nearest), &[3], |_| 0);
        assert_eq!(out, arr1(&[5, 4, 2, 2]).into_dyn());
    }
}
