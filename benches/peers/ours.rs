//! The filters of the comparison with other libraries, behind C functions: `compare.py` loads them.
//!
//! ```sh
//! cargo build --release --example peers --features peers
//! ```
//!
//! Every function is `fn(input, output, rows, cols, threads) -> bool`: dense row-major images of `rows` x `cols`, several
//! outputs one after the other, `false` if the call failed. One thread is the calling one; more are those of one pool; zero
//! leaves it to the library, as `apply_parallel` does.

#![allow(unsafe_code, reason = "C functions are exported by name, and get their images as pointers")]

use ndarray::{ArrayView, ArrayView2, ArrayView3, ArrayViewMut2, ArrayViewMut3, Axis, Dimension};
use rayon::prelude::*;
use std::ffi::c_void;
use std::sync::OnceLock;
use stencil_benches::{
    above, bilateral, box_mean, corner, gradient, heat, laplacian, local_variance, polar, same, sharpen, tensor,
    three_rows, weighted,
};
use stencil_core::ThreadPool;
use stencil_core::array::Output;
use stencil_core::prelude::*;
use stencil_filters::{Footprint, dilate, gaussian, median, open, sobel, uniform};

/// The threads of all calls: as many as the first call with more than one asks for.
static POOL: OnceLock<ThreadPool> = OnceLock::new();

/// The pool, if it has that many threads.
fn pool(threads: usize) -> Option<&'static ThreadPool> {
    let build = || rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started");
    Some(POOL.get_or_init(build)).filter(|pool| pool.current_num_threads() == threads)
}

/// Applies a filter; says whether that went well.
fn run<'o, T: Element, F: Filter<(T,)>, D: Dimension>(
    filter: &F,
    boundary: Boundary,
    threads: usize,
    input: ArrayView<'_, T, D>,
    output: impl Output<'o, Elements = F::Out>,
) -> bool {
    let call = Apply::new(filter).boundary(boundary);
    let call = match threads {
        0 => call.parallel(),
        1 => call,
        _ => match pool(threads) {
            Some(pool) => call.pool(pool),
            None => return false,
        },
    };
    call.run_into(&input, output).inspect_err(|error| eprintln!("{error}")).is_ok()
}

/// The image at a pointer.
///
/// # Safety
/// `rows * cols` initialised elements begin at `input`, and nothing writes to them while the view lives.
unsafe fn image<'a, T>(input: *const T, rows: usize, cols: usize) -> ArrayView2<'a, T> {
    // SAFETY: what the caller promises.
    unsafe { ArrayView2::from_shape_ptr((rows, cols), input) }
}

/// `count` images one after the other at a pointer.
///
/// # Safety
/// `count * rows * cols` initialised elements begin at `output`, and nothing else reads or writes them while the view lives.
unsafe fn images<'a, T>(output: *mut T, count: usize, rows: usize, cols: usize) -> ArrayViewMut3<'a, T> {
    // SAFETY: what the caller promises.
    unsafe { ArrayViewMut3::from_shape_ptr((count, rows, cols), output) }
}

/// One C function per line: its name, the element types, how images continue beyond their edge, and the filter.
macro_rules! exports {
    ($($name:ident: $t:ty => $u:ty, $boundary:ident, $filter:expr;)*) => {$(
        #[doc = concat!("`", stringify!($filter), "` with boundary `", stringify!($boundary), "`.")]
        ///
        /// # Safety
        /// `rows * cols` elements begin at `input` and at `output`; nothing else uses those of `output` during the call.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn $name(
            input: *const $t,
            output: *mut $u,
            rows: usize,
            cols: usize,
            threads: usize,
        ) -> bool {
            // SAFETY: the caller promises what `image` and `images` need.
            let (input, mut output) = unsafe { (image(input, rows, cols), images(output, 1, rows, cols)) };
            let mut output: ArrayViewMut2<'_, $u> = output.index_axis_mut(Axis(0), 0);
            run(&$filter, Boundary::$boundary, threads, input, &mut output)
        }
    )*};
}
exports! {
    laplacian_f32: f32 => f32, Reflect, laplacian;
    variance_f32: f32 => f32, Reflect, local_variance;
    gaussian_1_f32: f32 => f32, Reflect, gaussian(1.0);
    gaussian_2_f32: f32 => f32, Reflect, gaussian(2.0);
    gaussian_5_f32: f32 => f32, Reflect, gaussian(5.0);
    gaussian_10_f32: f32 => f32, Reflect, gaussian(10.0);
    gaussian_2_u16: u16 => u16, Reflect, gaussian(2.0);
    gaussian_1_u8: u8 => u8, Reflect, gaussian(1.0);
    gaussian_2_u8: u8 => u8, Reflect, gaussian(2.0);
    gaussian_5_u8: u8 => u8, Reflect, gaussian(5.0);
    sobel_f32: f32 => f32, Reflect, sobel();
    median_3_u8: u8 => u8, Nearest, median(3);
    median_5_u8: u8 => u8, Nearest, median(5);
    median_9_u8: u8 => u8, Nearest, median(9);
    median_21_u8: u8 => u8, Nearest, median(21);
    median_9_u16: u16 => u16, Nearest, median(9);
    median_3_f32: f32 => f32, Nearest, median(3);
    median_9_f32: f32 => f32, Nearest, median(9);
    dilate_box_u8: u8 => u8, Reflect, dilate(Footprint::box_(15));
    dilate_disk_u8: u8 => u8, Reflect, dilate(Footprint::disk(5));
    dilate_3_u8: u8 => u8, Reflect, dilate(Footprint::box_(3));
    dilate_31_u8: u8 => u8, Reflect, dilate(Footprint::box_(31));
    dilate_disk_15_u8: u8 => u8, Reflect, dilate(Footprint::disk(15));
    dilate_box_f32: f32 => f32, Reflect, dilate(Footprint::box_(15));
    open_5_u8: u8 => u8, Reflect, open(Footprint::box_(5));
    open_disk_u8: u8 => u8, Reflect, open(Footprint::disk(5));
    mean_3_f32: f32 => f32, Reflect, box_mean;
    mean_15_f32: f32 => f32, Reflect, uniform(15);
    mean_15_u8: u8 => u8, Reflect, uniform(15);
    mean_31_u8: u8 => u8, Reflect, uniform(31);
    weighted_3_u8: u8 => u8, Reflect, weighted;
    unsharp_f32: f32 => f32, Reflect, same.zip(gaussian(2.0)).then(sharpen(0.7));
    harris_f32: f32 => f32, Reflect, tensor.then(three_rows).then(corner(0.04));
    edges_f32: f32 => u8, Reflect, gaussian(1.0).then(sobel()).then(above(0.5));
    heat_f32: f32 => f32, Reflect, heat(0.2).iterate(100);
    bilateral_2_f32: f32 => f32, Reflect, bilateral(2, 2.0, 0.1);
    bilateral_3_f32: f32 => f32, Reflect, bilateral(3, 2.0, 0.1);
    bilateral_5_f32: f32 => f32, Reflect, bilateral(5, 2.0, 0.1);
}

/// `gradient` with boundary `Reflect`: the derivative along x, then the one along y.
///
/// # Safety
/// `rows * cols` elements begin at `input` and twice as many at `output`; nothing else uses those of `output` during the
/// call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gradient_u8(
    input: *const u8,
    output: *mut i16,
    rows: usize,
    cols: usize,
    threads: usize,
) -> bool {
    // SAFETY: the caller promises what `image` and `images` need.
    let (input, mut output) = unsafe { (image(input, rows, cols), images(output, 2, rows, cols)) };
    let (mut x, mut y) = output.multi_slice_mut((ndarray::s![0, .., ..], ndarray::s![1, .., ..]));
    run(&gradient, Boundary::Reflect, threads, input, (&mut x, &mut y))
}

/// `polar` with boundary `Reflect`: the lengths, then the angles.
///
/// # Safety
/// `rows * cols` elements begin at `input` and twice as many at `output`; nothing else uses those of `output` during the
/// call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn polar_f32(
    input: *const f32,
    output: *mut f32,
    rows: usize,
    cols: usize,
    threads: usize,
) -> bool {
    // SAFETY: the caller promises what `image` and `images` need.
    let (input, mut output) = unsafe { (image(input, rows, cols), images(output, 2, rows, cols)) };
    let (mut length, mut angle) = output.multi_slice_mut((ndarray::s![0, .., ..], ndarray::s![1, .., ..]));
    run(&polar, Boundary::Reflect, threads, input, (&mut length, &mut angle))
}

/// `gaussian(2.0)` in three dimensions with boundary `Reflect`: `rows` planes of `cols` x `cols`.
///
/// # Safety
/// `rows * cols * cols` elements begin at `input` and at `output`; nothing else uses those of `output` during the call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn gaussian_2_volume(
    input: *const f32,
    output: *mut f32,
    rows: usize,
    cols: usize,
    threads: usize,
) -> bool {
    // SAFETY: the caller promises that they are elements that nothing else writes, and that `images` may use.
    let (input, mut output) =
        unsafe { (ArrayView3::from_shape_ptr((rows, cols, cols), input), images(output, rows, cols, cols)) };
    run(&gaussian(2.0), Boundary::Reflect, threads, input, &mut output)
}

/// One of the other functions.
type Function = unsafe extern "C" fn(*const c_void, *mut c_void, usize, usize, usize) -> bool;

/// Calls one of the other functions several times: for images so small that the caller's own time would count.
///
/// # Safety
/// As for the function.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn repeat(
    function: Function,
    input: *const c_void,
    output: *mut c_void,
    rows: usize,
    cols: usize,
    threads: usize,
    times: usize,
) -> bool {
    // SAFETY: the caller promises what the function needs.
    (0..times).all(|_| unsafe { function(input, output, rows, cols, threads) })
}

/// Copies bytes: what every other function is held against.
///
/// # Safety
/// `rows * cols` bytes begin at `input` and at `output`; nothing else uses those of `output` during the call.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn copy_u8(input: *const u8, output: *mut u8, rows: usize, cols: usize, threads: usize) -> bool {
    // SAFETY: the caller promises that they are bytes that nothing else uses.
    let (from, to) = unsafe {
        (std::slice::from_raw_parts(input, rows * cols), std::slice::from_raw_parts_mut(output, rows * cols))
    };
    if threads <= 1 {
        to.copy_from_slice(from);
        return true;
    }
    let Some(pool) = pool(threads) else { return false };
    let part = from.len().div_ceil(threads).max(1);
    pool.install(|| to.par_chunks_mut(part).zip(from.par_chunks(part)).for_each(|(to, from)| to.copy_from_slice(from)));
    true
}
