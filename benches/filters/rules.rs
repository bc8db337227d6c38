//! What each row must compute, said once more: pixel by pixel, in double precision, on a small image.

use ndarray::ArrayD;
use stencil_core::Boundary;
use stencil_testing::reference::{self, Along, Look, box_offsets};

/// Of the image on which results are compared with the rules: no multiple of any number of lanes.
pub(crate) const SMALL: [usize; 2] = [45, 75];

type Image = ArrayD<f64>;

/// A rule's result on the small image.
pub(crate) fn small<T: Into<f64>>(element: fn(u32) -> T, rule: impl Fn(&Image) -> Image) -> Image {
    rule(&stencil_benches::noise(SMALL, |bits| element(bits).into()).into_dyn())
}

fn along() -> Along {
    Along::all(2, Boundary::Reflect)
}

/// A rule for one pixel, on a window that reaches `radius`.
fn each(image: &Image, radius: usize, rule: impl Fn(&Look<'_, f64>) -> f64) -> Image {
    reference::map(image, &along(), &[(radius, radius); 2], |k| k, rule)
}

fn at(look: &Look<'_, f64>, y: isize, x: isize) -> f64 {
    look.at(&[y, x]).expect("no pixel is left out")
}

fn window(look: &Look<'_, f64>, radius: usize) -> Vec<f64> {
    look.all(&box_offsets(&[(radius, radius); 2]))
}

fn five_points(look: &Look<'_, f64>) -> f64 {
    at(look, -1, 0) + at(look, 1, 0) + at(look, 0, -1) + at(look, 0, 1) - 4.0 * at(look, 0, 0)
}

pub(crate) fn laplacian(image: &Image) -> Image {
    each(image, 1, five_points)
}

pub(crate) fn variance(image: &Image) -> Image {
    each(image, 2, |look| {
        let values = window(look, 2);
        let mean = values.iter().sum::<f64>() / 25.0;
        values.iter().map(|v| (v - mean).powi(2)).sum::<f64>() / 25.0
    })
}

fn nine(image: &Image) -> Image {
    each(image, 1, |look| window(look, 1).iter().sum())
}

pub(crate) fn mean(image: &Image) -> Image {
    nine(image) / 9.0
}

pub(crate) fn weighted(image: &Image) -> Image {
    let weights = [1.0, 3.0, 1.0, 2.0, 4.0, 2.0, 0.0, 2.0, 1.0];
    each(image, 1, |look| {
        let sum: f64 = window(look, 1).iter().zip(weights).map(|(v, weight)| v * weight).sum();
        (sum / 16.0).round()
    })
}

pub(crate) fn gaussian(image: &Image, sigma: f64) -> Image {
    reference::gaussian(image, &along(), &[sigma; 2], 4.0)
}

pub(crate) fn sobel(image: &Image) -> Image {
    reference::sobel(image, &along())
}

pub(crate) fn sobel_x(image: &Image) -> Image {
    reference::sobel_axis(image, &along(), 1)
}

pub(crate) fn median(image: &Image, size: usize) -> Image {
    reference::median(image, &along(), &[size; 2], |k| k)
}

/// Every offset up to `radius` on both axes.
pub(crate) fn square(radius: usize) -> Vec<Vec<isize>> {
    box_offsets(&[(radius, radius); 2])
}

/// Every offset up to `radius` away.
pub(crate) fn disk(radius: isize) -> Vec<Vec<isize>> {
    let inside = |offset: &Vec<isize>| offset.iter().map(|d| d * d).sum::<isize>() <= radius * radius;
    square(radius.unsigned_abs()).into_iter().filter(inside).collect()
}

pub(crate) fn dilate(image: &Image, offsets: &[Vec<isize>]) -> Image {
    reference::extreme(image, &along(), offsets, |k| k, |a, b| a > b, 0.0)
}

pub(crate) fn open(image: &Image, offsets: &[Vec<isize>]) -> Image {
    dilate(&reference::extreme(image, &along(), offsets, |k| k, |a, b| a < b, 0.0), offsets)
}

pub(crate) fn harris(image: &Image) -> Image {
    let (x, y) = (sobel_x(image), reference::sobel_axis(image, &along(), 0));
    let (a, b, c) = (nine(&(&x * &x)), nine(&(&x * &y)), nine(&(&y * &y)));
    let trace = &a + &c;
    a * c - &b * &b - 0.04 * &trace * &trace
}

pub(crate) fn edges(image: &Image, level: f64) -> Image {
    sobel(&gaussian(image, 1.0)).mapv(|v| if v > level { 255.0 } else { 0.0 })
}

pub(crate) fn heat(image: &Image, rate: f64, steps: usize) -> Image {
    let step = |image: &Image| each(image, 1, |look| at(look, 0, 0) + rate * five_points(look));
    (0..steps).fold(image.clone(), |image, _| step(&image))
}
