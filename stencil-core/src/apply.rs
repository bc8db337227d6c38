//! Applying a filter to arrays: [`apply`], [`apply_parallel`], [`apply_into`], and [`Apply`] for everything else.

use crate::array::{Input, Output};
use crate::boundary::Boundaries;
use crate::engine::{Allocate, Elements, Few, Space, evaluate_pixelwise};
use crate::error::Error;
use crate::execution::Execution;
use crate::halo::Side;
use crate::kernel::{Filter, Kernel};
use crate::lanes::SimdLevel;
use crate::parallel::{ThreadPool, Watch, Workers};
use crate::plan::Plan;
use fearless_simd::Level;
use ndarray::Dimension;
use std::cmp::Reverse;
use std::fmt;
use std::sync::atomic::AtomicBool;

/// Applies a filter on the calling thread. Beyond its edges, the array continues by
/// [`Boundary::DEFAULT`](crate::Boundary::DEFAULT), which is `Reflect`, unless the filter chose otherwise.
///
/// The input is a reference to an array or view of any memory order, or a tuple of such, all of one shape, for a filter
/// of several inputs. A filter of `D` axes works along the last `D` axes of the array, the others are batch axes. The
/// result is an array of the same shape (smaller by the halo along axes whose boundary is `Valid`), or a tuple of arrays
/// for a filter of several outputs.
///
/// # Errors
/// If parameters, shapes or boundaries do not fit; see [`Error`].
pub fn apply<'a, I, F, A>(input: I, filter: &F) -> Result<A, Error>
where
    I: Input<'a>,
    // `A` is what `F` gives: said here, a filter that does not fit is one error, and not a second one for the result.
    F: Filter<I::Elements, Out: Elements<Arrays<I::Dim> = A>>,
{
    Apply::new(filter).run(input)
}

/// As [`apply`], on the calling thread and others of the current pool, together as many as it has: tile by tile, with the
/// same bits as result. Small arrays stay on the calling thread. Beyond its edges, the array continues by
/// [`Boundary::DEFAULT`](crate::Boundary::DEFAULT), which is `Reflect`, unless the filter chose otherwise.
///
/// Nobody types an overlap: it comes from the filter. A panic in the filter reaches the caller and leaves the pool usable.
///
/// # Errors
/// As for [`apply`].
pub fn apply_parallel<'a, I, F, A>(input: I, filter: &F) -> Result<A, Error>
where
    I: Input<'a>,
    // `A` is what `F` gives: said here, a filter that does not fit is one error, and not a second one for the result.
    F: Filter<I::Elements, Out: Elements<Arrays<I::Dim> = A>>,
{
    Apply::new(filter).parallel().run(input)
}

/// As [`apply`], into an array of the caller's, or a tuple of arrays.
///
/// # Errors
/// As for [`apply`]; also [`Error::OutputShape`]. The output is untouched then.
pub fn apply_into<'a, 'o, I, F, O>(input: I, filter: &F, output: O) -> Result<(), Error>
where
    I: Input<'a>,
    F: Filter<I::Elements>,
    O: Output<'o, Elements = F::Out>,
{
    Apply::new(filter).run_into(input, output)
}

/// How a filter is to be applied; [`run`](Self::run) does it. On the calling thread, unless told otherwise.
#[must_use = "nothing is computed until `run`"]
pub struct Apply<'f, F> {
    filter: &'f F,
    boundary: Boundaries,
    axes: Option<Vec<usize>>,
    tile: Option<Vec<usize>>,
    workers: Workers<'f>,
    level: Option<SimdLevel>,
    watch: Watch<'f>,
}

impl<'f, F> Apply<'f, F> {
    /// The same as [`apply`], so far.
    pub fn new(filter: &'f F) -> Self {
        Self {
            filter,
            boundary: Boundaries::default(),
            axes: None,
            tile: None,
            workers: Workers::Caller,
            level: None,
            watch: Watch::default(),
        }
    }

    /// How arrays continue beyond their edges: one [`Boundary`](crate::Boundary) for all axes of the filter, or a list
    /// with one per axis. Filters that chose a boundary keep theirs.
    pub fn boundary(self, boundary: impl Into<Boundaries>) -> Self {
        Self { boundary: boundary.into(), ..self }
    }

    /// The array axes that the filter's axes run along, in the filter's order: `[0, 1]` for a two-dimensional filter of
    /// an image with interleaved channels. The default is the last ones.
    pub fn axes(self, axes: impl Into<Vec<usize>>) -> Self {
        Self { axes: Some(axes.into()), ..self }
    }

    /// Lengths of the tiles, one per array axis, instead of those that suit the cache. The result is the same.
    pub fn tile(self, tile: impl Into<Vec<usize>>) -> Self {
        Self { tile: Some(tile.into()), ..self }
    }

    /// On the calling thread and others of the current pool, together as many as it has. Small arrays stay on the calling
    /// thread.
    pub fn parallel(self) -> Self {
        Self { workers: Workers::Current, ..self }
    }

    /// On so many threads: the calling one, and others started for this call. 0 stands for as many as the machine has.
    pub fn threads(self, threads: usize) -> Self {
        Self { workers: if threads == 1 { Workers::Caller } else { Workers::Threads(threads) }, ..self }
    }

    /// On the calling thread and others of a pool, together as many as it has. To work on the pool's alone, call from one
    /// of them: `pool.install(|| ..)`.
    pub fn pool(self, pool: &'f ThreadPool) -> Self {
        Self { workers: Workers::Pool(pool), ..self }
    }

    /// With the vector instructions of one level. The result is the same bits on each.
    pub fn level(self, level: SimdLevel) -> Self {
        Self { level: Some(level), ..self }
    }

    /// Calls `progress(done, total)` after each tile, from the thread that did it.
    pub fn progress(mut self, progress: &'f (dyn Fn(usize, usize) + Sync)) -> Self {
        self.watch.progress = Some(progress);
        self
    }

    /// Stops with [`Error::Cancelled`] soon after the flag has become true.
    pub fn cancel(mut self, flag: &'f AtomicBool) -> Self {
        self.watch.cancel = Some(flag);
        self
    }

    /// Applies the filter and gives back an array, or a tuple of arrays if it has several outputs.
    ///
    /// # Errors
    /// If parameters, shapes or boundaries do not fit, or if cancelled; see [`Error`].
    pub fn run<'a, I: Input<'a>>(&self, input: I) -> Result<<F::Out as Elements>::Arrays<I::Dim>, Error>
    where
        F: Filter<I::Elements>,
    {
        let request = Prepared::new(self, &input)?;
        check_memory(request.shape.iter().product::<usize>(), F::Out::BYTES)?;
        let mut shape = input.dim();
        shape.slice_mut().copy_from_slice(&request.shape);
        let mut arrays = F::Out::allocate(&Ordered { shape, order: request.execution.order });
        self.execute(&request, &input, F::Out::array_targets(&mut arrays))?;
        Ok(arrays)
    }

    /// Applies the filter and writes to an array of the caller's, or a tuple of arrays. They may have any memory order.
    ///
    /// # Errors
    /// As for [`run`](Self::run); also [`Error::OutputShape`].
    pub fn run_into<'a, 'o, I, O>(&self, input: I, output: O) -> Result<(), Error>
    where
        I: Input<'a>,
        F: Filter<I::Elements>,
        O: Output<'o, Elements = F::Out>,
    {
        let request = Prepared::new(self, &input)?;
        let views = output.views();
        let (mut index, mut wrong) = (0, None);
        O::for_each(&views, &mut |found| {
            if *found != *request.shape && wrong.is_none() {
                let (expected, found) = (request.shape.to_vec(), found.to_vec());
                wrong = Some(Error::OutputShape { output: index, expected, found });
            }
            index += 1;
        });
        match wrong {
            Some(error) => Err(error),
            None => self.execute(&request, &input, O::targets(views)),
        }
    }

    /// How [`run`](Self::run) would cut the output.
    ///
    /// # Errors
    /// As for [`run`](Self::run).
    pub fn plan<'a, I: Input<'a>>(&self, input: I) -> Result<Plan, Error>
    where
        F: Filter<I::Elements>,
    {
        let request = Prepared::new(self, &input)?;
        request.execution.plan(self.filter, input.dim().slice())
    }

    fn execute<'a, I: Input<'a>>(
        &self,
        request: &Prepared<'_>,
        input: &I,
        targets: <F::Out as Elements>::Targets<'_>,
    ) -> Result<(), Error>
    where
        F: Filter<I::Elements>,
    {
        self.filter.execute(&request.execution, input.sources(), targets)
    }
}

impl<F> Clone for Apply<'_, F> {
    fn clone(&self) -> Self {
        Self { axes: self.axes.clone(), tile: self.tile.clone(), ..*self }
    }
}

impl<F: fmt::Debug> fmt::Debug for Apply<'_, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Apply")
            .field("filter", self.filter)
            .field("boundary", &self.boundary)
            .field("axes", &self.axes)
            .field("tile", &self.tile)
            .field("workers", &self.workers)
            .field("level", &self.level)
            .finish_non_exhaustive()
    }
}

/// A request that was found to be sound.
struct Prepared<'e> {
    /// Shape of the output.
    shape: Few<usize>,
    execution: Execution<'e>,
}

impl<'e> Prepared<'e> {
    fn new<'a, I: Input<'a>, F: Filter<I::Elements>>(apply: &'e Apply<'_, F>, input: &I) -> Result<Self, Error> {
        apply.filter.validate()?;
        let (input_shape, order) = common_shape(input)?;
        let axes = chosen_axes(apply, input_shape.len())?;
        apply.boundary.fit(axes.len())?;
        let space = Space { ndim: input_shape.len(), axes, boundary: apply.boundary };
        apply.filter.fits(space.axes.len())?;
        apply.filter.check(&space)?;
        let level = match apply.level {
            Some(level) => level.require()?,
            None => SimdLevel::from_env()?,
        };
        let halo = space.sides(&apply.filter.halo());
        check_size(&input_shape, &halo, I::Elements::BYTES + F::Out::BYTES)?;
        let shape = space.trimmed(&apply.filter.trim(&space), &input_shape);
        let level = level.token().unwrap_or_else(Level::new);
        let (workers, watch, tile) = (apply.workers, apply.watch, apply.tile.as_deref());
        let execution = Execution { space, level, order, workers, watch, tile };
        if tile.is_some() {
            // One that makes no sense is an error before anything is computed.
            execution.plan(apply.filter, &input_shape)?;
        }
        Ok(Self { shape, execution })
    }
}

/// The shape that all inputs have, and the memory order of the first.
fn common_shape<'a, I: Input<'a>>(input: &I) -> Result<(Few<usize>, Few<usize>), Error> {
    let ndim = input.dim().ndim();
    if ndim > Few::<usize>::MAX {
        return Err(Error::TooManyAxes { ndim, max: Few::<usize>::MAX });
    }
    let (mut first, mut index, mut wrong) = (None, 0, None);
    input.for_each(&mut |found, strides| {
        let (expected, _) = *first.get_or_insert_with(|| (Few::from_slice(found), memory_order(found, strides)));
        if *found != *expected && wrong.is_none() {
            wrong = Some(Error::InputShape { input: index, expected: expected.to_vec(), found: found.to_vec() });
        }
        index += 1;
    });
    match wrong {
        Some(error) => Err(error),
        None => Ok(first.unwrap_or_default()),
    }
}

/// Axes from the slowest to the fastest; those that do not move in memory count as slow.
fn memory_order(shape: &[usize], strides: &[isize]) -> Few<usize> {
    let mut order: Few<usize> = (0..shape.len()).collect();
    let still = |axis: usize| shape[axis] < 2 || strides[axis] == 0;
    order.sort_by_key(|&axis| Reverse(if still(axis) { usize::MAX } else { strides[axis].unsigned_abs() }));
    order
}

/// The array axes that the filter works along.
fn chosen_axes<F: crate::kernel::Stencil>(apply: &Apply<'_, F>, ndim: usize) -> Result<Few<usize>, Error> {
    let filter = apply.filter;
    let Some(chosen) = &apply.axes else {
        // One that works along any number of axes needs one at least.
        let needs = filter.dims().unwrap_or(ndim.max(1));
        if needs > ndim {
            return Err(Error::TooFewAxes { filter: filter.name(), needs, has: ndim });
        }
        return Ok((ndim - needs..ndim).collect());
    };
    if chosen.is_empty() {
        return Err(Error::AxisCount { filter: filter.name(), needs: filter.dims().unwrap_or(1), given: 0 });
    }
    for (place, &axis) in chosen.iter().enumerate() {
        if axis >= ndim {
            return Err(Error::AxisOutOfRange { axis, ndim });
        }
        if chosen[..place].contains(&axis) {
            return Err(Error::AxisRepeated { axis });
        }
    }
    Ok(chosen.iter().copied().collect())
}

/// Whether the array with its ghosts can be counted in bytes.
fn check_size(shape: &[usize], halo: &[Side], bytes: usize) -> Result<(), Error> {
    let grown = shape.iter().zip(halo).try_fold(bytes.max(1), |product, (len, side)| {
        let len = len.checked_add(side.before)?.checked_add(side.after)?;
        product.checked_mul(len.max(1)).filter(|bytes| *bytes <= isize::MAX as usize)
    });
    match grown {
        Some(_) => Ok(()),
        None => Err(Error::TooLarge {
            shape: shape.to_vec(),
            halo: halo.iter().map(ToString::to_string).collect::<Vec<_>>().join(" x "),
        }),
    }
}

/// Whether the system has room for so many elements. Only of results so large that it may refuse is it asked: a failure to
/// allocate ends the process.
fn check_memory(len: usize, bytes: usize) -> Result<(), Error> {
    const LARGE: usize = 1 << 30;
    let bytes = len.saturating_mul(bytes);
    let mut room: Vec<u8> = Vec::new();
    if bytes >= LARGE && std::hint::black_box(&mut room).try_reserve_exact(bytes).is_err() {
        return Err(Error::Memory { bytes });
    }
    Ok(())
}

/// Arrays in the memory order of the input.
struct Ordered<D> {
    shape: D,
    order: Few<usize>,
}

impl<D: Dimension> Allocate<D> for Ordered<D> {
    fn shape(&self) -> &D {
        &self.shape
    }
    fn order(&self) -> &[usize] {
        &self.order
    }
}

/// Evaluates [`Kernel::pixel`] at each pixel in a slow, obvious loop: what every other way of applying is compared with.
///
/// # Errors
/// As for [`apply`].
#[allow(clippy::type_complexity, reason = "the arrays of the outputs, as `apply` returns them")]
pub fn apply_pixelwise<'a, I: Input<'a>, K, const D: usize>(
    input: I,
    apply: &Apply<'_, K>,
) -> Result<<<K as Kernel<I::Elements, D>>::Out as Elements>::Arrays<I::Dim>, Error>
where
    K: Kernel<I::Elements, D> + Filter<I::Elements, Out = <K as Kernel<I::Elements, D>>::Out>,
{
    let request = Prepared::new(apply, &input)?;
    let mut shape = input.dim();
    shape.slice_mut().copy_from_slice(&request.shape);
    let order = (0..request.shape.len()).collect();
    let mut arrays = <K as Kernel<I::Elements, D>>::Out::allocate(&Ordered { shape, order });
    if !request.shape.contains(&0) {
        let targets = <K as Kernel<I::Elements, D>>::Out::array_targets(&mut arrays);
        evaluate_pixelwise::<I::Elements, K, D>(apply.filter, &request.execution.space, &input.sources(), targets);
    }
    Ok(arrays)
}
