//! Lanes from and to memory: the only place where lanes meet pointers.
#![allow(unsafe_code, reason = "reads and writes runs of elements behind a pointer that the engine vouches for")]

use super::key::Key;
use super::lane::Lane;
use super::vector::{Arithmetic, MaskVector, Register};
use super::width::Width;
use fearless_simd::{Simd, SimdBase};
use std::slice;

/// A [`Lane`] type that arrays can hold.
pub trait Memory: Lane {
    /// Reads `W::COLUMNS` consecutive elements of each row, from where `rows` says that it begins.
    ///
    /// # Safety
    ///
    /// For each of `W::ROWS` rows, `rows` points to `W::COLUMNS` initialised elements that nobody writes meanwhile. No
    /// alignment beyond the element's is needed.
    #[doc(hidden)]
    unsafe fn v_load<S: Simd, W: Width>(simd: S, rows: impl Fn(usize) -> *const Self + Copy) -> Self::Vec<S, W>;

    /// Writes `W::COLUMNS` consecutive elements of each row, to where `rows` says that it begins. Where rows share
    /// elements, the later row's are kept.
    ///
    /// # Safety
    ///
    /// For each of `W::ROWS` rows, `rows` points to `W::COLUMNS` elements that nobody else reads or writes meanwhile.
    #[doc(hidden)]
    unsafe fn v_store<S: Simd, W: Width>(v: Self::Vec<S, W>, rows: impl Fn(usize) -> *mut Self + Copy);
}

/// The row and the column where the lanes of a register begin, and how many they are: the register is that of `len` lanes
/// from `first` on, of all `registers`. Of a half-used register the lanes are one half.
#[inline(always)]
fn place<W: Width>(registers: usize, first: usize, len: usize) -> (usize, usize, usize) {
    let used = registers / W::LANES;
    let (lane, len) = (first / used, len / used);
    let (y, x) = (lane / W::COLUMNS, lane % W::COLUMNS);
    assert!(y < W::ROWS && x + len <= W::COLUMNS, "a register lies in one row");
    (y, x, len)
}

macro_rules! memory {
    ($($t:ty),*) => {$(
        impl Memory for $t {
            #[inline(always)]
            unsafe fn v_load<S: Simd, W: Width>(simd: S, rows: impl Fn(usize) -> *const Self + Copy) -> Self::Vec<S, W> {
                // SAFETY: the lanes are in one of the rows, at which the caller promises W::COLUMNS elements, unwritten
                // for this call.
                Register::read_parts(simd, 0, #[inline(always)] |first, len| unsafe {
                    let (y, x, len) = place::<W>(<Self::Vec<S, W>>::LEN, first, len);
                    slice::from_raw_parts(rows(y).add(x), len)
                })
            }
            #[inline(always)]
            unsafe fn v_store<S: Simd, W: Width>(v: Self::Vec<S, W>, rows: impl Fn(usize) -> *mut Self + Copy) {
                // SAFETY: as for reading, and ours alone; each slice is written before the next one exists.
                v.write_parts(0, #[inline(always)] |first, len| unsafe {
                    let (y, x, len) = place::<W>(<Self::Vec<S, W>>::LEN, first, len);
                    slice::from_raw_parts_mut(rows(y).add(x), len)
                });
            }
        }
    )*};
}
memory!(u8, i8, u16, i16, u32, i32, u64, i64, f32, f64);

/// A `bool` is one byte in memory, 0 or 1; a mask in a register.
impl Memory for bool {
    #[inline(always)]
    unsafe fn v_load<S: Simd, W: Width>(simd: S, rows: impl Fn(usize) -> *const Self + Copy) -> W::Mask<S> {
        // SAFETY: as the caller promises; every `bool` is a valid `u8`.
        let bytes = unsafe {
            u8::v_load::<S, W>(
                simd,
                #[inline(always)]
                |y| rows(y).cast(),
            )
        };
        let zero = <W::U8<S>>::fill(simd, 0);
        W::from_m8(bytes.equal(zero)).negate()
    }
    #[inline(always)]
    unsafe fn v_store<S: Simd, W: Width>(v: W::Mask<S>, rows: impl Fn(usize) -> *mut Self + Copy) {
        let simd = v.simd();
        let bytes = u8::v_select::<S, W>(v, <W::U8<S>>::fill(simd, 1), <W::U8<S>>::fill(simd, 0));
        // SAFETY: as the caller promises; the bytes are 0 or 1, which are the valid values of a `bool`.
        unsafe {
            u8::v_store::<S, W>(
                bytes,
                #[inline(always)]
                |y| rows(y).cast(),
            )
        }
    }
}

/// Reads the first `W::LANES` elements of a slice.
#[inline(always)]
pub(super) fn load<T: Memory, S: Simd, W: Width>(simd: S, from: &[T]) -> T::Vec<S, W> {
    let from = &from[..W::LANES];
    // SAFETY: the slice has just been cut to W::LANES elements, and a shared slice is not written meanwhile.
    unsafe {
        T::v_load::<S, W>(
            simd,
            #[inline(always)]
            |y| from.as_ptr().add(y * W::COLUMNS),
        )
    }
}

/// Writes the first `W::LANES` elements of a slice.
#[inline(always)]
pub(super) fn store<T: Memory, S: Simd, W: Width>(v: T::Vec<S, W>, to: &mut [T]) {
    let to = to[..W::LANES].as_mut_ptr();
    // SAFETY: the slice has just been cut to W::LANES elements, and a mutable slice is ours alone.
    unsafe {
        T::v_store::<S, W>(
            v,
            #[inline(always)]
            |y| to.add(y * W::COLUMNS),
        )
    }
}

/// The bytes of `bool`s: 0 or 1.
#[inline(always)]
pub(super) fn bytes(values: &[bool]) -> &[u8] {
    // SAFETY: a `bool` is one byte, and all values of a byte are valid.
    unsafe { slice::from_raw_parts(values.as_ptr().cast(), values.len()) }
}

/// Combines two rows of keys into others, register by register, all of them in one memory: for at least `len` keys, and
/// up to a whole register. A register is read before it is written, so a row may lie where a result goes, or after.
///
/// # Panics
/// If a row is not in the memory.
#[inline(always)]
pub(crate) fn combine_rows<K: Key, S: Simd, const N: usize>(
    simd: S,
    memory: &mut [K],
    from: [usize; 2],
    to: [usize; N],
    len: usize,
    f: impl Fn(K::Keys<S>, K::Keys<S>) -> [K::Keys<S>; N],
) {
    let lanes = <K::Keys<S> as SimdBase<S>>::LEN;
    let registers = len.div_ceil(lanes);
    let inside = |start: &usize| *start <= memory.len() && (memory.len() - start) / lanes >= registers;
    assert!(from.iter().all(inside) && to.iter().all(inside), "rows at {from:?} and {to:?} leave the memory");
    let memory = memory.as_mut_ptr();
    for register in 0..registers {
        let x = register * lanes;
        // SAFETY: each row holds `registers` times `lanes` keys of the memory, which is ours alone; both slices are gone
        // before the next ones are made.
        let (a, b) = unsafe {
            (
                slice::from_raw_parts(memory.add(from[0] + x), lanes),
                slice::from_raw_parts(memory.add(from[1] + x), lanes),
            )
        };
        let results = f(SimdBase::from_slice(simd, a), SimdBase::from_slice(simd, b));
        for i in 0..N {
            // SAFETY: as above.
            results[i].store_slice(unsafe { slice::from_raw_parts_mut(memory.add(to[i] + x), lanes) });
        }
    }
}
