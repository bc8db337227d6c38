//! [`Rolling`]: the intermediate result of a composition, as far as the next stage reads it.

use crate::boundary::Boundary;
use crate::engine::{Elements, Few, Job, Layout, Reads, Region, Span, dense, fastest_last};
use crate::kernel::Filter;

/// Part of a filter's output, in scratch. From one band of a tile to the next it rolls on: rows that both bands read are
/// kept, and only those that follow are computed.
pub struct Rolling<'s, E: Elements> {
    part: Option<Part<'s, E>>,
}

impl<E: Elements> Default for Rolling<'_, E> {
    fn default() -> Self {
        Self { part: None }
    }
}

struct Part<'s, E: Elements> {
    buffers: E::Buffers<'s>,
    /// What there is room for, ghosts included.
    room: Layout,
    /// Shape of the whole output.
    shape: Few<usize>,
    /// How the output continues to the ghosts.
    boundaries: Few<Boundary>,
    /// Up to where along the band axis it is filled, ghosts included.
    filled: isize,
}

impl<'s, E: Elements> Rolling<'s, E> {
    /// Computes the part `wanted` of the output of `filter`, which has `shape` as a whole.
    ///
    /// The part may be cyclic: what lies beyond the output's edges is what lies one period further in.
    pub(super) fn compute<In: Elements, F: Filter<In, Out = E>>(
        &mut self,
        filter: &F,
        job: &Job<'s>,
        carry: &mut F::Carry<'s>,
        sources: In::Sources<'_>,
        wanted: &Reads,
        shape: &Few<usize>,
    ) {
        if wanted.array.is_void() {
            return;
        }
        let missing = self.missing(job, wanted);
        let part = match self.part.take().filter(|part| part.goes_on(job, wanted)) {
            Some(mut part) => {
                part.make_room(job, wanted);
                part
            }
            // The old buffers have been given back.
            None => Part::new(job, &scratch_order::<In>(&sources), wanted),
        };
        let part = self.part.insert(part);
        part.shape = *shape;
        let mut targets = E::buffer_targets(&mut part.buffers, &part.room);
        for_each_period(&missing.array, shape, &mut |piece, shift| {
            filter.evaluate(job, carry, sources, E::shifted(E::part(&mut targets, piece), shift));
        });
        fill_edges::<E>(&missing, shape, &part.room.region, &mut targets);
        drop(targets);
        part.filled = wanted.all.get(job.band_axis()).map_or(0, |span| span.end.max(part.filled));
    }

    /// What of a part is not here yet.
    pub(super) fn missing(&self, job: &Job<'_>, wanted: &Reads) -> Reads {
        let mut missing = *wanted;
        if let Some(part) = self.part.as_ref().filter(|part| part.goes_on(job, wanted)) {
            let from = |span: &mut Span| span.start = part.filled.clamp(span.start, span.end);
            from(&mut missing.array[job.band_axis()]);
            from(&mut missing.all[job.band_axis()]);
        }
        missing
    }

    /// What has been computed, as what the next stage reads.
    ///
    /// # Panics
    /// If nothing has.
    pub(super) fn sources(&self, job: &Job<'_>) -> E::Sources<'_> {
        let part = self.part.as_ref().expect("computed before");
        let mut region = part.room.region;
        if let Some(span) = region.get_mut(job.band_axis()) {
            span.end = part.filled;
        }
        E::buffer_sources(&part.buffers, &Layout { region, ..part.room }, &part.shape, &part.boundaries)
    }
}

impl<'s, E: Elements> Part<'s, E> {
    /// Room for what is wanted and, if the tile is worked through in bands, for some bands more, so that the rows that
    /// stay need not be moved to the front each time.
    fn new(job: &Job<'s>, order: &[usize], wanted: &Reads) -> Self {
        let mut region = wanted.all;
        if let Some(band) = job.band {
            let span = &mut region[band.axis];
            span.end += spare_rows(span.len(), band.step) as isize;
        }
        let (room, len) = dense(&region, order, E::LARGEST);
        let filled = wanted.all.get(job.band_axis()).map_or(0, |span| span.start);
        let (buffers, boundaries) = (E::buffers(job.scratch, len), wanted.boundaries);
        Self { buffers, room, shape: Few::default(), boundaries, filled }
    }

    /// Whether what is wanted begins in what is here, and there is room for it once older rows are gone.
    fn goes_on(&self, job: &Job<'_>, wanted: &Reads) -> bool {
        let (Some(_), band, region) = (job.band, job.band_axis(), &self.room.region) else { return false };
        let same = (0..region.len()).all(|axis| axis == band || region[axis] == wanted.all[axis]);
        // Else rows are not contiguous.
        let slowest =
            (0..region.len()).all(|axis| region[axis].len() < 2 || self.room.strides[axis] <= self.room.strides[band]);
        let span = wanted.all[band];
        let begins = region[band].start <= span.start && span.start <= self.filled;
        same && slowest && begins && span.len() <= region[band].len() && self.boundaries == wanted.boundaries
    }

    /// Moves what is still needed to the front, if there is no room behind it.
    fn make_room(&mut self, job: &Job<'_>, wanted: &Reads) {
        let (band, wanted) = (job.band_axis(), wanted.all[job.band_axis()]);
        let room = &mut self.room.region[band];
        if wanted.end <= room.end {
            return;
        }
        let stride = self.room.strides[band].unsigned_abs();
        let rows = |from: isize, to: isize| from.abs_diff(to) * stride;
        E::slide(&mut self.buffers, rows(room.start, wanted.start)..rows(room.start, self.filled));
        *room = room.shifted(wanted.start - room.start);
    }
}

/// How many rows there is room for behind a part of so many: whole bands, together as many rows as stay from one band to
/// the next. So each row is moved once at most.
pub(crate) fn spare_rows(rows: usize, step: usize) -> usize {
    rows.saturating_sub(step).next_multiple_of(step).max(step)
}

/// Fills the ghosts of what has been computed. Axis by axis, so that beyond several edges the last axis decides.
fn fill_edges<E: Elements>(missing: &Reads, shape: &[usize], room: &Region, targets: &mut E::Targets<'_>) {
    let mut known = missing.array;
    for axis in 0..known.len() {
        let (all, array) = (missing.all[axis], missing.array[axis]);
        if all == array {
            continue;
        }
        // Rows that were there before are among those that ghosts stand for.
        known[axis] = room[axis];
        let (before, after) = (Span::new(all.start, array.start), Span::new(array.end.max(all.start), all.end));
        for ghosts in [before, after] {
            let targets = E::part(targets, &known);
            E::fill_ghosts(axis, ghosts, shape[axis], missing.boundaries[axis], targets);
        }
        known[axis] = all;
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
fn for_each_period(region: &Region, shape: &[usize], f: &mut dyn FnMut(&Region, &[isize])) {
    let still = Few::filled(region.len(), 0);
    if region.is_void() {
        return;
    }
    if Region::full(shape).covers(region) {
        return f(region, &still);
    }
    periods_from(0, *region, still, shape, f);
}

/// As [`for_each_period`], for a region that lies within one period of the axes before `axis`.
fn periods_from(axis: usize, region: Region, shift: Few<isize>, shape: &[usize], f: &mut dyn FnMut(&Region, &[isize])) {
    let Some(&len) = shape.get(axis) else { return f(&region, &shift) };
    let len = len.max(1) as isize;
    let (first, last) = (region[axis].start.div_euclid(len), (region[axis].end - 1).div_euclid(len));
    for period in first..=last {
        let (mut piece, mut shift) = (region, shift);
        piece[axis] = region[axis].intersect(Span::new(period * len, (period + 1) * len));
        shift[axis] = -period * len;
        periods_from(axis + 1, piece, shift, shape, f);
    }
}
