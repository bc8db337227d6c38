//! [`Taps`]: checked access to the neighbourhood of a pixel. The only place where a window meets memory.
#![allow(unsafe_code, reason = "reads neighbours behind a pointer, within the halo that the engine vouches for")]

use crate::element::Element;
use crate::halo::Halo;
use crate::lanes::{Cx, Lanes, Width};
use fearless_simd::Simd;
use std::marker::PhantomData;

/// The neighbourhood of a pixel, or of a run of pixels along the unit-stride axis.
///
/// Every access is checked against the halo, which the constructor vouches for; a literal offset against a constant
/// halo leaves nothing of the check.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Taps<'a, T, const D: usize> {
    centre: *const T,
    strides: [isize; D],
    pub(crate) halo: Halo,
    pub(crate) name: &'a str,
    /// One byte per element, laid out as the elements: 0 where a pixel lies outside the array.
    valid: Option<*const u8>,
    array: PhantomData<&'a [T]>,
}

// SAFETY: taps only read, through a pointer that stands for a shared slice of `T` (and of bytes).
unsafe impl<T: Sync, const D: usize> Send for Taps<'_, T, D> {}
// SAFETY: as above.
unsafe impl<T: Sync, const D: usize> Sync for Taps<'_, T, D> {}

impl<'a, T: Element, const D: usize> Taps<'a, T, D> {
    /// Taps around `centre`.
    ///
    /// # Safety
    ///
    /// For every offset within `halo`, `centre` plus the offset times `strides` points to `run` consecutive initialised
    /// elements, valid and unwritten for `'a`, where `run` is the number of lanes that will be read (1 for a pixel).
    /// If given, `valid` is a plane of bytes of the same layout for which the same holds.
    #[inline(always)]
    pub(crate) unsafe fn new(
        centre: *const T,
        strides: [isize; D],
        halo: Halo,
        name: &'a str,
        valid: Option<*const u8>,
    ) -> Self {
        Self { centre, strides, halo, name, valid, array: PhantomData }
    }

    /// The element at an offset.
    #[inline(always)]
    pub(crate) fn pixel(&self, offset: [isize; D]) -> &'a T {
        let distance = self.distance(offset);
        // SAFETY: the offset is within the halo, where the constructor's caller promised an element that lives for 'a.
        unsafe { &*self.centre.offset(distance) }
    }

    /// The elements at an offset from each of `W::LANES` consecutive pixels.
    #[inline(always)]
    pub(crate) fn lanes<S: Simd, W: Width>(&self, cx: Cx<S, W>, offset: [isize; D]) -> Lanes<S, T, W> {
        let distance = self.distance(offset);
        // SAFETY: the offset is within the halo, where the constructor's caller promised as many elements as there are lanes.
        Lanes(unsafe { T::v_load::<S, W>(cx.simd, self.centre.offset(distance)) })
    }

    /// Whether the pixel at an offset lies inside the array.
    #[inline(always)]
    pub(crate) fn pixel_valid(&self, offset: [isize; D]) -> bool {
        let distance = self.distance(offset);
        // SAFETY: as for `pixel`; the plane of bytes has the same layout.
        self.valid.is_none_or(|plane| unsafe { *plane.offset(distance) } != 0)
    }

    /// The same taps around the `index`th pixel of the run.
    ///
    /// # Safety
    ///
    /// `index` is less than the `run` that the constructor was promised.
    #[inline(always)]
    pub(crate) unsafe fn step(&self, index: usize) -> Self {
        let mut taps = *self;
        taps.centre = taps.centre.wrapping_add(index);
        taps.valid = taps.valid.map(|plane| plane.wrapping_add(index));
        taps
    }

    /// Elements from the centre to an offset, which is checked against the halo.
    #[inline(always)]
    fn distance(&self, offset: [isize; D]) -> isize {
        let mut distance = 0;
        for axis in 0..D {
            let side = self.halo.side(axis);
            if offset[axis] < -(side.before as isize) || offset[axis] > side.after as isize {
                outside(self.name, &offset, &self.halo);
            }
            distance += offset[axis] * self.strides[axis];
        }
        distance
    }
}

/// Reports an access outside of the halo.
#[cold]
#[inline(never)]
fn outside(name: &str, offset: &[isize], halo: &Halo) -> ! {
    let sides: Vec<_> = (0..offset.len()).map(|axis| halo.side(axis)).map(|side| (side.before, side.after)).collect();
    panic!(
        "kernel `{name}` reads its window at offset {offset:?}, outside of its halo {sides:?} (before, after per axis): \
         declare a larger `radius` or `reach`"
    );
}
