//! Whether weights are products of one row per axis.

use ndarray::{ArrayD, Axis, Dimension, IxDyn};

/// How far a product may be from its weight, as a part of it: four units in the last place.
const NEAR: f64 = 4.0 * f64::EPSILON;

/// One row per axis whose products the weights are, if that is fewer steps than all weights that are not zero. Weights on one
/// axis are a row.
///
/// The row through the largest weight is what each axis has to offer: if there are such rows, they are multiples of these.
pub(super) fn rows(weights: &ArrayD<f64>) -> Option<Vec<Vec<f64>>> {
    let (largest, &value) = weights.indexed_iter().reduce(|a, b| if b.1.abs() > a.1.abs() { b } else { a })?;
    if weights.ndim() == 1 {
        return Some(vec![weights.iter().copied().collect()]);
    }
    let mut rows: Vec<Vec<f64>> = (0..weights.ndim()).map(|axis| through(weights, &largest, axis)).collect();
    let (first, others) = rows.split_first_mut()?;
    let mut scale = 1.0;
    for (axis, row) in others.iter_mut().enumerate() {
        let unit = unit(row, value);
        row.iter_mut().for_each(|weight| *weight /= unit);
        scale *= row[largest[axis + 1]];
    }
    first.iter_mut().for_each(|weight| *weight /= scale);
    let product = |index: &IxDyn| index.slice().iter().zip(&rows).map(|(at, row)| row[*at]).product::<f64>();
    let exact = |(index, weight): (IxDyn, &f64)| (product(&index) - weight).abs() <= NEAR * weight.abs();
    let count = |row: &Vec<f64>| row.iter().filter(|weight| **weight != 0.0).count();
    let steps: usize = rows.iter().map(count).sum();
    let all = weights.iter().filter(|weight| **weight != 0.0).count();
    (steps < all && weights.indexed_iter().all(exact)).then_some(rows)
}

/// The row along an axis through one of the weights.
fn through(weights: &ArrayD<f64>, index: &IxDyn, axis: usize) -> Vec<f64> {
    let mut view = weights.view();
    for other in (0..weights.ndim()).filter(|other| *other != axis) {
        view.collapse_axis(Axis(other), index[other]);
    }
    view.iter().copied().collect()
}

/// What a row is divided by: the greatest common divisor, so that whole numbers stay whole, or else the largest weight.
fn unit(row: &[f64], largest: f64) -> f64 {
    const WHOLE: f64 = (1_u64 << 53) as f64;
    if !row.iter().all(|weight| weight.fract() == 0.0 && weight.abs() <= WHOLE) {
        return largest;
    }
    row.iter().map(|weight| weight.abs() as u64).fold(0, divisor) as f64
}

fn divisor(a: u64, b: u64) -> u64 {
    if b == 0 { a } else { divisor(b, a % b) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ndarray::{Array3, arr2};

    #[test]
    fn products_of_whole_rows_stay_whole() {
        let scharr = arr2(&[[-3.0, 0.0, 3.0], [-10.0, 0.0, 10.0], [-3.0, 0.0, 3.0]]).into_dyn();
        assert_eq!(rows(&scharr), Some(vec![vec![3.0, 10.0, 3.0], vec![-1.0, 0.0, 1.0]]));
    }

    #[test]
    fn products_of_fractions_are_found() {
        let (a, b, c) = ([0.1, 0.7, 0.2], [0.3, -0.4, 1.1, 0.5], [0.9, 0.05, 0.05]);
        let weights = Array3::from_shape_fn((3, 4, 3), |(z, y, x)| a[z] * b[y] * c[x]).into_dyn();
        let found = rows(&weights).expect("they are products");
        for (index, weight) in weights.indexed_iter() {
            let product: f64 = index.slice().iter().zip(&found).map(|(at, row)| row[*at]).product();
            assert!((product - weight).abs() <= NEAR * weight.abs());
        }
    }

    #[test]
    fn what_is_not_a_product_is_not_taken_for_one() {
        let cross = arr2(&[[0.0, 1.0, 0.0], [1.0, 1.0, 1.0], [0.0, 1.0, 0.0]]).into_dyn();
        assert_eq!(rows(&cross), None);
        let mut nearly = arr2(&[[1.0, 2.0, 1.0], [2.0, 4.0, 2.0], [1.0, 2.0, 1.0]]).into_dyn();
        assert!(rows(&nearly).is_some());
        nearly[[2, 2]] += 1e-14;
        assert_eq!(rows(&nearly), None);
        // One weight is fewer steps than one row per axis.
        assert_eq!(rows(&arr2(&[[0.0, 0.0], [3.0, 0.0]]).into_dyn()), None);
        assert_eq!(rows(&arr2(&[[0.0, 0.0], [0.0, 0.0]]).into_dyn()), None);
    }
}
