//! [`Runs`]: how to walk a box of several arrays at once, in as few and as long straight lines as their strides allow.

use super::few::Few;

/// The largest number of arrays walked together: six inputs and six outputs.
pub(crate) const OPERANDS: usize = 12;

/// Element offsets or strides, one per operand.
pub(crate) type PerOperand = [isize; OPERANDS];

/// One loop of the walk: so many steps, and how far each step goes in every operand.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Loop {
    pub(crate) len: usize,
    pub(crate) strides: PerOperand,
}

/// A walk: nested loops around a run of pixels.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Runs {
    /// The innermost loop.
    pub(crate) run: Loop,
    /// The loops around it, innermost first.
    pub(crate) outer: Few<Loop>,
    /// How many arrays are walked.
    operands: usize,
}

impl Runs {
    /// A walk over `shape` whose innermost loop is the last axis of `order`; axes that continue each other in every
    /// operand become one loop.
    pub(crate) fn new(shape: &[usize], order: &[usize], operands: &[Few<isize>]) -> Self {
        Self::of(operands.len(), order, |axis| {
            let mut along = Loop { len: shape[axis], strides: [0; OPERANDS] };
            for (stride, operand) in along.strides.iter_mut().zip(operands) {
                *stride = operand[axis];
            }
            along
        })
    }

    /// The same from what `along` says of each axis.
    pub(crate) fn of(operands: usize, order: &[usize], along: impl Fn(usize) -> Loop) -> Self {
        let mut runs = Self { run: Loop { len: 1, strides: [0; OPERANDS] }, outer: Few::default(), operands };
        for (place, &axis) in order.iter().rev().enumerate() {
            let next = along(axis);
            let last = runs.outer.last_mut().unwrap_or(&mut runs.run);
            if place == 0 {
                *last = next;
            } else if next.len != 1 {
                match last.continues_into(&next, operands) {
                    true => last.absorb(&next),
                    false => runs.outer.push(next),
                }
            }
        }
        runs
    }

    /// Whether the next run is, in every input, the neighbour along the kernel's last axis but one, or along its only
    /// axis. `strides` are those of the inputs, which are the first operands.
    pub(crate) fn neighbours<const D: usize>(&self, strides: &[[isize; D]]) -> bool {
        let axis = D.saturating_sub(2);
        let steps = |next: &Loop| strides.iter().zip(&next.strides).all(|(strides, step)| strides[axis] == *step);
        self.outer.first().is_some_and(steps)
    }

    /// Calls `f` with the operands' offsets at the start of every run.
    #[inline(always)]
    pub(crate) fn for_each(&self, f: impl FnMut(&PerOperand)) {
        self.for_each_block(1, f);
    }

    /// Calls `f` with the operands' offsets at the start of every block of `height` runs, of which there must be as many.
    /// The last block reaches back so that it is whole.
    #[inline(always)]
    pub(crate) fn for_each_block(&self, height: usize, mut f: impl FnMut(&PerOperand)) {
        if self.run.len == 0 || self.outer.iter().any(|outer| outer.len == 0) {
            return;
        }
        let (mut at, mut index) = ([0; OPERANDS], [0; Few::<Loop>::MAX]);
        loop {
            f(&at);
            if !self.advance(height, &mut index, &mut at) {
                return;
            }
        }
    }

    /// The next run's indices and offsets; `false` after the last.
    fn advance(&self, height: usize, index: &mut [usize], at: &mut PerOperand) -> bool {
        let mut height = height;
        for (i, outer) in index.iter_mut().zip(self.outer.iter()) {
            let last = outer.len - height;
            if *i < last {
                let next = (*i + height).min(last);
                step(&mut at[..self.operands], &outer.strides, (next - *i) as isize);
                *i = next;
                return true;
            }
            step(&mut at[..self.operands], &outer.strides, -(*i as isize));
            *i = 0;
            height = 1;
        }
        false
    }
}

#[inline]
fn step(at: &mut [isize], strides: &PerOperand, times: isize) {
    for (at, stride) in at.iter_mut().zip(strides) {
        *at += stride * times;
    }
}

impl Loop {
    /// Whether a step of `next` leads, in every operand, to where this loop ends.
    fn continues_into(&self, next: &Self, operands: usize) -> bool {
        (0..operands).all(|k| next.strides[k] == self.strides[k] * self.len as isize)
    }

    fn absorb(&mut self, next: &Self) {
        if self.len == 1 {
            self.strides = next.strides;
        }
        self.len *= next.len;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn visited(shape: &[usize], order: &[usize], strides: &[isize]) -> (usize, Vec<isize>) {
        let runs = Runs::new(shape, order, &[Few::from_slice(strides)]);
        let mut seen = Vec::new();
        runs.for_each(|at| seen.extend((0..runs.run.len as isize).map(|i| at[0] + i * runs.run.strides[0])));
        (runs.run.len, seen)
    }

    #[test]
    fn dense_axes_become_one_run() {
        assert_eq!(visited(&[3, 4, 2], &[0, 1, 2], &[8, 2, 1]), (24, (0..24).collect()));
        assert_eq!(visited(&[3, 4, 2], &[0, 1, 2], &[16, 2, 1]).0, 8);
        assert_eq!(visited(&[2, 1, 3], &[0, 1, 2], &[3, 77, 1]), (6, (0..6).collect()));
    }

    #[test]
    fn every_pixel_comes_once_in_any_order() {
        for order in [[0, 1, 2], [2, 1, 0], [1, 2, 0], [0, 2, 1]] {
            let mut seen = visited(&[3, 4, 5], &order, &[20, 5, 1]).1;
            seen.sort_unstable();
            assert_eq!(seen, (0..60).collect::<Vec<_>>());
        }
        assert_eq!(visited(&[3, 0], &[0, 1], &[1, 1]).1, []);
        assert_eq!(visited(&[], &[], &[]).1, [0]);
    }

    #[test]
    fn operands_must_agree_to_merge() {
        let (dense, padded) = (Few::from_slice(&[4, 1]), Few::from_slice(&[8, 1]));
        assert_eq!(Runs::new(&[3, 4], &[0, 1], &[dense, dense]).run.len, 12);
        assert_eq!(Runs::new(&[3, 4], &[0, 1], &[dense, padded]).run.len, 4);
    }
}
