//! Types as the user writes them: which have a form in lanes, and what it is.

use super::shape::Shape;
use proc_macro2::TokenStream;
use quote::{ToTokens, quote};
use syn::Type;

pub(super) fn text(ty: &Type) -> String {
    ty.to_token_stream().to_string().replace(' ', "")
}

pub(super) fn is_char(ty: &Type) -> bool {
    text(ty) == "char"
}

/// `Window<T, D>`, by value or by reference.
pub(super) fn is_window(ty: &Type) -> bool {
    match ty {
        Type::Path(path) => path.path.segments.last().is_some_and(|last| last.ident == "Window"),
        Type::Reference(inner) => is_window(&inner.elem),
        Type::Paren(inner) => is_window(&inner.elem),
        Type::Group(inner) => is_window(&inner.elem),
        _ => false,
    }
}

/// Whether a value of this type can hold a number per pixel.
pub(super) fn has_lanes(ty: &Type) -> bool {
    match ty {
        Type::Infer(_) => true,
        Type::Paren(inner) => has_lanes(&inner.elem),
        Type::Group(inner) => has_lanes(&inner.elem),
        Type::Reference(inner) => has_lanes(&inner.elem),
        Type::Array(array) => has_lanes(&array.elem),
        Type::Slice(slice) => has_lanes(&slice.elem),
        Type::Tuple(tuple) => tuple.elems.iter().all(has_lanes),
        // A number, a type parameter, an alias; not `Vec<f32>`.
        Type::Path(path) => path.path.segments.iter().all(|segment| segment.arguments.is_empty()),
        _ => false,
    }
}

/// `scalar`, one in each lane.
pub(super) fn lanes(scalar: &impl ToTokens) -> TokenStream {
    quote!(__stencil::Lanes<__S, #scalar, __W>)
}

/// `ty`, for a value of the given shape.
pub(super) fn write(ty: &Type, shape: &Shape) -> TokenStream {
    match (ty, shape) {
        (_, Shape::Uniform | Shape::Never | Shape::Closure(_)) | (Type::Infer(_), _) => ty.to_token_stream(),
        (Type::Paren(inner), _) => write(&inner.elem, shape),
        (Type::Group(inner), _) => write(&inner.elem, shape),
        (Type::Reference(inner), _) => {
            let (lifetime, mutability, elem) = (&inner.lifetime, &inner.mutability, write(&inner.elem, shape));
            quote!(& #lifetime #mutability #elem)
        }
        (Type::Array(array), _) => {
            let (elem, len) = (write(&array.elem, &shape.element()), &array.len);
            quote!([#elem; #len])
        }
        (Type::Slice(slice), _) => {
            let elem = write(&slice.elem, &shape.element());
            quote!([#elem])
        }
        (Type::Tuple(tuple), _) => {
            let elems = tuple.elems.iter().enumerate().map(|(index, ty)| write(ty, &shape.part(index)));
            quote!((#(#elems,)*))
        }
        (_, Shape::Window) => window(ty),
        _ => lanes(ty),
    }
}

/// `Window<T, D>` as a window of lanes.
fn window(ty: &Type) -> TokenStream {
    let Type::Path(path) = ty else { return ty.to_token_stream() };
    let Some(last) = path.path.segments.last() else { return ty.to_token_stream() };
    let syn::PathArguments::AngleBracketed(args) = &last.arguments else { return ty.to_token_stream() };
    let args = args.args.iter().filter(|arg| !matches!(arg, syn::GenericArgument::Lifetime(_)));
    let args: Vec<_> = args.collect();
    match &*args {
        [element, dims] => quote!(__stencil::LaneWindow<'_, __S, #element, __W, #dims>),
        _ => ty.to_token_stream(),
    }
}
