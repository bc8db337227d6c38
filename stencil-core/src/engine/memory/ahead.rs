//! [`Ahead`]: memory that the processor is told of before it is needed.

use super::LINE;

/// What will be read or written soon, line by line: told all at once, or little by little while something else is computed.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Ahead {
    at: *const u8,
    /// Bytes that are left.
    bytes: usize,
}

impl Ahead {
    pub(crate) const NONE: Self = Self { at: std::ptr::null(), bytes: 0 };

    /// So many values from one on. Any address will do: nothing is read.
    #[inline(always)]
    pub(crate) fn new<T>(first: *const T, len: usize) -> Self {
        Self { at: first.cast(), bytes: len * size_of::<T>() }
    }

    /// Tells of all of it, to be read.
    #[inline(always)]
    pub(crate) fn read_all(mut self) {
        while self.bytes > 0 {
            self.read(LINE);
        }
    }

    /// Tells of all of it, to be written.
    #[inline(always)]
    pub(crate) fn write_all(mut self) {
        while self.bytes > 0 {
            self.write(LINE);
        }
    }

    /// Tells of the next line, to be read, and goes on by so many bytes.
    #[inline(always)]
    pub(crate) fn read(&mut self, step: usize) {
        #[cfg(target_arch = "x86_64")]
        if self.bytes > 0 {
            // SAFETY: a hint, which reads nothing.
            unsafe { std::arch::x86_64::_mm_prefetch::<{ std::arch::x86_64::_MM_HINT_T1 }>(self.at.cast()) };
        }
        self.advance(step);
    }

    /// Tells of the next line, to be written, and goes on by so many bytes.
    #[inline(always)]
    pub(crate) fn write(&mut self, step: usize) {
        #[cfg(target_arch = "x86_64")]
        if self.bytes > 0 {
            // SAFETY: as for reading.
            unsafe { std::arch::x86_64::_mm_prefetch::<{ std::arch::x86_64::_MM_HINT_ET0 }>(self.at.cast()) };
        }
        self.advance(step);
    }

    #[inline(always)]
    fn advance(&mut self, step: usize) {
        self.at = self.at.wrapping_add(step);
        self.bytes = self.bytes.saturating_sub(step);
    }
}
