//! [`NanPolicy`]: what a NaN does to the windows that it is in.

/// What becomes of a window with a NaN in it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NanPolicy {
    /// The result is NaN.
    #[default]
    Propagate,
    /// The NaN takes no part: the result is that of the other values, and NaN if there are none.
    Omit,
}
