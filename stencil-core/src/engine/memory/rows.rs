//! The row loop: a kernel evaluated along straight runs of pixels.

use super::{Elements, Layout, Source, Windowing, start_of};
use crate::engine::few::Few;
use crate::engine::region::Region;
use crate::engine::runs::{Loop, OPERANDS, PerOperand, Runs};
use crate::halo::Side;
use crate::kernel::Kernel;
use crate::lanes::{Cx, Width};
use fearless_simd::Simd;

/// How a sweep lies in the array.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Walk<'a> {
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

/// Where a sweep goes: pointers to the first pixel, and the loops from there.
struct Course<In: Elements, Out: Elements, const D: usize> {
    reads: In::Reads,
    writes: Out::Writes,
    valid: Option<*const u8>,
    strides: [[isize; D]; 6],
    runs: Runs,
}

/// Evaluates a kernel at every pixel of the targets' region.
///
/// # Panics
/// If a window would leave the available part of a source; or, for a kernel in lanes, if runs are shorter than the lanes
/// or some array does not have unit stride along them.
#[inline(always)]
pub(crate) fn sweep<S: Simd, In: Elements, K: Kernel<In, D>, const D: usize>(
    simd: S,
    kernel: &K,
    walk: &Walk<'_>,
    sources: &In::Sources<'_>,
    mut targets: <K::Out as Elements>::Targets<'_>,
) {
    let cx = Cx::<S, K::Width>::new(simd);
    // By value and from the kernel itself, so that constant halos are constants in the loop.
    let sides = In::sides::<D>(kernel.halos());
    let Course { reads, writes, valid, strides, runs } = course::<In, K::Out, D>(walk, sides, sources, &mut targets);
    let len = runs.run.len as isize;
    if K::VECTORIZED {
        let unit = runs.run.strides[..In::COUNT + <K::Out as Elements>::COUNT].iter().all(|stride| *stride == 1);
        let lanes = <K::Width as Width>::COLUMNS;
        assert!(len >= lanes as isize && unit, "lanes need {lanes} pixels in a row, but runs are {:?}", runs.run);
    }
    let across = walk.axes.iter().enumerate().any(|(axis, array_axis)| {
        Some(array_axis) != walk.order.last() && sides.as_ref().iter().any(|side| side[axis] != Side::default())
    });
    let Block { height, rows, lanes } =
        if K::VECTORIZED { Block::new::<K::Width>(&runs, across) } else { Block::PIXEL };
    // Inlined at any size: outside of the dispatched function there are no vector instructions to inline.
    runs.for_each_block(
        height,
        #[inline(always)]
        |at| {
            let valid = valid.map(|plane| plane.wrapping_offset(at[0]));
            let windowing = Windowing { strides, rows, sides, name: walk.name, valid };
            let row = Row::<'_, In, K, D> {
                kernel,
                reads: In::moved_reads(reads, at),
                writes: K::Out::moved_writes(writes, &at[In::COUNT..]),
                windowing,
            };
            if K::VECTORIZED {
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
            } else {
                let mut steps = runs.run.strides;
                for i in 0..len {
                    steps.iter_mut().zip(&runs.run.strides).for_each(|(step, stride)| *step = stride * i);
                    // SAFETY: as above, for the single pixel `i` of the run.
                    unsafe { row.moved(&steps).pixel(cx) };
                }
            }
        },
    );
}

/// Runs of at least so many blocks are written from the first multiple of the register's length on: a store across two
/// cache lines takes as long as two, on some processors longer. Shorter ones would rather not have a block more.
const ALIGNED: isize = 8;

/// How the lanes of one evaluation lie among the runs.
struct Block {
    /// How many runs are walked together.
    height: usize,
    /// From one row of lanes to the next, per operand.
    rows: PerOperand,
    /// How many pixels of a run.
    lanes: isize,
}

impl Block {
    /// No lanes.
    const PIXEL: Self = Self { height: 1, rows: [0; OPERANDS], lanes: 1 };

    /// Rows of lanes one after the other on a run, unless windows reach across runs: then on as many runs, whose windows
    /// share most of what they read. Where runs are too short and too few, all are on the same pixels.
    fn new<W: Width>(runs: &Runs, across: bool) -> Self {
        let columns = W::COLUMNS as isize;
        let long = runs.run.len >= W::LANES;
        match runs.outer.first() {
            Some(next) if next.len >= W::ROWS && (across || !long) => {
                Self { height: W::ROWS, rows: next.strides, lanes: columns }
            }
            _ if long => Self { height: 1, rows: [columns; OPERANDS], lanes: W::LANES as isize },
            _ => Self { height: 1, rows: [0; OPERANDS], lanes: columns },
        }
    }
}

/// One run of pixels, or a block of runs.
struct Row<'a, In: Elements, K: Kernel<In, D>, const D: usize> {
    kernel: &'a K,
    reads: In::Reads,
    writes: <K::Out as Elements>::Writes,
    windowing: Windowing<'a, In::Sides<D>, D>,
}

impl<In: Elements, K: Kernel<In, D>, const D: usize> Row<'_, In, K, D> {
    /// Evaluates as many pixels of each row as there are lanes, from the `i`th on.
    ///
    /// # Safety
    /// Windows around these pixels are readable, and the pixels of the outputs are ours to write.
    #[inline(always)]
    unsafe fn lanes<S: Simd>(&self, cx: Cx<S, K::Width>, i: isize) {
        // SAFETY: as the caller promises.
        let windows = unsafe { In::lane_windows(cx, self.reads, i, &self.windowing) };
        let packs = self.kernel.lanes(cx, windows);
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
    unsafe fn pixel<S: Simd>(&self, cx: Cx<S, K::Width>) {
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
