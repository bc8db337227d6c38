//! What a network computes, as terms: the smaller and the larger of two others.
//!
//! A term stands for a whole row of values. Terms that are equal but for a step along the row are one term, taken
//! further on: so whatever neighbouring pixels have in common is found without looking for it, and computed once.

use std::collections::HashMap;

/// A term, read `shift` pixels further along the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Term {
    pub(super) node: usize,
    pub(super) shift: usize,
}

impl Term {
    /// The same, `by` pixels further on.
    pub(super) fn shifted(self, by: usize) -> Self {
        Self { node: self.node, shift: self.shift + by }
    }
}

/// What a term is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Node {
    /// A row of the image.
    Input(usize),
    /// The smaller of two.
    Low(Term, Term),
    /// The larger of two.
    High(Term, Term),
}

/// All terms of a network; each is made of earlier ones.
#[derive(Debug, Default)]
pub(super) struct Terms {
    pub(super) nodes: Vec<Node>,
    known: HashMap<Node, usize>,
}

impl Terms {
    pub(super) fn input(&mut self, row: usize) -> Term {
        self.term(Node::Input(row), 0)
    }

    /// The smaller and the larger of two terms.
    pub(super) fn exchange(&mut self, a: Term, b: Term) -> [Term; 2] {
        [self.low(a, b), self.high(a, b)]
    }

    pub(super) fn low(&mut self, a: Term, b: Term) -> Term {
        self.pair(Node::Low, a, b)
    }

    pub(super) fn high(&mut self, a: Term, b: Term) -> Term {
        self.pair(Node::High, a, b)
    }

    fn pair(&mut self, node: fn(Term, Term) -> Node, a: Term, b: Term) -> Term {
        let start = a.shift.min(b.shift);
        let back = |term: Term| Term { shift: term.shift - start, ..term };
        let (a, b) = (back(a), back(b));
        self.term(node(a.min(b), a.max(b)), start)
    }

    fn term(&mut self, node: Node, shift: usize) -> Term {
        let next = self.nodes.len();
        let index = *self.known.entry(node).or_insert(next);
        if index == next {
            self.nodes.push(node);
        }
        Term { node: index, shift }
    }

    /// Two sorted lists as one: Batcher's odd-even merge, for lists of any length.
    pub(super) fn merge(&mut self, a: &[Term], b: &[Term]) -> Vec<Term> {
        if a.is_empty() || b.is_empty() {
            return [a, b].concat();
        }
        if let ([a], [b]) = (a, b) {
            return self.exchange(*a, *b).to_vec();
        }
        let every_other = |list: &[Term], first: usize| list.iter().copied().skip(first).step_by(2).collect::<Vec<_>>();
        let even = self.merge(&every_other(a, 0), &every_other(b, 0));
        let odd = self.merge(&every_other(a, 1), &every_other(b, 1));
        let mut merged = vec![even[0]];
        for i in 0..odd.len().max(even.len() - 1) {
            match (odd.get(i), even.get(i + 1)) {
                (Some(odd), Some(even)) => merged.extend(self.exchange(*odd, *even)),
                (one, other) => merged.extend(one.or(other)),
            }
        }
        merged
    }

    /// A list in order.
    pub(super) fn sort(&mut self, list: &[Term]) -> Vec<Term> {
        if list.len() < 2 {
            return list.to_vec();
        }
        let (a, b) = list.split_at(list.len() / 2);
        let (a, b) = (self.sort(a), self.sort(b));
        self.merge(&a, &b)
    }

    /// The term with `k` others before it in two sorted lists: the smallest of what is largest in the `k + 1` first ones, however
    /// they are shared between the lists.
    pub(super) fn nth_of_two(&mut self, a: &[Term], b: &[Term], k: usize) -> Term {
        let shares = (0..=k + 1).filter(|&of_a| of_a <= a.len() && k + 1 - of_a <= b.len());
        let largest: Vec<Term> = shares
            .map(|of_a| match (of_a.checked_sub(1), (k + 1 - of_a).checked_sub(1)) {
                (Some(i), Some(j)) => self.high(a[i], b[j]),
                (Some(i), None) => a[i],
                (None, j) => b[j.expect("one list has a first term")],
            })
            .collect();
        largest.into_iter().reduce(|best, term| self.low(best, term)).expect("`k` is a place in the lists")
    }
}
