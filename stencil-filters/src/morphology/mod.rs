//! Morphology: erosion and dilation, and what is made of them.
//!
//! ```text
//!   . . . . .          . . . . .            . . . . .
//!   . X X X .   erode  . . . . .   dilate   . . X . .
//!   . X X X .  ------> . . X . .  ------->  . X X X .      (a cross of radius 1)
//!   . X X X .          . . . . .            . . X . .
//!   . . . . .          . . . . .            . . . . .
//! ```
//!
//! `step` is one erosion or dilation, of a `neighbourhood`: a footprint, or a `structure`, for which `raise` computes.
//! `filters` is how the others are made of steps, and `difference` what
//! comes after those.

mod difference;
mod filters;
mod hit_or_miss;
mod neighbourhood;
mod raise;
mod step;
mod structure;

pub use difference::{Difference, SecondDifference};
pub use hit_or_miss::{HitOrMiss, hit_or_miss};
pub use neighbourhood::Neighbourhood;
pub use raise::Additive;
pub use structure::Structure;

use crate::footprint::Footprint;
use crate::lines::{CarryOf, Sources, Targets, carried};
use crate::{NanPolicy, PerAxis};
use filters::filters;
use std::borrow::Cow;
use stencil_core::Halo;
use stencil_core::compose::{Then, Zip};
use stencil_core::engine::{Job, Reads, Region, Space};
use stencil_core::explain::Stage;
use stencil_core::extrema::Extreme::{Largest, Smallest};
use stencil_core::kernel::Execution;
use stencil_core::prelude::*;
use step::{Over, Step, Steps};

/// Two results of one input.
type Two<S> = Zip<Steps<S>, Steps<S>>;
/// Three.
type Three<S> = Zip<Two<S>, Steps<S>>;

filters! {
    /// The smallest value under the footprint.
    ///
    /// The halo is the footprint's. Agrees with `scipy.ndimage.grey_erosion(image, footprint=..)`, and on `bool` arrays with
    /// `binary_erosion`. Under [`Boundary::Ignore`] pixels outside take no part, as in scikit-image; a window without any
    /// pixel gives the largest value of the type. A NaN under the footprint makes the result NaN, unless it is to
    /// [take no part](Erode::nan). What rows of the footprint have in common is looked at once: a box of any size takes a few
    /// steps per pixel, and a symmetric one [several times](Erode::iterations) is a larger one.
    ///
    /// ```
    /// use ndarray::arr1;
    /// use stencil_core::{Halo, prelude::*};
    /// use stencil_filters::{Footprint, erode};
    ///
    /// let row = arr1(&[5_u8, 9, 2, 7, 8, 8]);
    /// assert_eq!(apply(&row, &erode(Footprint::box_(3)))?, arr1(&[5, 2, 2, 2, 7, 8]));
    /// // Four cells reach two back and one ahead.
    /// assert_eq!(erode(Footprint::box_([4])).halo(), Halo::from_sides([(2, 1)]));
    /// # Ok::<(), stencil_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// Applying it fails with [`Error::Parameter`] if the footprint has no cell or its origin is outside of it, if a box is
    /// wider than 1,048,576 pixels or what is no box reaches around more than 16,777,216 pixels, or if there is nothing to
    /// repeat.
    erode, Erode of Element;
    over: Steps<S> = over.steps(&[Smallest]);

    /// The largest value under the reflected footprint.
    ///
    /// The halo is the footprint's with both sides of each axis swapped. Agrees with
    /// `scipy.ndimage.grey_dilation(image, footprint=..)`, and on `bool` arrays with `binary_dilation`. In all else the
    /// counterpart of [`erode`].
    ///
    /// ```
    /// use ndarray::arr1;
    /// use stencil_core::{Halo, prelude::*};
    /// use stencil_filters::{Footprint, dilate};
    ///
    /// let row = arr1(&[5_u8, 9, 2, 7, 8, 8]);
    /// assert_eq!(apply(&row, &dilate(Footprint::box_(3)))?, arr1(&[9, 9, 9, 8, 8, 8]));
    /// assert_eq!(dilate(Footprint::box_([4])).halo(), Halo::from_sides([(1, 2)]));
    /// # Ok::<(), stencil_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`erode`].
    dilate, Dilate of Element;
    over: Steps<S> = over.steps(&[Largest]);

    /// Erosion, then dilation: removes what is bright and smaller than the footprint.
    ///
    /// The halo is that of both together: `size - 1` on both sides for a box. Agrees with `scipy.ndimage.grey_opening`, and
    /// with `binary_opening`, whose [iterations](Open::iterations) are those of each.
    ///
    /// ```
    /// use ndarray::arr1;
    /// use stencil_core::{Halo, prelude::*};
    /// use stencil_filters::{Footprint, open};
    ///
    /// let row = arr1(&[1_u8, 9, 1, 6, 6, 6, 1]);
    /// assert_eq!(apply(&row, &open(Footprint::box_(3)))?, arr1(&[1, 1, 1, 6, 6, 6, 1]));
    /// assert_eq!(open(Footprint::box_([4])).halo(), Halo::from_sides([(3, 3)]));
    /// # Ok::<(), stencil_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`erode`].
    open, Open of Element;
    over: Steps<S> = over.steps(&[Smallest, Largest]);

    /// Dilation, then erosion: fills what is dark and smaller than the footprint.
    ///
    /// The halo is that of [`open`]. Agrees with `scipy.ndimage.grey_closing` and `binary_closing`.
    ///
    /// ```
    /// use ndarray::arr1;
    /// use stencil_core::prelude::*;
    /// use stencil_filters::{Footprint, close};
    ///
    /// let row = arr1(&[7_u8, 7, 2, 7, 7, 7]);
    /// assert_eq!(apply(&row, &close(Footprint::box_(3)))?, arr1(&[7, 7, 7, 7, 7, 7]));
    /// # Ok::<(), stencil_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`erode`].
    close, Close of Element;
    over: Steps<S> = over.steps(&[Largest, Smallest]);

    /// What an [opening](open) removes: the image without it.
    ///
    /// The halo is that of [`open`]. Agrees with `scipy.ndimage.white_tophat`, also on `bool` arrays, where it is which pixels
    /// differ; but the difference of integers saturates where SciPy's wraps (of signed ones alone: they may be further apart
    /// than their type goes).
    ///
    /// ```
    /// use ndarray::arr1;
    /// use stencil_core::prelude::*;
    /// use stencil_filters::{Footprint, white_tophat};
    ///
    /// let row = arr1(&[1_u8, 9, 1, 6, 6, 6, 1]);
    /// assert_eq!(apply(&row, &white_tophat(Footprint::box_(3)))?, arr1(&[0, 8, 0, 0, 0, 0, 0]));
    /// # Ok::<(), stencil_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`erode`].
    white_tophat, WhiteTophat of Difference;
    over: Two<S> = over.steps(&[]).zip(over.steps(&[Smallest, Largest]));
    => parts: Then<Two<S>, T::Minus> = parts.then(T::minus());

    /// What a [closing](close) fills: it without the image.
    ///
    /// The halo is that of [`close`]. Agrees with `scipy.ndimage.black_tophat`, with the one difference of [`white_tophat`].
    ///
    /// ```
    /// use ndarray::arr1;
    /// use stencil_core::prelude::*;
    /// use stencil_filters::{Footprint, black_tophat};
    ///
    /// let row = arr1(&[7_u8, 7, 2, 7, 7, 7]);
    /// assert_eq!(apply(&row, &black_tophat(Footprint::box_(3)))?, arr1(&[0, 0, 5, 0, 0, 0]));
    /// # Ok::<(), stencil_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`erode`].
    black_tophat, BlackTophat of Difference;
    over: Two<S> = over.steps(&[Largest, Smallest]).zip(over.steps(&[]));
    => parts: Then<Two<S>, T::Minus> = parts.then(T::minus());

    /// Dilation without erosion: how far apart the values under a footprint are.
    ///
    /// The halo is the footprint's and its reflection's, whichever reaches further. Agrees with
    /// `scipy.ndimage.morphological_gradient`, with the one difference of [`white_tophat`]; on `bool` arrays, which SciPy
    /// refuses, it is where dilation and erosion differ.
    ///
    /// ```
    /// use ndarray::arr1;
    /// use stencil_core::prelude::*;
    /// use stencil_filters::{Footprint, morphological_gradient};
    ///
    /// let row = arr1(&[2_u8, 2, 2, 7, 7, 9]);
    /// assert_eq!(apply(&row, &morphological_gradient(Footprint::box_(3)))?, arr1(&[0, 0, 5, 5, 2, 2]));
    /// # Ok::<(), stencil_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`erode`].
    morphological_gradient, MorphologicalGradient of Difference;
    over: Two<S> = over.steps(&[Largest]).zip(over.steps(&[Smallest]));
    => parts: Then<Two<S>, T::Minus> = parts.then(T::minus());

    /// Dilation and erosion without twice the image: by how much the steepest ways up from a pixel are longer than those down.
    ///
    /// The halo is that of [`morphological_gradient`]. Agrees with `scipy.ndimage.morphological_laplace`, but for integers,
    /// where SciPy's sums wrap: the result is exact, and saturates at the ends of the type. So unsigned integers hold no
    /// negative results; an array of signed ones or of floats does.
    ///
    /// ```
    /// use ndarray::arr1;
    /// use stencil_core::prelude::*;
    /// use stencil_filters::{Footprint, morphological_laplace};
    ///
    /// let row = arr1(&[2_i16, 2, 2, 7, 8, 8]);
    /// assert_eq!(apply(&row, &morphological_laplace(Footprint::box_(3)))?, arr1(&[0, 0, 5, -4, -1, 0]));
    /// # Ok::<(), stencil_core::Error>(())
    /// ```
    ///
    /// # Errors
    /// As [`erode`].
    morphological_laplace, MorphologicalLaplace of SecondDifference;
    over: Three<S> = over.steps(&[Largest]).zip(over.steps(&[Smallest])).zip(over.steps(&[]));
    => parts: Then<Three<S>, T::Above> = parts.then(T::above());
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_footprint_is_named() {
        let wrong = erode(Footprint::box_([3, 0])).validate().expect_err("it is wrong").to_string();
        assert_eq!(wrong, "`erode`: `footprint` is empty, but must be at least one cell");
    }

    #[test]
    fn opening_reaches_size_minus_one_whatever_the_parity() {
        for size in 1..7 {
            for origin in -(size / 2)..=(size - 1) / 2 {
                let (bar, reach) = (Footprint::box_([size as usize]).origin(origin), (size - 1) as usize);
                assert_eq!(open(bar.clone()).halo(), Halo::from_sides([(reach, reach)]));
                assert_eq!(close(bar.clone()).halo(), Halo::from_sides([(reach, reach)]));
                assert_eq!(black_tophat(bar).iterations(3).halo(), Halo::from_sides([(3 * reach, 3 * reach)]));
            }
        }
    }

    #[test]
    fn a_symmetric_box_again_and_again_is_a_larger_box() {
        let often = erode(Footprint::box_([3, 5])).iterations(4);
        assert_eq!(often.parts, erode(Footprint::box_([9, 17])).parts);
        assert_ne!(erode(Footprint::box_([4])).iterations(2).parts, erode(Footprint::box_([7])).parts);
        assert_eq!(often.between(2), 0);
    }
}
