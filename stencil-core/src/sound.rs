//! One mistake, one error: keeps a mistyped body from being reported again in its form on lanes.
//!
//! Generated code checks the body of one pixel in a `const bool` first and passes the windows of the lanes through
//! [`sound`] with it. If the body has an error, so has the constant, the windows' type is unknown to the compiler,
//! and it stays silent about everything that is done with them.

/// Holds a constant that exists only if the body is free of errors.
#[derive(Debug)]
pub struct Sound<const BODY: bool>;

/// The same type again, as a projection that needs the constant.
pub trait Same<T> {
    /// `T`.
    type Out;
    /// The same value.
    fn same(value: T) -> Self::Out;
}

impl<const BODY: bool, T> Same<T> for Sound<BODY> {
    type Out = T;
    #[inline(always)]
    fn same(value: T) -> T {
        value
    }
}

/// Gives back `value`, if the body is free of errors.
#[inline(always)]
pub fn sound<const BODY: bool, T>(value: T) -> <Sound<BODY> as Same<T>>::Out {
    Sound::<BODY>::same(value)
}

/// Exists for element types only.
pub fn pixel<T: crate::element::Element>() {}
