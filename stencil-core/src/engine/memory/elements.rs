//! [`Elements`]: the element types of a filter's inputs or outputs, and what the engine does with all of them at once.

use super::{LINE, Layout, Source, Target, copy_into, fill_ghosts, gather, mirror_onwards};
use crate::boundary::Boundary;
use crate::element::Element;
use crate::engine::few::Few;
use crate::engine::job::Space;
use crate::engine::pixelwise::Padded;
use crate::engine::region::{Region, Span};
use crate::engine::runs::PerOperand;
use crate::engine::scratch::{Buffer, Scratch};
use crate::error::Error;
use crate::halo::{Halo, Side};
use crate::lanes::memory::Memory;
use crate::lanes::{Cx, Lanes, Width};
use crate::window::{LaneWindow, Rows, Window};
use fearless_simd::Simd;
use ndarray::{Array, Dimension};
use std::ops::Range;

/// A list of element types: `(f32,)`, `(f32, u8)`. Inputs and outputs of a filter are such lists.
///
/// Implemented for tuples of one to six [`Element`]s; the tuple itself holds one pixel of each. The hidden items are
/// the engine's.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a list of element types",
    note = "inputs and outputs of a filter are tuples of one to six element types, such as `(f32,)` or `(f32, u8)`"
)]
pub trait Elements: Copy + Send + Sync + 'static {
    /// One [`Halo`] per window.
    type Halos: Copy + AsRef<[Halo]>;
    /// One [`Window`] per input, for evaluating a single pixel.
    type Windows<'a, const D: usize>: Copy;
    /// One [`LaneWindow`] per input, for evaluating a run of pixels at once.
    type LaneWindows<'a, S: Simd, W: Width, const D: usize>: Copy;
    /// One [`Lanes`] per element type.
    type Packs<S: Simd, W: Width>: Copy;
    /// One [`Source`] per input: the part of an array that is available, and where it lies.
    type Sources<'a>: Copy + Send + Sync;
    /// One [`Target`] per output: the region to be written.
    type Targets<'a>: Send;
    /// What `apply` gives back: one array, or a tuple of arrays.
    type Arrays<D: Dimension>;

    /// How many element types.
    #[doc(hidden)]
    const COUNT: usize;
    /// Size of the largest of them, in bytes.
    #[doc(hidden)]
    const LARGEST: usize;
    /// Size of one pixel of each, in bytes.
    #[doc(hidden)]
    const BYTES: usize;
    /// One reach per input and axis of the kernel.
    #[doc(hidden)]
    type Sides<const D: usize>: Copy + AsRef<[[Side; D]]>;
    #[doc(hidden)]
    fn sides<const D: usize>(halos: Self::Halos) -> Self::Sides<D>;
    /// One pointer to a pixel per input.
    #[doc(hidden)]
    type Reads: Copy;
    /// One pointer to a pixel per output.
    #[doc(hidden)]
    type Writes: Copy;
    /// One scratch buffer per element type.
    #[doc(hidden)]
    type Buffers<'s>;

    /// Whether each type can hold the boundary's constant.
    #[doc(hidden)]
    fn accept(boundary: Boundary) -> Result<(), Error>;

    /// Shows where each source lies, and the shape of the whole array.
    #[doc(hidden)]
    fn for_each_source(sources: &Self::Sources<'_>, f: &mut dyn FnMut(&Layout, &Few<usize>));
    #[doc(hidden)]
    fn for_each_target(targets: &Self::Targets<'_>, f: &mut dyn FnMut(&Layout));

    /// What of the sources can be read as it is by whoever continues arrays by these boundaries, per array axis.
    #[doc(hidden)]
    fn direct(sources: &Self::Sources<'_>, boundaries: &[Boundary]) -> Region;

    #[doc(hidden)]
    fn part<'a>(targets: &'a mut Self::Targets<'_>, region: &Region) -> Self::Targets<'a>;
    /// What the targets hold, as whole arrays.
    #[doc(hidden)]
    fn as_sources<'b>(targets: &'b Self::Targets<'_>) -> Self::Sources<'b>;
    #[doc(hidden)]
    fn split<'a>(targets: Self::Targets<'a>, axis: usize, at: isize) -> (Self::Targets<'a>, Self::Targets<'a>);
    #[doc(hidden)]
    fn shifted<'a>(targets: Self::Targets<'a>, by: &[isize]) -> Self::Targets<'a>;

    #[doc(hidden)]
    fn buffers(scratch: &Scratch, len: usize) -> Self::Buffers<'_>;
    #[doc(hidden)]
    fn buffer_targets<'b>(buffers: &'b mut Self::Buffers<'_>, layout: &Layout) -> Self::Targets<'b>;
    #[doc(hidden)]
    fn buffer_sources<'b>(
        buffers: &'b Self::Buffers<'_>,
        layout: &Layout,
        shape: &Few<usize>,
        continued: &'b [Boundary],
    ) -> Self::Sources<'b>;
    /// Moves a range of each buffer to its front.
    #[doc(hidden)]
    fn slide(buffers: &mut Self::Buffers<'_>, range: Range<usize>);
    #[doc(hidden)]
    fn copy_into(sources: &Self::Sources<'_>, targets: Self::Targets<'_>);
    /// Fills the targets, ghosts included.
    #[doc(hidden)]
    fn gather(sources: &Self::Sources<'_>, boundaries: &[Boundary], targets: Self::Targets<'_>, scratch: &Scratch);

    /// Fills `ghosts`, coordinates of `axis` beyond the edges of an array of `len` pixels, in all of the targets' box from
    /// what it holds of the array.
    #[doc(hidden)]
    fn fill_ghosts(axis: usize, ghosts: Span, len: usize, boundary: Boundary, targets: Self::Targets<'_>);

    /// Fills the coordinates of `axis` from `end` on with what lies before them, mirrored.
    #[doc(hidden)]
    fn mirror_onwards(axis: usize, end: isize, targets: Self::Targets<'_>);

    /// Copies with ghosts around them, and windows into those: for the oracle.
    #[doc(hidden)]
    type Padded;
    #[doc(hidden)]
    fn padded(sources: &Self::Sources<'_>, space: &Space, halos: Self::Halos) -> Self::Padded;
    #[doc(hidden)]
    fn padded_windows<'p, const D: usize>(
        padded: &'p Self::Padded,
        centre: &[isize],
        axes: &[usize],
        halos: Self::Halos,
    ) -> Self::Windows<'p, D>;
    /// Writes one pixel of each output.
    #[doc(hidden)]
    fn set(self, targets: &mut Self::Targets<'_>, position: &[isize]);

    /// Arrays of zeros, and the targets that fill all of them.
    #[doc(hidden)]
    fn allocate<D: Dimension>(make: &dyn Allocate<D>) -> Self::Arrays<D>;
    #[doc(hidden)]
    fn array_targets<D: Dimension>(arrays: &mut Self::Arrays<D>) -> Self::Targets<'_>;

    #[doc(hidden)]
    fn reads(sources: &Self::Sources<'_>, position: &[isize]) -> Self::Reads;
    #[doc(hidden)]
    fn writes(targets: &mut Self::Targets<'_>, position: &[isize]) -> Self::Writes;

    /// The pointers moved by as many elements as `at` says for each.
    #[doc(hidden)]
    fn moved_reads(reads: Self::Reads, at: &[isize]) -> Self::Reads;
    #[doc(hidden)]
    fn moved_writes(writes: Self::Writes, at: &[isize]) -> Self::Writes;

    /// Windows around the pixels `i` elements after `reads`.
    ///
    /// # Safety
    /// For each input, every offset within its halo around each of the `W::COLUMNS` pixels that follow in each of the
    /// `W::ROWS` rows is readable, and as many bytes of the plane `valid`, if given. If only [`first_windows`](Self::first_windows) are used, that many is one.
    #[doc(hidden)]
    unsafe fn lane_windows<'a, S: Simd, W: Width, const D: usize>(
        cx: Cx<S, W>,
        reads: Self::Reads,
        i: isize,
        windowing: &Windowing<'a, Self::Sides<D>, D>,
    ) -> Self::LaneWindows<'a, S, W, D>;

    /// The neighbourhood of the first of the lanes.
    #[doc(hidden)]
    fn first_windows<'a, S: Simd, W: Width, const D: usize>(
        windows: Self::LaneWindows<'a, S, W, D>,
    ) -> Self::Windows<'a, D>;

    /// Writes lanes to the pixels `i` elements after `writes`, and to those of the following rows.
    ///
    /// # Safety
    /// The pixels there are ours alone to write.
    #[doc(hidden)]
    unsafe fn store<S: Simd, W: Width>(packs: Self::Packs<S, W>, writes: Self::Writes, i: isize, rows: &[isize]);

    /// How far blocks of so many lanes must begin before the pixels at `writes` for the stores after the first to lie on
    /// multiples of a register: those of the largest element type, of which there are most.
    #[doc(hidden)]
    fn overlap(writes: Self::Writes, lanes: isize) -> isize;

    /// Writes one pixel.
    ///
    /// # Safety
    /// The pixel there is ours alone to write.
    #[doc(hidden)]
    unsafe fn store_pixel(self, writes: Self::Writes);
}

/// What all windows of a walk have in common.
#[doc(hidden)]
#[derive(Clone, Copy, Debug)]
pub struct Windowing<'a, Sides, const D: usize> {
    /// Per input, element strides along the kernel's axes.
    pub(crate) strides: [[isize; D]; 6],
    /// Per input, from a row of lanes to the next one; the outputs follow.
    pub(crate) rows: PerOperand,
    /// Whether the rows of all inputs lie [across](Rows::Across) the kernel's last axis.
    pub(crate) across: bool,
    /// Per input, the reach along the kernel's axes.
    pub(crate) sides: Sides,
    pub(crate) name: &'a str,
    /// One byte per pixel, laid out as every input is: 0 where a pixel takes no part.
    pub(crate) valid: Option<*const u8>,
}

/// Makes arrays of one shape and memory order, of any element type.
#[doc(hidden)]
pub trait Allocate<D: Dimension> {
    fn shape(&self) -> &D;
    /// Axes from the slowest to the fastest.
    fn order(&self) -> &[usize];
}

/// An array of default values, laid out as asked.
fn allocate<T: Element, D: Dimension>(make: &dyn Allocate<D>) -> Array<T, D> {
    let mut shape = make.shape().clone();
    let mut axes = make.shape().clone();
    for (place, &axis) in make.order().iter().enumerate() {
        shape[place] = make.shape()[axis];
        axes[axis] = place;
    }
    Array::from_elem(shape, T::default()).permuted_axes(axes)
}

/// How many elements a pointer lies behind the last multiple of a cache line, or of `lanes` elements if that is less.
#[inline(always)]
fn overlap<T>(to: *const T, lanes: isize) -> isize {
    (to.addr() / size_of::<T>()) as isize % lanes.min((LINE / size_of::<T>()) as isize)
}

/// The constant beyond each axis, where there is one.
fn outside<T: Element>(boundaries: &[Boundary]) -> Few<T> {
    boundaries
        .iter()
        .map(|boundary| match boundary {
            Boundary::Constant(k) => T::beyond(*k),
            _ => T::default(),
        })
        .collect()
}

fn accept<T: Element>(boundary: Boundary) -> Result<(), Error> {
    match boundary {
        Boundary::Constant(value) if T::from_constant(value).is_none() => {
            Err(Error::Constant { value, element: T::NAME })
        }
        _ => Ok(()),
    }
}

macro_rules! elements {
    (@array $D:ident $T:ident) => { Array<$T, $D> };
    (@array $D:ident $($T:ident)+) => { ($(Array<$T, $D>,)+) };
    (@name $T:ident) => { $T };
    (@name $($T:ident)+) => { ($($T,)+) };
    (@value $value:expr) => { $value };
    (@value $($value:expr),+) => { ($($value,)+) };
    ($count:literal: $($T:ident $k:tt),+) => {
        impl<$($T: Element),+> Elements for ($($T,)+) {
            type Halos = [Halo; $count];
            type Windows<'a, const D: usize> = ($(Window<'a, $T, D>,)+);
            type LaneWindows<'a, S: Simd, W: Width, const D: usize> = ($(LaneWindow<'a, S, $T, W, D>,)+);
            type Packs<S: Simd, W: Width> = ($(Lanes<S, $T, W>,)+);
            type Sources<'a> = ($(Source<'a, $T>,)+);
            type Targets<'a> = ($(Target<'a, $T>,)+);
            type Arrays<Dim: Dimension> = elements!(@array Dim $($T)+);

            const COUNT: usize = $count;
            const LARGEST: usize = { let mut max = 0; $(if size_of::<$T>() > max { max = size_of::<$T>(); })+ max };
            const BYTES: usize = 0 $(+ size_of::<$T>())+;
            type Reads = ($(*const $T,)+);
            type Writes = ($(*mut $T,)+);
            type Buffers<'s> = ($(Buffer<'s, $T>,)+);

            type Sides<const D: usize> = [[Side; D]; $count];
            #[inline(always)]
            fn sides<const D: usize>(halos: Self::Halos) -> Self::Sides<D> {
                [$(halos[$k].sides(),)+]
            }
            fn accept(boundary: Boundary) -> Result<(), Error> {
                $(accept::<$T>(boundary)?;)+
                Ok(())
            }
            fn for_each_source(sources: &Self::Sources<'_>, f: &mut dyn FnMut(&Layout, &Few<usize>)) {
                $(f(sources.$k.layout(), sources.$k.shape());)+
            }
            fn for_each_target(targets: &Self::Targets<'_>, f: &mut dyn FnMut(&Layout)) {
                $(f(targets.$k.layout());)+
            }
            fn direct(sources: &Self::Sources<'_>, boundaries: &[Boundary]) -> Region {
                let along = |axis| {
                    let mut known: Option<Span> = None;
                    $(
                        let direct = sources.$k.direct(axis, boundaries[axis]);
                        known = Some(known.map_or(direct, |known| known.intersect(direct)));
                    )+
                    known.unwrap_or_default()
                };
                Few::from_fn(boundaries.len(), along)
            }
            fn part<'a>(targets: &'a mut Self::Targets<'_>, region: &Region) -> Self::Targets<'a> {
                ($(targets.$k.part(region),)+)
            }
            fn as_sources<'b>(targets: &'b Self::Targets<'_>) -> Self::Sources<'b> {
                ($(targets.$k.as_source(),)+)
            }
            #[allow(non_snake_case, reason = "named after the element types")]
            fn split<'a>(targets: Self::Targets<'a>, axis: usize, at: isize) -> (Self::Targets<'a>, Self::Targets<'a>) {
                $(let $T = targets.$k.split(axis, at);)+
                (($($T.0,)+), ($($T.1,)+))
            }
            fn shifted<'a>(targets: Self::Targets<'a>, by: &[isize]) -> Self::Targets<'a> {
                ($(targets.$k.shifted(by),)+)
            }
            fn buffers(scratch: &Scratch, len: usize) -> Self::Buffers<'_> {
                ($(scratch.take::<$T>(len),)+)
            }
            fn buffer_targets<'b>(buffers: &'b mut Self::Buffers<'_>, layout: &Layout) -> Self::Targets<'b> {
                ($(Target::from_slice(&mut buffers.$k, *layout),)+)
            }
            fn buffer_sources<'b>(
                buffers: &'b Self::Buffers<'_>,
                layout: &Layout,
                shape: &Few<usize>,
                continued: &'b [Boundary],
            ) -> Self::Sources<'b> {
                ($(Source::from_slice(&buffers.$k, *layout, *shape, continued),)+)
            }
            fn slide(buffers: &mut Self::Buffers<'_>, range: Range<usize>) {
                $(buffers.$k.copy_within(range.clone(), 0);)+
            }
            fn copy_into(sources: &Self::Sources<'_>, targets: Self::Targets<'_>) {
                $(copy_into(&sources.$k, targets.$k);)+
            }
            fn gather(sources: &Self::Sources<'_>, boundaries: &[Boundary], targets: Self::Targets<'_>, scratch: &Scratch) {
                $(gather(&sources.$k, boundaries, &outside::<$T>(boundaries), targets.$k, scratch);)+
            }
            fn fill_ghosts(axis: usize, ghosts: Span, len: usize, boundary: Boundary, targets: Self::Targets<'_>) {
                $(fill_ghosts(axis, ghosts, len, boundary, targets.$k);)+
            }
            fn mirror_onwards(axis: usize, end: isize, targets: Self::Targets<'_>) {
                $(mirror_onwards(axis, end, targets.$k);)+
            }
            type Padded = ($(Padded<$T>,)+);
            fn padded(sources: &Self::Sources<'_>, space: &Space, halos: Self::Halos) -> Self::Padded {
                ($(Padded::new(&sources.$k, space, &halos[$k]),)+)
            }
            fn padded_windows<'p, const D: usize>(
                padded: &'p Self::Padded,
                centre: &[isize],
                axes: &[usize],
                halos: Self::Halos,
            ) -> Self::Windows<'p, D> {
                ($(padded.$k.window(centre, axes, halos[$k]),)+)
            }
            fn set(self, targets: &mut Self::Targets<'_>, position: &[isize]) {
                $(targets.$k.set(position, self.$k);)+
            }
            fn allocate<Dim: Dimension>(make: &dyn Allocate<Dim>) -> Self::Arrays<Dim> {
                elements!(@value $(allocate::<$T, Dim>(make)),+)
            }
            #[allow(non_snake_case, reason = "named after the element types")]
            fn array_targets<Dim: Dimension>(arrays: &mut Self::Arrays<Dim>) -> Self::Targets<'_> {
                let elements!(@name $($T)+) = arrays;
                ($(Target::from_view($T.view_mut()),)+)
            }
            fn reads(sources: &Self::Sources<'_>, position: &[isize]) -> Self::Reads {
                ($(sources.$k.at(position),)+)
            }
            fn writes(targets: &mut Self::Targets<'_>, position: &[isize]) -> Self::Writes {
                ($(targets.$k.at(position),)+)
            }
            #[inline(always)]
            fn moved_reads(reads: Self::Reads, at: &[isize]) -> Self::Reads {
                ($(reads.$k.wrapping_offset(at[$k]),)+)
            }
            #[inline(always)]
            fn moved_writes(writes: Self::Writes, at: &[isize]) -> Self::Writes {
                ($(writes.$k.wrapping_offset(at[$k]),)+)
            }
            #[inline(always)]
            unsafe fn lane_windows<'a, S: Simd, W: Width, const D: usize>(
                cx: Cx<S, W>,
                reads: Self::Reads,
                i: isize,
                windowing: &Windowing<'a, Self::Sides<D>, D>,
            ) -> Self::LaneWindows<'a, S, W, D> {
                let &Windowing { strides, rows, across, sides, name, valid } = windowing;
                let valid = valid.map(|plane| plane.wrapping_offset(i));
                // SAFETY: as the caller promises, input by input.
                unsafe { ($(LaneWindow::new(cx, reads.$k.offset(i), strides[$k], Rows::new(rows[$k], across), sides[$k], name, valid),)+) }
            }
            #[inline(always)]
            fn first_windows<'a, S: Simd, W: Width, const D: usize>(
                windows: Self::LaneWindows<'a, S, W, D>,
            ) -> Self::Windows<'a, D> {
                ($(windows.$k.lane(0),)+)
            }
            #[inline(always)]
            unsafe fn store<S: Simd, W: Width>(packs: Self::Packs<S, W>, writes: Self::Writes, i: isize, rows: &[isize]) {
                // SAFETY: as the caller promises, output by output.
                $(unsafe {
                    <$T as Memory>::v_store::<S, W>(packs.$k.0, #[inline(always)] |row| writes.$k.offset(i + row as isize * rows[$k]))
                };)+
            }
            #[inline(always)]
            fn overlap(writes: Self::Writes, lanes: isize) -> isize {
                $(if size_of::<$T>() == Self::LARGEST {
                    return overlap(writes.$k, lanes);
                })+
                0
            }
            #[inline(always)]
            unsafe fn store_pixel(self, writes: Self::Writes) {
                // SAFETY: as the caller promises, output by output.
                $(unsafe { *writes.$k = self.$k };)+
            }
        }
    };
}
elements!(1: A 0);
elements!(2: A 0, B 1);
elements!(3: A 0, B 1, C 2);
elements!(4: A 0, B 1, C 2, E 3);
elements!(5: A 0, B 1, C 2, E 3, F 4);
elements!(6: A 0, B 1, C 2, E 3, F 4, G 5);
