//! The order in which window words look at a neighbourhood: row by row, or along a list of offsets.

use super::offset::Offset;
use super::taps::Taps;
use crate::element::Element;

/// What a word does with the elements that it is shown. `M` tells which lanes lie inside the array.
pub(crate) trait Visit<V, M> {
    /// The next element.
    fn value(&mut self, value: V, inside: M);
    /// A row of so many elements, or a part of it, has ended: sums of small integers are carried over.
    #[inline(always)]
    fn end(&mut self, _len: usize) {}
}

/// What a walk does at each offset.
pub(crate) trait Step<const D: usize> {
    fn at(&mut self, offset: [isize; D]);
    /// So many offsets from the first one on along the last axis.
    #[inline(always)]
    fn row(&mut self, first: [isize; D], len: usize) {
        let mut offset = first;
        for _ in 0..len {
            self.at(offset);
            offset[D - 1] += 1;
        }
    }
    fn end(&mut self, len: usize);
}

/// Which offsets a word looks at.
pub(crate) trait Shape<const D: usize>: Copy {
    /// How many there are.
    fn len<T: Element>(self, taps: &Taps<'_, T, D>) -> usize;
    /// The offset at a place in the order.
    fn nth<T: Element>(self, taps: &Taps<'_, T, D>, index: usize) -> [isize; D];
    /// Goes through them in order.
    fn walk<T: Element>(self, taps: &Taps<'_, T, D>, step: &mut impl Step<D>);
}

/// The most elements that are summed, or counted in bytes, before carrying over.
const GROUP: isize = 255;

/// Every offset within the halo, the last axis running fastest.
#[derive(Clone, Copy)]
pub(crate) struct Whole;

impl<const D: usize> Shape<D> for Whole {
    #[inline(always)]
    fn len<T: Element>(self, taps: &Taps<'_, T, D>) -> usize {
        (0..D).map(|axis| taps.reach(axis)).map(|(before, after)| (before + 1 + after) as usize).product()
    }

    #[inline(always)]
    fn nth<T: Element>(self, taps: &Taps<'_, T, D>, index: usize) -> [isize; D] {
        let mut offset = [0; D];
        let mut rest = index as isize;
        for axis in (0..D).rev() {
            let (before, after) = taps.reach(axis);
            offset[axis] = rest % (before + 1 + after) - before;
            rest /= before + 1 + after;
        }
        offset
    }

    #[inline(always)]
    fn walk<T: Element>(self, taps: &Taps<'_, T, D>, step: &mut impl Step<D>) {
        let mut offset = [0; D];
        #[allow(clippy::needless_range_loop, reason = "the axis indexes the reach too")]
        for axis in 0..D {
            offset[axis] = -taps.reach(axis).0;
        }
        // The last two axes are plain loops, which the compiler unrolls; the others count like an odometer.
        loop {
            if D == 1 {
                row(taps, offset, step);
                return;
            }
            let (before, after) = taps.reach(D - 2);
            for y in -before..=after {
                offset[D - 2] = y;
                row(taps, offset, step);
            }
            if D == 2 || !advance(taps, &mut offset) {
                return;
            }
        }
    }
}

/// Goes along the last axis.
#[inline(always)]
fn row<T: Element, const D: usize>(taps: &Taps<'_, T, D>, mut offset: [isize; D], step: &mut impl Step<D>) {
    let (before, after) = taps.reach(D - 1);
    let mut first = -before;
    while first <= after {
        let last = after.min(first + GROUP - 1);
        offset[D - 1] = first;
        step.row(offset, (last - first + 1) as usize);
        step.end((last - first + 1) as usize);
        first = last + 1;
    }
}

/// Goes to the next offset of the axes before the last two; false after the last one.
#[inline(always)]
fn advance<T: Element, const D: usize>(taps: &Taps<'_, T, D>, offset: &mut [isize; D]) -> bool {
    for axis in (0..D - 2).rev() {
        let (before, after) = taps.reach(axis);
        if offset[axis] < after {
            offset[axis] += 1;
            return true;
        }
        offset[axis] = -before;
    }
    false
}

/// A list of offsets.
#[derive(Clone, Copy)]
pub(crate) struct Footprint<'o, O>(pub(crate) &'o [O]);

impl<O: Offset<D>, const D: usize> Shape<D> for Footprint<'_, O> {
    #[inline(always)]
    fn len<T: Element>(self, _: &Taps<'_, T, D>) -> usize {
        self.0.len()
    }

    #[inline(always)]
    fn nth<T: Element>(self, _: &Taps<'_, T, D>, index: usize) -> [isize; D] {
        self.0[index].offset()
    }

    #[inline(always)]
    fn walk<T: Element>(self, _: &Taps<'_, T, D>, step: &mut impl Step<D>) {
        for group in self.0.chunks(16) {
            for offset in group {
                step.at(offset.offset());
            }
            step.end(group.len());
        }
    }
}
