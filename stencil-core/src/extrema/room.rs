//! Where the rows of a plan lie in memory.

use super::plan::{Made, Plan, Term};

/// Bytes of a cache line: as long as the longest register.
pub(super) const LINE: usize = 64;

/// The rows of one stream that are in use: a ring.
#[derive(Clone, Copy, Debug)]
pub(super) struct Ring {
    /// From the first row to beyond the last one.
    pub(super) size: usize,
    /// Where in it the row is that results are computed of now.
    pub(super) now: usize,
}

/// A row in memory, whatever row results are computed of.
#[derive(Clone, Copy, Debug)]
pub(super) struct Slot {
    pub(super) ring: usize,
    /// Where its ring begins.
    start: usize,
    /// How far from the row of the results, around the ring.
    offset: usize,
}

/// Rows that are written, and those they are made of.
#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) to: Slot,
    pub(super) from: Vec<Slot>,
    /// By how many values rows are longer than those of results.
    pub(super) extra: isize,
    /// If of how many rows each of them is the largest, from `from` down.
    pub(super) down: Option<usize>,
}

/// Where the rows of a plan lie in a memory.
#[derive(Clone, Debug)]
pub(super) struct Room {
    pub(super) rings: Vec<Ring>,
    /// One per stream.
    pub(super) steps: Vec<Step>,
    /// One per plane.
    pub(super) results: Vec<Slot>,
    /// From one row to the next.
    pub(super) pitch: usize,
    /// The most results in a row.
    pub(super) len: usize,
    /// How much memory there is.
    pub(super) total: usize,
}

impl Room {
    /// Room for rows of `len` results, of so many bytes each.
    pub(super) fn new(plan: &Plan, len: usize, bytes: usize) -> Self {
        let line = LINE / bytes;
        let (before, after) = margins(plan, len, line);
        // An odd number of lines, so that rows do not compete for a few sets of the cache.
        let pitch = ((before + len + after).div_ceil(line) | 1) * line;
        let (mut starts, mut total) = (Vec::new(), 0);
        for stream in &plan.streams {
            starts.push(total + before);
            total += stream.keep * pitch;
        }
        let slot = |Term { stream, down, along }, lead: usize| Slot {
            ring: stream,
            start: starts[stream].wrapping_add_signed(along),
            offset: (lead + down) % plan.streams[stream].keep * pitch,
        };
        let step = |(index, stream): (usize, &super::plan::Stream)| {
            // Registers begin where those of the results do.
            let first = if let Made::Array(_) = stream.made { stream.first } else { floor(stream.first, line) };
            let of = |term: Term| slot(Term { along: term.along + first, ..term }, stream.lead);
            let own = |stream| Term { stream, down: 0, along: 0 };
            let (from, down) = match &stream.made {
                Made::Array(_) => (vec![], None),
                Made::Largest(terms) => (terms.iter().map(|term| of(*term)).collect(), None),
                Made::Down { stream, count } => (vec![of(own(*stream))], Some(*count)),
            };
            Step { to: of(own(index)), from, extra: stream.last - first, down }
        };
        let steps = plan.streams.iter().enumerate().map(step).collect();
        let rings = plan.streams.iter().map(|stream| Ring { size: stream.keep * pitch, now: 0 }).collect();
        let results = plan.results.iter().map(|term| slot(*term, 0)).collect();
        Self { rings, steps, results, pitch, len, total }
    }
}

/// How much room there must be before the first result and after the last one of a row.
fn margins(plan: &Plan, len: usize, line: usize) -> (usize, usize) {
    let (mut before, mut after) = (0, 0);
    for stream in &plan.streams {
        let along: Vec<isize> = match &stream.made {
            Made::Largest(terms) => terms.iter().map(|term| term.along).collect(),
            _ => vec![],
        };
        let first = floor(stream.first, line);
        // The last register may go on beyond what is needed.
        let end = first + (len as isize + stream.last - first).max(0).unsigned_abs().next_multiple_of(line) as isize;
        for along in along.into_iter().chain([0]) {
            before = before.max(-(first + along));
            after = after.max(end + along - len as isize);
        }
    }
    (before.unsigned_abs().next_multiple_of(line), after.max(0).unsigned_abs())
}

/// The largest multiple of `line` that is not above.
fn floor(at: isize, line: usize) -> isize {
    at.div_euclid(line as isize) * line as isize
}

impl Ring {
    /// Goes on to results so many values further around the ring.
    pub(super) fn turn(&mut self, further: usize) {
        self.now = (self.now + further) % self.size;
    }
}

impl Slot {
    /// Where it is, so many values further around its ring.
    #[inline(always)]
    pub(super) fn place(self, rings: &[Ring], further: usize) -> usize {
        let Ring { size, now } = rings[self.ring];
        let mut at = now + self.offset + further;
        while at >= size {
            at -= size;
        }
        self.start + at
    }
}
