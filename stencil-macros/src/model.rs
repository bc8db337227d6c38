//! What the user wrote: one annotated function, taken apart.

use crate::args::Args;
use syn::{Attribute, Block, FnArg, Generics, Ident, Type, Visibility};

/// A per-pixel function and its attribute.
pub(crate) struct Kernel {
    pub args: Args,
    pub attrs: Vec<Attribute>,
    pub vis: Visibility,
    pub name: Ident,
    pub generics: Generics,
    pub windows: Vec<WindowArg>,
    pub params: Vec<Param>,
    /// The return type as written.
    pub returns: Type,
    /// One type per output: the return type, or the entries of a returned tuple.
    pub outputs: Vec<Type>,
    pub tuple_output: bool,
    pub body: Block,
    /// How many axes the windows have.
    pub dims: usize,
}

/// An argument `name: Window<element, D>`.
pub(crate) struct WindowArg {
    pub name: Ident,
    pub element: Type,
    /// Its type as the user wrote it, with the lifetime that they left out: `Window<'_, element, D>`.
    pub written: Type,
}

/// Any other argument: a field of the kernel.
pub(crate) struct Param {
    pub name: Ident,
    pub ty: Type,
    /// Bound by value in the body (a primitive, an array or tuple of such, a reference); otherwise by reference.
    pub by_value: bool,
    pub mutable: bool,
    pub original: FnArg,
}
