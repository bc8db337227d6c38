//! Rows of the same bar, one below the other, as few runs of rows.

use std::collections::BTreeSet;

/// So many rows from a first one on.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Cover {
    pub(super) first: usize,
    pub(super) count: usize,
}

/// What a run of so many rows costs, measured in single rows: it is computed once for every row, from rows that several
/// results share.
fn cost(count: usize, step: usize) -> usize {
    let together = step.min(count).max(1);
    3 + (count - 1) / together
}

/// Runs and single rows that cover all of `rows`; a run may also have rows that are `free`.
pub(super) fn cover(rows: &BTreeSet<usize>, free: impl Fn(usize) -> bool, step: usize) -> Vec<Cover> {
    let mut covers = Vec::new();
    let mut rest = rows.iter().copied().peekable();
    while let Some(first) = rest.next() {
        let mut run = vec![first];
        let mut end = first + 1;
        while let Some(&next) = rest.peek()
            && (end..next).all(&free)
        {
            run.push(next);
            end = next + 1;
            rest.next();
        }
        let whole = Cover { first, count: end - first };
        if cost(whole.count, step) < run.len() || run.len() == rows.len() && whole.count == run.len() {
            covers.push(whole);
        } else {
            covers.extend(run.into_iter().map(|first| Cover { first, count: 1 }));
        }
    }
    covers
}
