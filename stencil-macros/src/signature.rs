//! From the function to the [`Kernel`]: which arguments are windows, which are parameters, and what a kernel cannot be.

use crate::args::Args;
use crate::errors;
use crate::model::{Kernel, Param, WindowArg};
use crate::report::Errors;
use crate::types;
use syn::spanned::Spanned;
use syn::{Expr, ExprLit, FnArg, GenericArgument, Generics, Ident, ItemFn, Lit, Pat, PatIdent, PatType};
use syn::{PathArguments, ReturnType, Safety, Signature, Type};

/// The largest number of windows, and of outputs.
const MAX_ARRAYS: usize = 6;
/// The largest number of axes of a window.
const MAX_DIMS: usize = 8;

impl Kernel {
    /// Takes the function apart; `None` if what it has is not enough to go on.
    pub(crate) fn from_fn(args: Args, function: ItemFn, errors: &mut Errors) -> Option<Self> {
        let ItemFn { attrs, vis, sig, block, .. } = function;
        check_qualifiers(&sig, errors);
        let outputs = outputs(&sig, errors);
        let mut generics = sig.generics;
        let Inputs { windows, params, dims } = inputs(&sig.ident, &mut generics, sig.inputs, errors)?;
        let (returns, outputs, tuple_output) = outputs?;
        let body = *block;
        Some(Self {
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
        })
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
fn outputs(sig: &Signature, errors: &mut Errors) -> Option<(Type, Vec<Type>, bool)> {
    let ReturnType::Type(_, returns) = &sig.output else {
        errors.at(&sig.ident, errors::no_return(&sig.ident));
        return None;
    };
    let entries: Vec<Type> = match &**returns {
        Type::Tuple(tuple) if tuple.elems.is_empty() => {
            errors.at(returns, errors::no_return(&sig.ident));
            return None;
        }
        Type::Tuple(tuple) if tuple.elems.len() > MAX_ARRAYS => {
            errors.at(returns, errors::TOO_MANY_OUTPUTS);
            return None;
        }
        Type::Tuple(tuple) => tuple.elems.iter().cloned().collect(),
        Type::ImplTrait(_) => {
            errors.at(returns, errors::IMPL_TRAIT_OUTPUT);
            return None;
        }
        single => vec![single.clone()],
    };
    for entry in &entries {
        check_element(entry, &sig.generics, errors);
    }
    Some(((**returns).clone(), entries, matches!(**returns, Type::Tuple(_))))
}

struct Inputs {
    windows: Vec<WindowArg>,
    params: Vec<Param>,
    dims: usize,
}

fn inputs(
    name: &Ident,
    generics: &mut Generics,
    args: impl IntoIterator<Item = FnArg>,
    errors: &mut Errors,
) -> Option<Inputs> {
    let mut found = Inputs { windows: Vec::new(), params: Vec::new(), dims: 0 };
    let mut usable = true;
    for arg in args {
        let FnArg::Typed(typed) = &arg else {
            errors.at(&arg, errors::SELF_ARGUMENT);
            usable = false;
            continue;
        };
        let Some(pattern) = plain_name(typed, errors) else {
            usable = false;
            continue;
        };
        usable &= match window_type(typed) {
            Some(window) => add_window(&mut found, pattern, window, &arg, generics, errors),
            None => add_param(&mut found, pattern, typed, &arg, generics, errors),
        }
        .is_some();
    }
    if found.windows.is_empty() && usable {
        errors.at(name, errors::no_window(name));
    }
    (usable && !found.windows.is_empty()).then_some(found)
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

fn add_window(
    found: &mut Inputs,
    pattern: &PatIdent,
    window: WindowType<'_>,
    original: &FnArg,
    generics: &Generics,
    errors: &mut Errors,
) -> Option<()> {
    if let Some(token) = &pattern.mutability {
        errors.at(token, errors::MUT_WINDOW);
    }
    if let Some(param) = found.params.first() {
        errors.at(original, errors::window_after(&param.name));
        return None;
    }
    let &[GenericArgument::Type(element), dims] = window.args.as_slice() else {
        errors.at(window.written, errors::WINDOW_FORM);
        return None;
    };
    let dims = window_dims(dims, errors)?;
    check_element(element, generics, errors);
    if let Some(first) = found.windows.first()
        && found.dims != dims
    {
        errors.at(&window.args[1], errors::dims_differ(&first.name, found.dims));
        return None;
    }
    if found.windows.len() == MAX_ARRAYS {
        errors.at(original, errors::TOO_MANY_WINDOWS);
        return None;
    }
    found.dims = dims;
    found.windows.push(WindowArg { name: pattern.ident.clone(), element: element.clone(), original: original.clone() });
    Some(())
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

fn add_param(
    found: &mut Inputs,
    pattern: &PatIdent,
    typed: &PatType,
    original: &FnArg,
    generics: &mut Generics,
    errors: &mut Errors,
) -> Option<()> {
    if let Some(window) = types::find_window(&typed.ty) {
        errors.at(window, errors::WINDOW_BY_VALUE);
        return None;
    }
    if let Some(written) = types::find_impl_trait(&typed.ty) {
        errors.at(written, errors::IMPL_TRAIT_PARAMETER);
        return None;
    }
    if let Some(written) = types::find_mut_reference(&typed.ty) {
        errors.at(written, errors::MUT_REFERENCE);
        return None;
    }
    let by_value = types::is_plain(&typed.ty, generics);
    if let Some(token) = pattern.mutability.filter(|_| !by_value) {
        errors.at(token, errors::mut_shared(&pattern.ident));
    }
    let ty = types::name_lifetimes(&typed.ty, generics);
    let (name, mutable) = (pattern.ident.clone(), pattern.mutability.is_some());
    found.params.push(Param { name, ty, by_value, mutable, original: original.clone() });
    Some(())
}

fn plain_name<'a>(arg: &'a PatType, errors: &mut Errors) -> Option<&'a PatIdent> {
    match &*arg.pat {
        Pat::Ident(name) if name.by_ref.is_none() && name.subpat.is_none() => Some(name),
        other => {
            errors.at(other, errors::PATTERN_ARGUMENT);
            None
        }
    }
}

fn check_element(ty: &Type, generics: &Generics, errors: &mut Errors) {
    let Some(name) = types::as_ident(ty) else { return };
    if types::is_unbounded_parameter(name, generics) {
        errors.at_span(ty.span(), errors::unbounded_element(name));
    } else if let Some(instead) = types::element_instead(name) {
        errors.at_span(ty.span(), errors::not_an_element(name, instead));
    }
}
