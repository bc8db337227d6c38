//! The row loop: a kernel evaluated along straight runs of pixels.

use super::blocks::{Block, rows};
use super::{Elements, Layout, Source, Windowing, start_of};
use crate::engine::few::Few;
use crate::engine::region::Region;
use crate::engine::runs::{Loop, OPERANDS, Runs};
use crate::halo::Side;
use crate::kernel::Kernel;
use crate::lanes::{Cx, Width};
use fearless_simd::Simd;

/// How a sweep lies in the array.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Walk<'a> {
    /// For each axis of the kernel, the array axis that it runs along.
    pub(crate) axes: &'a [usize],
    /// From output coordinates to the coordinates of the centres, per array axis.
    pub(crate) shift: &'a [isize],
    /// Array axes from the slowest to the fastest; lanes run along the last.
    pub(crate) order: &'a [usize],
    /// The kernel's name, for panics.
    pub(crate) name: &'a str,
    /// Which pixels take part, if not all: laid out as every source is.
    pub(crate) valid: Option<Source<'a, u8>>,
}

impl Walk<'_> {
    /// What windows with these sides, one per axis of the kernel, touch around a region of outputs.
    pub(crate) fn read(&self, sides: &[Side], region: &Region) -> Region {
        let mut read = region.shifted(self.shift);
        self.axes.iter().zip(sides).for_each(|(axis, side)| read[*axis] = read[*axis].grown(*side));
        read
    }
}

/// Where a sweep goes: pointers to the first pixel, and the loops from there.
struct Course<In: Elements, Out: Elements, const D: usize> {
    reads: In::Reads,
    writes: Out::Writes,
    valid: Option<*const u8>,
    strides: [[isize; D]; 6],
    runs: Runs,
}

/// Evaluates a kernel at every pixel of the targets' region, with the body for `TAPS` taps; for any number if that is 0.
///
/// # Panics
/// If a window would leave the available part of a source; or, for a kernel in lanes, if runs are shorter than the lanes
/// or some array does not have unit stride along them.
#[inline(always)]
pub(crate) fn sweep<S: Simd, In: Elements, K: Kernel<In, D>, const D: usize, const TAPS: usize>(
    simd: S,
    kernel: &K,
    walk: &Walk<'_>,
    sources: &In::Sources<'_>,
    mut targets: <K::Out as Elements>::Targets<'_>,
) {
    // By value and from the kernel itself, so that constant halos are constants in the loop.
    let sides = In::sides::<D>(kernel.halos());
    let Course { reads, writes, valid, strides, runs } = course::<In, K::Out, D>(walk, sides, sources, &mut targets);
    let windowing = Windowing { strides, rows: [0; OPERANDS], across: false, sides, name: walk.name, valid };
    let row = Row::<'_, In, K, D, TAPS> { kernel, reads, writes, windowing };
    if !K::VECTORIZED {
        row.pixels(simd, &runs);
        return;
    }
    let unit = runs.run.strides[..In::COUNT + <K::Out as Elements>::COUNT].iter().all(|stride| *stride == 1);
    let lanes = <K::Width as Width>::COLUMNS;
    assert!(runs.run.len >= lanes && unit, "lanes need {lanes} pixels in a row, but runs are {:?}", runs.run);
    let deep = sides.as_ref().iter().any(|side| side[D.saturating_sub(2)] != Side::default());
    let share = deep && runs.neighbours(&strides[..In::COUNT]);
    if const { rows::<S, K::Width>(K::EFFORT) == 4 } {
        row.rows::<S, Twice<Twice<K::Width>>>(simd, &runs, share);
    } else if const { rows::<S, K::Width>(K::EFFORT) == 2 } {
        row.rows::<S, Twice<K::Width>>(simd, &runs, share);
    } else {
        row.blocks::<S, K::Width>(simd, &runs, &Block::along::<K::Width>(&runs));
    }
}

type Twice<W> = <W as Width>::Tall;

/// Runs of at least so many blocks are written from the first multiple of the register's length on: a store across two
/// cache lines takes as long as two, on some processors longer. Shorter ones would rather not have a block more.
const ALIGNED: isize = 8;

/// One run of pixels, or a block of runs.
struct Row<'a, In: Elements, K: Kernel<In, D>, const D: usize, const TAPS: usize> {
    kernel: &'a K,
    reads: In::Reads,
    writes: <K::Out as Elements>::Writes,
    windowing: Windowing<'a, In::Sides<D>, D>,
}

impl<In: Elements, K: Kernel<In, D>, const D: usize, const TAPS: usize> Row<'_, In, K, D, TAPS> {
    /// Evaluates all runs, several rows of lanes at once. On as many runs, they `share` what they read if the next run reads
    /// what the one before reads an offset further on.
    #[inline(always)]
    fn rows<S: Simd, W: Width>(mut self, simd: S, runs: &Runs, share: bool) {
        if const { K::EFFORT.long && TAPS == 0 } {
            // The compiler does not see what turns of such a loop share: one copy of the body serves all. Loops over a known
            // number of taps are none: it writes them out.
            return self.blocks::<S, W>(simd, runs, &Block::new::<W>(runs, share));
        }
        match runs.outer.first() {
            Some(next) if share && next.len >= W::ROWS => {
                self.windowing.across = true;
                self.blocks::<S, W>(simd, runs, &Block::across::<W>(next));
            }
            _ => self.blocks::<S, K::Width>(simd, runs, &Block::along::<K::Width>(runs)),
        }
    }

    /// Evaluates all runs, so many lanes at once.
    #[inline(always)]
    fn blocks<S: Simd, W: Width>(mut self, simd: S, runs: &Runs, block: &Block) {
        let (cx, len, lanes) = (Cx::<S, W>::new(simd), runs.run.len as isize, block.lanes);
        self.windowing.rows = block.rows;
        // Inlined at any size: outside of the dispatched function there are no vector instructions to inline.
        runs.for_each_block(
            block.height,
            #[inline(always)]
            |at| {
                let row = self.moved(at);
                // One call for all of a run: the body is inlined where it is called, and a second copy of it for the
                // first or last pixels would be compiled once more per kernel and level.
                let mut i = if len < ALIGNED * lanes { 0 } else { -K::Out::overlap(row.writes, lanes) };
                while i < len {
                    // SAFETY: `course` checked that windows around every pixel of the walk stay in their sources, and that
                    // each pixel is in the target. As many pixels as a block has lanes from the clamped `i` on are in this
                    // run, and in the runs below if the block has several. The first and last pixels are evaluated twice,
                    // as far as a whole block reaches over.
                    unsafe { row.lanes(cx, i.max(0).min(len - lanes)) };
                    i += lanes;
                }
            },
        );
    }

    /// Evaluates all runs pixel by pixel.
    #[inline(always)]
    fn pixels<S: Simd>(&self, simd: S, runs: &Runs) {
        runs.for_each(
            #[inline(always)]
            |at| {
                let (row, mut steps) = (self.moved(at), runs.run.strides);
                for i in 0..runs.run.len as isize {
                    steps.iter_mut().zip(&runs.run.strides).for_each(|(step, stride)| *step = stride * i);
                    // SAFETY: `course` checked that windows around every pixel of the walk stay in their sources, and that
                    // each pixel is in the target.
                    unsafe { row.moved(&steps).pixel(Cx::<S, K::Width>::new(simd)) };
                }
            },
        );
    }

    /// Evaluates as many pixels of each row as there are lanes, from the `i`th on.
    ///
    /// # Safety
    /// Windows around these pixels are readable, and the pixels of the outputs are ours to write.
    #[inline(always)]
    unsafe fn lanes<S: Simd, W: Width>(&self, cx: Cx<S, W>, i: isize) {
        // SAFETY: as the caller promises.
        let windows = unsafe { In::lane_windows(cx, self.reads, i, &self.windowing) };
        let packs = self.kernel.lanes_of::<S, W, TAPS>(cx, windows);
        // SAFETY: as the caller promises.
        unsafe { K::Out::store(packs, self.writes, i, &self.windowing.rows[In::COUNT..]) };
    }

    /// The run seen from a pixel further on.
    #[inline(always)]
    fn moved(&self, steps: &[isize]) -> Self {
        let valid = self.windowing.valid.map(|plane| plane.wrapping_offset(steps[0]));
        Self {
            kernel: self.kernel,
            reads: In::moved_reads(self.reads, steps),
            writes: K::Out::moved_writes(self.writes, &steps[In::COUNT..]),
            windowing: Windowing { valid, ..self.windowing },
        }
    }

    /// Evaluates the first pixel.
    ///
    /// # Safety
    /// As for [`lanes`](Self::lanes), but for one pixel.
    #[inline(always)]
    unsafe fn pixel<S: Simd, W: Width>(&self, cx: Cx<S, W>) {
        // SAFETY: as the caller promises; only the first lane's windows are used.
        let windows = unsafe { In::lane_windows(cx, self.reads, 0, &self.windowing) };
        let value = self.kernel.pixel(In::first_windows(windows));
        // SAFETY: as the caller promises.
        unsafe { value.store_pixel(self.writes) };
    }
}

/// Checks that a sweep stays inside its arrays, and where it goes.
fn course<In: Elements, Out: Elements, const D: usize>(
    walk: &Walk<'_>,
    sides: In::Sides<D>,
    sources: &In::Sources<'_>,
    targets: &mut Out::Targets<'_>,
) -> Course<In, Out, D> {
    let distinct = (1..walk.axes.len()).all(|i| !walk.axes[..i].contains(&walk.axes[i]));
    assert!(walk.axes.len() == D && distinct, "a kernel of {D} axes cannot run along {:?}", walk.axes);
    let region = common_region::<Out>(targets);
    let centres = region.shifted(walk.shift);
    let mut strides = [[0; D]; 6];
    let mut input = 0;
    In::for_each_source(sources, &mut |layout, _| {
        assert!(layout.region.covers(&centres), "centres {centres:?} leave {:?}", layout.region);
        for (axis, &array_axis) in walk.axes.iter().enumerate() {
            let touched = centres[array_axis].grown(sides.as_ref()[input][axis]);
            assert!(layout.region[array_axis].covers(touched), "windows of input {input} leave {:?}", layout.region);
            strides[input][axis] = layout.strides[array_axis];
        }
        if let Some(valid) = &walk.valid {
            let same = valid.layout().strides == layout.strides && valid.layout().region == layout.region;
            assert!(same, "the plane of pixels that take part is laid out as every input is");
        }
        input += 1;
    });
    let along = |axis: usize| {
        let mut along = Loop { len: region[axis].len(), strides: [0; OPERANDS] };
        let mut strides = along.strides.iter_mut();
        let mut push = |layout: &Layout| *strides.next().expect("as many as there are operands") = layout.strides[axis];
        In::for_each_source(sources, &mut |layout, _| push(layout));
        Out::for_each_target(targets, &mut push);
        along
    };
    let runs = Runs::of(In::COUNT + Out::COUNT, walk.order, along);
    Course {
        reads: In::reads(sources, &start_of(&centres)),
        writes: Out::writes(targets, &start_of(&region)),
        valid: walk.valid.map(|plane| plane.at(&start_of(&centres))),
        strides,
        runs,
    }
}

/// The region that all targets have.
pub(crate) fn common_region<Out: Elements>(targets: &Out::Targets<'_>) -> Region {
    let mut common = None;
    Out::for_each_target(targets, &mut |layout| {
        assert!(common.is_none_or(|region| region == layout.region), "all outputs have the same region");
        common = Some(layout.region);
    });
    common.unwrap_or_default()
}

/// The strides of all arrays that a sweep reads and writes.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Operands {
    all: [Few<isize>; OPERANDS],
    count: usize,
}

impl Operands {
    /// Those of sources and targets.
    pub(crate) fn of<In: Elements, Out: Elements>(sources: &In::Sources<'_>, targets: &Out::Targets<'_>) -> Self {
        let mut operands = Self::default();
        In::for_each_source(sources, &mut |layout, _| operands.push(layout.strides));
        Out::for_each_target(targets, &mut |layout| operands.push(layout.strides));
        operands
    }

    fn push(&mut self, strides: Few<isize>) {
        self.all[self.count] = strides;
        self.count += 1;
    }

    /// One list per array, inputs first.
    pub(crate) fn strides(&self) -> &[Few<isize>] {
        &self.all[..self.count]
    }
}
