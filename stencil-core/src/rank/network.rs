//! The network for the medians of a few neighbouring rows of pixels.
//!
//! After Adams, "Fast median filters using separable sorting networks", 2021: columns are sorted, then merged along the
//! row, so that neighbours share both; rows of results share the core, the rows that all of their windows have, and add
//! what is left of their own by halves.

use super::terms::{Term, Terms};

/// The size of a window, seen from the rows of pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Size {
    /// Along the row.
    pub(super) along: usize,
    /// Across rows.
    pub(super) across: usize,
    /// Along all other axes together.
    pub(super) layers: usize,
}

impl Size {
    pub(super) fn count(self) -> usize {
        self.along * self.across * self.layers
    }
}

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

/// Makes the network for `rows` rows of results: terms for each, from the inputs numbered layer by layer.
pub(super) fn medians(size: Size, rows: usize) -> (Terms, Vec<Term>) {
    let mut network = Network { size, terms: Terms::default(), found: Vec::new() };
    let mut search = Search { doubtful: size.count(), k: size.count() / 2 };
    let core = network.rows(rows - 1, size.across, |list| search.prune(list));
    network.split(&core, &search, 0, rows);
    (network.terms, network.found)
}

struct Network {
    size: Size,
    terms: Terms,
    found: Vec<Term>,
}

impl Network {
    /// What the rows from `first` to `end` have under a window, in order; lists go through `prune` as they get longer.
    fn rows(&mut self, first: usize, end: usize, mut prune: impl FnMut(Vec<Term>) -> Vec<Term>) -> Vec<Term> {
        let Size { along, layers, .. } = self.size;
        let column: Vec<Term> = (first..end)
            .flat_map(|row| (0..layers).map(move |layer| row * layers + layer))
            .map(|input| self.terms.input(input))
            .collect();
        let column = self.terms.sort(&column);
        let mut lists: Vec<Vec<Term>> =
            (0..along).map(|x| prune(column.iter().map(|term| term.shifted(x)).collect())).collect();
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

    /// Finds the medians of the rows of results from `first` to `end`, given what their windows have in common.
    fn split(&mut self, common: &[Term], search: &Search, first: usize, end: usize) {
        if end - first == 1 {
            self.found.push(common[search.k]);
            return;
        }
        let (middle, across) = ((first + end) / 2, self.size.across);
        for (first, end, own) in [(first, middle, middle - 1..end - 1), (middle, end, first + across..middle + across)]
        {
            let mut search = search.clone();
            let own = self.rows(own.start, own.end, |list| list);
            let own = search.prune(own);
            if end - first == 1 {
                let found = self.terms.nth_of_two(common, &own, search.k);
                self.found.push(found);
            } else {
                let merged = self.terms.merge(common, &own);
                let merged = search.prune(merged);
                self.split(&merged, &search, first, end);
            }
        }
    }
}
