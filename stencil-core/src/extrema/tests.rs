//! A plan covers its footprint, cell by cell: found out without a pixel.

use super::bars::{Bar, Bars, Roles};
use super::plan::{Made, Plan, Term};
use crate::halo::{Halo, Side};
use std::collections::BTreeSet;

/// A place by its layer, its row and its place along the row.
type Place = (usize, usize, isize);

/// The places of the array that a term is the largest of.
fn places(plan: &Plan, term: Term) -> BTreeSet<Place> {
    let moved = |of: Term| {
        let places = places(plan, of);
        places.into_iter().map(|(layer, down, along)| (layer, down + term.down, along + term.along)).collect::<Vec<_>>()
    };
    match &plan.streams[term.stream].made {
        Made::Array(layer) => BTreeSet::from([(*layer, term.down, term.along)]),
        Made::Largest(terms) => terms.iter().flat_map(|of| moved(*of)).collect(),
        &Made::Down { stream, count } => (0..count).flat_map(|down| moved(Term { stream, down, along: 0 })).collect(),
    }
}

/// Checks plans of some bars for several planes and steps.
fn covered(bars: &[Bar]) {
    for (planes, step, values) in [(1, 1, 1), (1, 8, 1), (1, 4, 3), (3, 2, 1)] {
        let plan = Plan::new(bars, values, planes, step);
        for (plane, result) in plan.results.iter().enumerate() {
            let cell = |bar: &Bar, i: usize| (bar.layer + plane, bar.down, (bar.start + i as isize) * values as isize);
            let wanted: BTreeSet<Place> = bars.iter().flat_map(|bar| (0..bar.len).map(move |i| cell(bar, i))).collect();
            assert_eq!(places(&plan, *result), wanted, "{bars:?}, {planes} planes, {step} rows");
        }
        for stream in &plan.streams {
            assert!(stream.keep > 0 && stream.first <= stream.last.max(0), "{stream:?}");
        }
    }
}

fn disk(radius: isize) -> Vec<[isize; Halo::MAX_DIM]> {
    let near = |y: isize, x: isize| (y * y + x * x <= radius * radius).then_some([y, x, 0, 0, 0, 0, 0, 0]);
    (-radius..=radius).flat_map(|y| (-radius..=radius).filter_map(move |x| near(y, x))).collect()
}

const ROLES: Roles = Roles { along: Some(1), down: Some(0), deep: None };

#[test]
fn boxes_and_disks_are_covered() {
    for (before, after) in [(0, 0), (1, 1), (2, 1), (7, 7), (9, 30)] {
        for other in [0, 1, 4, 20] {
            let sides = [Side::new(before, after), Side::new(other, before)];
            covered(&Bars::new(None, &sides, ROLES).bars);
        }
    }
    for radius in 0..12 {
        covered(&Bars::new(Some(&disk(radius)), &[Side::default(); 2], ROLES).bars);
    }
}

#[test]
fn cells_anywhere_are_covered() {
    let mut state = 1_u32;
    let mut next = |below: u32| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        ((state >> 16) % below) as isize
    };
    for _ in 0..60 {
        let cells: Vec<_> = (0..1 + next(40)).map(|_| [next(9) - 3, next(12) - 8, next(3), 0, 0, 0, 0, 0]).collect();
        let roles = Roles { deep: Some(2), ..ROLES };
        let bars = Bars::new(Some(&cells), &[Side::default(); 3], roles);
        let drawn: usize = bars.bars.iter().map(|bar| bar.len).sum();
        assert_eq!(drawn, cells.iter().collect::<BTreeSet<_>>().len());
        covered(&bars.bars);
    }
}

#[test]
fn neighbouring_rows_share_what_they_have_in_common() {
    let bars = Bars::new(None, &[Side::new(7, 7); 2], ROLES).bars;
    let plan = Plan::new(&bars, 1, 1, 8);
    let steps: Vec<_> = plan.streams.iter().map(|stream| (&stream.made, stream.keep)).collect();
    assert!(
        matches!(
            steps[..],
            [
                (Made::Array(0), 1),
                (Made::Largest(_), 1),
                (Made::Largest(_), 22),
                (Made::Down { stream: 2, count: 15 }, 8)
            ]
        ),
        "{steps:?}"
    );
}
