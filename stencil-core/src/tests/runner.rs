//! What every comparison with the oracle needs: arrays of awkward layouts, and all the ways to apply a filter to them.

use crate::lanes::SimdLevel;
use crate::{Apply, Boundary};
use ndarray::{ArrayD, ArrayViewD, Axis, IxDyn, Slice};

/// Every boundary that serves any kernel.
pub(super) const BOUNDARIES: [Boundary; 6] =
    [Boundary::Reflect, Boundary::Mirror, Boundary::Nearest, Boundary::Wrap, Boundary::Constant(1.0), Boundary::Valid];

/// An array of reproducible noise.
pub(super) fn noise<T: Clone>(shape: &[usize], value: impl Fn(u32) -> T) -> ArrayD<T> {
    let mut state = 12345_u32;
    ArrayD::from_shape_simple_fn(IxDyn(shape), || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        value(state >> 8)
    })
}

/// Memory with room for every layout of [`layouts`].
pub(super) struct Layouts<T> {
    dense: ArrayD<T>,
    fortran: ArrayD<T>,
    sparse: ArrayD<T>,
    row: ArrayD<T>,
}

impl<T: Clone + Default> Layouts<T> {
    pub(super) fn new(shape: &[usize], value: impl Fn(u32) -> T) -> Self {
        let dense = noise(shape, value);
        let backwards: Vec<usize> = (0..shape.len()).rev().collect();
        let fortran =
            dense.clone().permuted_axes(backwards.clone()).as_standard_layout().into_owned().permuted_axes(backwards);
        let wide: Vec<usize> = shape.iter().map(|len| 2 * len + 1).collect();
        let mut sparse = ArrayD::default(IxDyn(&wide));
        every_second(sparse.view_mut()).assign(&dense);
        let mut line = vec![1; shape.len()];
        if let (Some(a), Some(b)) = (line.last_mut(), shape.last()) {
            *a = *b;
        }
        let row = dense
            .slice_each_axis(|axis| Slice::from(..line[axis.axis.index()].min(shape[axis.axis.index()])))
            .to_owned();
        Self { dense, fortran, sparse, row }
    }

    /// The same shape in C order, Fortran order, with gaps, backwards, and (other values) with equal rows at one place.
    pub(super) fn views(&self) -> Vec<(&'static str, ArrayViewD<'_, T>)> {
        let mut backwards = self.dense.view();
        for axis in 0..backwards.ndim() {
            backwards.invert_axis(Axis(axis));
        }
        let mut views = vec![
            ("C order", self.dense.view()),
            ("Fortran order", self.fortran.view()),
            ("gaps", every_second_of(self.sparse.view())),
            ("backwards", backwards),
        ];
        if let Some(equal) = self.row.broadcast(self.dense.raw_dim()) {
            views.push(("equal rows", equal));
        }
        views
    }
}

fn every_second<T>(mut view: ndarray::ArrayViewMutD<'_, T>) -> ndarray::ArrayViewMutD<'_, T> {
    view.slice_each_axis_inplace(|_| Slice { start: 1, end: None, step: 2 });
    view
}

fn every_second_of<T>(mut view: ArrayViewD<'_, T>) -> ArrayViewD<'_, T> {
    view.slice_each_axis_inplace(|_| Slice { start: 1, end: None, step: 2 });
    view
}

/// All ways to cut and run that a result must not depend on.
pub(super) fn ways<'f, F>(apply: &Apply<'f, F>, ndim: usize) -> Vec<(String, Apply<'f, F>)> {
    let mut ways = vec![("plain".to_owned(), apply.clone())];
    for level in SimdLevel::available() {
        ways.push((level.to_string(), apply.clone().level(level)));
    }
    for tile in [1, 3, 40] {
        ways.push((format!("tile {tile}"), apply.clone().tile(vec![tile; ndim])));
    }
    ways.push(("3 threads".to_owned(), apply.clone().tile(vec![7; ndim]).threads(3)));
    ways
}
