//! [`Boundary`]: what lies beyond the edge of an array, and the one function that says so.
//!
//! Everything that reads outside an array (the engine's edge boxes, compositions, the tests' oracle) asks
//! [`Boundary::index`]; there is no second copy of these rules.

use crate::error::Error;
use crate::halo::Halo;
use std::fmt;

/// How an array continues beyond its edge. The names are SciPy's, which differ from numpy's: each variant shows its row.
///
/// Every variant is exact at any depth, also deeper than the array is long.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Boundary {
    /// `d c b a | a b c d | d c b a`: mirrored between the pixels, so the edge pixel comes twice.
    ///
    /// SciPy `reflect` or `grid-mirror`, numpy `symmetric`, dask `reflect`, OpenCV `BORDER_REFLECT`.
    ///
    /// ```
    /// # use stencil_core::Boundary;
    /// assert_eq!(Boundary::Reflect.picture(), "d c b a | a b c d | d c b a");
    /// assert_eq!(Boundary::DEFAULT, Boundary::Reflect);
    /// ```
    Reflect,
    /// `d c b | a b c d | c b a`: mirrored at the edge pixel, which comes once.
    ///
    /// SciPy `mirror`, numpy `reflect`, OpenCV `BORDER_REFLECT_101`; dask has no such mode.
    ///
    /// ```
    /// # use stencil_core::Boundary;
    /// assert_eq!(Boundary::Mirror.picture(), "c d c b | a b c d | c b a b");
    /// ```
    Mirror,
    /// `a a a | a b c d | d d d`: the edge pixel repeats.
    ///
    /// SciPy `nearest`, numpy `edge`, dask `nearest`, OpenCV `BORDER_REPLICATE`.
    ///
    /// ```
    /// # use stencil_core::Boundary;
    /// assert_eq!(Boundary::Nearest.picture(), "a a a a | a b c d | d d d d");
    /// ```
    Nearest,
    /// `b c d | a b c d | a b c`: the array repeats.
    ///
    /// SciPy `wrap` or `grid-wrap`, numpy `wrap`, dask `periodic`, OpenCV `BORDER_WRAP`.
    ///
    /// ```
    /// # use stencil_core::Boundary;
    /// assert_eq!(Boundary::Wrap.picture(), "a b c d | a b c d | a b c d");
    /// ```
    Wrap,
    /// `k k k | a b c d | k k k`: a constant, which the element type must be able to hold (3.5 or NaN is an error for
    /// integers; floats round it to their precision).
    ///
    /// SciPy `constant` or `grid-constant`, numpy `constant`, dask a number, OpenCV `BORDER_CONSTANT`.
    ///
    /// ```
    /// # use stencil_core::Boundary;
    /// assert_eq!(Boundary::Constant(0.0).picture(), "k k k k | a b c d | k k k k");
    /// ```
    Constant(f64),
    /// Nothing lies beyond: only pixels whose whole window is inside are computed, so the output is smaller by the halo.
    ///
    /// SciPy and numpy call this `valid` in their convolutions; dask `none` with trimming.
    ///
    /// ```
    /// # use stencil_core::Boundary;
    /// assert_eq!(Boundary::Valid.picture(), "        | a b c d |        ");
    /// ```
    Valid,
    /// Pixels beyond the edge take no part: window words (`sum`, `mean`, `min`, `median` ...) leave them out. Only for
    /// kernels made of such words; others are an error. scikit-image 2 calls this `ignore`.
    ///
    /// ```
    /// # use stencil_core::Boundary;
    /// assert_eq!(Boundary::Ignore.picture(), "        | a b c d |        ");
    /// ```
    Ignore,
}

impl Boundary {
    /// The boundary of a filter that names none: [`Reflect`](Self::Reflect).
    pub const DEFAULT: Self = Self::Reflect;

    /// Where the value at coordinate `i` of an axis of `len` pixels comes from: the index of a pixel of the array, or
    /// `None` if it comes from none (the constant, or nothing at all).
    ///
    /// ```
    /// # use stencil_core::Boundary;
    /// assert_eq!(Boundary::Reflect.index(-1, 4), Some(0));
    /// assert_eq!(Boundary::Mirror.index(-9, 4), Some(3));
    /// assert_eq!(Boundary::Constant(1.0).index(4, 4), None);
    /// ```
    #[must_use]
    pub fn index(self, i: isize, len: usize) -> Option<usize> {
        if let Ok(inside) = usize::try_from(i)
            && inside < len
        {
            return Some(inside);
        }
        if len == 0 {
            return None;
        }
        // 128 bits: a period of twice the length always fits.
        let (i, n) = (i as i128, len as i128);
        let source = match self {
            Self::Reflect => fold(i.rem_euclid(2 * n), 2 * n - 1),
            Self::Mirror if n == 1 => 0,
            Self::Mirror => fold(i.rem_euclid(2 * (n - 1)), 2 * (n - 1)),
            Self::Nearest => i.clamp(0, n - 1),
            Self::Wrap => i.rem_euclid(n),
            Self::Constant(_) | Self::Valid | Self::Ignore => return None,
        };
        Some(source as usize)
    }

    /// The row `a b c d` and four pixels beyond each end, as the documentation of the variants prints it.
    #[must_use]
    pub fn picture(self) -> String {
        let pixel = |i| match self.index(i, 4) {
            Some(k) => "abcd"[k..=k].to_owned(),
            None if matches!(self, Self::Constant(_)) => "k".to_owned(),
            None => " ".to_owned(),
        };
        let part = |from: isize| (from..from + 4).map(pixel).collect::<Vec<_>>().join(" ");
        format!("{} | {} | {}", part(-4), part(0), part(4))
    }
}

/// The second half of a period runs backwards: `m` in the first half stays, otherwise `last - m`.
fn fold(m: i128, last: i128) -> i128 {
    m.min(last - m)
}

impl Default for Boundary {
    fn default() -> Self {
        Self::DEFAULT
    }
}

impl fmt::Display for Boundary {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reflect => f.write_str("reflect"),
            Self::Mirror => f.write_str("mirror"),
            Self::Nearest => f.write_str("nearest"),
            Self::Wrap => f.write_str("wrap"),
            Self::Constant(k) => write!(f, "constant({k})"),
            Self::Valid => f.write_str("valid"),
            Self::Ignore => f.write_str("ignore"),
        }
    }
}

/// One [`Boundary`] for every axis of a filter, or one per axis.
///
/// ```
/// # use stencil_core::{Boundaries, Boundary};
/// let all: Boundaries = Boundary::Wrap.into();
/// let each: Boundaries = [Boundary::Nearest, Boundary::Wrap].into();
/// assert_eq!(all.on(1), each.on(1));
/// ```
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Boundaries {
    axes: [Boundary; Halo::MAX_DIM],
    /// How many were given; 0 stands for the same on every axis.
    given: u8,
}

impl Boundaries {
    /// The boundary along one axis of the filter.
    #[must_use]
    pub fn on(&self, axis: usize) -> Boundary {
        self.axes[axis.min(Halo::MAX_DIM - 1)]
    }

    /// Whether they are as many as the axes of a filter.
    pub(crate) fn fit(&self, axes: usize) -> Result<(), Error> {
        match self.given() {
            Some(given) if given != axes => Err(Error::BoundaryCount { given, axes }),
            _ => Ok(()),
        }
    }

    /// How many axes were named; `None` if all share one boundary.
    #[must_use]
    pub fn given(&self) -> Option<usize> {
        (self.given > 0).then_some(usize::from(self.given))
    }
}

impl Default for Boundaries {
    fn default() -> Self {
        Boundary::DEFAULT.into()
    }
}

impl From<Boundary> for Boundaries {
    fn from(boundary: Boundary) -> Self {
        Self { axes: [boundary; Halo::MAX_DIM], given: 0 }
    }
}

/// # Panics
/// If the list is empty or longer than [`Halo::MAX_DIM`].
impl From<&[Boundary]> for Boundaries {
    fn from(list: &[Boundary]) -> Self {
        assert!(
            (1..=Halo::MAX_DIM).contains(&list.len()),
            "a filter has 1 to {} axes, but {} boundaries were given",
            Halo::MAX_DIM,
            list.len()
        );
        let mut axes = [Boundary::DEFAULT; Halo::MAX_DIM];
        axes[..list.len()].copy_from_slice(list);
        Self { axes, given: list.len() as u8 }
    }
}

impl<const N: usize> From<[Boundary; N]> for Boundaries {
    fn from(list: [Boundary; N]) -> Self {
        list.as_slice().into()
    }
}

impl fmt::Display for Boundaries {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.given() {
            None => write!(f, "{}", self.axes[0]),
            Some(n) => {
                let names: Vec<_> = self.axes[..n].iter().map(Boundary::to_string).collect();
                f.write_str(&names.join(", "))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The row continued step by step, without any arithmetic on periods.
    fn walked(boundary: Boundary, i: isize, n: isize) -> isize {
        let mut at = i;
        while !(0..n).contains(&at) {
            at = match boundary {
                Boundary::Reflect => {
                    if at < 0 {
                        -1 - at
                    } else {
                        2 * n - 1 - at
                    }
                }
                Boundary::Mirror if n == 1 => 0,
                Boundary::Mirror => {
                    if at < 0 {
                        -at
                    } else {
                        2 * (n - 1) - at
                    }
                }
                Boundary::Nearest => at.clamp(0, n - 1),
                _ => {
                    if at < 0 {
                        at + n
                    } else {
                        at - n
                    }
                }
            };
        }
        at
    }

    #[test]
    fn right_at_any_depth() {
        for boundary in [Boundary::Reflect, Boundary::Mirror, Boundary::Nearest, Boundary::Wrap] {
            for n in 1..9 {
                for i in -40..40 {
                    assert_eq!(
                        boundary.index(i, n as usize),
                        Some(walked(boundary, i, n) as usize),
                        "{boundary} {i} {n}"
                    );
                }
            }
        }
    }

    #[test]
    fn an_empty_axis_has_no_pixels_and_extreme_coordinates_do_not_overflow() {
        for boundary in [Boundary::Reflect, Boundary::Mirror, Boundary::Nearest, Boundary::Wrap] {
            assert_eq!(boundary.index(0, 0), None);
            for i in [isize::MIN, isize::MAX] {
                assert!(boundary.index(i, isize::MAX as usize).is_some_and(|k| k <= isize::MAX as usize));
                assert!(boundary.index(i, 3).is_some_and(|k| k < 3));
            }
        }
    }
}
