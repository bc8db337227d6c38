//! The `#[stencil]` attribute: a plain per-pixel function becomes a kernel that knows its ghost depth.
//!
//! A call goes through stages, one module each: `args` and `signature` (what the user wrote, into the `model`) →
//! `halo` (how far it reads) and `lower` (its bodies) → `check` (the rules) → `expand` (tokens; cannot fail), or
//! `fallback` if there was a mistake. Errors are collected between the stages and shown together.

use proc_macro::TokenStream;

mod args;
mod attributes;
mod check;
mod driver;
mod errors;
mod expand;
mod fallback;
mod generics;
mod halo;
mod lower;
mod model;
mod own_name;
mod pixels;
mod report;
mod shared;
mod signature;
#[cfg(test)]
mod soup;
mod tokens;
mod types;

/// Turns a per-pixel function into a kernel of the same name, which knows how far it reads and runs as SIMD.
///
/// `stencil_core` re-exports it, with all that can be written in the parentheses.
#[proc_macro_attribute]
pub fn stencil(args: TokenStream, item: TokenStream) -> TokenStream {
    driver::stencil(args.into(), item.into()).into()
}

/// Makes a helper function callable on lanes, from kernels that name it in `#[stencil(with(helper))]`.
#[proc_macro_attribute]
pub fn stencil_fn(args: TokenStream, item: TokenStream) -> TokenStream {
    lower::stencil_fn(args.into(), item.into()).into()
}
