//! [`Footprint`]: the neighbourhood of a morphological filter.

mod cells;
mod draw;
mod shape;
#[cfg(test)]
mod tests;

use crate::PerAxis;
use ndarray::{ArrayView, Dimension};
use shape::Shape;
use stencil_core::Halo;

/// An offset from the centre, per axis; zero beyond the axes of its footprint.
pub(crate) type Offset = [isize; Halo::MAX_DIM];

/// The set of neighbours that [`erode`](crate::erode), [`dilate`](crate::dilate) and the filters made of them look at.
///
/// The centre of an axis of `n` cells is cell `n / 2`, as in SciPy and scikit-image: an even size reaches one cell
/// further back than ahead. [`origin`](Self::origin) moves it. All shapes are drawn as scikit-image 0.26 draws them.
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
    /// Where its centre is, in cells from the middle of its box.
    origin: PerAxis<isize>,
    inverted: bool,
    /// After all else.
    reflected: bool,
}

/// A parameter that makes no sense: its name, its value, and what is expected of it.
pub(crate) type Wrong = (&'static str, String, String);

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

    /// An ellipse of `2 * half_width + 1` by `2 * half_height + 1` cells, on two axes. Its half axes are one cell longer than
    /// these; scikit-image's `ellipse`, whose arguments have the same order.
    ///
    /// ```
    /// # use stencil_filters::Footprint;
    /// let ellipse = ". X X X X X .\nX X X X X X X\nX X X o X X X\nX X X X X X X\n. X X X X X .";
    /// assert_eq!(Footprint::ellipse(3, 2).to_string(), ellipse);
    /// ```
    #[must_use]
    pub fn ellipse(half_width: usize, half_height: usize) -> Self {
        Self::new(Shape::Ellipse { half_width, half_height })
    }

    /// An octagon on two axes: `side` cells along its upright and level sides, and corners cut off by so many cells;
    /// scikit-image's `octagon(side, cut)`. It has no cell if both are zero.
    ///
    /// ```
    /// # use stencil_filters::Footprint;
    /// assert_eq!(Footprint::octagon(3, 1).to_string(), ". X X X .\nX X X X X\nX X o X X\nX X X X X\n. X X X .");
    /// ```
    #[must_use]
    pub fn octagon(side: usize, cut: usize) -> Self {
        Self::new(Shape::Octagon { side, cut })
    }

    /// A star with eight points on two axes: a box that reaches `a` cells, and a diamond that reaches `a + a / 2`;
    /// scikit-image's `star`.
    ///
    /// ```
    /// # use stencil_filters::Footprint;
    /// let star = ". . . X . . .\n. X X X X X .\n. X X X X X .\nX X X o X X X\n. X X X X X .\n. X X X X X .\n. . . X . . .";
    /// assert_eq!(Footprint::star(2).to_string(), star);
    /// ```
    #[must_use]
    pub fn star(a: usize) -> Self {
        Self::new(Shape::Star(a))
    }

    /// The true cells of an array.
    ///
    /// # Panics
    /// If the array has no dimension or more than [`Halo::MAX_DIM`].
    #[must_use]
    pub fn from_array<D: Dimension>(cells: ArrayView<'_, bool, D>) -> Self {
        let dims = cells.ndim();
        assert!((1..=Halo::MAX_DIM).contains(&dims), "a footprint has 1 to {} axes, not {dims}", Halo::MAX_DIM);
        let size = PerAxis::from_slice(cells.shape()).expect("one to eight axes");
        match cells.iter().all(|cell| *cell) {
            true => Self::box_(size),
            false => Self::new(Shape::Cells { cells: cells.iter().copied().collect(), size }),
        }
    }

    fn new(shape: Shape) -> Self {
        Self { shape, origin: PerAxis::from(0), inverted: false, reflected: false }
    }

    /// The same cells around another centre: cell `n / 2 + origin` of an axis of `n`, so that it reaches further back and
    /// less far ahead. SciPy's `origin`, for one axis or for each.
    ///
    /// ```
    /// # use stencil_filters::Footprint;
    /// assert_eq!(Footprint::box_([1, 4]).origin([0, 1]).to_string(), "X X X o");
    /// assert_eq!(Footprint::box_([1, 4]).origin([0, -2]).to_string(), "o X X X");
    /// ```
    ///
    /// # Errors
    /// A filter fails with [`Error::Parameter`](stencil_core::Error::Parameter) if the centre is not one of the `n` cells.
    #[must_use]
    pub fn origin(self, origin: impl Into<PerAxis<isize>>) -> Self {
        Self { origin: origin.into(), ..self }
    }

    /// The footprint point-mirrored at its centre. Dilation looks through the reflected footprint.
    #[must_use]
    pub fn reflected(self) -> Self {
        Self { reflected: !self.reflected, ..self }
    }

    /// The other cells of the box that it is drawn in: for an array, those that are false.
    ///
    /// ```
    /// # use stencil_filters::Footprint;
    /// assert_eq!(Footprint::cross(1).complement().to_string(), "X . X\n. - .\nX . X");
    /// ```
    #[must_use]
    pub fn complement(self) -> Self {
        Self { inverted: !self.inverted, ..self }
    }

    /// How many axes it has; `None` if it fits any number.
    #[must_use]
    pub fn dims(&self) -> Option<usize> {
        self.shape.dims().or(self.origin.dims())
    }
}

/// A box with as many cells along every axis.
impl From<usize> for Footprint {
    fn from(size: usize) -> Self {
        Self::box_(size)
    }
}

/// A box.
impl<const D: usize> From<[usize; D]> for Footprint {
    fn from(size: [usize; D]) -> Self {
        Self::box_(size)
    }
}

/// A box.
impl From<PerAxis<usize>> for Footprint {
    fn from(size: PerAxis<usize>) -> Self {
        Self::box_(size)
    }
}
