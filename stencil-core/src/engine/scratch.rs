//! [`Scratch`]: memory that one thread uses again from tile to tile.

use std::any::Any;
use std::cell::RefCell;
use std::ops::{Deref, DerefMut};

/// Buffers that were given back, ready to be taken again. After the first tile no more memory is allocated.
#[derive(Default)]
pub struct Scratch {
    /// Vectors, and how many bytes each takes.
    free: RefCell<Vec<(Box<dyn Any + Send>, usize)>>,
}

/// Values of `T` borrowed from a [`Scratch`], given back when dropped. What they hold at first is unspecified.
pub struct Buffer<'s, T: 'static + Send> {
    /// `None` only while being dropped, and of no values.
    #[allow(clippy::box_collection, reason = "moves in and out of the list of free ones without allocating")]
    data: Option<Box<Vec<T>>>,
    start: usize,
    len: usize,
    scratch: &'s Scratch,
}

/// Buffers begin at a cache line, so that rows laid out on multiples of it do too.
const LINE: usize = 64;

impl Scratch {
    /// A buffer of `len` values.
    pub fn take<T: Copy + Default + Send + 'static>(&self, len: usize) -> Buffer<'_, T> {
        let slack = LINE / size_of::<T>();
        let mut data = self.reuse(len + slack).unwrap_or_default();
        if data.len() < len + slack {
            data.clear();
            data.resize(len + slack, T::default());
        }
        let start = data.as_ptr().align_offset(LINE).min(slack);
        Buffer { data: Some(data), start, len, scratch: self }
    }

    /// A buffer of no values, which takes no memory.
    pub(crate) fn nothing<T: Send + 'static>(&self) -> Buffer<'_, T> {
        Buffer { data: None, start: 0, len: 0, scratch: self }
    }

    /// How much memory is free.
    pub(crate) fn bytes(&self) -> usize {
        self.free.borrow().iter().map(|(_, bytes)| bytes).sum()
    }

    /// A free vector of this type: one that is long enough if there is any.
    #[allow(clippy::box_collection, reason = "as in `Buffer`")]
    fn reuse<T: Send + 'static>(&self, len: usize) -> Option<Box<Vec<T>>> {
        let mut free = self.free.borrow_mut();
        let fits = |item: &Box<dyn Any + Send>, len| item.downcast_ref::<Vec<T>>().is_some_and(|v| v.len() >= len);
        let found = free
            .iter()
            .position(|(item, _)| fits(item, len))
            .or_else(|| free.iter().position(|(item, _)| fits(item, 0)))?;
        free.swap_remove(found).0.downcast().ok()
    }
}

impl<T: Send> Deref for Buffer<'_, T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.data.as_ref().map_or(&[], |data| &data[self.start..self.start + self.len])
    }
}

impl<T: Send> DerefMut for Buffer<'_, T> {
    fn deref_mut(&mut self) -> &mut [T] {
        self.data.as_mut().map_or(&mut [], |data| &mut data[self.start..self.start + self.len])
    }
}

impl<T: Send> Drop for Buffer<'_, T> {
    fn drop(&mut self) {
        if let Some(data) = self.data.take() {
            let bytes = data.capacity() * size_of::<T>();
            self.scratch.free.borrow_mut().push((data, bytes));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_is_used_again() {
        let scratch = Scratch::default();
        let first = scratch.take::<f32>(1000).as_ptr();
        let again = scratch.take::<f32>(900);
        assert_eq!(first, again.as_ptr());
        assert_eq!(again.len(), 900);
        assert_eq!(again.as_ptr().align_offset(LINE), 0);
        assert_ne!(scratch.take::<f32>(10).as_ptr(), again.as_ptr());
        assert_eq!(scratch.take::<u8>(7).len(), 7);
    }
}
