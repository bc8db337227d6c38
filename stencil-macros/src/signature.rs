//! From the function to the [`Kernel`]: which arguments are windows, which are parameters, and what a kernel cannot be.

use crate::args::Args;
use crate::model::{Kernel, Param, WindowArg};
use crate::report::Errors;
use crate::{attributes, errors, own_name, shared, types};
use quote::format_ident;
use syn::spanned::Spanned;
use syn::{
    AttrStyle, Attribute, Expr, ExprLit, FnArg, GenericArgument, Generics, Ident, ItemFn, Lit, Pat, PatIdent, PatType,
};
use syn::{PathArguments, ReturnType, Safety, Signature, Type, parse_quote};

/// The largest number of windows, and of outputs.
const MAX_ARRAYS: usize = 6;
/// The largest number of axes of a window.
const MAX_DIMS: usize = 8;

impl Kernel {
    /// Takes the function apart. After an error it holds what could be made out, enough for a stub.
    pub(crate) fn from_fn(args: Args, function: ItemFn, errors: &mut Errors) -> Self {
        let ItemFn { mut attrs, vis, sig, block, .. } = function;
        // What stood in the body, as `//!`, now stands before the kernel.
        attrs.iter_mut().for_each(|attr| attr.style = AttrStyle::Outer);
        check_attributes(&attrs, errors);
        check_qualifiers(&sig, errors);
        let mut generics = sig.generics.clone();
        let (returns, outputs, tuple_output) = outputs(&sig, errors);
        let Inputs { windows, params, dims } = inputs(&sig.ident, &mut generics, sig.inputs, errors);
        check_bounds(&generics, windows.iter().map(|window| &window.element).chain(&outputs), errors);
        let mut body = *block;
        types::elide_lifetimes_in(&mut body);
        shared::see_through(&mut body, &params);
        if params.is_empty() {
            own_name::step_aside(&mut body, &sig.ident);
            for WindowArg { name, .. } in windows.iter().filter(|window| window.name == sig.ident) {
                errors.at(name, errors::named_like_kernel(name));
            }
        }
        Self {
            args,
            attrs,
            vis,
            name: sig.ident,
            generics,
            windows,
            params,
            returns,
            outputs,
            tuple_output,
            body,
            dims,
        }
    }
}

fn check_attributes(attrs: &[Attribute], errors: &mut Errors) {
    for attr in attrs {
        match attributes::name(attr).as_str() {
            "stencil" => errors.at(attr, errors::STENCIL_TWICE),
            "stencil_fn" => errors.at(attr, errors::STENCIL_AND_HELPER),
            name if attributes::is_for_functions(name) => errors.at(attr, errors::fn_attribute(name)),
            _ => {}
        }
    }
}

fn check_qualifiers(sig: &Signature, errors: &mut Errors) {
    if let Some(token) = &sig.constness {
        errors.at(token, errors::CONST_FN);
    }
    if let Some(token) = &sig.asyncness {
        errors.at(token, errors::ASYNC_FN);
    }
    if let Safety::Unsafe(token) = &sig.safety {
        errors.at(token, errors::UNSAFE_FN);
    }
    if let Some(abi) = &sig.abi {
        errors.at(abi, errors::EXTERN_FN);
    }
    if let Some(dots) = &sig.variadic {
        errors.at(dots, errors::VARIADIC_FN);
    }
}

/// The return type, its entries, and whether it is a tuple.
fn outputs(sig: &Signature, errors: &mut Errors) -> (Type, Vec<Type>, bool) {
    let nothing = (parse_quote!(()), Vec::new(), true);
    let ReturnType::Type(_, returns) = &sig.output else {
        errors.at(&sig.ident, errors::no_return(&sig.ident));
        return nothing;
    };
    let entries: Vec<Type> = match &**returns {
        Type::Tuple(tuple) if tuple.elems.is_empty() => {
            errors.at(returns, errors::no_return(&sig.ident));
            return nothing;
        }
        Type::Tuple(tuple) if tuple.elems.len() > MAX_ARRAYS => {
            errors.at(returns, errors::TOO_MANY_OUTPUTS);
            return nothing;
        }
        Type::Tuple(tuple) => tuple.elems.iter().cloned().collect(),
        Type::ImplTrait(_) => {
            errors.at(returns, errors::IMPL_TRAIT_OUTPUT);
            return nothing;
        }
        single => vec![single.clone()],
    };
    for entry in &entries {
        check_element(entry, errors);
    }
    ((**returns).clone(), entries, matches!(**returns, Type::Tuple(_)))
}

struct Inputs {
    windows: Vec<WindowArg>,
    params: Vec<Param>,
    dims: usize,
}

fn inputs(name: &Ident, generics: &mut Generics, args: impl IntoIterator<Item = FnArg>, errors: &mut Errors) -> Inputs {
    let mut found = Inputs { windows: Vec::new(), params: Vec::new(), dims: 0 };
    let mut has_window = false;
    for (number, arg) in args.into_iter().enumerate() {
        let FnArg::Typed(typed) = &arg else {
            errors.at(&arg, errors::SELF_ARGUMENT);
            continue;
        };
        let pattern = plain_name(typed, number, errors);
        let taken = |name: &Ident| *name == pattern.ident;
        let mut names =
            found.windows.iter().map(|window| &window.name).chain(found.params.iter().map(|param| &param.name));
        if names.any(taken) {
            errors.at(&pattern.ident, errors::repeated_name(&pattern.ident));
            continue;
        }
        match window_type(typed) {
            Some(window) => {
                has_window = true;
                add_window(&mut found, &pattern, window, &arg, errors);
            }
            None => has_window |= add_param(&mut found, &pattern, typed, &arg, generics, errors),
        }
    }
    if !has_window {
        errors.at(name, errors::no_window(name));
    }
    found
}

/// `Window<element, dims>` as the user wrote it.
struct WindowType<'a> {
    written: &'a Type,
    args: Vec<&'a GenericArgument>,
}

fn window_type(arg: &PatType) -> Option<WindowType<'_>> {
    let Type::Path(path) = &*arg.ty else { return None };
    let last = path.path.segments.last().filter(|segment| segment.ident == "Window")?;
    let args = match &last.arguments {
        PathArguments::AngleBracketed(args) => {
            args.args.iter().filter(|arg| !matches!(arg, GenericArgument::Lifetime(_))).collect()
        }
        _ => Vec::new(),
    };
    Some(WindowType { written: &arg.ty, args })
}

fn add_window(found: &mut Inputs, pattern: &PatIdent, window: WindowType<'_>, original: &FnArg, errors: &mut Errors) {
    if let Some(token) = &pattern.mutability {
        errors.at(token, errors::MUT_WINDOW);
    }
    if let Some(param) = found.params.first() {
        return errors.at(original, errors::window_after(&param.name));
    }
    let &[GenericArgument::Type(element), dims] = window.args.as_slice() else {
        return errors.at(window.written, errors::WINDOW_FORM);
    };
    let Some(dims) = window_dims(dims, errors) else { return };
    check_element(element, errors);
    if let Some(first) = found.windows.first()
        && found.dims != dims
    {
        return errors.at(window.args[1], errors::dims_differ(&first.name, found.dims));
    }
    if found.windows.len() == MAX_ARRAYS {
        return errors.at(original, errors::TOO_MANY_WINDOWS);
    }
    found.dims = dims;
    found.windows.push(WindowArg {
        name: pattern.ident.clone(),
        element: element.clone(),
        written: types::with_elided_lifetime(window.written),
    });
}

fn window_dims(arg: &GenericArgument, errors: &mut Errors) -> Option<usize> {
    let literal = match arg {
        GenericArgument::Const(Expr::Lit(ExprLit { lit: Lit::Int(literal), .. })) => literal.base10_parse().ok(),
        _ => None,
    };
    let dims = literal.filter(|dims| (1..=MAX_DIMS).contains(dims));
    if dims.is_none() {
        errors.at(arg, errors::WINDOW_DIMS);
    }
    dims
}

/// Adds a parameter; true if it is rather a window in the wrong form.
fn add_param(
    found: &mut Inputs,
    pattern: &PatIdent,
    typed: &PatType,
    original: &FnArg,
    generics: &mut Generics,
    errors: &mut Errors,
) -> bool {
    if types::mentions_window(&typed.ty) {
        errors.at(&typed.ty, errors::WINDOW_BY_VALUE);
        return true;
    }
    if let Some(written) = types::find_impl_trait(&typed.ty) {
        errors.at(written, errors::IMPL_TRAIT_PARAMETER);
        return false;
    }
    let mut written = typed.ty.as_ref().clone();
    if let Some(reference) = types::find_mut_reference(&typed.ty) {
        errors.at(reference, errors::MUT_REFERENCE);
        types::share_references(&mut written);
    }
    let by_value = types::is_plain(&written, generics);
    if let Some(token) = pattern.mutability.filter(|_| !by_value) {
        errors.at(token, errors::mut_shared(&pattern.ident));
    }
    let ty = types::name_lifetimes(&written, generics);
    let (name, mutable) = (pattern.ident.clone(), pattern.mutability.is_some());
    found.params.push(Param { name, ty, by_value, mutable, original: original.clone() });
    false
}

/// The argument's name, or one for a stub if it has none.
fn plain_name(arg: &PatType, number: usize, errors: &mut Errors) -> PatIdent {
    match &*arg.pat {
        Pat::Ident(name) if name.by_ref.is_none() && name.subpat.is_none() => name.clone(),
        other => {
            let nameless = matches!(other, Pat::Wild(_));
            errors.at(other, if nameless { errors::NAMELESS_ARGUMENT } else { errors::PATTERN_ARGUMENT });
            let ident = format_ident!("__argument{}", number);
            PatIdent { attrs: Vec::new(), by_ref: None, mutability: None, ident, subpat: None }
        }
    }
}

fn check_element(ty: &Type, errors: &mut Errors) {
    if !types::is_path(ty) {
        errors.at(ty, errors::PIXEL_FORM);
    } else if let Some(name) = types::as_ident(ty)
        && let Some(instead) = types::element_instead(name)
    {
        errors.at_span(ty.span(), errors::not_an_element(name, instead));
    }
}

/// A type parameter of pixels has a bound; whoever writes it writes it at the declaration.
fn check_bounds<'a>(generics: &Generics, pixels: impl Iterator<Item = &'a Type>, errors: &mut Errors) {
    let pixels: Vec<_> = pixels.filter_map(types::as_ident).collect();
    for param in generics.type_params().map(|param| &param.ident) {
        if pixels.contains(&param) && types::is_unbounded_parameter(param, generics) {
            errors.at(param, errors::unbounded_element(param));
        }
    }
}
