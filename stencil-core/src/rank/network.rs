//! The network for what a few neighbouring rows of pixels look for in their windows.
//!
//! After Adams, "Fast median filters using separable sorting networks", 2021: columns are sorted, then merged along the
//! row, so that neighbours share both; rows of results share the core, the cells that all of their windows have, and add
//! what is left of their own by halves. Windows of any shape are treated so; in boxes the most is shared.

use super::shape::Shape;
use super::terms::{Term, Terms};
use std::collections::HashSet;

/// What is looked for.
#[derive(Clone)]
struct Search {
    /// So many values are in doubt, seen or not yet seen.
    doubtful: usize,
    /// So many of them come before the one that is looked for.
    k: usize,
}

impl Search {
    /// Leaves out of a sorted list what too many others come before, or after.
    fn prune(&mut self, list: Vec<Term>) -> Vec<Term> {
        let after = self.doubtful - 1 - self.k;
        let first = list.len().saturating_sub(after + 1);
        let end = list.len().min(self.k + 1).max(first);
        self.doubtful -= list.len() - (end - first);
        self.k -= first;
        list[first..end].to_vec()
    }
}

/// A cell: its place along the row, and the input that it is in.
type At = (usize, usize);

/// Makes the network for the values with `k` others before them, for `rows` rows of results: terms for each, from the
/// inputs numbered row by row and layer by layer.
pub(super) fn select(shape: &Shape, k: usize, rows: usize) -> (Terms, Vec<Term>) {
    let cells = (0..rows).map(|row| shape.cells(row)).collect();
    let mut network = Network { cells, terms: Terms::default(), found: Vec::new() };
    let mut search = Search { doubtful: shape.count(), k };
    let core = network.common(0, rows);
    let sorted = network.sorted(&core, |list| search.prune(list));
    network.split(&core, &sorted, &search, 0, rows);
    (network.terms, network.found)
}

struct Network {
    /// Of the window of each row of results.
    cells: Vec<Vec<At>>,
    terms: Terms,
    found: Vec<Term>,
}

impl Network {
    /// The cells that the windows of all results from `first` to `end` have.
    fn common(&self, first: usize, end: usize) -> Vec<At> {
        let mut common = self.cells[first].clone();
        for cells in &self.cells[first + 1..end] {
            let cells: HashSet<&At> = cells.iter().collect();
            common.retain(|cell| cells.contains(cell));
        }
        common
    }

    /// Cells in order of their values; lists go through `prune` as they get longer.
    fn sorted(&mut self, cells: &[At], mut prune: impl FnMut(Vec<Term>) -> Vec<Term>) -> Vec<Term> {
        let mut lists: Vec<Vec<Term>> = Vec::new();
        for column in cells.chunk_by(|a, b| a.0 == b.0) {
            let column: Vec<Term> = column.iter().map(|(x, input)| self.terms.input(*input).shifted(*x)).collect();
            lists.push(prune(self.terms.sort(&column)));
        }
        // Pairs of neighbours, then pairs of pairs: the same for every other pixel, so that they are shared.
        while lists.len() > 1 {
            lists = lists
                .chunks(2)
                .map(|pair| match pair {
                    [a, b] => prune(self.terms.merge(a, b)),
                    alone => alone.concat(),
                })
                .collect();
        }
        lists.pop().unwrap_or_default()
    }

    /// Finds what the results from `first` to `end` look for, given what their windows have in common, in order.
    fn split(&mut self, core: &[At], sorted: &[Term], search: &Search, first: usize, end: usize) {
        if end - first == 1 {
            self.found.push(sorted[search.k]);
            return;
        }
        let middle = (first + end) / 2;
        for (first, end) in [(first, middle), (middle, end)] {
            let mut search = search.clone();
            let common = self.common(first, end);
            let known: HashSet<&At> = core.iter().collect();
            let own: Vec<At> = common.iter().copied().filter(|cell| !known.contains(cell)).collect();
            let own = self.sorted(&own, |list| list);
            let own = search.prune(own);
            if end - first == 1 {
                let found = self.terms.nth_of_two(sorted, &own, search.k);
                self.found.push(found);
            } else {
                let merged = self.terms.merge(sorted, &own);
                let merged = search.prune(merged);
                self.split(&common, &merged, &search, first, end);
            }
        }
    }
}
