//! [`map_overlap`]: opaque functions of whole blocks, which cannot be asked how far they read.

use crate::apply::Apply;
use crate::array::View;
use crate::boundary::Boundaries;
use crate::element::Element;
use crate::engine::{Elements, Few, Job, Source, Target, common_region, copy_into, dense};
use crate::error::Error;
use crate::halo::Halo;
use crate::kernel::{Filter, Stencil};
use ndarray::{Array, ArrayView, ArrayViewD, Dimension, ShapeBuilder};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;
use std::sync::{Mutex, PoisonError};

/// Applies a function of whole blocks, as dask's function of this name does: each block comes with `halo` ghosts around
/// it, the function gives back a block of the same shape, and the ghosts are cut off again. Blocks run in parallel.
///
/// A function cannot be asked how far it reads, so this is the one place where somebody types a depth; with less than
/// the function needs, the result depends on how the array was cut. A `#[stencil]` function knows, and needs none of this.
/// A halo of fewer axes than the array is along its last axes.
///
/// ```
/// use ndarray::array;
/// use stencil_core::{Boundary, Halo, map_overlap};
/// let image = array![[1, 2, 3], [4, 5, 6]];
/// let right = map_overlap(&image, Halo::from_sides([(0, 0), (0, 1)]), Boundary::Nearest, |block| {
///     let mut out = block.to_owned();
///     for (mut to, from) in out.rows_mut().into_iter().zip(block.rows()) {
///         for i in 0..from.len() - 1 {
///             to[i] = from[i + 1];
///         }
///     }
///     out
/// })?;
/// assert_eq!(right, array![[2, 3, 3], [5, 6, 6]]);
/// # Ok::<(), stencil_core::Error>(())
/// ```
///
/// # Errors
/// [`Error::BlockShape`] if the function changes a block's shape, [`Error::CannotIgnore`] for `Boundary::Ignore`, and as
/// for [`apply`](crate::apply()).
pub fn map_overlap<'a, V, U, F>(
    array: V,
    halo: Halo,
    boundary: impl Into<Boundaries>,
    block: F,
) -> Result<Array<U, V::Dim>, Error>
where
    V: View<'a>,
    U: Element,
    F: Fn(ArrayView<'_, V::Elem, V::Dim>) -> Array<U, V::Dim> + Send + Sync,
{
    let blocks: Blocks<V::Elem, U, V::Dim, F> = Blocks { halo, block, wrong: Mutex::new(None), types: PhantomData };
    let out = Apply::new(&blocks).boundary(boundary).parallel().run(array)?;
    match blocks.wrong.into_inner().unwrap_or_else(PoisonError::into_inner) {
        Some(error) => Err(error),
        None => Ok(out),
    }
}

/// A function of blocks as a filter.
struct Blocks<T, U, D, F> {
    halo: Halo,
    block: F,
    /// The first block that changed its shape.
    wrong: Mutex<Option<Error>>,
    types: PhantomData<fn(T, D) -> U>,
}

impl<T, U, D, F> fmt::Debug for Blocks<T, U, D, F> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Blocks").field("halo", &self.halo).finish_non_exhaustive()
    }
}

impl<T, U, D, F: Send + Sync> Stencil for Blocks<T, U, D, F> {
    fn name(&self) -> Cow<'static, str> {
        "map_overlap".into()
    }

    fn halo(&self) -> Halo {
        self.halo
    }

    fn dims(&self) -> Option<usize> {
        self.halo.dims()
    }
}

impl<T: Element, U: Element, D: Dimension, F> Filter<(T,)> for Blocks<T, U, D, F>
where
    F: Fn(ArrayView<'_, T, D>) -> Array<U, D> + Send + Sync,
{
    type Out = (U,);

    type Carry<'s> = ();
    fn carry<'s>(&self, _: &Job<'s>) {}

    fn evaluate<'s>(&self, job: &Job<'s>, (): &mut (), sources: (Source<'_, T>,), targets: (Target<'_, U>,)) {
        let region = common_region::<(U,)>(&targets);
        let space = &job.space;
        let ghosted = region.shifted(&space.shift(&self.trim(space))).grown(&space.sides(&self.halo));
        let order: Few<usize> = (0..region.len()).collect();
        let (layout, len) = dense(&ghosted, &order, size_of::<T>());
        let mut buffers = <(T,)>::buffers(job.scratch, len);
        <(T,)>::gather(&sources, &space.boundaries(), <(T,)>::buffer_targets(&mut buffers, &layout), job.scratch);
        let given = ghosted.shape();
        let strides: Vec<usize> = layout.strides.iter().map(|stride| *stride as usize).collect();
        let view = ArrayViewD::from_shape(given.to_vec().strides(strides), &buffers.0);
        let view = view.and_then(ArrayView::into_dimensionality);
        let view = view.unwrap_or_else(|error| unreachable!("a dense block is a valid view: {error}"));
        let result = (self.block)(view);
        if *result.shape() != *given {
            let error = Error::BlockShape { given: given.to_vec(), found: result.shape().to_vec() };
            self.wrong.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(error);
            return;
        }
        let start: Few<isize> = region
            .iter()
            .zip(space.sides(&self.halo).iter())
            .map(|(span, side)| span.start - side.before as isize)
            .collect();
        copy_into(&Source::from_view(&result.view()).shifted(&start), targets.0);
    }
}
