//! [`Taps`]: checked access to the neighbourhood of a pixel. The only place where a window meets memory.
#![allow(unsafe_code, reason = "reads neighbours behind a pointer, within the halo that the engine vouches for")]

use super::walk::{Shape, Step, Visit};
use crate::element::Element;
use crate::halo::{Halo, Side};
use crate::lanes::memory::Memory as _;
use crate::lanes::ops::{self, Mask};
use crate::lanes::{Cx, Lanes, Width};
use fearless_simd::Simd;
use std::marker::PhantomData;

/// Where the rows of lanes are.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub enum Rows {
    /// So many elements after each other.
    Apart(isize),
    /// Along the window's last axis but one (or its only axis): a row reads what the row before reads one offset further
    /// on. The compiler sees that these are the same elements, and reads them once.
    Across,
}

impl Rows {
    #[inline(always)]
    pub(crate) fn new(row: isize, across: bool) -> Self {
        if across { Self::Across } else { Self::Apart(row) }
    }
}

/// The neighbourhood of a pixel, or of a run of pixels along the unit-stride axis.
///
/// Every access is checked against the halo, which the constructor vouches for; a literal offset against a constant
/// halo leaves nothing of the check.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Taps<'a, T, const D: usize> {
    centre: *const T,
    strides: [isize; D],
    rows: Rows,
    /// Only the axes that there are: a small value, so that the compiler keeps it in registers or forgets it.
    halo: [Side; D],
    name: &'a str,
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
    /// For every offset within `halo`, `centre` plus the offset times `strides` points to as many consecutive initialised
    /// elements, valid and unwritten for `'a`, as a row has lanes (1 for a pixel), and so it does from the centre of each
    /// other row of lanes.
    /// If given, `valid` is a plane of bytes of the same layout for which the same holds.
    #[inline(always)]
    pub(crate) unsafe fn new(
        centre: *const T,
        strides: [isize; D],
        rows: Rows,
        halo: [Side; D],
        name: &'a str,
        valid: Option<*const u8>,
    ) -> Self {
        Self { centre, strides, rows, halo, name, valid, array: PhantomData }
    }

    /// Taps around one of the elements of a slice, with `run` elements to be read at each offset.
    ///
    /// # Panics
    ///
    /// If some offset within `halo` leads outside of the slice, or if `valid` is not as long as the slice.
    #[allow(clippy::too_many_arguments, reason = "what a slice means, in one place")]
    pub(crate) fn of_slice(
        data: &'a [T],
        centre: usize,
        run: usize,
        rows: Rows,
        strides: [isize; D],
        halo: Halo,
        name: &'a str,
        valid: Option<&'a [u8]>,
    ) -> Self {
        let (mut first, mut last) = (centre as i128, centre as i128 + run as i128 - 1);
        for (axis, &stride) in strides.iter().enumerate() {
            let side = halo.side(axis);
            let (before, after) = (-(side.before as i128) * stride as i128, side.after as i128 * stride as i128);
            first += before.min(after);
            last += before.max(after);
        }
        assert!(
            first >= 0 && last < data.len() as i128,
            "kernel `{name}`: {} elements do not hold the halo around element {centre} with strides {strides:?}",
            data.len()
        );
        assert!(
            valid.is_none_or(|plane| plane.len() == data.len()),
            "kernel `{name}`: one byte per element says which are valid"
        );
        let valid = valid.map(|plane| plane.as_ptr().wrapping_add(centre));
        // SAFETY: the smallest and the largest index that any offset within the halo leads to lie in the slice, which is
        // shared for 'a; so does `centre`, which lies between. The plane of bytes is as long and shared as long.
        unsafe { Self::new(data.as_ptr().add(centre), strides, rows, halo.sides(), name, valid) }
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
        let _checked = self.distance(offset);
        // SAFETY: the offset is within the halo, where the constructor's caller promised as many elements as there are lanes.
        Lanes(unsafe {
            T::v_load::<S, W>(
                cx.simd,
                #[inline(always)]
                |row| self.centre.offset(self.in_row(row, offset)),
            )
        })
    }

    /// The same taps around another pixel of the run.
    ///
    /// # Safety
    ///
    /// The lane is one of those that the constructor was promised.
    #[inline(always)]
    pub(crate) unsafe fn step(&self, row: usize, column: usize) -> Self {
        let distance = self.in_row(row, [0; D]) + column as isize;
        let mut taps = *self;
        taps.centre = taps.centre.wrapping_offset(distance);
        taps.valid = taps.valid.map(|plane| plane.wrapping_offset(distance));
        taps
    }

    /// Whether some pixels may lie outside of the array and take no part in window words.
    #[inline(always)]
    pub(crate) fn masked(&self) -> bool {
        self.valid.is_some()
    }

    /// The kernel's name.
    #[inline(always)]
    pub(crate) fn name(&self) -> &'a str {
        self.name
    }

    /// The reach along one axis.
    #[inline(always)]
    pub(crate) fn reach(&self, axis: usize) -> (isize, isize) {
        let side = self.halo[axis];
        (side.before as isize, side.after as isize)
    }

    /// Shows a visitor the elements of a shape that lie inside the array, in order.
    #[inline(always)]
    pub(crate) fn visit_pixels(&self, shape: impl Shape<D>, visitor: &mut impl Visit<T, ()>) {
        shape.walk(self, &mut PixelStep { taps: self, visitor });
    }

    /// Shows a visitor the elements of a shape, in order; with a mask if some may lie outside the array.
    #[inline(always)]
    pub(crate) fn visit_lanes<S: Simd, W: Width>(
        &self,
        cx: Cx<S, W>,
        shape: impl Shape<D>,
        visitor: &mut impl Visit<Lanes<S, T, W>, Option<Mask<S, W>>>,
    ) {
        shape.walk(self, &mut LaneStep { taps: self, cx, valid: self.valid, visitor });
    }

    /// Shows a visitor the elements of a shape, in order, inside the array or not.
    #[inline(always)]
    pub(crate) fn visit_all<S: Simd, W: Width>(
        &self,
        cx: Cx<S, W>,
        shape: impl Shape<D>,
        visitor: &mut impl Visit<Lanes<S, T, W>, Option<Mask<S, W>>>,
    ) {
        shape.walk(self, &mut LaneStep { taps: self, cx, valid: None, visitor });
    }

    /// Elements from the centre to an offset, which is checked against the halo.
    #[inline(always)]
    pub(crate) fn distance(&self, offset: [isize; D]) -> isize {
        let mut distance = 0;
        for axis in 0..D {
            let Side { before, after } = self.halo[axis];
            // Both ends at once: what lies before the halo wraps around, and is then far behind it.
            if (offset[axis] as usize).wrapping_add(before) > before.wrapping_add(after) {
                outside(self.name, offset, self.halo);
            }
            distance += offset[axis] * self.strides[axis];
        }
        distance
    }

    /// Elements from the centre to an offset from the centre of one of the rows of lanes.
    #[inline(always)]
    #[allow(
        clippy::needless_range_loop,
        reason = "as the distance above is computed, so that the compiler sees one sum"
    )]
    fn in_row(&self, row: usize, mut offset: [isize; D]) -> isize {
        let mut distance = 0;
        match self.rows {
            Rows::Apart(step) => distance = row as isize * step,
            Rows::Across => offset[D.saturating_sub(2)] += row as isize,
        }
        for axis in 0..D {
            distance += offset[axis] * self.strides[axis];
        }
        distance
    }
}

struct PixelStep<'v, 'a, T, V, const D: usize> {
    taps: &'v Taps<'a, T, D>,
    visitor: &'v mut V,
}

impl<T: Element, V: Visit<T, ()>, const D: usize> Step<D> for PixelStep<'_, '_, T, V, D> {
    #[inline(always)]
    fn at(&mut self, offset: [isize; D]) {
        let distance = self.taps.distance(offset);
        // SAFETY: the offset is within the halo; the plane of bytes has the layout of the elements.
        let inside = self.taps.valid.is_none_or(|plane| unsafe { *plane.offset(distance) } != 0);
        if inside {
            self.visitor.value(*self.taps.pixel(offset), ());
        }
    }
    #[inline(always)]
    fn end(&mut self, len: usize) {
        self.visitor.end(len);
    }
}

struct LaneStep<'v, 'a, S, T, W, V, const D: usize> {
    taps: &'v Taps<'a, T, D>,
    cx: Cx<S, W>,
    /// The taps' own plane of bytes, or none.
    valid: Option<*const u8>,
    visitor: &'v mut V,
}

impl<S: Simd, T: Element, W: Width, V, const D: usize> Step<D> for LaneStep<'_, '_, S, T, W, V, D>
where
    V: Visit<Lanes<S, T, W>, Option<Mask<S, W>>>,
{
    #[inline(always)]
    fn at(&mut self, offset: [isize; D]) {
        // No closure: it would not be inlined, and without vector instructions.
        let inside = if let Some(plane) = self.valid {
            let _checked = self.taps.distance(offset);
            // SAFETY: the offset is within the halo; the plane of bytes has the layout of the elements.
            let bytes = unsafe {
                u8::v_load::<S, W>(
                    self.cx.simd,
                    #[inline(always)]
                    |row| plane.offset(self.taps.in_row(row, offset)),
                )
            };
            Some(ops::ne(Lanes::<S, u8, W>(bytes), self.cx.splat(0)))
        } else {
            None
        };
        self.visitor.value(self.taps.lanes(self.cx, offset), inside);
    }
    #[inline(always)]
    fn row(&mut self, first: [isize; D], len: usize) {
        if self.valid.is_some() {
            let mut offset = first;
            for _ in 0..len {
                self.at(offset);
                offset[D - 1] += 1;
            }
            return;
        }
        // Two checks for all: what lies between two offsets within the halo is within it.
        let mut last = first;
        last[D - 1] += len as isize - 1;
        let _checked = (self.taps.distance(first), self.taps.distance(last));
        for x in 0..len as isize {
            let mut offset = first;
            offset[D - 1] += x;
            // SAFETY: the offset is within the halo, where the constructor's caller promised as many elements as there are lanes.
            let value = unsafe {
                T::v_load::<S, W>(
                    self.cx.simd,
                    #[inline(always)]
                    |row| self.taps.centre.offset(self.taps.in_row(row, offset)),
                )
            };
            self.visitor.value(Lanes(value), None);
        }
    }
    #[inline(always)]
    fn end(&mut self, len: usize) {
        self.visitor.end(len);
    }
}

/// Reports an access outside of the halo. Takes arrays by value, lest the hot path keep them in memory to point to.
#[cold]
#[inline(never)]
fn outside<const D: usize>(name: &str, offset: [isize; D], halo: [Side; D]) -> ! {
    let sides = halo.map(|side| (side.before, side.after));
    panic!(
        "kernel `{name}` reads its window at offset {offset:?}, outside of its halo {sides:?} (before, after per axis): \
         declare a larger `radius` or `reach`"
    );
}
