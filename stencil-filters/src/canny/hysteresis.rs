//! Thresholds with hysteresis: what is connected to something strong.

use crate::Pixel;
use crate::error::parameter_of;
use ndarray::{Array, ArrayViewD, IxDyn};
use stencil_core::array::View;
use stencil_core::prelude::*;

/// Canny's edges: [`canny`](crate::canny) on the threads of the current pool, then [`hysteresis`] of its labels, which keeps
/// the weak ridges that touch strong ones, diagonally as well. The boundary is that of the filter, `Reflect` if it has none.
///
/// Agrees with `skimage.feature.canny`, whose default boundary is `Constant(0.0)`.
///
/// ```
/// use ndarray::Array2;
/// use stencil_core::prelude::*;
/// use stencil_filters::{canny, canny_edges};
///
/// let step = Array2::from_shape_fn((8, 12), |(r, c)| if r + c < 10 { 10_u8 } else { 90 });
/// let edges = canny_edges(&step, &canny(1.0, 20.0, 50.0).boundary(Boundary::Constant(0.0)))?;
/// assert!(edges[[4, 5]] && !edges[[0, 10]] && !edges[[4, 9]]);
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// As for [`apply_parallel`]; [`Error::AxisCount`] if the image has other than two axes.
pub fn canny_edges<'a, V, F>(image: V, canny: &F) -> Result<Array<bool, V::Dim>, Error>
where
    V: View<'a>,
    F: Filter<(V::Elem,), Out = (u8,)>,
{
    let ndim = image.as_view().ndim();
    if ndim != 2 {
        return Err(Error::AxisCount { filter: "canny_edges".into(), needs: 2, given: ndim });
    }
    let labels = apply_parallel(image, canny)?;
    hysteresis(&labels, 0.0, 1.0, 2)
}

/// Whether each pixel is above `low` and connected, through pixels above `low`, to one above `high`.
///
/// Pixels are neighbours if they differ by one along at most `connectivity` axes: with 1, they have a side in common; with as
/// many as there are axes, diagonal ones are neighbours as well. Comparisons are exact for every element type.
///
/// This is a function of whole arrays and no filter: the answer at a pixel may depend on one at the other end of the image, so
/// no halo is deep enough, and it cannot be applied to tiles.
///
/// ```compile_fail
/// # use ndarray::Array2;
/// # use stencil_core::prelude::*;
/// # use stencil_filters::hysteresis;
/// # let image = Array2::<f32>::zeros((4, 4));
/// let edges = apply_parallel(&image, &hysteresis);
/// ```
///
/// Agrees with `skimage.filters.apply_hysteresis_threshold`, where the connectivity is 1.
///
/// ```
/// use ndarray::arr1;
/// use stencil_filters::hysteresis;
///
/// let row = arr1(&[1, 2, 1, 3, 2, 1, 2, 2]);
/// let kept = hysteresis(&row, 1.5, 2.5, 1)?;
/// assert_eq!(kept, arr1(&[false, false, false, true, true, false, false, false]));
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// [`Error::Parameter`] unless `low <= high`, and the connectivity is at least 1 and at most the number of axes.
pub fn hysteresis<'a, V>(image: V, low: f64, high: f64, connectivity: usize) -> Result<Array<bool, V::Dim>, Error>
where
    V: View<'a, Elem: Pixel>,
{
    let image = image.as_view();
    check(low, high, connectivity, image.ndim())?;
    let (weak, strong) = (above::<V::Elem>(low), above::<V::Elem>(high));
    let levels = image.mapv(|v| u8::from(weak(v)) + u8::from(weak(v) && strong(v)));
    let kept = connected(levels.view().into_dyn(), connectivity);
    let mut out = Array::from_elem(image.raw_dim(), false);
    out.iter_mut().zip(kept).for_each(|(out, kept)| *out = kept);
    Ok(out)
}

fn check(low: f64, high: f64, connectivity: usize, ndim: usize) -> Result<(), Error> {
    let wrong =
        |parameter, value: String, expected: String| Err(parameter_of("hysteresis", parameter, value, expected));
    if high.is_nan() {
        return wrong("high", high.to_string(), "a number".to_owned());
    }
    if low.is_nan() || low > high {
        return wrong("low", low.to_string(), format!("at most {high}, the high threshold"));
    }
    if connectivity == 0 || connectivity > ndim.max(1) {
        return wrong("connectivity", connectivity.to_string(), format!("1 to {}, the number of axes", ndim.max(1)));
    }
    Ok(())
}

/// Whether a pixel is above a level.
fn above<T: Pixel>(level: f64) -> impl Fn(T) -> bool {
    let below = T::not_above(level);
    let all = T::WHOLE && below.cast::<f64>() > level;
    move |v| v > below || all
}

/// Which pixels that are not zero are connected to one that is 2, in the order of the array.
fn connected(levels: ArrayViewD<'_, u8>, connectivity: usize) -> Vec<bool> {
    // A frame of zeros saves looking where the array ends.
    let shape: Vec<usize> = levels.shape().iter().map(|n| n + 2).collect();
    let mut framed = Array::<u8, IxDyn>::zeros(IxDyn(&shape));
    let inner = |_: ndarray::AxisDescription| ndarray::Slice::new(1, Some(-1), 1);
    framed.slice_each_axis_mut(inner).assign(&levels);
    let steps = steps(&shape, connectivity);
    let (cells, _) = framed.into_raw_vec_and_offset();
    let kept = flood(cells, &steps);
    let kept = Array::from_shape_vec(IxDyn(&shape), kept).expect("as many as before");
    kept.slice_each_axis(inner).iter().map(|level| *level == KEPT).collect()
}

/// A pixel that was found to be connected.
const KEPT: u8 = 3;

/// From every 2 on, through whatever is not zero.
fn flood(mut cells: Vec<u8>, steps: &[isize]) -> Vec<u8> {
    let mut open = Vec::new();
    for start in 0..cells.len() {
        if cells[start] != 2 {
            continue;
        }
        cells[start] = KEPT;
        open.push(start);
        while let Some(at) = open.pop() {
            for step in steps {
                let near = at.wrapping_add_signed(*step);
                if matches!(cells[near], 1 | 2) {
                    cells[near] = KEPT;
                    open.push(near);
                }
            }
        }
    }
    cells
}

/// How far neighbours are apart in memory, in an array of this shape.
fn steps(shape: &[usize], connectivity: usize) -> Vec<isize> {
    let mut all = vec![(0, 0)];
    let mut stride = 1;
    for &len in shape.iter().rev() {
        let moved =
            |(step, moves): &(isize, usize)| [(*step, *moves), (step - stride, moves + 1), (step + stride, moves + 1)];
        all = all.iter().flat_map(moved).collect();
        stride *= len as isize;
    }
    all.into_iter().filter(|(_, moves)| (1..=connectivity).contains(moves)).map(|(step, _)| step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbours_by_connectivity() {
        assert_eq!((1..=3).map(|n| steps(&[5, 6, 7], n).len()).collect::<Vec<_>>(), [6, 18, 26]);
        assert_eq!(steps(&[5, 7], 1), [-7, 7, -1, 1]);
    }
}
