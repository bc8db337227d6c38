//! [`run_kernel`]: one kernel on one region.

use super::few::Few;
use super::job::{Job, Reach};
use super::memory::{
    Elements, Layout, Operands, Source, Target, Walk, common_region, dense, fastest_last, fill, sweep,
};
use super::region::{Region, Span};
use super::runs::Runs;
use super::split::{Piece, pieces};
use crate::boundary::Boundary;
use crate::halo::Halo;
use crate::kernel::Kernel;
use crate::lanes::Width;
use fearless_simd::{Level, Simd, SimdBase, dispatch};
use std::borrow::Cow;

/// Evaluates a kernel on the targets' region. What `#[stencil]` makes `Filter::evaluate` call.
pub fn run_kernel<In: Elements, K: Kernel<In, D>, const D: usize>(
    kernel: &K,
    job: &Job<'_>,
    sources: In::Sources<'_>,
    targets: <K::Out as Elements>::Targets<'_>,
) {
    let row = if K::VECTORIZED { <K::Width as Width>::COLUMNS } else { 1 };
    let halo = kernel.halos().as_ref().iter().copied().reduce(Halo::union).unwrap_or(Halo::ZERO);
    run_sweep(&Body::<K, D>(kernel), kernel.name(), &halo, row, job, sources, targets);
}

/// Evaluates the targets' region by whatever sweeps over boxes whose windows are inside their sources. Boxes have rows of
/// unit stride, at least `row` pixels long or run on into each other, if `row` is more than 1.
pub(crate) fn run_sweep<In: Elements, Out: Elements>(
    body: &dyn Sweep<In, Out>,
    name: Cow<'static, str>,
    halo: &Halo,
    row: usize,
    job: &Job<'_>,
    sources: In::Sources<'_>,
    targets: Out::Targets<'_>,
) {
    let reach = job.space.reach(halo);
    KernelRun::<In, Out> { body, job, sources, name, row, reach }.region(targets);
}

/// So many bytes are copied in the time that the geometry of an edge takes, and that a row of an edge across the lanes takes.
const EDGE: usize = 16 << 10;
const EDGE_ROW: usize = 256;

/// More than that would not stay in the cache until it is read.
const SMALL: usize = 256 << 10;

/// What evaluates all of the targets' region, whose windows stay inside the sources: a kernel's body, or something else that
/// knows neighbouring windows. Everything else here is compiled once per list of element types, not once per kernel.
pub(crate) trait Sweep<In: Elements, Out: Elements> {
    fn sweep(&self, level: Level, walk: &Walk<'_>, sources: &In::Sources<'_>, targets: Out::Targets<'_>);
}

struct Body<'k, K, const D: usize>(&'k K);

impl<In: Elements, K: Kernel<In, D>, const D: usize> Sweep<In, K::Out> for Body<'_, K, D> {
    fn sweep(
        &self,
        level: Level,
        walk: &Walk<'_>,
        sources: &In::Sources<'_>,
        targets: <K::Out as Elements>::Targets<'_>,
    ) {
        if const { K::LISTED } {
            dispatch!(level, simd => of_length::<_, In, K, D>(simd, self.0, walk, sources, targets));
        } else {
            dispatch!(level, simd => sweep::<_, In, K, D, 0>(simd, self.0, walk, sources, targets));
        }
    }
}

/// Sweeps with the copy of the body that was compiled for as many taps as the kernel has, if there is one. Small registers get
/// none: with them, what a loop costs beside its sums matters less, and every copy is compiled once more for each level.
#[inline(always)]
fn of_length<S: Simd, In: Elements, K: Kernel<In, D>, const D: usize>(
    simd: S,
    kernel: &K,
    walk: &Walk<'_>,
    sources: &In::Sources<'_>,
    targets: <K::Out as Elements>::Targets<'_>,
) {
    macro_rules! one_of {
        ($($taps:literal)*) => {
            match kernel.taps() {
                // Each a function of its own.
                $($taps => simd.vectorize(
                    #[inline(always)]
                    || sweep::<S, In, K, D, $taps>(simd, kernel, walk, sources, targets),
                ),)*
                _ => sweep::<S, In, K, D, 0>(simd, kernel, walk, sources, targets),
            }
        };
    }
    if const { <S::f32s as SimdBase<S>>::LEN >= 8 || cfg!(target_arch = "aarch64") } {
        one_of!(3 5 7 9);
    } else {
        one_of!();
    }
}

/// A kernel, the sources it reads, and what follows from both.
struct KernelRun<'r, 's, In: Elements, Out: Elements> {
    body: &'r dyn Sweep<In, Out>,
    job: &'r Job<'r>,
    sources: In::Sources<'s>,
    name: Cow<'static, str>,
    /// Lanes need so many pixels in a row.
    row: usize,
    /// Of all windows together.
    reach: Reach,
}

impl<'r, 's, In: Elements, Out: Elements> KernelRun<'r, 's, In, Out> {
    /// Evaluates a box of outputs, cut into its interior and the edges around it.
    fn region(&self, mut targets: Out::Targets<'_>) {
        let region = common_region::<Out>(&targets);
        if region.is_void() {
            return;
        }
        let inner = self.inner();
        let order = order_of::<Out>(&targets);
        if inner.covers(&region) && self.straight(&region, &order, &self.sources, &targets) {
            return self.sweep(&order, &self.sources, None, targets);
        }
        if self.is_better_copied(&inner, &region, &order) {
            return self.through_scratch(&region, &order, targets);
        }
        for piece in pieces(&region, &inner, &self.grain(&region, &order)) {
            let (Piece::Edge(piece) | Piece::Interior(piece)) = piece;
            self.piece(&inner, &piece, &order, Out::part(&mut targets, &piece));
        }
    }

    /// Whether a region with edges is so small that one copy with ghosts all around takes less time than one for each edge.
    fn is_better_copied(&self, inner: &Region, region: &Region, order: &[usize]) -> bool {
        let (Some(lane), false) = (order.last(), self.reach.boundaries.contains(&Boundary::Ignore)) else {
            return false;
        };
        let rows = region.pixels() / region[*lane].len();
        let mut worth = 0;
        for (axis, (all, inside)) in region.iter().zip(inner.iter()).enumerate() {
            let edges = usize::from(all.start < inside.start) + usize::from(inside.end < all.end);
            worth += edges * (EDGE + if axis == *lane { rows * EDGE_ROW } else { 0 });
        }
        region.pixels() * In::BYTES <= worth.min(SMALL)
    }

    /// The outputs whose windows stay inside what is available of every source.
    fn inner(&self) -> Region {
        let direct = In::direct(&self.sources, &self.reach.boundaries);
        Few::from_fn(direct.len(), |axis| direct[axis].shrunk(self.reach.sides[axis]).shifted(-self.reach.shift[axis]))
    }

    /// The shortest piece worth cutting off along each axis: long enough for a row of lanes.
    fn grain(&self, region: &Region, order: &[usize]) -> Few<usize> {
        let shape = region.shape();
        let mut grain = Few::filled(region.len(), 1);
        let mut need = self.row;
        for &axis in order.iter().rev() {
            grain[axis] = need.min(shape[axis]);
            need = need.div_ceil(shape[axis].max(1));
            if need <= 1 {
                break;
            }
        }
        grain
    }

    /// Evaluates a box of outputs: in place if its windows are inside and its rows straight, else through scratch.
    fn piece(&self, inner: &Region, region: &Region, order: &[usize], targets: Out::Targets<'_>) {
        if inner.covers(region) && self.straight(region, order, &self.sources, &targets) {
            self.sweep(order, &self.sources, None, targets);
        } else {
            self.through_scratch(region, order, targets);
        }
    }

    /// Whether runs are long enough, and of unit stride in every array.
    fn straight(
        &self,
        region: &Region,
        order: &[usize],
        sources: &In::Sources<'_>,
        targets: &Out::Targets<'_>,
    ) -> bool {
        if self.row == 1 {
            return true;
        }
        // Most rows are long enough by themselves.
        if let Some(&lane) = order.last().filter(|&&lane| region[lane].len() >= self.row) {
            let mut unit = true;
            In::for_each_source(sources, &mut |layout, _| unit &= layout.strides[lane] == 1);
            Out::for_each_target(targets, &mut |layout| unit &= layout.strides[lane] == 1);
            if unit {
                return true;
            }
        }
        self.runs_straight(region, order, Operands::of::<In, Out>(sources, targets).strides())
    }

    /// As [`straight`](Self::straight), where short rows may run on into each other.
    fn runs_straight(&self, region: &Region, order: &[usize], operands: &[Few<isize>]) -> bool {
        let run = Runs::new(&region.shape(), order, operands).run;
        self.row == 1 || run.len >= self.row && run.strides[..operands.len()].iter().all(|stride| *stride == 1)
    }

    fn sweep(
        &self,
        order: &[usize],
        sources: &In::Sources<'_>,
        valid: Option<Source<'_, u8>>,
        targets: Out::Targets<'_>,
    ) {
        let walk = Walk { axes: &self.job.space.axes, shift: &self.reach.shift, order, name: &self.name, valid };
        self.body.sweep(self.job.level, &walk, sources, targets);
    }

    /// Evaluates a box from a copy of its neighbourhood, and into a copy of itself unless its rows are straight.
    fn through_scratch(&self, region: &Region, own: &[usize], targets: Out::Targets<'_>) {
        let padded = self.input_layout(region, own);
        let mut operands: Few<_> = [padded.0.strides].into_iter().collect();
        Out::for_each_target(&targets, &mut |layout| operands.push(layout.strides));
        if self.runs_straight(region, own, &operands) {
            return self.from_copy(region, own, padded, targets);
        }
        let order = self.longest_last(region, own);
        let mut long = *region;
        if let Some(&lane) = order.last() {
            long[lane].end = long[lane].end.max(long[lane].start + self.row as isize);
        }
        let (layout, len) = dense(&long, &order, Out::LARGEST);
        let mut buffers = Out::buffers(self.job.scratch, len);
        let padded = self.input_layout(&long, &order);
        self.from_copy(region, &order, padded, Out::buffer_targets(&mut buffers, &layout));
        let results = Out::buffer_sources(&buffers, &layout, &region.shape(), &[]);
        Out::copy_into(&results, targets);
    }

    /// The layout of a copy of the neighbourhood of `region`.
    fn input_layout(&self, region: &Region, order: &[usize]) -> (Layout, usize) {
        dense(&region.shifted(&self.reach.shift).grown(&self.reach.sides), order, In::LARGEST)
    }

    /// Axes from slow to fast, so that runs are long: as `own` if that will do, else with the longest axis last.
    fn longest_last(&self, region: &Region, own: &[usize]) -> Few<usize> {
        let (copy, result) = (self.input_layout(region, own).0.strides, dense(region, own, Out::LARGEST).0.strides);
        if self.runs_straight(region, own, &[copy, result]) {
            return Few::from_slice(own);
        }
        let mut order = Few::from_slice(own);
        order.sort_by_key(|&axis| region[axis].len());
        order
    }

    /// Gathers what the windows of `region` touch and evaluates all of the targets' box, which may go on beyond.
    #[allow(clippy::wrong_self_convention, reason = "evaluates from a copy, does not construct")]
    fn from_copy(&self, region: &Region, order: &[usize], (layout, len): (Layout, usize), targets: Out::Targets<'_>) {
        let scratch = self.job.scratch;
        let wanted = region.shifted(&self.reach.shift).grown(&self.reach.sides);
        let mut buffers = In::buffers(scratch, len);
        let mut all = In::buffer_targets(&mut buffers, &layout);
        In::gather(&self.sources, &self.reach.boundaries, In::part(&mut all, &wanted), scratch);
        for axis in 0..wanted.len() {
            In::mirror_onwards(axis, wanted[axis].end, In::part(&mut all, &layout.region));
        }
        drop(all);
        let mut plane = scratch.take::<u8>(if self.reach.boundaries.contains(&Boundary::Ignore) { len } else { 0 });
        let valid = self.taking_part(&layout, &mut plane);
        // The copy has no edges: its coordinates, ghosts and all, stand for themselves.
        let sources = In::buffer_sources(&buffers, &layout, &layout.region.shape(), &[]);
        self.sweep(order, &sources, valid, targets);
    }

    /// Which pixels of a copy lie inside the array along the axes whose outside is ignored.
    fn taking_part<'p>(&self, layout: &Layout, plane: &'p mut [u8]) -> Option<Source<'p, u8>> {
        if plane.is_empty() {
            return None;
        }
        let mut inside = layout.region;
        In::for_each_source(&self.sources, &mut |_, shape| {
            for (axis, boundary) in self.reach.boundaries.iter().enumerate() {
                if *boundary == Boundary::Ignore {
                    inside[axis] = inside[axis].intersect(Span::full(shape[axis]));
                }
            }
        });
        let mut target = Target::from_slice(plane, *layout);
        fill(0, target.part(&layout.region));
        fill(1, target.part(&inside));
        Some(Source::from_slice(plane, *layout, layout.region.shape(), &[]))
    }
}

/// Axes of the first output from the slowest to the fastest.
fn order_of<Out: Elements>(targets: &Out::Targets<'_>) -> Few<usize> {
    let mut order = None;
    Out::for_each_target(targets, &mut |layout| {
        order.get_or_insert_with(|| fastest_last(&layout.strides));
    });
    order.unwrap_or_default()
}
