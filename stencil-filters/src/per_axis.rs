//! [`PerAxis`]: one parameter for every axis, or one for each.

use stencil_core::{Halo, Side};

/// A parameter of a filter that may differ between axes: made from one value (for all axes, however many the array has)
/// or from an array of values (one per axis, in the array's axis order).
///
/// ```
/// use stencil_filters::PerAxis;
/// let same: PerAxis<f64> = 2.0.into();
/// let each: PerAxis<f64> = [1.0, 2.5].into();
/// assert_eq!((same.dims(), same.get(7)), (None, 2.0));
/// assert_eq!((each.dims(), each.get(1)), (Some(2), 2.5));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PerAxis<T> {
    values: [T; Halo::MAX_DIM],
    /// 0: the same value for every axis.
    dims: u8,
}

impl<T: Copy> PerAxis<T> {
    /// One value per axis; `None` if there is no value or more than [`Halo::MAX_DIM`].
    #[must_use]
    pub fn from_slice(each: &[T]) -> Option<Self> {
        let first = *each.first()?;
        let mut values = [first; Halo::MAX_DIM];
        values.get_mut(..each.len())?.copy_from_slice(each);
        Some(Self { values, dims: each.len() as u8 })
    }

    /// How many axes are stated; `None` if one value serves all.
    #[must_use]
    pub fn dims(&self) -> Option<usize> {
        (self.dims > 0).then_some(self.dims as usize)
    }

    /// The value for one axis.
    ///
    /// # Panics
    /// If `axis` is not below [`Halo::MAX_DIM`].
    #[must_use]
    pub fn get(&self, axis: usize) -> T {
        self.values[axis]
    }

    /// The stated values: one if it serves all axes.
    #[must_use]
    pub fn values(&self) -> &[T] {
        &self.values[..self.dims.max(1) as usize]
    }

    /// What both are together on each axis, where they agree about the number of axes; else as many as the longer one states.
    pub(crate) fn with<U: Copy, V: Copy>(&self, other: &PerAxis<U>, f: impl Fn(T, U) -> V) -> PerAxis<V> {
        let values = std::array::from_fn(|axis| f(self.values[axis], other.values[axis]));
        PerAxis { values, dims: self.dims.max(other.dims) }
    }

    /// The same for another type.
    pub(crate) fn map<U: Copy>(&self, f: impl Fn(T) -> U) -> PerAxis<U> {
        PerAxis { values: self.values.map(f), dims: self.dims }
    }
}

impl PerAxis<(usize, usize)> {
    /// The halo with these `(before, after)` sides.
    pub(crate) fn halo(&self) -> Halo {
        let side = |axis: usize| Halo::on_axis(axis, Side::new(self.values[axis].0, self.values[axis].1));
        let any = (0..Halo::MAX_DIM).fold(Halo::ZERO, |halo, axis| halo.union(side(axis)));
        let stated = |dims: usize| match dims {
            1 => Halo::from_sides([(0, 0); 1]),
            2 => Halo::from_sides([(0, 0); 2]),
            3 => Halo::from_sides([(0, 0); 3]),
            4 => Halo::from_sides([(0, 0); 4]),
            5 => Halo::from_sides([(0, 0); 5]),
            6 => Halo::from_sides([(0, 0); 6]),
            7 => Halo::from_sides([(0, 0); 7]),
            _ => Halo::from_sides([(0, 0); 8]),
        };
        self.dims().map_or(any, |dims| any.union(stated(dims)))
    }
}

impl<T: Copy> From<T> for PerAxis<T> {
    fn from(value: T) -> Self {
        Self { values: [value; Halo::MAX_DIM], dims: 0 }
    }
}

/// # Panics
/// At compile time, if there is no value or more than [`Halo::MAX_DIM`].
impl<T: Copy, const D: usize> From<[T; D]> for PerAxis<T> {
    fn from(each: [T; D]) -> Self {
        const { assert!(D >= 1 && D <= Halo::MAX_DIM, "a filter spans one to eight axes") };
        Self { values: std::array::from_fn(|axis| each[if axis < D { axis } else { 0 }]), dims: D as u8 }
    }
}
