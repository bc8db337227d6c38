//! Bars of several lengths, each from shorter ones that overlap: the largest of 15 values is that of 4 times 4.

use super::bars::Bar;
use std::collections::{BTreeMap, BTreeSet};

/// How bars of one length come about.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Link {
    /// Where the first value of the bar lies, seen from the place that the row has it at.
    pub(super) start: isize,
    /// Of which length; of none if it is the values themselves.
    pub(super) of: Option<usize>,
    /// Where those begin.
    pub(super) steps: Vec<isize>,
}

/// So many bars are combined at once: all are read, and one is written.
const TERMS: usize = 5;

/// The lengths of some bars, and others on the way to them.
pub(super) fn links(bars: &[Bar]) -> BTreeMap<usize, Link> {
    let mut lengths: BTreeMap<usize, BTreeMap<isize, usize>> = BTreeMap::new();
    for bar in bars {
        *lengths.entry(bar.len).or_default().entry(bar.start).or_default() += 1;
    }
    let mut of = BTreeMap::from([(1, None)]);
    let known: BTreeSet<usize> = lengths.keys().copied().collect();
    known.into_iter().for_each(|len| reach(len, &mut of));
    // Where most bars of a length begin, so that they are read from where registers begin; those on the way begin where
    // their longer ones do.
    let mut starts: BTreeMap<usize, isize> = BTreeMap::new();
    for (&len, &shorter) in of.iter().rev() {
        let often = lengths.get(&len).and_then(|starts| starts.iter().max_by_key(|(_, count)| **count));
        let start = often.map(|(start, _)| *start).or(starts.get(&len).copied()).unwrap_or(0);
        starts.insert(len, start);
        if let Some(shorter) = shorter {
            starts.entry(shorter).or_insert(start);
        }
    }
    starts.insert(1, 0);
    let link = |(len, of): (usize, Option<usize>)| (len, Link { start: starts[&len], of, steps: steps(len, of) });
    of.into_iter().map(link).collect()
}

/// Adds a length, and the lengths that it takes to get there.
fn reach(len: usize, of: &mut BTreeMap<usize, Option<usize>>) {
    let longest = *of.range(..=len).next_back().expect("one is known").0;
    if longest == len {
        return;
    }
    let mut stages = 1;
    while len > longest.saturating_mul(TERMS.saturating_pow(stages)) {
        stages += 1;
    }
    let mut each = 2_usize;
    while len > longest.saturating_mul(each.saturating_pow(stages)) {
        each += 1;
    }
    let mut from = longest;
    if stages > 1 {
        from = len.div_ceil(each);
        reach(from, of);
    }
    of.insert(len, Some(from));
}

/// Where bars of length `of` begin that together are one of length `len`.
fn steps(len: usize, of: Option<usize>) -> Vec<isize> {
    let Some(of) = of else { return Vec::new() };
    (0..len.div_ceil(of)).map(|i| (i * of).min(len - of) as isize).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bar(len: usize, start: isize) -> Bar {
        Bar { layer: 0, down: 0, start, len }
    }

    #[test]
    fn every_length_is_covered_without_gaps_by_a_known_one() {
        for len in 1..500 {
            let links = links(&[bar(len, -3), bar(len / 3 + 1, 4)]);
            for (len, link) in &links {
                let Some(of) = link.of else { continue };
                assert!(links.contains_key(&of) && link.steps.len() <= TERMS && link.steps[0] == 0, "{links:?}");
                assert_eq!(link.steps.last().map(|step| *step as usize + of), Some(*len));
                assert!(link.steps.windows(2).all(|pair| pair[1] - pair[0] <= of as isize), "{links:?}");
            }
        }
    }

    #[test]
    fn fifteen_are_four_times_four() {
        let links = links(&[bar(15, -7)]);
        assert_eq!(links.keys().copied().collect::<Vec<_>>(), [1, 4, 15]);
        assert_eq!((links[&15].steps.as_slice(), links[&4].start), (&[0, 4, 8, 11][..], -7));
    }
}
