//! [`Given`]: what a filter makes of an array, another array or a list of points.

use crate::dtype::{Pixel, Wide};
use crate::image::DynImage;
use crate::with_pixels;
use ndarray::ArrayD;

/// What a filter makes of an array.
#[derive(Clone, Debug)]
pub enum Given {
    /// An array.
    Image(DynImage),
    /// Points in the array.
    Points(Points),
}

/// A table with a row per point: its position along each axis, then what else is known of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Points {
    /// What the numbers of a row are.
    pub columns: Vec<String>,
    /// A row per point.
    pub rows: Vec<Vec<f64>>,
    /// How large each is, in pixels.
    pub radii: Vec<f64>,
}

impl Points {
    /// A heading, and a line per point.
    #[must_use]
    pub fn csv(&self) -> String {
        let line = |row: &Vec<f64>| row.iter().map(f64::to_string).collect::<Vec<_>>().join(",") + "\n";
        self.columns.join(",") + "\n" + &self.rows.iter().map(line).collect::<String>()
    }

    /// An array of as many rows, and as many columns.
    #[must_use]
    pub fn array(&self) -> DynImage {
        let shape = vec![self.rows.len(), self.columns.len()];
        let numbers = self.rows.iter().flatten().copied().collect();
        ArrayD::from_shape_vec(shape, numbers).expect("every row has a number per column").into()
    }

    /// A ring around each point, on an array of two axes, as bright as its type or its pixels are; none on other arrays.
    #[must_use]
    pub fn drawn(&self, image: &DynImage) -> Option<DynImage> {
        let [height, width] = *image.shape() else { return None };
        let rings: Vec<_> = self.rows.iter().zip(&self.radii).flat_map(|(row, radius)| ring(row, *radius)).collect();
        let inside = |at: &[isize; 2]| (0..height as isize).contains(&at[0]) && (0..width as isize).contains(&at[1]);
        Some(with_pixels!(image, array => {
            let mut drawn = array.clone();
            let top = brightest(array);
            rings.iter().filter(|at| inside(at)).for_each(|at| drawn[[at[0] as usize, at[1] as usize]] = top);
            drawn.into()
        }))
    }
}

/// The pixels at this distance of a point.
fn ring(point: &[f64], radius: f64) -> Vec<[isize; 2]> {
    let (row, column) = (point[0] as isize, point[1] as isize);
    let reach = radius.ceil() as isize;
    let on_it = |dy: isize, dx: isize| ((dy * dy + dx * dx) as f64).sqrt().round() == radius.round();
    let line = |dy: isize| (-reach..=reach).filter(move |&dx| on_it(dy, dx)).map(move |dx| [row + dy, column + dx]);
    (-reach..=reach).flat_map(line).collect()
}

/// The largest value of an integer type, or of an array of floats.
fn brightest<T: Pixel>(array: &ArrayD<T>) -> T {
    let largest = |top: f64, value: &T| match value.widen() {
        Wide::Float(value) if value > top => value,
        _ => top,
    };
    match T::default().widen() {
        Wide::Int(_) => T::narrow(Wide::Int(i128::MAX)).0,
        Wide::Float(_) => T::narrow(Wide::Float(array.iter().fold(f64::NEG_INFINITY, largest))).0,
    }
}
