//! [`Offset`]: what a window is read at.

/// An offset from the centre of a window of `D` dimensions: `[isize; D]`, or `isize` if there is one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an offset into a window of {D} dimensions",
    note = "an offset has one `isize` per dimension, as in `w[[-1, 0]]`; with one dimension, `w[-1]`"
)]
pub trait Offset<const D: usize>: Copy {
    /// One number per axis.
    fn offset(self) -> [isize; D];
}
impl<const D: usize> Offset<D> for [isize; D] {
    #[inline(always)]
    fn offset(self) -> [isize; D] {
        self
    }
}
impl Offset<1> for isize {
    #[inline(always)]
    fn offset(self) -> [isize; 1] {
        [self]
    }
}
