//! [`Lanes`] and [`Cx`]: what a lowered kernel body computes with.

use super::cast::CastLane;
use super::lane::{Lane, MAX_LANES, PerLane};
use super::memory::Memory;
use super::number::NumberLane;
use super::reciprocal::Divisor;
use super::width::Width;
use fearless_simd::Simd;
use std::fmt;
use std::marker::PhantomData;

/// The SIMD level and the lane count of the kernel that is being evaluated.
#[derive(Clone, Copy, Debug)]
pub struct Cx<S, W> {
    pub(crate) simd: S,
    width: PhantomData<W>,
}

impl<S: Simd, W: Width> Cx<S, W> {
    /// The number of lanes.
    pub const LANES: usize = W::LANES;

    /// The context of one SIMD level.
    #[inline(always)]
    pub fn new(simd: S) -> Self {
        Self { simd, width: PhantomData }
    }

    /// The same value in every lane.
    #[inline(always)]
    pub fn splat<T: Lane>(self, value: impl Uniform<T>) -> Lanes<S, T, W> {
        Lanes(T::v_splat::<S, W>(self.simd, value.value()))
    }

    /// A number to divide lanes by.
    ///
    /// # Panics
    ///
    /// If it is the integer zero.
    #[inline(always)]
    pub fn divisor<T: NumberLane>(self, value: impl Uniform<T>) -> Divisor<T> {
        Divisor(value.value().s_reciprocal())
    }

    /// One value per lane, from the lane's number.
    #[inline(always)]
    pub fn from_fn<T: Lane>(self, mut lane: impl FnMut(usize) -> T) -> Lanes<S, T, W> {
        let mut values = [T::default(); MAX_LANES];
        for (index, value) in values.iter_mut().enumerate().take(W::LANES) {
            *value = lane(index);
        }
        Lanes(T::v_from_array::<S, W>(self.simd, &values))
    }

    /// Reads the lanes from consecutive elements.
    ///
    /// # Panics
    ///
    /// If there are fewer than [`LANES`](Self::LANES).
    #[inline(always)]
    pub fn load<T: Memory>(self, from: &[T]) -> Lanes<S, T, W> {
        Lanes(super::memory::load::<T, S, W>(self.simd, from))
    }
}

/// A value that is the same for all lanes: a number, or a reference to one.
pub trait Uniform<T> {
    /// The value itself.
    fn value(self) -> T;
}
impl<T: Lane> Uniform<T> for T {
    #[inline(always)]
    fn value(self) -> T {
        self
    }
}
impl<T: Lane> Uniform<T> for &T {
    #[inline(always)]
    fn value(self) -> T {
        *self
    }
}

/// One value of type `T` per lane.
pub struct Lanes<S: Simd, T: Lane, W: Width>(pub(crate) T::Vec<S, W>);

impl<S: Simd, T: Lane, W: Width> Clone for Lanes<S, T, W> {
    #[inline(always)]
    fn clone(&self) -> Self {
        *self
    }
}
impl<S: Simd, T: Lane, W: Width> Copy for Lanes<S, T, W> {}

impl<S: Simd, T: Lane, W: Width> fmt::Debug for Lanes<S, T, W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries((0..W::LANES).map(|index| self.lane(index))).finish()
    }
}

impl<S: Simd, T: Lane, W: Width> Lanes<S, T, W> {
    /// The value of one lane.
    #[inline(always)]
    #[must_use]
    pub fn lane(self, index: usize) -> T {
        T::v_lane::<S, W>(self.0, index)
    }

    /// The context that the lanes were made in.
    #[inline(always)]
    #[must_use]
    pub fn cx(self) -> Cx<S, W> {
        Cx::new(T::v_simd::<S, W>(self.0))
    }

    /// `self as U`, lane by lane: integers wrap, floats saturate.
    #[inline(always)]
    #[must_use]
    pub fn cast<U: NumberLane>(self) -> Lanes<S, U, W>
    where
        T: CastLane,
    {
        Lanes(T::v_cast::<U, S, W>(self.0))
    }

    /// The values of all lanes, followed by anything.
    #[inline(always)]
    pub(crate) fn to_array(self) -> PerLane<T> {
        T::v_to_array::<S, W>(self.0)
    }
}

impl<S: Simd, T: Memory, W: Width> Lanes<S, T, W> {
    /// Writes the lanes to consecutive elements.
    ///
    /// # Panics
    ///
    /// If there are fewer than `W::LANES`.
    #[inline(always)]
    pub fn store(self, to: &mut [T]) {
        super::memory::store::<T, S, W>(self.0, to);
    }
}
