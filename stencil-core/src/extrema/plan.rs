//! What to compute for a footprint: rows of largest values, each from earlier ones. Pure data.
//!
//! Everything here is about the largest; the smallest is the largest of values in reversed order.

use super::bars::Bar;
use super::cover::{Cover, cover};
use super::lengths::{Link, links};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::ops::RangeInclusive;

/// A row of a stream: so many rows further down and so many values further along.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Term {
    pub(super) stream: usize,
    pub(super) down: usize,
    pub(super) along: isize,
}

/// What the rows of a stream are made of.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Made {
    /// Rows of a layer of the array.
    Array(usize),
    /// The largest of several rows.
    Largest(Vec<Term>),
    /// The largest of so many rows of a stream, from the row itself down.
    Down { stream: usize, count: usize },
}

/// Rows, one below the other.
#[derive(Clone, Debug)]
pub(super) struct Stream {
    pub(super) made: Made,
    /// So many rows further down than the results is it needed.
    pub(super) lead: usize,
    /// So many rows of it are in use at the same time, of which the oldest give way to new ones.
    pub(super) keep: usize,
    /// The first value that is needed, counted from the first result, and the last one, counted from the last result.
    pub(super) first: isize,
    pub(super) last: isize,
}

/// What to do for a block of results: a few rows of each plane at a time, from the top down.
#[derive(Clone, Debug)]
pub(super) struct Plan {
    /// Each is made of earlier ones: those of bars first, of the same row alone, then those of several rows.
    pub(super) streams: Vec<Stream>,
    /// How many are those of bars.
    pub(super) bars: usize,
    /// Where the results of each plane are.
    pub(super) results: Vec<Term>,
    /// How many rows are computed at a time.
    pub(super) step: usize,
}

impl Plan {
    /// A plan for the bars of a footprint, once for each of some planes, each of them a layer further. There are so many
    /// values at each place of a row.
    pub(super) fn new(bars: &[Bar], values: usize, planes: usize, step: usize) -> Self {
        let mut maker = Maker::new(bars, values);
        let groups = groups(bars, step);
        for (kind, plane) in groups.iter().flat_map(|(kind, _)| (0..planes).map(move |plane| (kind, plane))) {
            maker.bar(kind.layer + plane, kind.len);
        }
        let bars = maker.streams.len();
        let results = (0..planes).map(|plane| maker.result(&groups, plane)).collect();
        let mut plan = Self { streams: maker.streams, bars, results, step };
        plan.measure();
        plan
    }

    /// Finds what is needed of each stream, from the results back.
    fn measure(&mut self) {
        self.results.clone().into_iter().for_each(|term| self.need(term, 0, 0..=0));
        (self.bars..self.streams.len()).rev().for_each(|index| self.need_of(index));
        // Bars are computed row by row as rows of the array are read: all of them at the same time.
        let lead = self.streams[..self.bars].iter().map(|stream| stream.lead).max().unwrap_or(0);
        self.streams[..self.bars].iter_mut().for_each(|stream| stream.lead = lead);
        (0..self.bars).rev().for_each(|index| self.need_of(index));
        self.keep();
    }

    /// What a stream is made of is needed.
    fn need_of(&mut self, index: usize) {
        let Stream { made, lead, first, last, .. } = self.streams[index].clone();
        match made {
            Made::Array(_) => {}
            Made::Largest(terms) => terms.into_iter().for_each(|term| self.need(term, lead, first..=last)),
            Made::Down { stream, count } => self.need(Term { stream, down: count - 1, along: 0 }, lead, first..=last),
        }
    }

    /// A term is needed for rows with this lead, and for these of their values.
    fn need(&mut self, term: Term, lead: usize, values: RangeInclusive<isize>) {
        let stream = &mut self.streams[term.stream];
        stream.lead = stream.lead.max(lead + term.down);
        stream.first = stream.first.min(values.start() + term.along);
        stream.last = stream.last.max(values.end() + term.along);
    }

    /// Finds how many rows are in use at a time: from the one that is read last to the one that is computed first.
    fn keep(&mut self) {
        let mut read: Vec<(usize, usize)> = self.results.iter().map(|term| (term.stream, term.down)).collect();
        for Stream { made, lead, .. } in &self.streams[self.bars..] {
            match made {
                Made::Array(_) => {}
                Made::Largest(terms) => read.extend(terms.iter().map(|term| (term.stream, lead + term.down))),
                Made::Down { stream, .. } => read.push((*stream, *lead)),
            }
        }
        self.streams.iter_mut().for_each(|stream| stream.keep = 1);
        for (stream, row) in read {
            let stream = &mut self.streams[stream];
            stream.keep = stream.keep.max(stream.lead + self.step - row);
        }
    }
}

/// Bars of the same length and place, in the same layer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Kind {
    layer: usize,
    len: usize,
    start: isize,
}

/// The rows of each kind of bar.
fn groups(bars: &[Bar], step: usize) -> Vec<(Kind, Vec<Cover>)> {
    let mut rows: BTreeMap<(usize, usize), Vec<&Bar>> = BTreeMap::new();
    let mut kinds: BTreeMap<Kind, BTreeSet<usize>> = BTreeMap::new();
    for bar in bars {
        rows.entry((bar.layer, bar.down)).or_default().push(bar);
        kinds.entry(Kind { layer: bar.layer, len: bar.len, start: bar.start }).or_default().insert(bar.down);
    }
    let free = |kind: &Kind, down: usize| {
        rows.get(&(kind.layer, down)).is_some_and(|bars| bars.iter().any(|bar| bar.covers(kind.start, kind.len)))
    };
    kinds.iter().map(|(kind, downs)| (*kind, cover(downs, |down| free(kind, down), step))).collect()
}

/// The streams as they are made.
struct Maker {
    values: usize,
    /// How bars of each length come about, and where their streams begin.
    links: BTreeMap<usize, Link>,
    streams: Vec<Stream>,
    /// The streams of bars by layer and length, and of several rows of a stream.
    bars: HashMap<(usize, usize), usize>,
    downs: HashMap<(usize, usize), usize>,
}

/// So many rows are looked at one by one for the largest of them.
const FEW: usize = 16;

impl Maker {
    fn new(bars: &[Bar], values: usize) -> Self {
        let (streams, downs) = (Vec::new(), HashMap::new());
        Self { values, links: links(bars), streams, bars: HashMap::new(), downs }
    }

    /// Everything under the footprint.
    fn result(&mut self, groups: &[(Kind, Vec<Cover>)], plane: usize) -> Term {
        let mut terms = Vec::new();
        for (kind, covers) in groups {
            let stream = self.bar(kind.layer + plane, kind.len);
            let along = self.values as isize * (kind.start - self.links[&kind.len].start);
            for cover in covers {
                terms.push(Term { stream: self.down(stream, cover.count), down: cover.first, along });
            }
        }
        match terms[..] {
            [term] => term,
            _ => Term { stream: self.push(Made::Largest(terms)), down: 0, along: 0 },
        }
    }

    /// The largest of so many values in a row.
    fn bar(&mut self, layer: usize, len: usize) -> usize {
        if let Some(known) = self.bars.get(&(layer, len)) {
            return *known;
        }
        let Link { start, of, ref steps } = self.links[&len];
        let steps = steps.clone();
        let made = match of {
            None => Made::Array(layer),
            Some(of) => {
                let (stream, back) = (self.bar(layer, of), start - self.links[&of].start);
                let along = |step: isize| self.values as isize * (back + step);
                Made::Largest(steps.into_iter().map(|step| Term { stream, down: 0, along: along(step) }).collect())
            }
        };
        let stream = self.push(made);
        self.bars.insert((layer, len), stream);
        stream
    }

    /// The largest of so many rows: of a few by looking at each, of more by the largest of a few of theirs.
    fn down(&mut self, stream: usize, count: usize) -> usize {
        if count == 1 {
            return stream;
        }
        if let Some(known) = self.downs.get(&(stream, count)) {
            return *known;
        }
        let parts = count.div_ceil(FEW).min(4);
        let made = if parts == 1 {
            Made::Down { stream, count }
        } else {
            let part = count.div_ceil(parts);
            let of = self.down(stream, part);
            let down = |i: usize| (i * part).min(count - part);
            Made::Largest((0..parts).map(|i| Term { stream: of, down: down(i), along: 0 }).collect())
        };
        let made = self.push(made);
        self.downs.insert((stream, count), made);
        made
    }

    fn push(&mut self, made: Made) -> usize {
        self.streams.push(Stream { made, lead: 0, keep: 0, first: isize::MAX, last: isize::MIN });
        self.streams.len() - 1
    }
}
