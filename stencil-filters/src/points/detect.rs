//! [`Detect`]: how points are looked for in an image.

use crate::Pixel;
use ndarray::{ArrayView, Dimension};
use std::fmt::Debug;
use stencil_core::array::{Input, View};
use stencil_core::kernel::Elements;
use stencil_core::prelude::*;
use stencil_core::{Boundaries, ThreadPool};

/// Something that finds points in an image.
///
/// It finds candidates tile by tile: whether a pixel is one depends on the pixels within [`halo`](Self::halo) around it, and it
/// belongs to the tile that the pixel is in. So none is found twice or missed, however the image is cut. What follows looks
/// at all candidates of the image (thresholds that are parts of the largest value, distances, overlaps), goes through them
/// in one order, and gives the same list whatever the tiles and threads were.
///
/// So it is no filter, and cannot be given to [`apply_parallel`]; [`detect`], [`detect_parallel`] and [`Detect`] are its
/// counterparts. Everything is decided in `f64`: the image is copied to an array of that type, and blob detectors keep the
/// responses of three scales beside it.
///
/// ```compile_fail
/// # use ndarray::Array2;
/// # use stencil_core::prelude::*;
/// # use stencil_filters::peak_local_max;
/// # let image = Array2::<f32>::zeros((4, 4));
/// let peaks = apply_parallel(&image, &peak_local_max(1));
/// ```
pub trait Detector: Debug + Send + Sync {
    /// What is known of a point in an image of this dimension.
    type Found<D: Dimension>;

    /// How far is looked from a pixel to tell whether it is a candidate.
    fn halo(&self) -> Halo;

    /// Finds the points.
    #[doc(hidden)]
    fn find<T: Pixel + Into<f64>, D: Dimension>(
        &self,
        image: ArrayView<'_, T, D>,
        how: &How<'_>,
    ) -> Result<Vec<Self::Found<D>>, Error>;
}

/// Finds points on the calling thread. Where a detector smooths the image, this goes on beyond its edges by
/// [`Boundary::DEFAULT`], which is `Reflect`.
///
/// For images of every numeric type but `u64` and `i64`, which `f64` cannot hold exactly.
///
/// # Errors
/// If the detector's parameters make no sense, or do not suit the image.
pub fn detect<'a, V, P>(image: V, detector: &P) -> Result<Vec<P::Found<V::Dim>>, Error>
where
    V: View<'a, Elem: Pixel + Into<f64>>,
    P: Detector,
{
    Detect::new(detector).run(image)
}

/// As [`detect`], on the threads of the current pool, tile by tile, with the same list as result.
///
/// # Errors
/// As for [`detect`].
pub fn detect_parallel<'a, V, P>(image: V, detector: &P) -> Result<Vec<P::Found<V::Dim>>, Error>
where
    V: View<'a, Elem: Pixel + Into<f64>>,
    P: Detector,
{
    Detect::new(detector).parallel().run(image)
}

/// How points are to be looked for; [`run`](Self::run) does it. On the calling thread, unless told otherwise.
#[derive(Clone, Debug)]
#[must_use = "nothing is computed until `run`"]
pub struct Detect<'d, P> {
    detector: &'d P,
    how: How<'d>,
}

impl<'d, P: Detector> Detect<'d, P> {
    /// The same as [`detect`], so far.
    pub fn new(detector: &'d P) -> Self {
        Self { detector, how: How { boundary: Boundaries::default(), tile: None, workers: Workers::Caller } }
    }

    /// How the image goes on beyond its edges where it is smoothed.
    pub fn boundary(mut self, boundary: impl Into<Boundaries>) -> Self {
        self.how.boundary = boundary.into();
        self
    }

    /// Lengths of the tiles, one per array axis. The result is the same.
    pub fn tile(mut self, tile: impl Into<Vec<usize>>) -> Self {
        self.how.tile = Some(tile.into());
        self
    }

    /// On the threads of the current pool.
    pub fn parallel(mut self) -> Self {
        self.how.workers = Workers::Current;
        self
    }

    /// On so many threads: the calling one, and others started for this. 0 stands for as many as the machine has.
    pub fn threads(mut self, threads: usize) -> Self {
        self.how.workers = Workers::Threads(threads);
        self
    }

    /// On the threads of a pool.
    pub fn pool(mut self, pool: &'d ThreadPool) -> Self {
        self.how.workers = Workers::Pool(pool);
        self
    }

    /// Finds the points, in an order that only the image decides on.
    ///
    /// # Errors
    /// As for [`detect`].
    pub fn run<'a, V>(&self, image: V) -> Result<Vec<P::Found<V::Dim>>, Error>
    where
        V: View<'a, Elem: Pixel + Into<f64>>,
    {
        self.detector.find(image.as_view(), &self.how)
    }
}

/// What [`Detect`] was told.
#[derive(Clone, Debug)]
pub struct How<'h> {
    boundary: Boundaries,
    tile: Option<Vec<usize>>,
    workers: Workers<'h>,
}

#[derive(Clone, Copy, Debug)]
enum Workers<'h> {
    Caller,
    Current,
    Threads(usize),
    Pool(&'h ThreadPool),
}

impl How<'_> {
    /// How the image goes on beyond its edges.
    pub(super) fn boundary(&self) -> Boundaries {
        self.boundary
    }

    /// Applies one of a detector's filters.
    pub(super) fn apply<'a, I, F>(&self, input: I, filter: &F) -> Result<<F::Out as Elements>::Arrays<I::Dim>, Error>
    where
        I: Input<'a>,
        F: Filter<I::Elements>,
    {
        let mut apply = Apply::new(filter).boundary(self.boundary);
        if let Some(tile) = &self.tile {
            apply = apply.tile(tile.clone());
        }
        match self.workers {
            Workers::Caller => apply,
            Workers::Current => apply.parallel(),
            Workers::Threads(threads) => apply.threads(threads),
            Workers::Pool(pool) => apply.pool(pool),
        }
        .run(input)
    }
}
