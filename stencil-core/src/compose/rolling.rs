//! [`Rolling`]: the intermediate result of a composition, as far as the next stage reads it.

use crate::engine::{Elements, Few, Job, Layout, Region, Span, dense, fastest_last};
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
    /// What there is room for.
    room: Layout,
    /// Shape of the whole output.
    shape: Few<usize>,
    /// Up to where along the band axis it has been computed.
    filled: isize,
}

impl<'s, E: Elements> Rolling<'s, E> {
    /// Computes the part `wanted` of the output of `filter`, which has `shape` as a whole.
    ///
    /// The region may be cyclic: what lies beyond the output's edges is what lies one period further in.
    pub(super) fn compute<In: Elements, F: Filter<In, Out = E>>(
        &mut self,
        filter: &F,
        job: &Job<'s>,
        carry: &mut F::Carry<'s>,
        sources: In::Sources<'_>,
        wanted: &Region,
        shape: &Few<usize>,
    ) {
        if wanted.is_void() {
            return;
        }
        let band = job.band.unwrap_or(0);
        let rolls = self.rolls(job, wanted);
        let missing = self.missing(job, wanted);
        let again = self.part.is_some();
        if !rolls {
            // Gives the old buffers back first.
            self.part = None;
        }
        let part = self.part.get_or_insert_with(|| Part::new(job, &scratch_order::<In>(&sources), wanted, again));
        part.shape = *shape;
        if rolls {
            part.make_room(band, wanted[band]);
        }
        let mut targets = E::buffer_targets(&mut part.buffers, &part.room);
        for_each_period(&missing, shape, |piece, shift| {
            filter.evaluate(job, carry, sources, E::shifted(E::part(&mut targets, piece), shift));
        });
        drop(targets);
        part.filled = part.filled.max(wanted.get(band).map_or(0, |span| span.end));
    }

    /// What of a part is not here yet.
    pub(super) fn missing(&self, job: &Job<'_>, wanted: &Region) -> Region {
        let mut missing = *wanted;
        if let (true, Some(part), Some(band)) = (self.rolls(job, wanted), &self.part, job.band) {
            missing[band].start = part.filled.min(wanted[band].end);
        }
        missing
    }

    /// Whether a part goes on from what is here.
    fn rolls(&self, job: &Job<'_>, wanted: &Region) -> bool {
        job.band.is_some_and(|band| self.part.as_ref().is_some_and(|part| part.goes_on(band, wanted)))
    }

    /// What has been computed, as what the next stage reads.
    ///
    /// # Panics
    /// If nothing has.
    pub(super) fn sources(&self, job: &Job<'_>) -> E::Sources<'_> {
        let part = self.part.as_ref().expect("computed before");
        let mut region = part.room.region;
        if let Some(span) = region.get_mut(job.band.unwrap_or(0)) {
            span.end = part.filled;
        }
        E::buffer_sources(&part.buffers, &Layout { region, ..part.room }, &part.shape)
    }
}

impl<'s, E: Elements> Part<'s, E> {
    /// Room for a region; if it is not the first one of a tile, which is cut off by the array's edge, also for some rows
    /// behind it, so that those that stay need not be moved to the front for every band.
    fn new(job: &Job<'s>, order: &[usize], wanted: &Region, again: bool) -> Self {
        let mut region = *wanted;
        if let (Some(band), true) = (job.band, again) {
            region[band].end += (region[band].len() / 4) as isize;
        }
        let (room, len) = dense(&region, order, E::LARGEST);
        let filled = wanted.get(job.band.unwrap_or(0)).map_or(0, |span| span.start);
        Self { buffers: E::buffers(job.scratch, len), room, shape: Few::default(), filled }
    }

    /// Whether `wanted` begins in what is here, and there is room for it once older rows are gone.
    fn goes_on(&self, band: usize, wanted: &Region) -> bool {
        let region = &self.room.region;
        let same = (0..region.len()).all(|axis| axis == band || region[axis] == wanted[axis]);
        // Else rows are not contiguous.
        let slowest =
            (0..region.len()).all(|axis| region[axis].len() < 2 || self.room.strides[axis] <= self.room.strides[band]);
        let begins = region[band].start <= wanted[band].start && wanted[band].start <= self.filled;
        same && slowest && begins && wanted[band].len() <= region[band].len()
    }

    /// Moves what is still needed to the front, if there is no room behind it.
    fn make_room(&mut self, band: usize, wanted: Span) {
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
    let still = Few::filled(region.len(), 0);
    if region.is_void() {
        return;
    }
    if Region::full(shape).covers(region) {
        return f(region, &still);
    }
    let mut pieces = vec![(*region, still)];
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
