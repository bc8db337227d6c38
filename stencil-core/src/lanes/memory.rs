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
    /// Reads `W::COLUMNS` consecutive elements of each row; rows are `row` elements apart.
    ///
    /// # Safety
    ///
    /// At `from`, and at each of the `W::ROWS` multiples of `row` elements from there, are `W::COLUMNS` initialised
    /// elements that nobody writes meanwhile. No alignment beyond the element's is needed.
    #[doc(hidden)]
    unsafe fn v_load<S: Simd, W: Width>(simd: S, from: *const Self, row: isize) -> Self::Vec<S, W>;

    /// Writes `W::COLUMNS` consecutive elements of each row. Where rows share elements, the later row's are kept.
    ///
    /// # Safety
    ///
    /// At `to`, and at each of the `W::ROWS` multiples of `row` elements from there, are `W::COLUMNS` elements that
    /// nobody else reads or writes meanwhile.
    #[doc(hidden)]
    unsafe fn v_store<S: Simd, W: Width>(v: Self::Vec<S, W>, to: *mut Self, row: isize);
}

/// Reads `lanes` elements into a register that is that long, or twice as long: then the halves repeat each other.
#[inline(always)]
fn read<S: Simd, T: Copy + Default, V: Register<S, T>>(simd: S, from: &[T]) -> V {
    if V::LEN == from.len() {
        V::read(simd, from)
    } else {
        let mut both = [T::default(); 16];
        both[..from.len()].copy_from_slice(from);
        both[from.len()..].copy_from_slice(from);
        V::read(simd, &both)
    }
}

/// Writes the first elements of a register that is as long as the slice, or twice as long.
#[inline(always)]
fn write<S: Simd, T: Copy + Default, V: Register<S, T>>(v: V, to: &mut [T]) {
    if V::LEN == to.len() {
        v.write(to);
    } else {
        let mut both = [T::default(); 16];
        v.write(&mut both);
        to.copy_from_slice(&both[..to.len()]);
    }
}

/// Where a register of `len` lanes that begins with `lane` lies.
#[inline(always)]
fn distance<W: Width>(lane: usize, len: usize, row: isize) -> isize {
    let (y, x) = (lane / W::COLUMNS, lane % W::COLUMNS);
    assert!(y < W::ROWS && x + len <= W::COLUMNS, "a register lies in one row");
    y as isize * row + x as isize
}

macro_rules! memory {
    ($($t:ty),*) => {$(
        impl Memory for $t {
            #[inline(always)]
            unsafe fn v_load<S: Simd, W: Width>(simd: S, from: *const Self, row: isize) -> Self::Vec<S, W> {
                if W::ROWS > 1 {
                    // SAFETY: the register lies in one of the rows, at which the caller promises W::COLUMNS elements.
                    return Register::read_parts(simd, 0, #[inline(always)] |lane, len| unsafe {
                        slice::from_raw_parts(from.offset(distance::<W>(lane, len, row)), len)
                    });
                }
                // SAFETY: the caller promises W::LANES initialised elements behind `from`, unwritten for this call.
                let from = unsafe { slice::from_raw_parts(from, W::LANES) };
                read(simd, from)
            }
            #[inline(always)]
            unsafe fn v_store<S: Simd, W: Width>(v: Self::Vec<S, W>, to: *mut Self, row: isize) {
                if W::ROWS > 1 {
                    // SAFETY: as for reading; each slice is written before the next one exists.
                    return v.write_parts(0, #[inline(always)] |lane, len| unsafe {
                        slice::from_raw_parts_mut(to.offset(distance::<W>(lane, len, row)), len)
                    });
                }
                // SAFETY: the caller promises W::LANES elements behind `to` that are ours alone for this call.
                let to = unsafe { slice::from_raw_parts_mut(to, W::LANES) };
                write(v, to);
            }
        }
    )*};
}
memory!(u8, i8, u16, i16, u32, i32, u64, i64, f32, f64);

/// A `bool` is one byte in memory, 0 or 1; a mask in a register.
impl Memory for bool {
    #[inline(always)]
    unsafe fn v_load<S: Simd, W: Width>(simd: S, from: *const Self, row: isize) -> W::Mask<S> {
        // SAFETY: as the caller promises; every `bool` is a valid `u8`.
        let bytes = unsafe { u8::v_load::<S, W>(simd, from.cast(), row) };
        let zero = <W::U8<S>>::fill(simd, 0);
        W::from_m8(bytes.equal(zero)).negate()
    }
    #[inline(always)]
    unsafe fn v_store<S: Simd, W: Width>(v: W::Mask<S>, to: *mut Self, row: isize) {
        let simd = v.simd();
        let bytes = u8::v_select::<S, W>(v, <W::U8<S>>::fill(simd, 1), <W::U8<S>>::fill(simd, 0));
        // SAFETY: as the caller promises; the bytes are 0 or 1, which are the valid values of a `bool`.
        unsafe { u8::v_store::<S, W>(bytes, to.cast(), row) }
    }
}

/// Reads the first `W::LANES` elements of a slice.
#[inline(always)]
pub(super) fn load<T: Memory, S: Simd, W: Width>(simd: S, from: &[T]) -> T::Vec<S, W> {
    let from = &from[..W::LANES];
    // SAFETY: the slice has just been cut to W::LANES elements, and a shared slice is not written meanwhile.
    unsafe { T::v_load::<S, W>(simd, from.as_ptr(), W::COLUMNS as isize) }
}

/// Writes the first `W::LANES` elements of a slice.
#[inline(always)]
pub(super) fn store<T: Memory, S: Simd, W: Width>(v: T::Vec<S, W>, to: &mut [T]) {
    let to = &mut to[..W::LANES];
    // SAFETY: the slice has just been cut to W::LANES elements, and a mutable slice is ours alone.
    unsafe { T::v_store::<S, W>(v, to.as_mut_ptr(), W::COLUMNS as isize) }
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
