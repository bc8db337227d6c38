//! A box cut into its interior and the edge boxes around it.

use super::few::Few;
use super::region::{Region, Span};

/// The pieces of a region: together they are the region, and no two share a pixel.
#[derive(Clone, Debug)]
pub struct Split {
    /// Where every window stays inside what is available; may be empty.
    pub interior: Region,
    /// The rest.
    pub edges: Vec<Region>,
}

/// Cuts `region` so that the interior is inside `inner`.
///
/// `grain` is the shortest piece that is worth cutting off along each axis: edge boxes grow into the interior until
/// they are that long, and an interior that would be shorter is given up.
#[must_use]
pub fn split(region: &Region, inner: &Region, grain: &Few<usize>) -> Split {
    let mut split = Split { interior: Few::filled(region.len(), Span::default()), edges: Vec::new() };
    for piece in pieces(region, inner, grain) {
        match piece {
            Piece::Edge(edge) => split.edges.push(edge),
            Piece::Interior(interior) => split.interior = interior,
        }
    }
    split
}

/// One piece of a region.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Piece {
    Edge(Region),
    Interior(Region),
}

/// The pieces of [`split`], one after the other, the interior last.
pub(crate) fn pieces(region: &Region, inner: &Region, grain: &Few<usize>) -> impl Iterator<Item = Piece> + use<> {
    let (mut rest, inner, grain) = (Some(*region), *inner, *grain);
    (0..=region.len())
        .map_while(move |axis| {
            let all = rest?;
            if axis == all.len() {
                return Some([Some(Piece::Interior(all)), None]);
            }
            let Some(middle) = middle(all[axis], inner[axis], grain[axis]) else {
                rest = None;
                return Some([Some(Piece::Edge(all)), None]);
            };
            rest = Some(with(&all, axis, middle));
            let sides = [Span::new(all[axis].start, middle.start), Span::new(middle.end, all[axis].end)];
            Some(sides.map(|span| (!span.is_empty()).then(|| Piece::Edge(with(&all, axis, span)))))
        })
        .flatten()
        .flatten()
}

fn with(region: &Region, axis: usize, span: Span) -> Region {
    let mut out = *region;
    out[axis] = span;
    out
}

/// The interior of one axis, or `None` if there is none worth the name.
fn middle(all: Span, inner: Span, grain: usize) -> Option<Span> {
    let mut out = all.intersect(inner);
    if out.start > all.start {
        out.start = out.start.max(all.start.saturating_add_unsigned(grain));
    }
    if out.end < all.end {
        out.end = out.end.min(all.end.saturating_sub_unsigned(grain));
    }
    let whole = out == all;
    (!out.is_empty() && (whole || out.len() >= grain)).then_some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn region(spans: &[(isize, isize)]) -> Region {
        spans.iter().map(|&(start, end)| Span::new(start, end)).collect()
    }

    #[test]
    fn a_frame_around_the_interior() {
        let split = split(&region(&[(0, 10), (0, 20)]), &region(&[(1, 9), (2, 18)]), &Few::filled(2, 1));
        assert_eq!(split.interior, region(&[(1, 9), (2, 18)]));
        assert_eq!(
            split.edges,
            [
                region(&[(0, 1), (0, 20)]),
                region(&[(9, 10), (0, 20)]),
                region(&[(1, 9), (0, 2)]),
                region(&[(1, 9), (18, 20)])
            ]
        );
    }

    #[test]
    fn pieces_cover_the_region_once_and_keep_the_grain() {
        for grain in [1, 4] {
            for (a, b) in (-2..14).flat_map(|a| (a - 1..16).map(move |b| (a, b))) {
                let all = region(&[(0, 5), (0, 12)]);
                let got = split(&all, &region(&[(1, 5), (a, b)]), &Few::from_slice(&[1, grain]));
                let mut seen = [[0; 12]; 5];
                for piece in got.edges.iter().chain([&got.interior]) {
                    for y in piece[0].start..piece[0].end {
                        for x in piece[1].start..piece[1].end {
                            seen[y as usize][x as usize] += 1;
                        }
                    }
                    assert!(piece.is_void() || piece[1].len() >= grain, "{piece:?}");
                }
                assert_eq!(seen, [[1; 12]; 5], "{a}..{b} grain {grain}: {got:?}");
            }
        }
    }
}
