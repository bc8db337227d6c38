//! The intermediate result of a composition: the part of it that the next stage reads.

use crate::engine::{Elements, Few, Job, Layout, Region, Space, Span, common_region, dense, fastest_last};
use crate::kernel::{Filter, Stencil};

/// Part of a filter's output, in scratch.
pub(super) struct Part<'s, E: Elements> {
    buffers: E::Buffers<'s>,
    layout: Layout,
    shape: Few<usize>,
}

impl<'s, E: Elements> Part<'s, E> {
    /// Computes the part `region` of the output of `filter`, which has `shape` as a whole.
    ///
    /// The region may be cyclic: what lies beyond the output's edges is what lies one period further in.
    pub(super) fn compute<In: Elements, F: Filter<In, Out = E>>(
        filter: &F,
        job: &Job<'s>,
        sources: In::Sources<'_>,
        region: &Region,
        shape: &Few<usize>,
    ) -> Self {
        let order: Few<usize> = scratch_order::<In>(&sources);
        let (layout, len) = dense(region, &order, E::LARGEST);
        let mut buffers = E::buffers(job.scratch, len);
        let mut targets = E::buffer_targets(&mut buffers, &layout);
        for_each_period(region, shape, |piece, shift| {
            filter.evaluate(job, sources, E::shifted(E::part(&mut targets, piece), shift));
        });
        drop(targets);
        Self { buffers, layout, shape: *shape }
    }

    /// The part as what the next stage reads.
    pub(super) fn sources(&self) -> E::Sources<'_> {
        E::buffer_sources(&self.buffers, &self.layout, &self.shape)
    }
}

/// Scratch is laid out in the order of the first input, so that lanes run along the same axis in every stage.
fn scratch_order<In: Elements>(sources: &In::Sources<'_>) -> Few<usize> {
    let mut order = None;
    In::for_each_source(sources, &mut |layout, _| {
        order.get_or_insert(fastest_last(&layout.strides));
    });
    order.unwrap_or_default()
}

/// Calls `f` with the pieces of a cyclic region that lie within one period of every axis, and with what moves each into
/// the array.
fn for_each_period(region: &Region, shape: &[usize], mut f: impl FnMut(&Region, &[isize])) {
    let mut pieces = vec![(*region, Few::filled(region.len(), 0))];
    for axis in 0..region.len() {
        let len = shape[axis].max(1) as isize;
        let (first, last) = (region[axis].start.div_euclid(len), (region[axis].end - 1).div_euclid(len));
        pieces = pieces
            .into_iter()
            .flat_map(|(piece, shift)| {
                (first..=last).map(move |period| {
                    let (mut piece, mut shift) = (piece, shift);
                    piece[axis] = piece[axis].intersect(Span::new(period * len, (period + 1) * len));
                    shift[axis] = -period * len;
                    (piece, shift)
                })
            })
            .collect();
    }
    pieces.iter().filter(|(piece, _)| !piece.is_void()).for_each(|(piece, shift)| f(piece, shift));
}

/// Runs filters that each take and give the same element types, one after another: `link` tells the filter of a pass,
/// and the space that it works in. No passes copy.
pub(super) fn run_chain<'f, E: Elements, F: Filter<E, Out = E> + 'f>(
    count: usize,
    link: impl Fn(usize) -> (&'f F, Space),
    job: &Job<'_>,
    sources: E::Sources<'_>,
    targets: E::Targets<'_>,
) {
    let region = common_region::<E>(&targets);
    if region.is_void() {
        return;
    }
    let Some(last) = count.checked_sub(1) else { return E::copy_into(&sources, targets) };
    let steps = Steps::new(count, &link, shape_of::<E>(&sources), region);
    let mut part: Option<Part<'_, E>> = None;
    for pass in 0..last {
        let (filter, space) = link(pass);
        let (job, region, shape) = (job.within(space), &steps.regions[pass], &steps.shapes[pass]);
        let next = match &part {
            None => Part::compute(filter, &job, sources, region, shape),
            Some(part) => Part::compute(filter, &job, part.sources(), region, shape),
        };
        part = Some(next);
    }
    let (filter, space) = link(last);
    match &part {
        None => filter.evaluate(&job.within(space), sources, targets),
        Some(part) => filter.evaluate(&job.within(space), part.sources(), targets),
    }
}

/// What each pass of a chain computes.
struct Steps {
    /// Shapes of the whole outputs.
    shapes: Vec<Few<usize>>,
    /// The parts of them that are needed.
    regions: Vec<Region>,
}

impl Steps {
    fn new<'f, F: Stencil + 'f>(
        count: usize,
        link: &impl Fn(usize) -> (&'f F, Space),
        input: Few<usize>,
        output: Region,
    ) -> Self {
        let mut shape = input;
        let next_shape = |pass| {
            let (filter, space) = link(pass);
            shape = space.trimmed(&filter.trim(&space), &shape);
            shape
        };
        let shapes: Vec<_> = (0..count).map(next_shape).collect();
        let mut regions = vec![output; count];
        for pass in (1..count).rev() {
            let (filter, space) = link(pass);
            regions[pass - 1] = filter.reads(&space, &shapes[pass - 1], &regions[pass]);
        }
        Self { shapes, regions }
    }
}

/// The shape that all sources have.
pub(super) fn shape_of<E: Elements>(sources: &E::Sources<'_>) -> Few<usize> {
    let mut all = None;
    E::for_each_source(sources, &mut |_, shape| all = Some(*shape));
    all.unwrap_or_default()
}
