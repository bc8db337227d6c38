//! [`Scratch`]: memory that one thread uses again from tile to tile.

use std::any::Any;
use std::cell::RefCell;
use std::ops::{Deref, DerefMut};

/// Buffers that were given back, ready to be taken again. After the first tile no more memory is allocated.
#[derive(Default)]
pub struct Scratch {
    /// Vectors, and how many bytes each takes.
    free: RefCell<Vec<(Box<dyn Any + Send>, usize)>>,
    /// What was made from parameters, with those: pairs, the last used ones last.
    made: RefCell<Vec<Box<dyn Any + Send>>>,
}

/// What was made from a key, borrowed from a [`Scratch`], given back when dropped.
pub struct Made<'s, K: 'static + Send, V: 'static + Send> {
    /// `None` only while being dropped.
    pair: Option<Box<(K, V)>>,
    scratch: &'s Scratch,
}

/// So many things that were made are kept.
const KEPT: usize = 32;

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

    /// What `make` makes of a key, unless that was made before: tables, weights, filters that a parameter stands for. So
    /// nothing is made, or allocated, once per tile or call.
    pub fn made<K: PartialEq + Send + 'static, V: Send + 'static>(
        &self,
        key: K,
        make: impl FnOnce(&K) -> V,
    ) -> Made<'_, K, V> {
        let mut made = self.made.borrow_mut();
        let same = |item: &Box<dyn Any + Send>| item.downcast_ref::<(K, V)>().is_some_and(|(known, _)| *known == key);
        let found = made.iter().position(same).map(|place| made.remove(place));
        drop(made);
        let pair = found.and_then(|item| item.downcast().ok()).unwrap_or_else(|| {
            let value = make(&key);
            Box::new((key, value))
        });
        Made { pair: Some(pair), scratch: self }
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

impl<K: Send, V: Send> Deref for Made<'_, K, V> {
    type Target = V;

    fn deref(&self) -> &V {
        &self.pair.as_ref().expect("not dropped yet").1
    }
}

impl<K: Send, V: Send> Drop for Made<'_, K, V> {
    fn drop(&mut self) {
        let Some(pair) = self.pair.take() else { return };
        let mut made = self.scratch.made.borrow_mut();
        if made.len() == KEPT {
            made.remove(0);
        }
        made.push(pair);
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

    #[test]
    fn what_was_made_of_a_key_is_made_once() {
        let scratch = Scratch::default();
        let count = std::cell::Cell::new(0);
        let make = |key: &u32| {
            count.set(count.get() + 1);
            vec![*key; 3]
        };
        assert_eq!(*scratch.made(7_u32, make), [7; 3]);
        assert_eq!((scratch.made(7_u32, make).len(), count.get()), (3, 1));
        // One that is in use is not there for others.
        let (first, second) = (scratch.made(7_u32, make), scratch.made(7_u32, make));
        assert_eq!((first.len(), second.len(), count.get()), (3, 3, 2));
        (0..100).for_each(|key| drop(scratch.made(key, make)));
        assert_eq!((count.get(), scratch.made.borrow().len()), (102, KEPT));
    }
}
