//! Functions that a body may name by path and that have a form on lanes.

use super::methods;
use syn::Path;

/// What a path leads to.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Known {
    /// `f32::max`: a method of numbers, called as a function.
    Method(&'static str),
    /// `std::cmp::max`.
    MinMax(&'static str),
    /// `f32::from`.
    Cast(super::infer::Prim),
    /// `std::mem::swap`.
    Swap,
    /// `std::array::from_fn`.
    FromFn,
    /// Annotated with `#[stencil_fn]`, and named in `with`.
    Helper,
}

/// What `path` leads to, if anything is known of it.
pub(super) fn callee(path: &Path, with: &[Path]) -> Option<Known> {
    if with.iter().any(|helper| same(helper, path)) {
        return Some(Known::Helper);
    }
    let segments: Vec<_> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
    let segments: Vec<_> = segments.iter().map(String::as_str).collect();
    match &*segments {
        [.., "mem", "swap"] => Some(Known::Swap),
        [.., "array", "from_fn"] => Some(Known::FromFn),
        [.., "cmp" | "Ord", "min"] => Some(Known::MinMax("min")),
        [.., "cmp" | "Ord", "max"] => Some(Known::MinMax("max")),
        [.., prim, "from"] => super::infer::Prim::named(prim).map(Known::Cast),
        [.., prim, name] if super::infer::Prim::named(prim).is_some() => methods::name(name).map(Known::Method),
        _ => None,
    }
}

/// Whether a call names a helper: by its path as listed, apart from generic arguments.
pub(super) fn same(helper: &Path, path: &Path) -> bool {
    helper.segments.len() == path.segments.len()
        && helper.segments.iter().zip(&path.segments).all(|(a, b)| a.ident == b.ident)
}
