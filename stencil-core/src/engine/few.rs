//! [`Few`]: a short list held in place, for one entry per axis or per operand.

use std::fmt;
use std::ops::{Deref, DerefMut};

/// Up to [`Few::MAX`] values without a heap allocation; copies are cheap enough to hand geometry around by value.
#[derive(Clone, Copy)]
pub struct Few<T> {
    items: [T; MAX],
    len: u8,
}

const MAX: usize = 8;

impl<T: Copy + Default> Few<T> {
    /// The longest list.
    pub const MAX: usize = MAX;

    /// `len` values from a function of their position.
    ///
    /// # Panics
    /// If `len` is more than [`Few::MAX`].
    pub fn from_fn(len: usize, mut f: impl FnMut(usize) -> T) -> Self {
        let mut items = [T::default(); MAX];
        for (i, item) in items[..len].iter_mut().enumerate() {
            *item = f(i);
        }
        Self { items, len: len as u8 }
    }

    /// `len` copies of one value.
    pub fn filled(len: usize, value: T) -> Self {
        Self::from_fn(len, |_| value)
    }

    /// A copy of a slice.
    pub fn from_slice(slice: &[T]) -> Self {
        Self::from_fn(slice.len(), |i| slice[i])
    }

    /// Appends a value.
    ///
    /// # Panics
    /// If the list is full.
    pub fn push(&mut self, value: T) {
        self.items[usize::from(self.len)] = value;
        self.len += 1;
    }
}

impl<T: Copy + Default> Default for Few<T> {
    fn default() -> Self {
        Self { items: [T::default(); MAX], len: 0 }
    }
}

impl<T> Deref for Few<T> {
    type Target = [T];

    #[inline]
    fn deref(&self) -> &[T] {
        &self.items[..usize::from(self.len)]
    }
}

impl<T> DerefMut for Few<T> {
    #[inline]
    fn deref_mut(&mut self) -> &mut [T] {
        &mut self.items[..usize::from(self.len)]
    }
}

impl<T: Copy + Default> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(iter: I) -> Self {
        let mut out = Self::default();
        iter.into_iter().for_each(|value| out.push(value));
        out
    }
}

impl<T: PartialEq> PartialEq for Few<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

impl<T: Eq> Eq for Few<T> {}

impl<T: fmt::Debug> fmt::Debug for Few<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.iter()).finish()
    }
}
