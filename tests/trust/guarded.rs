//! [`Guarded`]: memory between two pages that nobody may touch.
#![allow(unsafe_code, reason = "asks the system for pages, and gives them out as a slice")]

use std::ptr;

/// Elements between two pages whose every access ends the process.
pub(crate) struct Guarded<T> {
    start: *mut T,
    len: usize,
    pages: *mut libc::c_void,
    bytes: usize,
}

impl<T: Copy + Default> Guarded<T> {
    /// As many default values as fill the pages that so many elements need: the first begins a page, the last ends one.
    pub(crate) fn new(least: usize) -> Self {
        // SAFETY: it has no preconditions.
        let page = unsafe { libc::sysconf(libc::_SC_PAGESIZE) } as usize;
        assert!(page.is_multiple_of(size_of::<T>()));
        let inner = (least * size_of::<T>()).next_multiple_of(page).max(page);
        let bytes = inner + 2 * page;
        let flags = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
        // SAFETY: new pages, at an address of the system's choice; whether it gave any is checked.
        let pages = unsafe { libc::mmap(ptr::null_mut(), bytes, libc::PROT_NONE, flags, -1, 0) };
        assert_ne!(pages, libc::MAP_FAILED);
        let start = pages.wrapping_byte_add(page);
        // SAFETY: these pages are within those mapped above, and nothing refers to them yet.
        let opened = unsafe { libc::mprotect(start, inner, libc::PROT_READ | libc::PROT_WRITE) };
        assert_eq!(opened, 0);
        let (start, len) = (start.cast::<T>(), inner / size_of::<T>());
        for index in 0..len {
            // SAFETY: within the pages opened above, and aligned, since pages are.
            unsafe { start.add(index).write(T::default()) };
        }
        Self { start, len, pages, bytes }
    }

    pub(crate) fn all(&mut self) -> &mut [T] {
        // SAFETY: so many elements were written by `new`; the borrow is that of `self`, which owns the pages.
        unsafe { std::slice::from_raw_parts_mut(self.start, self.len) }
    }
}

impl<T> Drop for Guarded<T> {
    fn drop(&mut self) {
        // SAFETY: mapped by `new` with this length, and borrowed by nobody any more.
        unsafe { libc::munmap(self.pages, self.bytes) };
    }
}
