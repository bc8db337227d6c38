//! Lowering: the body for one pixel, and the body for a run of lanes.
//!
//! Each pixel of a run is a lane, as in ISPC: `resolve` turns the user's syntax into the lowering's tree and unrolls
//! loops, `infer` finds the types that matter, `vary` which values differ from pixel to pixel, `exits` turns early
//! returns into branches where they depend on pixels, and `emit` writes the body for lanes. What stands in the way is
//! collected as [`Obstacle`]s; the body for one pixel always exists.

mod bounds;
mod effort;
mod emit;
mod exits;
mod infer;
mod ir;
mod known;
mod methods;
mod obstacles;
mod pixel;
mod resolve;
mod scalar;
mod shape;
mod stencil_fn;
mod taps;
#[cfg(test)]
mod tests;
mod types;
mod vary;
mod visit;
mod width;

use crate::model::Kernel;
pub(crate) use effort::Effort;
use ir::{Program, Role};
use proc_macro2::{Ident, Span, TokenStream};
use quote::{format_ident, quote};
use resolve::{Source, SourceArg};
use std::collections::HashSet;
pub(crate) use stencil_fn::stencil_fn;
use syn::{Generics, Path, Type};

/// The two bodies of a kernel, as expressions that have the value of the function.
pub(crate) struct Lowered {
    /// For one pixel: windows and parameters are bound under the user's names.
    pub pixel: TokenStream,
    /// For lanes: the same names, and `__cx`, `__S`. `None` if the body cannot be lowered.
    pub lanes: Option<TokenStream>,
    /// The type for `Kernel::Width`.
    pub width: TokenStream,
    /// What goes into `Kernel::EFFORT`.
    pub effort: Effort,
    /// The list among the parameters whose length sets the length of loops, if the body asks no more of it than a slice gives.
    pub taps: Option<Ident>,
    /// What keeps the body, or a call in it, from being SIMD.
    pub obstacles: Vec<Obstacle>,
}

/// One construct that has no form in lanes.
pub(crate) struct Obstacle {
    pub span: Span,
    pub what: String,
    pub instead: String,
}

/// Lowers the body of `kernel`.
pub(crate) fn lower(kernel: &Kernel) -> Lowered {
    let elements: Vec<Type> = kernel.windows.iter().map(|window| window_type(&window.element, kernel.dims)).collect();
    let windows = kernel.windows.iter().zip(&elements).map(|(window, ty)| SourceArg {
        name: &window.name,
        ty,
        role: Role::Window,
        mutable: false,
    });
    let params = kernel.params.iter().map(|param| SourceArg {
        name: &param.name,
        ty: &param.ty,
        role: Role::Uniform,
        mutable: param.mutable,
    });
    let input = Input {
        source: Source { args: windows.chain(params).collect(), body: &kernel.body, returns: &kernel.returns },
        generics: &kernel.generics,
        with: &kernel.args.with,
    };
    lower_input(&input)
}

/// Names for the types beside the helpers. What is named in `with` and has none is told so there, and once.
pub(crate) fn helper_types(with: &[Path]) -> TokenStream {
    let names = (0..with.len()).map(helper_name);
    quote! {
        #(
            #[allow(dead_code, non_camel_case_types, reason = "the name is the macro's")]
            type #names = #with;
        )*
    }
}

fn helper_name(index: usize) -> Ident {
    format_ident!("__helper{}", index)
}

/// A function to lower, and what surrounds it.
struct Input<'a> {
    source: Source<'a>,
    generics: &'a Generics,
    with: &'a [Path],
}

fn lower_input(input: &Input<'_>) -> Lowered {
    let mut program = resolve::resolve(&input.source);
    // Each round takes one kind of early exit out of the way.
    for _ in 0..8 {
        let typing = infer::infer(&program, type_params(input.generics, &program));
        let vary = vary::analyse(&program, &typing, input.with);
        if !vary.exits.is_empty() && exits::restructure(&mut program, &vary.exits) {
            continue;
        }
        return finish(input, &program, &typing, &vary);
    }
    let typing = infer::infer(&program, type_params(input.generics, &program));
    let vary = vary::analyse(&program, &typing, input.with);
    finish(input, &program, &typing, &vary)
}

fn finish(input: &Input<'_>, program: &Program, typing: &infer::Typing, vary: &vary::Varying) -> Lowered {
    let blocked = vary.obstacles.iter().any(|(.., construct)| !construct.is_partial());
    let lanes = (!blocked).then(|| emit::Emit::new(program, typing, vary, input.with).body());
    let effort = effort::effort(program, vary);
    Lowered {
        pixel: pixel::body(&input.source, input.generics),
        lanes,
        width: width::width(program, typing, vary),
        effort,
        taps: if effort.long && !blocked { taps::list(program) } else { None },
        obstacles: tell(vary),
    }
}

/// One obstacle for each place: the first, since the others follow from it.
fn tell(vary: &vary::Varying) -> Vec<Obstacle> {
    let mut told = HashSet::new();
    let first = vary.obstacles.iter().filter(|(id, ..)| told.insert(*id));
    first.map(|(_, span, construct)| construct.at(*span)).collect()
}

fn window_type(element: &Type, dims: usize) -> Type {
    syn::parse_quote!(Window<#element, #dims>)
}

/// The type parameters in scope, and whether each is floating-point.
fn type_params(generics: &Generics, program: &Program) -> Vec<(String, bool)> {
    let nested = program.funs.iter().flatten().map(|fun| &fun.item.sig.generics);
    std::iter::once(generics).chain(nested).flat_map(params_of).collect()
}

fn params_of(generics: &Generics) -> Vec<(String, bool)> {
    let is_float = |bounds: &syn::punctuated::Punctuated<syn::TypeParamBound, syn::Token![+]>| {
        bounds.iter().any(|bound| match bound {
            syn::TypeParamBound::Trait(bound) => bound.path.segments.last().is_some_and(|last| last.ident == "Float"),
            _ => false,
        })
    };
    let clauses = || generics.where_clause.iter().flat_map(|clause| &clause.predicates);
    let by_clause = |name: &syn::Ident| {
        clauses().any(|predicate| match predicate {
            syn::WherePredicate::Type(on) => *name == types::text(&on.bounded_ty) && is_float(&on.bounds),
            _ => false,
        })
    };
    let param = |param: &syn::TypeParam| (param.ident.to_string(), is_float(&param.bounds) || by_clause(&param.ident));
    generics.type_params().map(param).collect()
}
