//! [`NanPolicy`]: what a NaN in a window does.

/// What a filter makes of NaN.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum NanPolicy {
    /// A NaN in the window makes the result NaN.
    #[default]
    Propagate,
    /// NaNs are left out, as if they were not in the window; of a window with nothing else in it the result is NaN.
    Omit,
}
