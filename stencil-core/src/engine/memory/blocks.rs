//! How many lanes are evaluated at once, and how they lie among the runs of a walk.

use crate::engine::runs::{Loop, OPERANDS, PerOperand, Runs};
use crate::kernel::Effort;
use crate::lanes::Width;
use crate::lanes::lane::MAX_LANES;
use fearless_simd::{Simd, SimdBase};

/// The rows that this level evaluates together of a body whose lanes are `W`: 1, 2 or 4.
pub(super) const fn rows<S: Simd, W: Width>(effort: Effort) -> usize {
    if fits::<S, W, <W::Tall as Width>::Tall>(effort) {
        4
    } else if fits::<S, W, W::Tall>(effort) {
        2
    } else {
        1
    }
}

/// Whether the values of `Tall` lanes stay in registers, or nearly all of them: what the table of kernels says pays.
const fn fits<S: Simd, W: Width, Tall: Width>(effort: Effort) -> bool {
    let bits = 32 * <S::f32s as SimdBase<S>>::LEN;
    let budget = if bits == 512 || cfg!(target_arch = "aarch64") { 48 } else { 20 };
    let each = (Tall::LANES * W::MASK_BITS).div_ceil(bits);
    (effort.deep || effort.long) && Tall::LANES <= MAX_LANES && each <= 8 && effort.values <= budget / each
}

/// How the lanes of one evaluation lie among the runs.
pub(super) struct Block {
    /// How many runs are walked together.
    pub(super) height: usize,
    /// From one row of lanes to the next, per operand.
    pub(super) rows: PerOperand,
    /// How many pixels of a run.
    pub(super) lanes: isize,
}

impl Block {
    /// All lanes on one run. Where it is too short, all rows of lanes are on the same pixels.
    pub(super) fn along<W: Width>(runs: &Runs) -> Self {
        let columns = W::COLUMNS as isize;
        if runs.run.len >= W::LANES {
            Self { height: 1, rows: [columns; OPERANDS], lanes: W::LANES as isize }
        } else {
            Self { height: 1, rows: [0; OPERANDS], lanes: columns }
        }
    }

    /// Rows of lanes on as many runs, `next` to each other.
    pub(super) fn across<W: Width>(next: &Loop) -> Self {
        Self { height: W::ROWS, rows: next.strides, lanes: W::COLUMNS as isize }
    }

    /// Rows of lanes one after the other on a run, unless they `share` what windows read when they lie across: then on as
    /// many runs, if there are.
    pub(super) fn new<W: Width>(runs: &Runs, share: bool) -> Self {
        match runs.outer.first() {
            Some(next) if next.len >= W::ROWS && (share || runs.run.len < W::LANES) => Self::across::<W>(next),
            _ => Self::along::<W>(runs),
        }
    }
}
