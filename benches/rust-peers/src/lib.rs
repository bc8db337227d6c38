//! Other Rust crates' versions of the rows, behind three C functions: `benches/peers/rust_peers.py` loads them.
//!
//! A row is prepared once (`open`): what a crate wants to own, it gets before the clock runs. Then `run` is timed, and
//! says where the result lies: in the caller's output, or in an image that the crate returned.

mod imageproc;
mod kornia;
mod libblur;
mod ndimage;

use std::ffi::{CStr, c_char, c_void};

/// What is timed. It gives the address of the result.
type Call = Box<dyn FnMut() -> *const c_void>;

/// Images as C passes them, dense and row-major, and the number of threads.
#[derive(Clone, Copy)]
struct Images {
    input: *const c_void,
    output: *mut c_void,
    rows: usize,
    cols: usize,
    threads: usize,
}

impl Images {
    /// The input of `count` elements.
    ///
    /// # Safety
    /// Elements of type `T` are there, and stay for as long as the call that is made of them.
    unsafe fn input<T>(&self, count: usize) -> &'static [T] {
        // SAFETY: what the caller promises.
        unsafe { std::slice::from_raw_parts(self.input.cast(), count) }
    }

    /// The output of `count` elements.
    ///
    /// # Safety
    /// As for `input`; nothing else uses them while the call runs, and there is one slice of them at a time.
    unsafe fn output<T>(&self, count: usize) -> &'static mut [T] {
        // SAFETY: what the caller promises.
        unsafe { std::slice::from_raw_parts_mut(self.output.cast(), count) }
    }

    /// Rows times columns.
    fn pixels(&self) -> usize {
        self.rows * self.cols
    }
}

/// The weights of a Gaussian that is cut off at four sigma, as in SciPy.
fn gaussian_weights(sigma: f32) -> Vec<f32> {
    let radius = (4.0 * sigma + 0.5) as i32;
    let raw: Vec<f64> = (-radius..=radius).map(|x| (-0.5 * (f64::from(x) / f64::from(sigma)).powi(2)).exp()).collect();
    let sum: f64 = raw.iter().sum();
    raw.iter().map(|weight| (weight / sum) as f32).collect()
}

/// Prepares a row of a crate: `libblur`, `gaussian_1_f32`. Null if it has none of that name.
///
/// # Safety
/// The names are C strings. The images have the element types and sizes of the row, nothing else uses the output, and both
/// live until `close`.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn open(
    library: *const c_char,
    row: *const c_char,
    input: *const c_void,
    output: *mut c_void,
    rows: usize,
    cols: usize,
    threads: usize,
) -> *mut Call {
    // SAFETY: the caller passes C strings.
    let (library, row) = unsafe { (CStr::from_ptr(library), CStr::from_ptr(row)) };
    let (library, row) = (library.to_str().unwrap_or_default(), row.to_str().unwrap_or_default());
    let images = Images { input, output, rows, cols, threads };
    let call = match library {
        "imageproc" => imageproc::call(row, images),
        "kornia" => kornia::call(row, images),
        "libblur" => libblur::call(row, images),
        "ndarray-ndimage" => ndimage::call(row, images),
        _ => None,
    };
    call.map_or(std::ptr::null_mut(), |call| Box::into_raw(Box::new(call)))
}

/// Runs a prepared row; gives the address of the result, which holds until the next `run` or `close`.
///
/// # Safety
/// `call` is what `open` returned, not null and not closed.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn run(call: *mut Call) -> *const c_void {
    // SAFETY: what the caller promises.
    unsafe { (*call)() }
}

/// Gives back what a prepared row holds.
///
/// # Safety
/// As for `run`; `call` is not used again.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn close(call: *mut Call) {
    // SAFETY: what the caller promises.
    drop(unsafe { Box::from_raw(call) });
}
