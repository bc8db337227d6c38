//! [`Footprint`]: the neighbourhood of a morphological filter.

use crate::PerAxis;
use crate::error::{TOO_MANY, few};
use ndarray::{ArrayView, Dimension};
use std::sync::Arc;
use stencil_core::Halo;

/// An offset from the centre, per axis; zero beyond the axes of its footprint.
pub(crate) type Offset = [isize; Halo::MAX_DIM];

/// The set of neighbours that [`erode`](crate::erode), [`dilate`](crate::dilate), [`open`](crate::open) and
/// [`close`](crate::close) look at.
///
/// The centre of an axis of `n` cells is cell `n / 2`, as in SciPy and scikit-image: an even size reaches one cell
/// further back than ahead.
///
/// ```
/// use stencil_core::Halo;
/// use stencil_filters::Footprint;
///
/// // `box_` `cross` `diamond` and `ball` fit arrays of any number of dimensions ...
/// assert_eq!(Footprint::box_(3).halo(), Halo::uniform(1));
/// assert_eq!(Footprint::box_([4, 1]).halo(), Halo::from_sides([(2, 1), (0, 0)]));
/// // ... and what is drawn cell by cell fits those of its own.
/// let hook = Footprint::from_array(ndarray::arr2(&[[true, true, false], [false, false, true]]).view());
/// assert_eq!(hook.halo(), Halo::from_sides([(1, 0), (1, 1)]));
/// assert_eq!(hook.to_string(), "X X .\n. - X");
/// ```
#[derive(Clone, Debug, PartialEq)]
pub struct Footprint {
    shape: Shape,
    reflected: bool,
}

#[derive(Clone, Debug, PartialEq)]
enum Shape {
    Box(PerAxis<usize>),
    Cross(usize),
    Diamond(usize),
    Ball(usize),
    Disk(usize),
    Cells { offsets: Arc<[Offset]>, dims: usize },
}

impl Footprint {
    /// A box of this many cells: `box_(3)` is 3x3 on two axes, `box_([1, 5])` a horizontal bar.
    ///
    /// ```
    /// # use stencil_filters::Footprint;
    /// assert_eq!(Footprint::box_([2, 3]).to_string(), "X X X\nX o X");
    /// ```
    #[must_use]
    pub fn box_(size: impl Into<PerAxis<usize>>) -> Self {
        Self::new(Shape::Box(size.into()))
    }

    /// The cells up to `radius` away along one axis.
    ///
    /// ```
    /// # use stencil_filters::Footprint;
    /// assert_eq!(Footprint::cross(1).to_string(), ". X .\nX o X\n. X .");
    /// ```
    #[must_use]
    pub fn cross(radius: usize) -> Self {
        Self::new(Shape::Cross(radius))
    }

    /// The cells up to `radius` steps along the axes away; scikit-image's `diamond`, and its `octahedron` on three axes.
    #[must_use]
    pub fn diamond(radius: usize) -> Self {
        Self::new(Shape::Diamond(radius))
    }

    /// The cells whose centres are up to `radius` away; scikit-image's `disk` on two axes, its `ball` on three.
    #[must_use]
    pub fn ball(radius: usize) -> Self {
        Self::new(Shape::Ball(radius))
    }

    /// A [`ball`](Self::ball) on exactly two axes.
    ///
    /// ```
    /// # use stencil_filters::Footprint;
    /// assert_eq!(Footprint::disk(2).to_string(), ". . X . .\n. X X X .\nX X o X X\n. X X X .\n. . X . .");
    /// ```
    #[must_use]
    pub fn disk(radius: usize) -> Self {
        Self::new(Shape::Disk(radius))
    }

    /// The true cells of an array.
    ///
    /// # Panics
    /// If the array has no dimension or more than [`Halo::MAX_DIM`].
    #[must_use]
    pub fn from_array<D: Dimension>(cells: ArrayView<'_, bool, D>) -> Self {
        let cells = cells.into_dyn();
        let dims = cells.ndim();
        assert!((1..=Halo::MAX_DIM).contains(&dims), "a footprint has 1 to {} axes, not {dims}", Halo::MAX_DIM);
        let offset = |index: &[usize]| {
            let mut offset = [0; Halo::MAX_DIM];
            for (axis, &i) in index.iter().enumerate() {
                offset[axis] = i as isize - (cells.len_of(ndarray::Axis(axis)) / 2) as isize;
            }
            offset
        };
        let offsets = cells.indexed_iter().filter(|(_, cell)| **cell).map(|(index, _)| offset(index.slice())).collect();
        Self::new(Shape::Cells { offsets, dims })
    }

    fn new(shape: Shape) -> Self {
        Self { shape, reflected: false }
    }

    /// The footprint point-mirrored at its centre. Dilation looks through the reflected footprint.
    #[must_use]
    pub fn reflected(self) -> Self {
        Self { reflected: !self.reflected, ..self }
    }

    /// How many axes it has; `None` if it fits any number.
    #[must_use]
    pub fn dims(&self) -> Option<usize> {
        match &self.shape {
            Shape::Box(size) => size.dims(),
            Shape::Disk(_) => Some(2),
            Shape::Cells { dims, .. } => Some(*dims),
            Shape::Cross(_) | Shape::Diamond(_) | Shape::Ball(_) => None,
        }
    }

    /// How far it reaches from the centre.
    #[must_use]
    pub fn halo(&self) -> Halo {
        match &self.shape {
            Shape::Box(_) => self.box_sides().expect("it is a box").halo(),
            Shape::Cross(r) | Shape::Diamond(r) | Shape::Ball(r) => Halo::uniform(*r),
            Shape::Disk(r) => Halo::from_sides([(*r, *r); 2]),
            Shape::Cells { dims, .. } => {
                let cells = self.cells(*dims);
                let reach =
                    |axis: usize, sign: isize| cells.iter().map(|o| sign * o[axis]).max().unwrap_or(0).max(0) as usize;
                let sides: Vec<_> = (0..*dims).map(|axis| (reach(axis, -1), reach(axis, 1))).collect();
                PerAxis::from_slice(&sides).expect("checked when it was made").halo()
            }
        }
    }

    /// The reach per axis if it is a box (an empty one reaches nowhere).
    pub(crate) fn box_sides(&self) -> Option<PerAxis<(usize, usize)>> {
        let Shape::Box(size) = &self.shape else { return None };
        let sides = |n: usize| (n / 2, n.saturating_sub(n / 2 + 1));
        Some(size.map(|n| if self.reflected { (sides(n).1, sides(n).0) } else { sides(n) }))
    }

    /// Whether it has no cell.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        match &self.shape {
            Shape::Box(size) => size.values().contains(&0),
            Shape::Cells { offsets, .. } => offsets.is_empty(),
            Shape::Cross(_) | Shape::Diamond(_) | Shape::Ball(_) | Shape::Disk(_) => false,
        }
    }

    /// Whether it can be worked through in memory on so many axes; otherwise its largest width, and what is expected.
    pub(crate) fn small(&self, axes: usize) -> Result<(), (usize, &'static str)> {
        let widths =
            |axis| self.halo().side(axis).before.saturating_add(self.halo().side(axis).after).saturating_add(1);
        let widest = (0..axes).map(widths).max().unwrap_or(0);
        match self.shape {
            Shape::Box(_) if widest > 1 << 20 => Err((widest, "at most 1048576")),
            Shape::Box(_) => Ok(()),
            _ if few((0..axes).map(widths)) => Ok(()),
            _ => Err((widest, TOO_MANY)),
        }
    }

    /// Its cells on `dims` axes, as offsets from the centre in C order.
    pub(crate) fn cells(&self, dims: usize) -> Vec<Offset> {
        let mut cells = match &self.shape {
            Shape::Cells { offsets, .. } => offsets.to_vec(),
            Shape::Box(size) => within(
                dims,
                |axis| (size.get(axis) / 2, size.get(axis).saturating_sub(size.get(axis) / 2 + 1)),
                |_| !self.is_empty(),
            ),
            Shape::Cross(r) => within(dims, |_| (*r, *r), |o| o.iter().filter(|d| **d != 0).count() <= 1),
            Shape::Diamond(r) => {
                within(dims, |_| (*r, *r), |o| o.iter().map(|d| d.unsigned_abs()).sum::<usize>() <= *r)
            }
            Shape::Ball(r) | Shape::Disk(r) => {
                within(dims, |_| (*r, *r), |o| o.iter().map(|d| d.unsigned_abs().pow(2)).sum::<usize>() <= r * r)
            }
        };
        if self.reflected {
            cells.reverse();
            cells.iter_mut().flatten().for_each(|d| *d = -*d);
        }
        cells
    }
}

/// The offsets of a box that are wanted, in C order.
fn within(dims: usize, sides: impl Fn(usize) -> (usize, usize), wanted: impl Fn(&Offset) -> bool) -> Vec<Offset> {
    let mut cells = vec![[0; Halo::MAX_DIM]];
    for axis in 0..dims {
        let (before, after) = sides(axis);
        let step = |cell: &Offset, d: isize| {
            let mut next = *cell;
            next[axis] = d;
            next
        };
        cells =
            cells.iter().flat_map(|cell| (-(before as isize)..=after as isize).map(move |d| step(cell, d))).collect();
    }
    cells.retain(wanted);
    cells
}

/// Drawn on its own axes, or on two: `X` a cell, `.` none, the centre `o` or `-`; further axes one after the other.
impl std::fmt::Display for Footprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let dims = self.dims().unwrap_or(2);
        let cells = self.cells(dims);
        let halo = self.halo();
        let all = within(dims, |axis| (halo.side(axis).before, halo.side(axis).after), |_| true);
        let mut last = None::<Offset>;
        for cell in all {
            if let Some(last) = last {
                let new_lines = (0..dims.saturating_sub(1)).filter(|&axis| last[axis] != cell[axis]).count();
                f.write_str(if new_lines == 0 { " " } else { &"\n\n\n\n\n\n\n"[..new_lines.min(2)] })?;
            }
            let symbol = match (cells.contains(&cell), cell == [0; Halo::MAX_DIM]) {
                (true, false) => "X",
                (false, false) => ".",
                (true, true) => "o",
                (false, true) => "-",
            };
            f.write_str(symbol)?;
            last = Some(cell);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reflection_swaps_the_sides_of_even_boxes() {
        let bar = Footprint::box_([4, 1]);
        assert_eq!(bar.cells(2).len(), 4);
        assert_eq!(bar.clone().reflected().halo(), Halo::from_sides([(1, 2), (0, 0)]));
        assert_eq!(bar.clone().reflected().reflected(), bar);
        assert_eq!(bar.clone().reflected().cells(2)[0], [-1, 0, 0, 0, 0, 0, 0, 0]);
    }

    #[test]
    fn a_box_and_its_cells_reach_equally_far() {
        for size in 1..7 {
            for footprint in [Footprint::box_([size]), Footprint::box_([size]).reflected()] {
                let drawn: Vec<isize> = footprint.cells(1).iter().map(|cell| cell[0]).collect();
                let side = footprint.halo().side(0);
                assert_eq!(drawn, (-(side.before as isize)..=side.after as isize).collect::<Vec<_>>(), "size {size}");
            }
        }
    }

    #[test]
    fn shapes_without_cells_are_empty() {
        assert!(Footprint::box_([3, 0]).is_empty());
        assert!(Footprint::from_array(ndarray::arr1(&[false, false]).view()).is_empty());
        assert!(!Footprint::disk(0).is_empty());
    }

    #[test]
    fn a_cell_far_from_the_centre_reaches_as_far_and_the_centre_counts_as_reached() {
        let far = Footprint::from_array(ndarray::arr1(&[true, false, false, false, false]).view());
        assert_eq!(far.halo(), Halo::from_sides([(2, 0)]));
    }

    #[test]
    fn drawn_in_three_dimensions() {
        let cube = Footprint::box_([1, 1, 2]);
        assert_eq!(cube.to_string(), "X o");
        assert_eq!(Footprint::box_([2, 1, 1]).to_string(), "X\no");
    }
}
